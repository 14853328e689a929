"""Days as they are written in a query: a stretch, a range from one to another, or from and until."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from search.errors import QueryError
from search.stretches import Impossible, Stretch, is_stretch, plain, read_stretch
from search.tree import Days

_COMPARED = re.compile(r"(?P<sign>[<>]=?) *(?P<first>.+)")
_RANGES = (
    re.compile(r"(?P<first>.*?) *\.\. *(?P<last>.*)"),
    re.compile(r"(?:(?:tu|from) +)?(?P<first>.+?)(?: +(?:den|toi|to|until|-) +| *– *)(?P<last>.+)"),
    re.compile(r"(?:tu|from|since) +(?P<first>.+)"),
    re.compile(r"(?:den|toi|to|until) +(?P<last>.+)"),
)
# No date is longer, however it is written.
_LONGEST = 80
_HINT = (
    "ngày:1/7/2026, ngày:7/2026, ngày:1/7/2026..15/7/2026, ngày:>=2026-07, ngày:quý 3/2026, ngày:7 ngày qua"
    " / date:2026-07-01, date:2026-Q3, date:last 7 days"
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One end of what is written: in plain letters and as written, and where it stands in the query."""

    plain: str
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class _Written:
    """Days taken apart: one stretch, one behind a sign, or the ends of a range, either of which may lack."""

    sign: str
    first: _Part | None
    last: _Part | None

    @property
    def ends(self) -> list[_Part]:
        """The parts there are."""
        return [part for part in (self.first, self.last) if part]


def is_days(text: str) -> bool:
    """Whether a text looks like days, be they in a calendar or not."""
    ends = _written(text, 0).ends
    return bool(ends) and all(is_stretch(part.plain) for part in ends)


def read_days(text: str, position: int, today: date | None = None) -> Days:
    """Return the days a written value means; ``position`` is where it stands in the query.

    Words such as "hôm qua" are counted from ``today``, the desk's day; without it they are refused.
    """
    written = _written(text, position)
    if not written.ends:
        raise _unreadable(_Part(text, text, position))
    first = _stretch(written.first, today) if written.first else None
    last = _stretch(written.last, today) if written.last else None
    if first and written.sign != "..":
        return _bounded(written.sign, first)
    if first and last and written.first and written.last and first.first > last.last:
        raise QueryError(
            "khoảng ngày bị ngược: ngày đầu sau ngày cuối",
            "the range of dates is reversed: it ends before it begins",
            position,
            len(text),
            _turned(written.last.text, written.first.text),
        )
    return Days(first.first if first else None, last.last if last else None)


def _written(text: str, position: int) -> _Written:
    letters = plain(text) if len(text) <= _LONGEST else ""
    if compared := _COMPARED.fullmatch(letters):
        return _Written(compared["sign"], _part(compared, "first", text, position), None)
    for pattern in _RANGES:
        if found := pattern.fullmatch(letters):
            return _Written("..", *(_part(found, name, text, position) for name in ("first", "last")))
    whole = _Part(letters.strip(), text, position)
    return _Written("", whole if whole.plain else None, None)


def _part(found: re.Match[str], name: str, text: str, position: int) -> _Part | None:
    if not found.groupdict().get(name):
        return None
    start, end = found.span(name)
    # Decomposed letters have no place of their own among the composed ones: then the whole is shown.
    if len(found.string) != len(text):
        return _Part(found[name].strip(), text, position)
    return _Part(found[name].strip(), text[start:end], position + start)


def _stretch(part: _Part, today: date | None) -> Stretch:
    try:
        found = read_stretch(part.plain, today)
    except Impossible as why:
        vi, en = why.args
        raise QueryError(vi, en, part.position, len(part.text), _HINT) from why
    if found is None:
        raise _unreadable(part)
    return found


def _bounded(sign: str, stretch: Stretch) -> Days:
    match sign:
        case ">=":
            return Days(stretch.first, None)
        case "<=":
            return Days(None, stretch.last)
        case ">":
            return Days(stretch.last + timedelta(days=1), None)
        case "<":
            return Days(None, stretch.first - timedelta(days=1))
        case _:
            return Days(stretch.first, stretch.last)


def _turned(first: str, last: str) -> str:
    """A reversed range the right way round."""
    one = f'"{first}..{last}"' if " " in first + last else f"{first}..{last}"
    return f"ngày:{one} / date:{one}"


def _unreadable(part: _Part) -> QueryError:
    return QueryError(
        f"không đọc được ngày “{part.text}”",
        f"“{part.text}” is not a date",
        part.position,
        len(part.text),
        _HINT,
    )
