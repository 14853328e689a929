"""Days a text names, in any language of the press: written out, by weekday, or as seen from its own day."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, partial
from typing import cast

from babel import Locale

from language.months import name_months
from language.text import fold

LANGUAGES = ("vi", "en", "zh", "ko", "ja", "km", "lo", "th", "fr", "ru", "es", "de")
# Thai and Lao pages may count from the Buddha's death.
_BUDDHIST_FROM, _BUDDHIST_AHEAD = 2443, 543

_DAY_MONTH = re.compile(
    r"(?<![\d.,/])(\d{1,2})(?:st|nd|rd|th|er|\.)?(?: de| of)?[^\d@.,;]{0,6}@(\d{1,2})(?!\d)"
    r"(?:[^\d@.;]{0,8}(\d{4})(?!\d))?"
)
_MONTH_DAY = re.compile(r"@(\d{1,2})\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d.:]|,\d)(?:,? (\d{4})(?!\d))?")
_EAST_ASIAN = re.compile(
    r"(?:(?<!\d)(?P<y>\d{4})\s?[年년]\s?)?(?<!\d)(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]"
)
_DAY_ALONE = re.compile(
    r"(?<![\d年月년월])(\d{1,2})(?:日(?!本|圆|元)|号(?!线)|일(?! ?(?:간|동안)))|\bngay (\d{1,2})(?![\d/.,-])"
)
_SLASHED = re.compile(
    r"(?<![\d/.,])(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?![\d/])|\bngay (\d{1,2})-(\d{1,2})(?!\d)"
)
# Where a slash may as well divide month from day, or say a share.
_NO_SLASHES = frozenset({"en", "zh", "ja", "ko"})

_AGO: Mapping[str, tuple[str, ...]] = {
    "en": ("today", "yesterday"),
    "vi": ("hom nay", "hom qua"),
    "zh": ("今天|今日", "昨天|昨日"),
    "ja": ("今日|本日", "昨日"),
    "ko": ("오늘", "어제"),
    "th": ("วันนี้", "เมื่อวาน"),
    "lo": ("ມື້ນີ້", "ມື້ວານ"),
    "km": ("ថ្ងៃនេះ", "ម្សិលមិញ"),
    "fr": ("aujourd.hui", r"\bhier\b"),
    "ru": ("сегодня", "вчера"),
    "es": (r"\bhoy\b", r"\bayer\b"),
    "de": (r"\bheute\b", r"\bgestern\b"),
}


def days(plain: str, lang: str, day: date) -> tuple[set[date], str]:
    """The days a folded text names, as it was written on ``day``; and the text without its written dates."""
    named = plain if lang == "vi" else name_months(plain)
    found: set[date] = set()
    for pattern in (_EAST_ASIAN, _SLASHED, _DAY_MONTH, _MONTH_DAY, _DAY_ALONE):
        if pattern is _SLASHED and lang in _NO_SLASHES:
            continue
        named = pattern.sub(partial(_taken, of=pattern, day=day, found=found), named)
    found.update(_seen_from(plain, lang, day))
    return found, named


def _taken(match: re.Match[str], of: re.Pattern[str], day: date, found: set[date]) -> str:
    """Take a date out of the text, unless there is no such day."""
    told = _told(match, of)
    at = None if told is None else _near(*told, day)
    if at is None:
        return match[0]
    found.add(at)
    return " "


def _told(match: re.Match[str], of: re.Pattern[str]) -> tuple[int, int, int] | None:
    """Day, month and year of a match; zero for what it does not say."""
    said = [int(one or 0) for one in match.groups()]
    if of is _EAST_ASIAN:
        return said[2], said[1], said[0]
    if of is _MONTH_DAY:
        return said[1], said[0], said[2]
    if of is _DAY_ALONE:
        return max(said), 0, 0
    if of is _SLASHED:
        return (said[3], said[4], 0) if said[3] else (said[0], said[1], said[2])
    return said[0], said[1], said[2]


def _near(number: int, month: int, year: int, day: date) -> date | None:
    """The day told, nearest to the text's own where year or month are left out."""
    if year >= _BUDDHIST_FROM:
        year -= _BUDDHIST_AHEAD
    if not month:
        return _past(number, day)
    years = (year,) if year else (day.year - 1, day.year, day.year + 1)
    able = [at for one in years if (at := _date(one, month, number))]
    return min(able, key=lambda at: abs(at - day), default=None)


def _past(number: int, day: date) -> date | None:
    """The last day of that number in its month, or that of the next few days."""
    first = day.replace(day=1)
    months = (first - timedelta(days=1), first)
    able = [at for one in months if (at := _date(one.year, one.month, number))]
    return min(able, key=lambda at: abs(at - day), default=None)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:  # no such day
        return None


def _seen_from(plain: str, lang: str, day: date) -> Iterator[date]:
    """Weekdays, today and yesterday; a weekday is the last one."""
    for back, pattern in enumerate(_AGO.get(lang, ())):
        if re.search(pattern, plain):
            yield day - timedelta(days=back)
    if lang in LANGUAGES and lang != "vi":
        weekday, numbers = _weekdays(lang)
        for match in weekday.finditer(plain):
            yield day - timedelta(days=(day.weekday() - numbers[match[0]]) % 7)


@cache
def _weekdays(lang: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """A language's names of weekdays; Vietnamese ones are left out, for they are ordinals as well."""
    names = cast("Mapping[int, str]", Locale.parse(lang).days["format"]["wide"])
    numbers = {fold(name): number for number, name in names.items()}
    longest = sorted(numbers, key=len, reverse=True)
    edge = r"(?<![a-z])" if longest[0].isascii() else ""
    return re.compile(f"{edge}(?:{'|'.join(map(re.escape, longest))})"), numbers
