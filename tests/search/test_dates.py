import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dates import is_days, read_days
from search.errors import QueryError
from search.tree import Days

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
JULY = (date(2026, 7, 1), date(2026, 7, 31))
DAY = (date(2026, 7, 5), date(2026, 7, 5))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026", YEAR),
        ("2026-07", JULY),
        ("2026-7", JULY),
        ("7/2026", JULY),
        ("07-2026", JULY),
        ("2026-07-05", DAY),
        ("2026/7/5", DAY),
        ("5/7/2026", DAY),
        ("05-07-2026", DAY),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2026-07..2026", (date(2026, 7, 1), date(2026, 12, 31))),
        ("1/7/2026..5/7/2026", (date(2026, 7, 1), date(2026, 7, 5))),
        ("2026-07..", (date(2026, 7, 1), None)),
        ("..2026-07", (None, date(2026, 7, 31))),
        (">=2026-07", (date(2026, 7, 1), None)),
        ("<=2026-07", (None, date(2026, 7, 31))),
        (">2026-07", (date(2026, 8, 1), None)),
        ("<2026-07", (None, date(2026, 6, 30))),
        (">= 5/7/2026", (date(2026, 7, 5), None)),
        (" 2026-07 ", JULY),
        ("từ 1/7/2026 đến 31/7/2026", JULY),
        ("từ tháng 7/2026 tới 31/7/2026", JULY),
        ("from 2026-07-01 to 2026-07-31", JULY),
        ("1/7/2026 - 31/7/2026", JULY),
        ("1/7/2026 – 31/7/2026", JULY),
        ("1/7/2026–31/7/2026", JULY),
        ("1/7/2026 .. 31/7/2026", JULY),
        ("tu-1/7/2026-den-31/7/2026", JULY),
        ("từ 1/7/2026", (date(2026, 7, 1), None)),
        ("since 2026-07", (date(2026, 7, 1), None)),
        ("đến 31/7/2026", (None, date(2026, 7, 31))),
        ("until 2026-07", (None, date(2026, 7, 31))),
        (">quý 3/2026", (date(2026, 10, 1), None)),
    ],
)
def test_days_as_they_are_written(text: str, days: tuple[date | None, date | None]) -> None:
    assert read_days(text, 0) == Days(*days)


@pytest.mark.parametrize(
    ("text", "position", "length", "said"),
    [
        ("2026-02-31", 10, 10, "2026-02 has no day 31"),
        ("30/2/2026", 10, 9, "2026-02 has no day 30"),
        ("2026-07-00", 10, 10, "2026-07 has no day 0"),
        ("2026-13", 10, 7, "there is no month 13"),
        ("0/2026", 10, 6, "there is no month 0"),
        ("1066", 10, 4, "the year 1066 lies outside 1900–2199"),
        ("2026-07..2026-13", 19, 7, "there is no month 13"),
        (">=2026-13", 12, 7, "there is no month 13"),
        ("2026-08..2026-07", 10, 16, "the range of dates is reversed: it ends before it begins"),
        ("..", 10, 2, "“..” is not a date"),
        ("tomorrow", 10, 8, "“tomorrow” is not a date"),
        ("२०२६", 10, 4, "“२०२६” is not a date"),
        ("", 10, 0, "“” is not a date"),
        ("từ 31/2/2026 đến 1/3/2026", 13, 9, "2026-02 has no day 31"),
        ("từ 1/3/2026 đến 1/2/2026", 10, 24, "the range of dates is reversed: it ends before it begins"),
        ("hôm qua", 10, 7, "what day it is today is not known here"),
        ("1/7/2026 .. hôm qua", 22, 7, "what day it is today is not known here"),
        ("từ 1/7/2026 đến lũ", 26, 2, "“lũ” is not a date"),
        ("2026-07-01" * 9, 10, 90, f"“{'2026-07-01' * 9}” is not a date"),
        (">", 10, 1, "“>” is not a date"),
    ],
)
def test_impossible_days_say_why(text: str, position: int, length: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_days(text, 10)
    assert (caught.value.message_en, caught.value.position, caught.value.length) == (said, position, length)


def test_a_reversed_range_is_offered_the_right_way_round() -> None:
    with pytest.raises(QueryError) as caught:
        read_days("2026-08..2026-07", 0)
    assert caught.value.hint.startswith("ngày:2026-07..2026-08 /")


def test_a_reversed_range_in_words_is_offered_with_them() -> None:
    with pytest.raises(QueryError) as caught:
        read_days("từ tháng 8/2026 đến tháng 7/2026", 0)
    assert caught.value.hint.startswith('ngày:"tháng 7/2026..tháng 8/2026"')


def test_in_decomposed_letters_the_whole_is_shown() -> None:
    text = unicodedata.normalize("NFD", "từ 31/2/2026 đến 1/3/2026")
    with pytest.raises(QueryError) as caught:
        read_days(text, 5)
    assert (caught.value.position, caught.value.length) == (5, len(text))


@pytest.mark.parametrize("text", ["từ hôm qua đến hôm nay", "hôm qua..hôm nay", "yesterday to today"])
def test_a_range_may_be_counted_from_today(text: str) -> None:
    days = read_days(text, 0, date(2026, 7, 6))
    assert days == Days(date(2026, 7, 5), date(2026, 7, 6))


@pytest.mark.parametrize("text", ["lũ", "..", "từ", "đến", "2026 lũ", "từ lũ đến 2026", ""])
def test_what_does_not_look_like_days(text: str) -> None:
    assert is_days(text) is False


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_day_is_read_in_both_orders(day: date) -> None:
    assert read_days(day.isoformat(), 0) == Days(day, day)
    assert read_days(f"{day.day}/{day.month}/{day.year}", 0) == Days(day, day)
