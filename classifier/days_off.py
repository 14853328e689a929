"""Public holidays by rule (Labour Code 2019, article 112), for the years a desk has no notice of.

A holiday on a weekend day is made up for on the working days after it. What the Government moves, and the
second day of the National day, stand in notices and so in a pack's calendar.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from classifier.lunar import new_year, solar

NEW_YEAR, TET, KINGS, VICTORY, LABOUR, NATIONAL = (
    "new_year",
    "tet",
    "hung_kings",
    "victory",
    "labour",
    "national",
)
# Tết: the last day of the old year and the first four of the new one.
BEFORE_TET, AFTER_TET = 1, 4
SATURDAY = 5
DAY = timedelta(days=1)


def name_of(day: date) -> str:
    """Which public holiday a day is; nothing where it is none."""
    return holidays(day.year).get(day, "")


def is_day_off(day: date) -> bool:
    """Whether a day is a public holiday, or made up for one."""
    return day in holidays(day.year)


@lru_cache(maxsize=64)
def holidays(year: int) -> Mapping[date, str]:
    """The holidays of a year, those made up for under the name of what they stand for."""
    tet = new_year(year)
    named = {date(year, 1, 1): NEW_YEAR}
    named |= {tet + n * DAY: TET for n in range(-BEFORE_TET, AFTER_TET)}
    named |= {
        solar(year, 3, 10): KINGS,
        date(year, 4, 30): VICTORY,
        date(year, 5, 1): LABOUR,
        date(year, 9, 2): NATIONAL,
    }
    for day in sorted(day for day in named if day.weekday() >= SATURDAY):
        named[_free(day, named)] = named[day]
    return named


def _free(day: date, taken: Mapping[date, str]) -> date:
    """The next working day that is not off already."""
    while day in taken or day.weekday() >= SATURDAY:
        day += DAY
    return day
