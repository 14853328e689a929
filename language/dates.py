"""Dates as feeds and pages write them, in the languages of the press around Vietnam.

A date is taken apart from the outside in: digits and accents are made plain, the zone and the clock time are
cut out, month names become ``@11``, and the rest is matched against the few orders of day, month and year.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from language.months import name_months
from language.text import fold

LONGEST = 300
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
# Thai and Lao pages may count from the Buddha's death.
BUDDHIST_FROM, BUDDHIST_AHEAD = 2443, 543
WIDEST_OFFSET = timedelta(hours=14)
# Years of two digits are read as in RFC 822 dates of this century.
LAST_SHORT_YEAR = 69
MONTHS, NOON, MIDNIGHT, MINUTES = 12, 12, 24, 60

_ZONES_BY_HOURS = {
    -8: "pst",
    -7: "mst pdt",
    -6: "cst mdt",
    -5: "est cdt",
    -4: "edt",
    0: "z gmt utc ut",
    1: "bst cet",
    2: "cest eet",
    3: "eest msk",
    5.5: "ist",
    7: "ict wib",
    8: "hkt sgt myt pht",
    9: "jst kst",
    10: "aest",
    11: "aedt",
}
_ZONE_HOURS = {name: hours for hours, names in _ZONES_BY_HOURS.items() for name in names.split()}
_ZONE_NAME = re.compile(
    rf"[\s(\[,-]*({'|'.join(sorted(_ZONE_HOURS, key=len, reverse=True))})(?![a-z]|\s?[+-]\d)"
)
_NAMED_OFFSET = re.compile(r"(?<![a-z])(?:gmt|utc)\s*([+-])\s*(\d{1,2})(?::?(\d\d))?(?![\d/.-])")
# A "+" that was taken for a space on its way.
_LOST_PLUS = re.compile(r"(?<![a-z])(?:gmt|utc)\s?()(\d)()(?=\s*(?:\)|$))")
# "08:05 - 21/11/2026" holds a dash, not an offset: a bare one stands close to its digits and ends with them.
_BARE_OFFSET = re.compile(r"\s*([+-](?=\d\d)|\+)(\d\d?)(?::?(\d\d))?(?![\d/.:-])")

_COMPACT = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(\d\d)(\d\d)[t ]?(?:(\d\d)(\d\d)(\d\d)?)?(?![\d.])")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<before>上午|下午|晚上|오전|오후|午前|午後)?\s*(?P<hour>\d{1,2})\s?"
    r"(?:(?::|h|g|gio|時|时|點|点|시)\s?(?P<minute>\d\d?)(?!\d)(?:\s?(?::|m|分|분|phut)\s?(?P<second>\d\d))?"
    r"(?:[.,]\d+)?\s?(?:'|分|분|phut|秒|초)?|h(?![a-z]))"
    r"\s*(?P<after>(?:a\.?m\.?|p\.?m\.?|sa|ch|sang|chieu|toi)(?![a-z]))?"
)
_AFTERNOON = frozenset({"pm", "p.m.", "p.m", "ch", "chieu", "toi", "下午", "晚上", "오후", "午後"})
_MORNING = frozenset({"am", "a.m.", "a.m", "sa", "sang", "上午", "오전", "午前"})

_GAP = r"[^\d@]{0,16}"
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?(?:[-/.]|年|년)\s?(\d{1,2})\s?(?:[-/.]|月|월)\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d\d)(?!\d)")
_DAY_NAME_YEAR = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}@(\d+){_GAP}(\d{{4}}|\d\d)(?!\d)")
_NAME_DAY_YEAR = re.compile(rf"@(\d+){_GAP}(?<!\d)(\d{{1,2}})(?!\d){_GAP}(\d{{4}})(?!\d)")
_YEAR_NAME_DAY = re.compile(rf"(?<!\d)(\d{{4}}){_GAP}@(\d+){_GAP}(\d{{1,2}})(?!\d)")


@dataclass(frozen=True, slots=True)
class Parsed:
    """An instant in UTC, and whether its zone and its time of day were written down."""

    at: datetime
    has_zone: bool
    has_time: bool
    # How it was written, not what it means: the same instant may be written with another.
    offset: timedelta | None = field(default=None, compare=False)


def parse_date(raw: str, *, zone: str, day_first: bool = True) -> Parsed | None:
    """The instant a written date names, in ``zone`` where it names none itself; None if it is no date."""
    text = _plain(raw)
    try:
        spread = _COMPACT.sub(_spread, text)
        if _SECONDS.fullmatch(spread) or _MILLISECONDS.fullmatch(spread):
            return _of_number(spread)
        return _of_words(spread, zone, day_first=day_first)
    except (ValueError, OverflowError):  # 30 February, hour 25, a year outside the calendar
        return None


def _plain(raw: str) -> str:
    if raw.isascii():
        return " ".join(raw[:LONGEST].lower().replace("|", " ").split())
    text = unicodedata.normalize("NFKC", raw[:LONGEST])
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return " ".join(fold(digits).replace("\u2212", "-").replace("\u2013", "-").replace("|", " ").split())


def _of_number(text: str) -> Parsed | None:
    seconds = float(text) / (1000 if _MILLISECONDS.fullmatch(text) else 1)
    at = datetime.fromtimestamp(seconds, UTC)
    return Parsed(at, has_zone=True, has_time=True) if at.year <= LATEST_YEAR else None


def _spread(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second = found.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}:{second or '00'} " if hour else " ")


def _of_words(text: str, zone: str, *, day_first: bool) -> Parsed | None:
    offset, text = _cut_named_offset(text)
    clock = _CLOCK.search(text)
    if clock:
        if offset is None:
            offset, end = _offset_after(text, clock.end())
        else:
            end = clock.end()
        text = f"{text[: clock.start()]} {text[end:]}"
    day = _day_of(text, day_first=day_first)
    if day is None:
        return None
    local = day + (_time_of(clock) if clock else timedelta())
    aware = local.replace(tzinfo=zone_of(zone) if offset is None else timezone(offset))
    return Parsed(aware.astimezone(UTC), offset is not None, clock is not None, offset)


def _cut_named_offset(text: str) -> tuple[timedelta | None, str]:
    for pattern in (_NAMED_OFFSET, _LOST_PLUS):
        found = pattern.search(text)
        offset = _offset(found) if found else None
        if found and offset is not None:
            return offset, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _offset(found: re.Match[str]) -> timedelta | None:
    sign, hours, minutes = found.groups()
    width = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if width > WIDEST_OFFSET or int(minutes or 0) >= MINUTES:
        return None
    return -width if sign == "-" else width


def _offset_after(text: str, at: int) -> tuple[timedelta | None, int]:
    found = _BARE_OFFSET.match(text, at)
    if found and (offset := _offset(found)) is not None:
        return offset, found.end()
    named = _ZONE_NAME.match(text, at)
    return (timedelta(hours=_ZONE_HOURS[named[1]]), named.end()) if named else (None, at)


def _time_of(clock: re.Match[str]) -> timedelta:
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    half = clock["before"] or clock["after"] or ""
    if half in _AFTERNOON and hour < NOON:
        hour += NOON
    elif half in _MORNING and hour == NOON:
        hour = 0
    if hour > MIDNIGHT or minute >= MINUTES or second > MINUTES:  # 24:00 and a leap second are allowed
        raise ValueError(clock[0])
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _day_of(text: str, *, day_first: bool) -> datetime | None:
    if found := _YEAR_FIRST.search(text):
        year, month, day = found.groups()
    elif found := _YEAR_LAST.search(text):
        day, month, year = found.groups()
        if int(month) > MONTHS or (not day_first and int(day) <= MONTHS):
            day, month = month, day
    else:
        named = name_months(text)
        if found := _DAY_NAME_YEAR.search(named):
            day, month, year = found.groups()
        elif found := _NAME_DAY_YEAR.search(named):
            month, day, year = found.groups()
        elif found := _YEAR_NAME_DAY.search(named):
            year, month, day = found.groups()
        else:
            return None
    return datetime(_whole_year(year), int(month), int(day))  # noqa: DTZ001 - the zone follows with the time


def _whole_year(written: str) -> int:
    year = int(written)
    if len(written) == len("26"):
        return year + (2000 if year <= LAST_SHORT_YEAR else 1900)
    if BUDDHIST_FROM <= year <= BUDDHIST_FROM + LATEST_YEAR - EARLIEST_YEAR:
        year -= BUDDHIST_AHEAD
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(written)
    return year


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The zone of that name; a name nobody knows stands for UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
