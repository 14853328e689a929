"""Quotes and who says them: words in marks, lines behind dashes; names and nicknames in marks are none."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import features, quotes
from classifier.model import Quote
from classifier.quotes import MOST_QUOTES, MOST_SIGNS
from classifier.reader import Reader
from tests.classifier.places import finder
from tests.gates import quotes as gate

LANGUAGES = ("vi", "en", "fr", "zh", "ja", "ko", "km", "lo", "th")
SENTENCES = gate.sentences()


def found(text: str, lang: str = "vi", title: str = "") -> list[tuple[str, str]]:
    prepared = features.prepare(title, text, finder(), finder().home_places)
    return [(prepared.whole[one.start : one.end], one.speaker) for one in quotes.find(prepared, lang)]


def test_the_shipped_sentences_are_read_as_well_as_is_claimed() -> None:
    figures = gate.figures(gate.verdicts(SENTENCES))
    assert {name: figure >= 0.95 for name, figure in figures.items()} == dict.fromkeys(figures, True)
    assert len(SENTENCES) >= 80


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_language_is_left_behind(lang: str) -> None:
    own = gate.figures(gate.verdicts([one for one in SENTENCES if one.lang == lang]))
    assert (own["quotes precision"], own["quotes recall"] >= 0.8) == (1.0, True)


def test_a_text_in_several_paragraphs_is_read_with_its_headline() -> None:
    body = "Nước rút chậm.\n“Nhà tôi còn ngập nửa mét”, bà Sáu kể.\nTrời tạnh."
    assert found(body, title="Chủ tịch tỉnh: “Không để ai bị đói”") == [
        ("Không để ai bị đói", "Chủ tịch tỉnh"),
        ("Nhà tôi còn ngập nửa mét", "bà Sáu"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Hôm qua ông Tám nói: “Mai tôi lên xã nộp đơn”.", "ông Tám"),
        ("Giám đốc công ty của ông Tám nói: “Mai tôi lên xã”.", "Giám đốc công ty của ông Tám"),
        ("Nhân viên của ông Tám nói: “Mai tôi lên xã nộp đơn”.", ""),
        (
            "Bà Ba, 71 tuổi, ngụ xã Tân Khê, than: “Mất hết rồi, biết làm sao”.",
            "Bà Ba, 71 tuổi, ngụ xã Tân Khê",
        ),
        ("Tại buổi họp với Sở Y tế, bà Ba nói: “Thuốc còn đủ ba tháng”.", "bà Ba"),
        ("Nói về việc này: “Chúng tôi sẽ kiểm tra lại ngay”.", ""),
        ("Ông này khẳng định: “Không có chuyện đó đâu”.", ""),
        (
            "Khi trả lời phóng viên, đại diện Sở Muối nêu rõ trong văn bản: “Kho còn đủ dùng”.",
            "đại diện Sở Muối",
        ),
        ("Thủ tướng thăm đồng bào Lam Giang: “Phải có nhà trước Tết”", "Thủ tướng"),
        ("Người Lam Giang thức trắng đêm chờ nước rút ở chân đê: “Chưa dám ngủ đâu”", ""),
        ("“Mất hết rồi, biết làm sao”, trong khi bà Ba nói khác.", None),
        ("“Chúng tôi mất hết rồi”, trong khi bà Ba nói khác.", ""),
    ],
)
def test_a_speaker_is_named_as_far_as_is_sure(text: str, speaker: str | None) -> None:
    assert [name for _, name in found(text)] == ([] if speaker is None else [speaker])


@pytest.mark.parametrize(
    "text",
    [
        "Ông nói nhiều về thông tin “hồ nước bị vỡ” trên mạng.",
        "Theo công an, “tài liệu tám mươi trang” ấy là giả.",
        "Quảng Nam: “Kết nối rừng và biển” tiếp sức học trò.",
        "Anh Tư “nói khoác”, chị Năm nói.",
        "Cầu thủ dính chấn thương ở phút 5' và phút 9' của trận đấu.",
        "He paid 5' by 3' for the workers' hut.",
        '“”, “ ”, "" và «»',
        "“Không ai đóng dấu ấy, ông Tám nói",
        "",
    ],
)
def test_what_is_in_marks_and_nobodys_words_is_no_quote(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("- Vậy chúng tôi phải chờ đến bao giờ?", [("Vậy chúng tôi phải chờ đến bao giờ?", "")]),
        ("— Chờ tới sang năm — ông Bảy nói.", [("Chờ tới sang năm", "ông Bảy")]),
        ("- Ông Trần Văn Bảy: Sang năm sẽ xong.", [("Sang năm sẽ xong.", "Ông Trần Văn Bảy")]),
        ("- Địa điểm: hội trường tỉnh.", []),
        ("- Hai tấn gạo, ba tấn muối.", []),
        ("- Tôi chưa biết", []),
        ("-Tôi chưa biết đường nào để về.", []),
        ("- Ông Bảy nói: “Sang năm sẽ xong hết”.", [("Sang năm sẽ xong hết", "Ông Bảy")]),
    ],
)
def test_lines_behind_a_dash_are_a_conversation(line: str, pairs: list[tuple[str, str]]) -> None:
    assert found(f"Ở quán nước.\n{line}\nTrời mưa.") == pairs


def test_a_speech_of_several_paragraphs_may_open_each_of_them() -> None:
    told = found("Ông Bảy kể: “Nước lên từ chiều hôm ấy.\n“Đến đêm thì ngập mái nhà.”")
    assert told == [("Nước lên từ chiều hôm ấy.", "Ông Bảy"), ("Đến đêm thì ngập mái nhà.", "")]


def test_a_speech_may_go_on_over_a_lines_end() -> None:
    assert found("Ông Bảy kể: “Nước lên từ chiều.\nĐến đêm thì ngập.”") == [
        ("Nước lên từ chiều.\nĐến đêm thì ngập.", "Ông Bảy")
    ]


def test_a_mark_that_is_never_closed_takes_no_later_words() -> None:
    said = "Ông Bảy nói: “Nước lên nhanh lắm”."
    for unclosed in (
        f"Cuốn “Mùa nước nổi ra mắt.{chr(10) * 5}",
        f"Đoạn “{'dài ' * 400}”. ",
        'Cây "cầu mới\n',
        "‘Tàu cũ\n",
    ):
        assert found(f"{unclosed}{said}") == [("Nước lên nhanh lắm", "Ông Bảy")]


def test_an_apostrophe_within_marks_does_not_close_them() -> None:
    told = found("‘It’s the farmers’ worst year,’ Mr Sau said.", "en")
    assert told == [("It’s the farmers’ worst year,", "Mr Sau")]


def test_of_quotes_in_quotes_the_outer_one_counts() -> None:
    assert found("Ông Bảy kể: “Họ bảo tôi là ‘không có tên’ trong danh sách”.") == [
        ("Họ bảo tôi là ‘không có tên’ trong danh sách", "Ông Bảy")
    ]


def test_the_speaker_of_one_article_is_not_that_of_the_next_line() -> None:
    told = found("“Sáng nay tàu vẫn chạy”, anh Tâm nói.\n“Chiều thì phải quay vào bờ.”")
    assert told == [("Sáng nay tàu vẫn chạy", "anh Tâm"), ("Chiều thì phải quay vào bờ.", "")]


@pytest.mark.parametrize("lang", ["other", "ru", "", "es"])
def test_a_language_without_words_has_no_quotes(lang: str) -> None:
    assert found("Ông Bảy nói: “Nước lên từ chiều hôm ấy.”", lang) == []


def test_only_so_many_are_kept_and_in_order() -> None:
    told = found("Ông Bảy nói: “Nước lên nhanh lắm”.\n- Tôi biết rồi, thưa ông!\n" * 200)
    assert len(told) == MOST_QUOTES


def test_lines_and_marks_come_in_the_order_of_the_text() -> None:
    told = found("- Tôi biết rồi, thưa ông!\nBà Ba nói: “Nước lên nhanh lắm”.")
    assert [words for words, _ in told] == ["Tôi biết rồi, thưa ông!", "Nước lên nhanh lắm"]


def test_only_so_much_of_a_text_is_looked_at() -> None:
    late = "x" * MOST_SIGNS + "\nÔng Bảy nói: “Nước lên nhanh lắm”."
    assert found(late) == []


def test_a_reading_has_offsets_into_the_text_as_given(reader: Reader) -> None:
    given = unicodedata.normalize("NFD", "Bà Ba nói: “Nước lên nhanh lắm”.")
    reading = reader.read("Lũ ở Lam Giang", given, lang="vi")
    whole = f"Lũ ở Lam Giang\n{given}"
    assert [unicodedata.normalize("NFC", whole[q.start : q.end]) for q in reading.quotes] == [
        "Nước lên nhanh lắm"
    ]
    assert [q.speaker for q in reading.quotes] == ["Bà Ba"]


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "”",
        "“”",
        "'",
        "‘a ",
        "- a\n",
        "- a - b\n",
        "“a b c” ",
        "nói: “a b c d",
        "nói ",
        "ông ",
        ", ",
        "(,",
        "«\n",
        "「」",
        "Ông A nói: “a b c d e”. ",
        "- ",
        "\n",
        " ",
        "theo ",
        "。",
    ],
)
@pytest.mark.parametrize("lang", ["vi", "zh", "ja", "th"])
def test_a_million_signs_take_bounded_work(unit: str, lang: str) -> None:
    whole = (unit * 1_000_000)[:1_000_000]
    text = features.Text(whole, [], [(0, len(whole))], _NOTHING, _NOTHING, (), frozenset(), 0, 0, [], {})
    began = time.process_time()
    assert len(quotes.find(text, lang)) <= MOST_QUOTES
    assert time.process_time() - began < 2


_NOTHING = features.Masked((), ())
MARKS = ("“", "”", '"', "‘", "’", "'", "«", "»", "「", "」", "(", "- ", "\n", ": ", ", ", ". ", "。", " ")
WORDS = ("ông Bảy", " nói", "nước lên nhanh lắm", "tôi", "と述べた", "说", "theo ", "“a b c d.”", "e\u0301")
PIECES = st.sampled_from((*MARKS, *WORDS))


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(LANGUAGES))
def test_quotes_lie_apart_in_the_text_and_so_do_their_speakers(text: str, lang: str) -> None:
    prepared = features.prepare("", text, finder(), finder().home_places)
    told = list(quotes.find(prepared, lang))
    assert all(0 <= one.start < one.end <= len(text) and one.speaker in text for one in told)
    assert all(before.end <= after.start for before, after in pairwise(told))


def test_a_quote_names_no_person_by_itself() -> None:
    assert Quote(0, 4).speaker == ""
