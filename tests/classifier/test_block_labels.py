import pytest

from classifier.block_labels import HEAVIEST, LIGHTEST, by_pieces, by_text, words

A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm."
B = "Cầu dài 620 mét và sẽ thông xe sau hai năm thi công."
OTHER = "Đội bóng của tỉnh thắng trận thứ tư liên tiếp trên sân nhà."
ARTICLE = f"{A}\nHai phần\n{B}"


def wanted(*texts: str) -> list[float]:
    labelled: list[float] = by_text(texts, ARTICLE).wanted.tolist()
    return labelled


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((A, OTHER), [1, 0]),
        ((A, "Hai phần", B), [1, 1, 1]),
        ((A, "Hai phần khác"), [1, 0]),
        ((A, "khởi công cây cầu"), [1, 0.9]),
        ((A, "cây cầu"), [1, 0.5]),
        ((A, ""), [1, 0]),
        (("cây cầu", *[OTHER] * 9, A), [0, *[0] * 9, 1]),
    ],
)
def test_a_block_is_wanted_as_far_as_the_article_has_it(
    texts: tuple[str, ...], expected: list[float]
) -> None:
    assert wanted(*texts) == expected


def test_half_a_block_is_half_wanted() -> None:
    [share] = wanted(f"{A} {OTHER}")
    assert 0.3 < share < 0.6


def test_a_block_weighs_as_much_as_it_holds_of_the_article() -> None:
    light, heavy = by_text(["Xong", ARTICLE * 3], ARTICLE).weight.tolist()
    assert LIGHTEST < light < 0.1
    assert heavy == HEAVIEST + LIGHTEST


def test_pieces_say_of_few_blocks_what_they_are() -> None:
    labels = by_pieces([A, OTHER, B], ["khởi công cây cầu"], ["thắng trận"])
    assert labels.wanted.tolist() == [1, 0, 0]
    assert labels.weight.tolist() == [0.04, 0.02, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Đê vỡ, 20 m!", ["đê", "vỡ", "20", "m"]), ("堤防a b", ["堤", "防", "a", "b"]), ("", [])],
)
def test_words_are_what_is_compared(text: str, expected: list[str]) -> None:
    assert words(text) == expected
