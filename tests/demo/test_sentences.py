import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.sentences import PLACES, form_of, sentences

TEXT = "Ngày 14/8, 1.200 hộ ở Cửa Trầm nhận 3,5 tấn gạo năm 2026."


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("vi", "Mưa to. Đường ngập.", ["Mưa to.", "Đường ngập."]),
        ("vi", "Giá 3.500 đồng. Ai mua?", ["Giá 3.500 đồng.", "Ai mua?"]),
        ("vi", "“Mưa to. Tôi về”, ông nói. Hết.", ["“Mưa to. Tôi về”, ông nói.", "Hết."]),
        ("vi", "Lúc 5 giờ… mưa tạnh. Đê vỡ.", ["Lúc 5 giờ… mưa tạnh.", "Đê vỡ."]),
        ("vi", "“Chưa đóng. Mà hết", ["“Chưa đóng. Mà hết"]),
        ("en", "Rain fell. Roads flooded.", ["Rain fell.", "Roads flooded."]),
        ("zh", "下雨了。路淹了。", ["下雨了。", "路淹了。"]),
        ("km", "ភ្លៀង។ ទឹកជំនន់។", ["ភ្លៀង។", "ទឹកជំនន់។"]),
        ("ja", "雨が降った。「道が冠水。」と言う。", ["雨が降った。", "「道が冠水。」と言う。"]),
        ("lo", "ຝົນຕົກ. ທາງຖ້ວມ.", ["ຝົນຕົກ.", "ທາງຖ້ວມ."]),
        ("fr", "Il pleut. La route est coupée.", ["Il pleut.", "La route est coupée."]),
        ("vi", "", []),
    ],
)
def test_paragraphs_fall_into_sentences(lang: str, text: str, found: list[str]) -> None:
    assert sentences([text], lang) == found


def test_a_form_finds_dates_numbers_places_and_years() -> None:
    form = form_of(TEXT)
    assert form.start == "Ngày "
    assert [(slot.kind, slot.text) for slot in form.slots] == [
        ("date", "14/8"),
        ("number", "1.200"),
        ("place", "Cửa Trầm"),
        ("number", "3,5"),
        ("year", "2026"),
    ]


def test_a_sentence_without_facts_stays_as_it_is() -> None:
    assert form_of("Trời xanh.").fill(Random(1), 5) == "Trời xanh."


@given(st.integers(), st.integers(1, 12))
def test_other_facts_keep_their_shape(seed: int, month: int) -> None:
    filled = form_of(TEXT).fill(Random(seed), month)
    places = "|".join(PLACES)
    shape = rf"Ngày (\d{{1,2}})/{month}, \d\.\d{{3}} hộ ở ({places}) nhận \d,\d tấn gạo năm 2026\."
    found = re.fullmatch(shape, filled)
    assert found
    assert 1 <= int(found[1]) <= 28


@given(st.text())
def test_a_form_loses_no_word(text: str) -> None:
    form = form_of(text)
    assert form.start + "".join(slot.text + slot.after for slot in form.slots) == text
