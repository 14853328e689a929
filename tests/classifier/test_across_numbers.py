"""Numbers are worth the same in every language, however their digits, signs and words of size are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.across_numbers import numbers
from language.text import fold


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("vi", "1.250 tỷ đồng", {1.25e12}),
        ("en", "VND1.25 trillion", {1.25e12}),
        ("zh", "1.25万亿越盾", {1.25e12}),
        ("vi", "hơn 11,4 nghìn người", {11400}),
        ("en", "11,400 people", {11400}),
        ("zh", "1.14万人", {11400}),
        ("ko", "1만 1400명", {11400}),
        ("ko", "4600만 달러", {4.6e7}),
        ("ja", "1億2000万円", {1.2e8}),
        ("vi", "2 tỷ 500 triệu đồng", {2.5e9}),
        ("th", "5 พันล้านบาท", {5e9}),
        ("lo", "20 ລ້ານກີບ", {2e7}),
        ("km", "15.000 នាក់", {15000}),
        ("km", "15,000 នាក់", {15000}),
        ("fr", "2 500 personnes et 6,8 milliards", {2500, 6.8e9}),
        ("ru", "860 млрд донгов", {8.6e11}),
        ("es", "3 mil millones", {3e9}),
        ("de", "1.460 Kubikmeter", {1460}),
        ("vi", "tăng 8,96%", {8.96}),
        ("en", "up 8.96 per cent", {8.96}),
    ],
)
def test_a_number_is_its_value(lang: str, text: str, values: set[float]) -> None:
    assert numbers(fold(text), lang) == values


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("en", "thirteen co-defendants and forty-two others", {13, 42}),
        ("vi", "mười ba bị cáo, hai mươi người", {13, 20}),
        ("zh", "三百二十人", {320}),
        ("zh", "二〇二六年", {2026}),
        ("ja", "三十二名", {32}),
        ("en", "one of two or three", set()),
    ],
)
def test_a_number_in_words_is_its_value(lang: str, text: str, values: set[float]) -> None:
    assert numbers(fold(text), lang) == values


@pytest.mark.parametrize("text", ["lúc 14h30", "9:05 sáng", "phiên bản 1.2.3,4", "mp3 a321"])
def test_clocks_codes_and_versions_are_no_numbers(text: str) -> None:
    assert numbers(fold(text), "vi") == set()


@given(st.integers(1000, 10**9))
def test_thousands_are_grouped_by_points_here_and_by_commas_there(value: int) -> None:
    english = f"{value:,}"
    assert numbers(english.replace(",", "."), "vi") == numbers(english, "en") == {float(f"{value:.6g}")}


@given(st.text(max_size=40), st.sampled_from(["vi", "en", "zh", "km", "fr", "other"]))
def test_no_text_breaks_it(text: str, lang: str) -> None:
    assert all(value >= 0 for value in numbers(fold(text), lang))
