from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sentences import split


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Đoàn về TP. Lam Thành lúc 7 giờ.",
        "TS. Nguyễn Thị Hoa và PGS.TS. Lê An phát biểu.",
        "Trụ sở ở Q.1, cạnh P. Cửa Trầm.",
        "Có 1.200 hộ mất điện.",
        "Ông Lê V. Bình nhận giải.",
        "Ông J.K. Thoan đến muộn.",
        "“Nước lên nhanh quá!” bà Ngà kể.",
        "“Bao giờ xong?” ông hỏi.",
        "Chờ mãi… rồi cũng tới.",
        "1. Mở đầu",
        "II. Nội dung",
        "Mr. Khoat met Dr. Ksor at No. 5.",
        "The plan costs $3.5 million.",
        "đ/c. Trần Hữu Khoát dự họp.",
    ],
)
def test_these_full_stops_end_nothing(sentence: str) -> None:
    assert pieces(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mưa lớn. Lũ lên! Ai đi?", ["Mưa lớn.", "Lũ lên!", "Ai đi?"]),
        ("Ông nói: “Xong.” Bà về.", ["Ông nói: “Xong.”", "Bà về."]),
        ("Bác sĩ mổ ba ca. Người nhà mừng.", ["Bác sĩ mổ ba ca.", "Người nhà mừng."]),
        ("Cúm do vitamin C. Ông nghĩ vậy.", ["Cúm do vitamin C.", "Ông nghĩ vậy."]),
        ("Hết năm 2026. Năm mới đến.", ["Hết năm 2026.", "Năm mới đến."]),
        ("Cam, quýt, v.v. Ông bán hết.", ["Cam, quýt, v.v.", "Ông bán hết."]),
        ("Dòng một\n\nDòng hai", ["Dòng một", "Dòng hai"]),
        ("Rồi im lặng... Không ai nói.", ["Rồi im lặng...", "Không ai nói."]),
        ("今天下雨。明天呢？后天晴！", ["今天下雨。", "明天呢？", "后天晴！"]),
        ("ទឹកឡើង។ មនុស្សបីនាក់៕", ["ទឹកឡើង។", "មនុស្សបីនាក់៕"]),
        ("  \n ", []),
        ("", []),
        (". Ông về.", [".", "Ông về."]),
    ],
)
def test_sentences_are_told_apart(text: str, sentences: list[str]) -> None:
    assert pieces(text) == sentences


def test_a_space_ends_a_long_thai_clause_but_not_a_short_one() -> None:
    long = "น้ำท่วมสามหมู่บ้านในจังหวัดถูกตัดขาดเมื่อคืนนี้"
    assert pieces(f"น้ำท่วม {long} เจ้าหน้าที่ช่วย") == [f"น้ำท่วม {long}", "เจ้าหน้าที่ช่วย"]


def test_a_space_ends_a_long_lao_clause() -> None:
    long = "ນ້ຳຖ້ວມສາມບ້ານໃນແຂວງຖືກຕັດຂາດເມື່ອຄືນນີ້ແລ້ວ"
    assert pieces(f"{long} ເຈົ້າໜ້າທີ່ຊ່ວຍ") == [long, "ເຈົ້າໜ້າທີ່ຊ່ວຍ"]


@given(st.text("aBC ÔnTP.!?…”\n12。។ก ", max_size=80))
def test_sentences_hold_all_but_the_space_between(text: str) -> None:
    spans = split(text)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("piece", ["A. ", " ", ".", "!?", "\n ", "1. ", "Tp. "])
def test_a_text_of_nothing_but_stops_and_spaces_is_read_in_one_pass(piece: str) -> None:
    text = piece * 60_000
    spans = split(text)
    assert all(text[start:end].strip() == text[start:end] for start, end in spans[:50])
