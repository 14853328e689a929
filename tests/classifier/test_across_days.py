"""Days are found in every language, with the year and the month that are meant, and taken out of the text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.across_days import LANGUAGES, days
from language.text import fold

# A Saturday.
DAY = date(2026, 9, 26)


def found(text: str, lang: str, day: date = DAY) -> set[date]:
    return days(fold(text), lang, day)[0]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "sáng 24/9"),
        ("vi", "ngày 24/9/2026"),
        ("vi", "ngày 24-9"),
        ("vi", "đêm ngày 24"),
        ("en", "on September 24"),
        ("en", "Sept. 24, 2026"),
        ("en", "24th of September"),
        ("en", "on Thursday"),
        ("zh", "2026年9月24日"),
        ("zh", "24日上午"),
        ("ja", "9月24日"),
        ("ja", "木曜日"),
        ("ko", "9월 24일"),
        ("ko", "24일 오전"),
        ("km", "ថ្ងៃទី 24 ខែកញ្ញា"),
        ("lo", "ວັນທີ 24 ກັນຍາ"),
        ("th", "24 กันยายน 2569"),
        ("fr", "le 24 septembre"),
        ("fr", "jeudi"),
        ("ru", "в четверг 24/9"),
    ],
)
def test_a_day_is_found(lang: str, text: str) -> None:
    assert found(text, lang) == {date(2026, 9, 24)}


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("en", "today", DAY),
        ("vi", "hôm qua", date(2026, 9, 25)),
        ("zh", "昨天", date(2026, 9, 25)),
        ("en", "on Saturday", DAY),
        ("en", "on Sunday", date(2026, 9, 20)),
    ],
)
def test_a_day_is_seen_from_the_text_s_own(lang: str, text: str, day: date) -> None:
    assert found(text, lang) == {day}


def test_a_day_without_a_year_is_the_nearest() -> None:
    assert found("31/12", "vi", date(2027, 1, 2)) == {date(2026, 12, 31)}


def test_a_day_without_a_month_is_the_nearest() -> None:
    assert found("ngày 30", "vi", date(2026, 10, 2)) == {date(2026, 9, 30)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "31/2"),
        ("vi", "ngày 32"),
        ("en", "9/11"),
        ("vi", "thứ năm"),
        ("zh", "30日本人"),
        ("en", "the day after"),
    ],
)
def test_what_is_no_day_is_none(lang: str, text: str) -> None:
    assert found(text, lang) == set()


def test_a_written_day_is_no_number_any_more() -> None:
    assert days("24 nguoi, 25/9", "vi", DAY)[1] == "24 nguoi,  "


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_no_text_breaks_it(text: str, lang: str) -> None:
    assert all(isinstance(one, date) for one in found(text, lang))
