"""Recurring formats: gold prices, weather, lottery draws; tomorrow's issue has today's words, and is no copy.

They need rules, not thresholds: the same form, by a word of the trade or by headlines that differ in their
figures alone, and another issue of it, by the days both name, by when they came out, or by what they count.
"""

import re
from dataclasses import dataclass
from datetime import date

from language.months import name_months
from language.text import fold

# So much of a text's beginning is compared: an issue says there of which day it is, and its first figures.
LEAD = 800
_HEADLINE = 160
# Fewer figures than that tell nothing of another issue.
_FEW = 3
_MOSTLY = 0.5
_DAYS, _MONTHS = 31, 12
_DAY_SIGN, _FIGURE_SIGN = "@", "#"

_WORDS = {
    "metal": "gia vang|gia bac|gia kim loai|gold price|silver price|金价|黄金价格|금값"
    "|តម្លៃមាស|ລາຄາຄຳ|ราคาทอง",
    "currency": "ty gia|gia usd|gia dong usd|exchange rate|汇率|환율|為替|អត្រាប្តូរប្រាក់|ອັດຕາແລກປ່ຽນ",
    "fuel": "gia xang|gia dau|fuel price|petrol price|oil price|油价|유가",
    "crop": "gia (?:ca phe|tieu|ho tieu|heo|lon|lua|gao|cao su|sau rieng|nong san|thep|dieu|vat lieu)",
    "market": "chung khoan|vn-?index|thi truong chung khoan|stock market|股市|증시",
    "rates": "lai suat",
    "weather": "thoi tiet|khi tuong|thuy van|muc nuoc|chat luong khong khi|weather|天气|天氣|天気|날씨"
    "|អាកាសធាតុ|ພະຍາກອນອາກາດ|พยากรณ์อากาศ",
    "lottery": "xo so|xs(?:mb|mn|mt|kt)|kqxs|vietlott|lottery|彩票|开奖|로또|宝くじ|ឆ្នោត|ຫວຍ|หวย",
    "stars": "tu vi|horoscope|星座运势|운세",
    "plans": "lich (?:cup dien|cat dien|ngung cap|tam ngung|thi dau|phat song|chieu phim|van nien|am)"
    "|am lich|bang xep hang",
    "review": "diem bao|diem tin|ban tin|tin tuc (?:trong ngay|24h|hom nay)|tin nhanh|press review",
    "cases": "covid-?19 (?:hom nay|ngay)|ca mac (?:moi|covid)|tinh hinh dich",
}
# A forecast need not say what it is: the sky over a wide region, and nothing that it did.
_SKY = re.compile(
    r"(?<!\w)(?:mua (?:rao|dong|lon|vua|nho|lui|giam|tang|dien rong)|dong|nang(?: nong| gat)?"
    r"|ret(?: dam| hai)?|se lanh|troi lanh|khong khi lanh|gio mua|oi buc|mat me|suong mu)(?!\w)"
)
_REGION = re.compile(
    r"(?<!\w)(?:(?:bac|trung|nam|dong bac|tay bac|bac trung|nam trung) bo|tay nguyen|mien (?:bac|trung|nam)"
    r"|ca nuoc)(?!\w)"
)
_DONE = re.compile(
    r"(?<!\w)(?:bao|ap thap|lu|lut|ngap|sat lo|loc|set|thiet hai|chet|tu vong|mat tich|bi thuong|sap|cuu"
    r"|so tan|khac phuc|ung pho)(?!\w)"
)
_FORMATS = {kind: re.compile(rf"(?<!\w)(?:{words})") for kind, words in _WORDS.items()}
# A word of the trade makes a format where the headline begins with it, or says of which day it is.
_OPENING = re.compile(r"(?:(?:ban tin|tin moi nhat|tin moi|tin|du bao|cap nhat|ket qua|truc tiep|nong)\W+)?")
_NOWADAYS = re.compile(
    r"(?<!\w)(?:hom nay|hom qua|ngay mai|(?:sang|trua|chieu|toi|dem) nay|moi nhat|tuan nay|tuan toi|dau tuan"
    r"|cuoi tuan|today|tomorrow|this week)(?!\w)|今日|今天|明天|오늘|내일|ថ្ងៃនេះ|ມື້ນີ້|วันนี้"
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?!\w)"
    r"|(?<!\w)(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!\w)"
    r"|(?:星期|周)[一二三四五六日天]|[월화수목금토일]요일"
)
_YEAR = r"(?:\s?[/.\-]\s?(?:20)?\d\d)?"
# "12.5" and "3-1" are also figures: dots and dashes make a day behind a word for one, or before a year.
_AFTER_DAY = r"(?:ngay|nay|qua|mai|sang|trua|chieu|toi|dem|\()\W{0,2}"
_DAY = re.compile(
    rf"(?<![\d/.,])(?P<d1>\d{{1,2}})\s?/\s?(?P<m1>\d{{1,2}}){_YEAR}(?![\d/])"
    rf"|(?<!\w){_AFTER_DAY}(?P<d2>\d{{1,2}})\s?[.\-]\s?(?P<m2>\d{{1,2}}){_YEAR}(?!\d)"
    r"|(?<![\d/.,])(?P<d3>\d{1,2})[.\-](?P<m3>\d{1,2})[.\-]20\d\d(?!\d)"
    r"|(?<!\d)(?P<d4>\d{1,2})\s?@(?P<m4>\d{1,2})(?!\d)(?:\s(?:nam\s)?20\d\d)?"
    r"|@(?P<m5>\d{1,2})\s(?P<d5>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<m6>\d{1,2})\s?[月월]\s?(?P<d6>\d{1,2})\s?[日号號일]"
    r"|(?<!\w)ngay\s(?P<d7>\d{1,2})(?![\d.,]*\d|\s?@)"
)
_FORMS = 7
_WRITTEN = re.compile(r"[\d@].*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_REST = re.compile(rf"[^\w{_DAY_SIGN}{_FIGURE_SIGN}]+")
# What stands before a colon names the series, what follows tells of the day.
_SERIES_END = re.compile(r"\s?:\s|\s[\-\u2013\u2014|]\s")


@dataclass(frozen=True, slots=True)
class Told:
    """What is seen of an article at once: headline, beginning, where and on which of the desk's days."""

    title: str
    lead: str
    outlet: str
    day: date | None


@dataclass(frozen=True, slots=True)
class _Day:
    """A day as a headline names it; the month may be left out."""

    day: int
    month: int | None

    def is_same(self, other: "_Day") -> bool:
        return self.day == other.day and (
            self.month == other.month or self.month is None or other.month is None
        )


def is_recurring(a: Told, b: Told) -> bool:
    """Whether two articles are two issues of one recurring format, however much they share."""
    one, two = _plain(a), _plain(b)
    is_format = bool(_formats(one) & _formats(two))
    if not is_format and not _is_series(one, two):
        is_same_column = bool(a.outlet) and a.outlet == b.outlet and _masked(one) == _masked(two)
        return is_same_column and a.day != b.day and _is_mostly_other(a.lead, b.lead)
    return _is_other_issue(a, b)


def mask(title: str) -> str:
    """A headline without what changes from issue to issue: a day is ``@``, another figure ``#``."""
    return _masked(name_months(fold(title)))


def _plain(told: Told) -> str:
    return name_months(fold(told.title or told.lead[:_HEADLINE]))


def _masked(headline: str) -> str:
    dayless = _WEEKDAY.sub(_DAY_SIGN, _DAY.sub(_day_masked, headline))
    return _REST.sub(" ", _FIGURE.sub(_FIGURE_SIGN, dayless)).strip()


def _day_masked(found: re.Match[str]) -> str:
    return _WRITTEN.sub(f" {_DAY_SIGN} ", found[0]) if _day_of(found) else found[0]


def _formats(headline: str) -> set[str]:
    """The formats a headline belongs to."""
    opening = _OPENING.match(headline)
    start = opening.end() if opening else 0
    is_dated = bool(_NOWADAYS.search(headline) or _days(headline))
    found = {
        kind
        for kind, words in _FORMATS.items()
        if (words.search(headline) if is_dated else words.match(headline, start))
    }
    return found | {"weather"} if _is_forecast(headline) else found


def _is_forecast(headline: str) -> bool:
    """Whether a headline tells of the sky over a region, and of nothing that happened."""
    return bool(_SKY.search(headline) and _REGION.search(headline)) and not _DONE.search(headline)


def _is_series(one: str, two: str) -> bool:
    """Whether two headlines differ in their figures alone, or in what follows the same words and a day."""
    masked = _masked(one)
    if masked == _masked(two) and not {_DAY_SIGN, _FIGURE_SIGN}.isdisjoint(masked):
        return True
    series = _masked(_SERIES_END.split(one)[0])
    return _DAY_SIGN in series and series == _masked(_SERIES_END.split(two)[0])


def _is_other_issue(a: Told, b: Told) -> bool:
    mine, theirs = _stated(a), _stated(b)
    is_one_outlet = bool(a.outlet) and a.outlet == b.outlet
    if mine and theirs:
        return not mine.is_same(theirs) or (is_one_outlet and _is_mostly_other(a.lead, b.lead))
    if a.day and b.day:
        if a.day != b.day:
            # A bulletin reprinted the next day counts what it counted.
            return _figures(a.lead) != _figures(b.lead)
        return is_one_outlet and _is_mostly_other(a.lead, b.lead)
    return _is_mostly_other(a.lead, b.lead)


def _stated(told: Told) -> _Day | None:
    """The day an issue names, in its headline or else first of all."""
    named = _days(_plain(told)) or _days(name_months(fold(told.lead)))
    return named[0] if named else None


def _days(plain: str) -> list[_Day]:
    return [day for found in _DAY.finditer(plain) if (day := _day_of(found))]


def _day_of(found: re.Match[str]) -> _Day | None:
    parts = found.groupdict()
    form = next(number for number in range(1, _FORMS + 1) if parts[f"d{number}"])
    month = parts.get(f"m{form}")
    day = _Day(int(parts[f"d{form}"]), int(month) if month else None)
    return day if 1 <= day.day <= _DAYS and 1 <= (day.month or 1) <= _MONTHS else None


def _figures(lead: str) -> frozenset[str]:
    """What a text counts, its days left out."""
    return frozenset(_FIGURE.findall(_DAY.sub(" ", name_months(fold(lead[:LEAD])))))


def _is_mostly_other(a: str, b: str) -> bool:
    one, two = _figures(a), _figures(b)
    smaller = min(len(one), len(two))
    return smaller >= _FEW and len(one & two) < _MOSTLY * smaller
