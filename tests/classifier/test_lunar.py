from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.lunar import CHINA, LunarDay, lunar, new_year, solar

# Among them are years in which Việt Nam and China differ: 1985 by a month, 1968, 2007 and 2030 by a day.
IN_VIETNAM = [
    "1968-01-29",
    "1985-01-21",
    "2000-02-05",
    "2007-02-17",
    "2014-01-31",
    "2020-01-25",
    "2023-01-22",
    "2024-02-10",
    "2025-01-29",
    "2026-02-17",
    "2027-02-06",
    "2028-01-26",
    "2030-02-02",
    "2034-02-19",
]
IN_CHINA = ["1968-01-30", "1985-02-20", "2007-02-18", "2024-02-10", "2030-02-03"]


@pytest.mark.parametrize("day", IN_VIETNAM)
def test_tet_falls_on_its_day(day: str) -> None:
    assert new_year(int(day[:4])).isoformat() == day


@pytest.mark.parametrize("day", IN_CHINA)
def test_china_reckons_an_hour_later(day: str) -> None:
    assert new_year(int(day[:4]), CHINA).isoformat() == day


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-04-26", LunarDay(2026, 3, 10)),
        ("2025-12-31", LunarDay(2025, 11, 12)),
        ("2026-02-16", LunarDay(2025, 12, 29)),
        ("2020-05-23", LunarDay(2020, 4, 1, is_leap=True)),
        ("2023-03-22", LunarDay(2023, 2, 1, is_leap=True)),
        ("2025-07-25", LunarDay(2025, 6, 1, is_leap=True)),
        ("2033-12-25", LunarDay(2033, 11, 4, is_leap=True)),
        ("2034-01-20", LunarDay(2033, 12, 1)),
    ],
)
def test_a_day_is_told_by_the_moon(day: str, told: LunarDay) -> None:
    assert lunar(date.fromisoformat(day)) == told


@given(st.dates(date(1900, 2, 1), date(2099, 12, 31)))
def test_a_day_comes_back_from_its_lunar_one(day: date) -> None:
    told = lunar(day)
    if not told.is_leap:
        assert solar(told.year, told.month, told.day) == day


@given(st.dates(date(1900, 2, 1), date(2099, 12, 30)))
def test_the_day_after_is_the_next_or_the_first(day: date) -> None:
    one, two = lunar(day), lunar(date.fromordinal(day.toordinal() + 1))
    assert two.day == one.day + 1 or (two.day == 1 and one.day in {29, 30})
