"""Days as they are written in a query: a day, a month, a year, a range, or from and until."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from search.errors import QueryError
from search.tree import Days

FIRST_YEAR, LAST_YEAR = 1900, 2199
_MONTHS = 12
_WRITTEN = re.compile(
    r"(?P<y>\d{4})(?:[-/](?P<m>\d{1,2})(?:[-/](?P<d>\d{1,2}))?)?"
    r"|(?:(?P<d2>\d{1,2})[-/])?(?P<m2>\d{1,2})[-/](?P<y2>\d{4})",
    re.ASCII,
)
_COMPARED = re.compile(r"(?P<sign>[<>]=?)\s*(?P<date>.+)", re.DOTALL)
_HINT = "date:2026-07-01, ngày:1/7/2026, date:2026-07, date:2026-07-01..2026-07-15, date:>=2026-07"


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: date
    last: date


def read_days(text: str, position: int) -> Days:
    """Return the days a written value means; ``position`` is where it stands in the query."""
    if compared := _COMPARED.fullmatch(text):
        stretch = _stretch(compared["date"], position + compared.start("date"))
        return _bounded(compared["sign"], stretch)
    if ".." not in text:
        stretch = _stretch(text, position)
        return Days(stretch.first, stretch.last)
    return _range(text, position)


def _range(text: str, position: int) -> Days:
    start, _, end = text.partition("..")
    if not start and not end:
        raise _unreadable(text, position)
    first = _stretch(start, position).first if start else None
    last = _stretch(end, position + len(start) + 2).last if end else None
    if first and last and first > last:
        raise QueryError(
            "khoảng ngày bị ngược: ngày đầu sau ngày cuối",
            "the range of dates is reversed: it ends before it begins",
            position,
            len(text),
            f"date:{end}..{start}",
        )
    return Days(first, last)


def _bounded(sign: str, stretch: _Stretch) -> Days:
    match sign:
        case ">=":
            return Days(stretch.first, None)
        case "<=":
            return Days(None, stretch.last)
        case ">":
            return Days(stretch.last + timedelta(days=1), None)
        case _:
            return Days(None, stretch.first - timedelta(days=1))


def _stretch(text: str, position: int) -> _Stretch:
    """Return the first and the last day of a written day, month or year."""
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise _unreadable(text, position)
    year = int(found["y"] or found["y2"])
    month, day = found["m"] or found["m2"], found["d"] or found["d2"]
    wrong = _impossible(year, int(month or 1), int(day or 1))
    if wrong:
        raise QueryError(*wrong, position, len(text), _HINT)
    if not month:
        return _Stretch(date(year, 1, 1), date(year, _MONTHS, 31))
    if not day:
        return _Stretch(date(year, int(month), 1), date(year, int(month), _length(year, int(month))))
    return _Stretch(date(year, int(month), int(day)), date(year, int(month), int(day)))


def _impossible(year: int, month: int, day: int) -> tuple[str, str] | None:
    """Say what no calendar has in a date, if anything."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return (
            f"năm {year} ở ngoài {FIRST_YEAR}–{LAST_YEAR}",
            f"the year {year} lies outside {FIRST_YEAR}–{LAST_YEAR}",
        )
    if not 1 <= month <= _MONTHS:
        return f"không có tháng {month}", f"there is no month {month}"
    if not 1 <= day <= _length(year, month):
        return f"tháng {month}/{year} không có ngày {day}", f"{year}-{month:02} has no day {day}"
    return None


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _unreadable(text: str, position: int) -> QueryError:
    return QueryError(
        f"không đọc được ngày “{text}”",
        f"“{text}” is not a date",
        position,
        len(text),
        _HINT,
    )
