import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.mojibake import unscrambled

TEXT = "Tỉnh họp báo thường kỳ, người dân đồng thuận ở Điện Biên"


def scrambled(text: str, encoding: str = "latin-1") -> str:
    return text.encode().decode(encoding, "replace")


def test_a_text_taken_for_latin_is_as_it_was() -> None:
    assert unscrambled(scrambled(TEXT)) == TEXT


def test_signs_of_windows_are_bytes_as_well() -> None:
    assert unscrambled("Giá»›i thiá»‡u Ä‘á»“ng ruá»™ng") == "Giới thiệu đồng ruộng"


def test_what_is_right_beside_it_stays() -> None:
    assert unscrambled(f"“{scrambled(TEXT)}” – họp báo") == f"“{TEXT}” – họp báo"


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "plain words",
        "Le café déjà à l'été",
        "dữ liệu á» lẻ",
        # bytes were lost on the way: nothing exact can be made of it
        scrambled(TEXT).replace("\xbb", "?").replace("\xba", "?"),
    ],
)
def test_what_cannot_be_had_exactly_is_left_alone(text: str) -> None:
    assert unscrambled(text) == text


def test_other_languages_are_not_made_vietnamese() -> None:
    text = scrambled("áº é") + " écriture déjà été œuvre"
    assert unscrambled(text) == text


@given(st.text(max_size=60))
def test_plain_text_is_never_touched(text: str) -> None:
    if not any(0x80 <= ord(sign) < 0x2200 for sign in text):
        assert unscrambled(text) is text


@given(st.text(st.characters(max_codepoint=0x2122), max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(unscrambled(text), str)
