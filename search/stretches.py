"""Stretches of days as people write them: a day, a month, a quarter, a year, or one counted from today.

They are read in plain letters: lower case, no accents, hyphens beside letters as spaces.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from language.text import fold

FIRST_YEAR, LAST_YEAR = 1900, 2199
_MONTHS, _QUARTERS, _WEEK = 12, 4, 7
_MOST = 999
_MONTHS_OF = {"thang": 1, "month": 1, "quy": 3, "quarter": 3, "nam": 12, "year": 12}
_DAYS_OF = {"ngay": 1, "day": 1, "tuan": _WEEK, "week": _WEEK}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_HYPHEN = re.compile(r"(?<=[a-z])[-_]|[-_](?=[a-z])|\s")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first day to the last, both included."""

    first: date
    last: date


class Impossible(Exception):
    """A stretch that is written rightly, but that no calendar has; a sentence in both languages."""


def plain(text: str) -> str:
    """Return a text as stretches are read, each of its composed letters in its place."""
    composed = unicodedata.normalize("NFC", text)
    letters = "".join(low if len(low := fold(sign)) == 1 else sign for sign in composed)
    return _HYPHEN.sub(" ", letters)


def is_stretch(written: str) -> bool:
    """Whether a text looks like a stretch of days, be it in a calendar or not."""
    return any(pattern.fullmatch(written) for pattern, _ in _FORMS)


def read_stretch(written: str, today: date | None) -> Stretch | None:
    """Return the stretch a text means; nothing where it means none."""
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(written):
            return read({name: value for name, value in found.groupdict().items() if value}, today)
    return None


_Found: TypeAlias = dict[str, str]
_Read: TypeAlias = Callable[[_Found, date | None], Stretch]


def _day(found: _Found, today: date | None) -> Stretch:
    year, month = _year(found, today), int(found["m"])
    _expect(1 <= month <= _MONTHS, f"không có tháng {month}", f"there is no month {month}")
    day = int(found["d"])
    _expect(
        1 <= day <= monthrange(year, month)[1],
        f"tháng {month}/{year} không có ngày {day}",
        f"{year}-{month:02} has no day {day}",
    )
    return Stretch(date(year, month, day), date(year, month, day))


def _month(found: _Found, today: date | None) -> Stretch:
    year, month = _year(found, today), int(found["m"])
    _expect(1 <= month <= _MONTHS, f"không có tháng {month}", f"there is no month {month}")
    return _months(date(year, month, 1), 1)


def _quarter(found: _Found, today: date | None) -> Stretch:
    number = _ROMAN.get(found["q"]) or int(found["q"])
    year = _year(found, today)
    _expect(1 <= number <= _QUARTERS, f"không có quý {number}", f"there is no quarter {number}")
    return _months(date(year, 3 * number - 2, 1), 3)


def _whole_year(found: _Found, today: date | None) -> Stretch:
    return _months(date(_year(found, today), 1, 1), _MONTHS)


def _single(ago: int) -> _Read:
    def read(_: _Found, today: date | None) -> Stretch:
        day = _known(today) - timedelta(days=ago)
        return Stretch(day, day)

    return read


def _days_ago(found: _Found, today: date | None) -> Stretch:
    return _single(_number(found))({}, today)


def _last_ones(found: _Found, today: date | None) -> Stretch:
    """So many days up to today, today among them."""
    last, number, unit = _known(today), _number(found), found["unit"]
    if unit in _DAYS_OF:
        first = last - timedelta(days=number * _DAYS_OF[unit] - 1)
    else:
        first = _back(last, number * _MONTHS_OF[unit]) + timedelta(days=1)
    return Stretch(first, last)


def _this_one(found: _Found, today: date | None) -> Stretch:
    """The week, month, quarter or year that runs, or the one before; weeks begin on Monday."""
    day, unit = _known(today), found["unit"]
    is_last = "last" in found
    if unit in _DAYS_OF:
        monday = day - timedelta(days=day.weekday() + (_WEEK if is_last else 0))
        return Stretch(monday, monday + timedelta(days=_WEEK - 1))
    months = _MONTHS_OF[unit]
    first = date(day.year, day.month - (day.month - 1) % months, 1)
    return _months(_back(first, months) if is_last else first, months)


def _months(first: date, count: int) -> Stretch:
    month = first.month + count - 1
    return Stretch(first, date(first.year, month, monthrange(first.year, month)[1]))


def _back(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    _expect_year(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _year(found: _Found, today: date | None) -> int:
    year = int(found["y"]) if "y" in found else _known(today).year
    _expect_year(year)
    return year


def _number(found: _Found) -> int:
    number = int(found["n"])
    _expect(1 <= number <= _MOST, f"con số phải từ 1 đến {_MOST}", f"the number lies between 1 and {_MOST}")
    return number


def _known(today: date | None) -> date:
    if today is None:
        raise Impossible("ở đây không biết hôm nay là ngày nào", "what day it is today is not known here")
    return today


def _expect_year(year: int) -> None:
    _expect(
        FIRST_YEAR <= year <= LAST_YEAR,
        f"năm {year} ở ngoài {FIRST_YEAR}–{LAST_YEAR}",
        f"the year {year} lies outside {FIRST_YEAR}–{LAST_YEAR}",
    )


def _expect(holds: object, vi: str, en: str) -> None:
    if not holds:
        raise Impossible(vi, en)


def _form(pattern: str, read: _Read) -> tuple[re.Pattern[str], _Read]:
    return re.compile(pattern.replace(" ", r"\ +"), re.ASCII), read


_FORMS = (
    _form(r"(?:ngay )?(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})", _day),
    _form(r"(?:ngay )?(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>\d{4})", _day),
    _form(r"(?:ngay )?(?P<d>\d{1,2})/(?P<m>\d{1,2})", _day),
    _form(r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam (?P<y>\d{4}))?", _day),
    _form(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})", _month),
    _form(r"(?:thang )?(?P<m>\d{1,2})[-/](?P<y>\d{4})", _month),
    _form(r"thang (?P<m>\d{1,2})(?: nam (?P<y>\d{4}))?", _month),
    _form(r"(?:quy |quarter |q(?: )?)(?P<q>\d{1,2}|iii|ii|iv|i)(?:(?:[-/]| nam | )(?P<y>\d{4}))?", _quarter),
    _form(r"(?P<y>\d{4})(?:[-/]| )?q(?P<q>\d{1,2})", _quarter),
    _form(r"(?:nam |year )?(?P<y>\d{4})", _whole_year),
    _form(r"hom nay|today", _single(0)),
    _form(r"hom qua|yesterday", _single(1)),
    _form(r"hom kia", _single(2)),
    _form(r"(?P<n>\d{1,6}) (?:ngay truoc|days? ago)", _days_ago),
    _form(r"(?P<n>\d{1,6}) (?P<unit>ngay|tuan|thang|quy|nam) (?:qua|vua qua|gan day|gan nhat)", _last_ones),
    _form(r"(?:last|past) (?P<n>\d{1,6}) (?P<unit>day|week|month|quarter|year)s?", _last_ones),
    _form(r"(?P<unit>tuan|thang|quy|nam) (?:nay|(?P<last>truoc))", _this_one),
    _form(r"(?:this|(?P<last>last|previous)) (?P<unit>week|month|quarter|year)", _this_one),
    _form(r"(?P<unit>nam) (?P<last>ngoai)", _this_one),
)
