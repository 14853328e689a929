from datetime import date

import pytest

from classifier.days import OFF, kind, kinds, no_day_off
from classifier.days_off import holidays, is_day_off, name_of


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "new_year"),
        ("2026-02-16", "tet"),
        ("2026-02-20", "tet"),
        ("2026-02-21", ""),
        ("2026-04-26", "hung_kings"),
        ("2026-04-27", "hung_kings"),  # the 26th was a Sunday
        ("2025-04-07", "hung_kings"),
        ("2026-04-30", "victory"),
        ("2027-05-01", "labour"),
        ("2027-05-03", "labour"),  # the first was a Saturday
        ("2026-09-02", "national"),
        ("2026-10-01", ""),
    ],
)
def test_a_holiday_has_its_name(day: str, name: str) -> None:
    assert name_of(date.fromisoformat(day)) == name
    assert is_day_off(date.fromisoformat(day)) is bool(name)


def test_two_holidays_on_a_weekend_are_made_up_for_on_two_days() -> None:
    # In 2022 Victory day was a Saturday and Labour day a Sunday.
    off = [day.isoformat() for day in sorted(holidays(2022)) if day.month == 5]
    assert off == ["2022-05-01", "2022-05-02", "2022-05-03"]


def test_a_day_off_is_a_kind_of_its_own() -> None:
    assert kinds(date(2026, 8, 31), 3, is_day_off).tolist() == [0, 1, OFF]
    assert kind(date(2026, 9, 2), no_day_off) == 2
