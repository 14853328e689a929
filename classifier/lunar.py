"""The lunar calendar of Việt Nam, by the moon and the sun at UTC+7 (Ho Ngoc Duc's rules, after Meeus).

A month begins on the day of the new moon; the month of the winter solstice is the eleventh; in a year of
thirteen months the first that holds no major solar term is the leap one. China reckons the same at UTC+8,
and so a day or, some years, a month apart.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import floor, pi, sin

VIETNAM, CHINA = 7, 8
# Days of date.toordinal() and Julian day numbers are this far from each other.
EPOCH = 1_721_425
MONTH = 29.530588853
# The new moon from which the others are counted, of January 1900.
FIRST_NEW_MOON = 2_415_021.076998695
WINTER, SECTORS = 9, 12
MONTHS, SHORT_MONTH = 13, 29
# From a solstice's month a first month lies so many months on; beyond it the eleventh comes again.
ELEVENTH, YEAR = 11, 12
# In a year of so many days between the solstices' months there are thirteen of them.
LONG_YEAR = 365


@dataclass(frozen=True, slots=True, order=True)
class LunarDay:
    """A day of the lunar calendar; ``year`` is the solar one in which the lunar year begins."""

    year: int
    month: int
    day: int
    is_leap: bool = False


def lunar(day: date, zone: int = VIETNAM) -> LunarDay:
    """The lunar day of a solar one."""
    number = day.toordinal() + EPOCH
    begins = _month_of(number, zone)
    year = day.year if begins < eleventh(day.year, zone) else day.year + 1
    first, last = eleventh(year - 1, zone), eleventh(year, zone)
    after = (begins - first) // SHORT_MONTH
    leap = leap_after(first, zone) if last - first > LONG_YEAR else MONTHS
    month = (after + ELEVENTH - 1 - (after >= leap)) % YEAR + 1
    # The months from the eleventh to the last belong to the lunar year that began before.
    is_old = month >= ELEVENTH
    return LunarDay(year - 1 if is_old else year, month, number - begins + 1, after == leap)


def _month_of(number: int, zone: int) -> int:
    """The Julian day on which the month of a day began."""
    moon = floor((number - FIRST_NEW_MOON) / MONTH)
    begins = new_moon(moon + 1, zone)
    return begins if begins <= number else new_moon(moon, zone)


def solar(year: int, month: int, day: int, zone: int = VIETNAM) -> date:
    """The solar day of a day of an ordinary lunar month."""
    first = eleventh(year - 1, zone) if month < ELEVENTH else eleventh(year, zone)
    after = month - ELEVENTH if month >= ELEVENTH else month + 1
    last = eleventh(year, zone) if month < ELEVENTH else eleventh(year + 1, zone)
    if last - first > LONG_YEAR and after >= leap_after(first, zone):
        after += 1
    moon = floor(0.5 + (first - FIRST_NEW_MOON) / MONTH)
    return date.fromordinal(new_moon(moon + after, zone) + day - 1 - EPOCH)


def new_year(year: int, zone: int = VIETNAM) -> date:
    """The first day of the lunar year that begins in a solar one: Tết."""
    return solar(year, 1, 1, zone)


@lru_cache(maxsize=512)
def eleventh(year: int, zone: int) -> int:
    """The Julian day on which the month of that year's winter solstice begins."""
    number = date(year, 12, 31).toordinal() + EPOCH
    moon = floor((number - FIRST_NEW_MOON) / MONTH)
    begins = new_moon(moon, zone)
    return new_moon(moon - 1, zone) if sector(begins, zone) >= WINTER else begins


@lru_cache(maxsize=512)
def leap_after(first: int, zone: int) -> int:
    """How many months after an eleventh the leap month comes: the first in which the sun enters no sector."""
    moon = floor(0.5 + (first - FIRST_NEW_MOON) / MONTH)
    sectors = [sector(new_moon(moon + n, zone), zone) for n in range(1, MONTHS + 1)]
    return next(n + 1 for n in range(MONTHS) if sectors[n] == sectors[n + 1])


@lru_cache(maxsize=8192)
def new_moon(count: int, zone: int) -> int:
    """The Julian day, in a zone, of a new moon counted from that of January 1900 (Meeus, chapter 32)."""
    t = count / 1236.85
    day = 2_415_020.75933 + 29.53058868 * count + 0.0001178 * t**2 - 0.000000155 * t**3
    day += 0.00033 * _sin(166.56 + 132.87 * t - 0.009173 * t**2)
    sun = 359.2242 + 29.10535608 * count - 0.0000333 * t**2 - 0.00000347 * t**3
    moon = 306.0253 + 385.81691806 * count + 0.0107306 * t**2 + 0.00001236 * t**3
    node = 21.2964 + 390.67050646 * count - 0.0016528 * t**2 - 0.00000239 * t**3
    shift = (0.1734 - 0.000393 * t) * _sin(sun) + 0.0021 * _sin(2 * sun)
    shift += -0.4068 * _sin(moon) + 0.0161 * _sin(2 * moon) - 0.0004 * _sin(3 * moon)
    shift += 0.0104 * _sin(2 * node) - 0.0051 * _sin(sun + moon) - 0.0074 * _sin(sun - moon)
    shift += 0.0004 * _sin(2 * node + sun) - 0.0004 * _sin(2 * node - sun)
    shift += -0.0006 * _sin(2 * node + moon) + 0.0010 * _sin(2 * node - moon) + 0.0005 * _sin(2 * moon + sun)
    # The clock of the heavens against that of the earth.
    slow = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(day + shift - slow + 0.5 + zone / 24)


def sector(number: int, zone: int) -> int:
    """Through which twelfth of its way the sun goes as a day begins; the ninth begins at the solstice."""
    t = (number - 0.5 - zone / 24 - 2_451_545.0) / 36_525
    mean = 280.46645 + 36_000.76983 * t + 0.0003032 * t**2
    anomaly = 357.52910 + 35_999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3
    centre = (1.914600 - 0.004817 * t - 0.000014 * t**2) * _sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * _sin(2 * anomaly) + 0.000290 * _sin(3 * anomaly)
    return int((mean + centre) % 360 / (360 / SECTORS))


def _sin(degrees: float) -> float:
    return sin(degrees * pi / 180)
