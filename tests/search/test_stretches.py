from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.stretches import Impossible, Stretch, is_stretch, plain, read_stretch

TODAY = date(2026, 8, 20)  # a Thursday


def days(first: tuple[int, int, int], last: tuple[int, int, int]) -> Stretch:
    return Stretch(date(*first), date(*last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("hôm nay", (2026, 8, 20), (2026, 8, 20)),
        ("Today", (2026, 8, 20), (2026, 8, 20)),
        ("hôm qua", (2026, 8, 19), (2026, 8, 19)),
        ("yesterday", (2026, 8, 19), (2026, 8, 19)),
        ("hôm kia", (2026, 8, 18), (2026, 8, 18)),
        ("3 ngày trước", (2026, 8, 17), (2026, 8, 17)),
        ("1 day ago", (2026, 8, 19), (2026, 8, 19)),
        ("1 ngày qua", (2026, 8, 20), (2026, 8, 20)),
        ("7 ngày qua", (2026, 8, 14), (2026, 8, 20)),
        ("7-ngày-qua", (2026, 8, 14), (2026, 8, 20)),
        ("7 NGAY  QUA", (2026, 8, 14), (2026, 8, 20)),
        ("30 ngày gần đây", (2026, 7, 22), (2026, 8, 20)),
        ("last 7 days", (2026, 8, 14), (2026, 8, 20)),
        ("past 1 day", (2026, 8, 20), (2026, 8, 20)),
        ("2 tuần qua", (2026, 8, 7), (2026, 8, 20)),
        ("3 tháng qua", (2026, 5, 21), (2026, 8, 20)),
        ("last 2 quarters", (2026, 2, 21), (2026, 8, 20)),
        ("1 năm qua", (2025, 8, 21), (2026, 8, 20)),
        ("tuần này", (2026, 8, 17), (2026, 8, 23)),
        ("this week", (2026, 8, 17), (2026, 8, 23)),
        ("tuần trước", (2026, 8, 10), (2026, 8, 16)),
        ("last-week", (2026, 8, 10), (2026, 8, 16)),
        ("tháng này", (2026, 8, 1), (2026, 8, 31)),
        ("this_month", (2026, 8, 1), (2026, 8, 31)),
        ("tháng trước", (2026, 7, 1), (2026, 7, 31)),
        ("quý này", (2026, 7, 1), (2026, 9, 30)),
        ("this quarter", (2026, 7, 1), (2026, 9, 30)),
        ("quý trước", (2026, 4, 1), (2026, 6, 30)),
        ("previous quarter", (2026, 4, 1), (2026, 6, 30)),
        ("năm nay", (2026, 1, 1), (2026, 12, 31)),
        ("năm ngoái", (2025, 1, 1), (2025, 12, 31)),
        ("năm trước", (2025, 1, 1), (2025, 12, 31)),
        ("last year", (2025, 1, 1), (2025, 12, 31)),
        ("quý 3", (2026, 7, 1), (2026, 9, 30)),
        ("tháng 2", (2026, 2, 1), (2026, 2, 28)),
        ("1/7", (2026, 7, 1), (2026, 7, 1)),
        ("ngày 1 tháng 7", (2026, 7, 1), (2026, 7, 1)),
    ],
)
def test_what_is_counted_from_today(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert read_stretch(plain(text), TODAY) == days(first, last)
    with pytest.raises(Impossible, match="what day it is today is not known here"):
        read_stretch(plain(text), None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("quý 3/2026", (2026, 7, 1), (2026, 9, 30)),
        ("quý 3 năm 2026", (2026, 7, 1), (2026, 9, 30)),
        ("Quý III/2026", (2026, 7, 1), (2026, 9, 30)),
        ("quý iv-2026", (2026, 10, 1), (2026, 12, 31)),
        ("Q3/2026", (2026, 7, 1), (2026, 9, 30)),
        ("Q1 2026", (2026, 1, 1), (2026, 3, 31)),
        ("2026-Q3", (2026, 7, 1), (2026, 9, 30)),
        ("2026Q4", (2026, 10, 1), (2026, 12, 31)),
        ("quarter 2 2026", (2026, 4, 1), (2026, 6, 30)),
        ("tháng 7/2026", (2026, 7, 1), (2026, 7, 31)),
        ("tháng 2 năm 2024", (2024, 2, 1), (2024, 2, 29)),
        ("ngày 5/7/2026", (2026, 7, 5), (2026, 7, 5)),
        ("ngày 5 tháng 7 năm 2026", (2026, 7, 5), (2026, 7, 5)),
        ("năm 2025", (2025, 1, 1), (2025, 12, 31)),
    ],
)
def test_what_needs_no_today(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert read_stretch(plain(text), None) == days(first, last)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("31/2/2026", "tháng 2/2026 không có ngày 31", "2026-02 has no day 31"),
        ("2026-13", "không có tháng 13", "there is no month 13"),
        ("1/13/2026", "không có tháng 13", "there is no month 13"),
        ("tháng 0/2026", "không có tháng 0", "there is no month 0"),
        ("quý 5/2026", "không có quý 5", "there is no quarter 5"),
        ("Q0/2026", "không có quý 0", "there is no quarter 0"),
        ("năm 1066", "năm 1066 ở ngoài 1900–2199", "the year 1066 lies outside 1900–2199"),
        ("0 ngày qua", "con số phải từ 1 đến 999", "the number lies between 1 and 999"),
        ("1000 days ago", "con số phải từ 1 đến 999", "the number lies between 1 and 999"),
        ("999 năm qua", "năm 1027 ở ngoài 1900–2199", "the year 1027 lies outside 1900–2199"),
    ],
)
def test_what_no_calendar_has(text: str, vi: str, en: str) -> None:
    with pytest.raises(Impossible) as caught:
        read_stretch(plain(text), TODAY)
    assert caught.value.args == (vi, en)


@pytest.mark.parametrize("text", ["", "lũ", "7 ngày", "ngày qua", "tuần", "1", "12", "20260701", "q", "hôm"])
def test_what_is_no_stretch(text: str) -> None:
    assert is_stretch(plain(text)) is False
    assert read_stretch(plain(text), TODAY) is None


@given(st.dates(date(1950, 1, 1), date(2199, 12, 31)))
def test_weeks_months_quarters_and_years_hold_today_and_follow_each_other(today: date) -> None:
    for unit in ("tuan", "thang", "quy", "nam"):
        this, last = read_stretch(f"{unit} nay", today), read_stretch(f"{unit} truoc", today)
        assert this is not None
        assert last is not None
        assert this.first <= today <= this.last
        assert last.last + timedelta(days=1) == this.first


@given(st.dates(date(1950, 1, 1), date(2199, 12, 31)), st.integers(1, 500))
def test_so_many_days_are_so_many_days(today: date, count: int) -> None:
    found = read_stretch(f"{count} ngay qua", today)
    assert found is not None
    assert (found.last, (found.last - found.first).days + 1) == (today, count)
