"""What a query would have caught: shown before a watch keeps it, with what that means for its mails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from desk import watch_preview
from desk.watches import Wish
from search.histogram import Step
from search.model import Bucket
from search.query import parse
from web import bars, finding, province, results
from web.lines import Line
from web.moments import near_day, plain_day, short_day
from web.templatetags.shown import number

DAYS = watch_preview.LENGTH.days


@dataclass(frozen=True, slots=True)
class DayBar:
    """One day of the picture."""

    label: str
    bar: bars.Bar


@dataclass(frozen=True, slots=True)
class Rate:
    """How many a day that is, in words, and whether it is more than its reader wants."""

    sentence: str
    is_crowded: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a query would have caught, ready for the page."""

    query: str
    count: int
    days: tuple[DayBar, ...]
    ticks: tuple[bars.Tick, ...]
    lines: tuple[Line, ...]
    rate: Rate
    highest: int
    ceiling: int
    ceiling_y: str


def look(wish: Wish, today: date) -> Shown:
    """Ask the engine what a wish's query would have caught."""
    tree = parse(wish.query, today=today, names=province.names())
    told = watch_preview.preview(finding.engine(), tree, today)
    days = day_bars(whole(told.days, today))
    highest = max((day.bar.count for day in days), default=0)
    return Shown(
        query=wish.query,
        count=told.count,
        days=days,
        ticks=bars.ticks([day.bar for day in days], lambda bar: near_day(bar.first, today)),
        lines=results.lines(tree, told.newest),
        rate=rate(told.count, highest, wish.ceiling, by_mail=wish.by_mail),
        highest=highest,
        ceiling=wish.ceiling,
        ceiling_y=ceiling_y(highest, wish.ceiling) if wish.by_mail else "",
    )


def whole(buckets: Sequence[Bucket], today: date) -> list[Bucket]:
    """The counts of all the days that were asked for, the first and the last of them too."""
    counts = {bucket.value: bucket.count for bucket in buckets}
    days = [(today - timedelta(days=ago)).isoformat() for ago in reversed(range(DAYS))]
    return [Bucket(day, counts.get(day, 0)) for day in days]


def day_bars(buckets: Sequence[Bucket]) -> tuple[DayBar, ...]:
    """The picture's bars, a day each."""
    drawn = bars.histogram(buckets, Step.DAY)
    return tuple(DayBar(f"{short_day(bar.first)} {plain_day(bar.first)}", bar) for bar in drawn)


def rate(count: int, highest: int, ceiling: int, *, by_mail: bool) -> Rate:
    """What so many articles in so many days mean for who is told of them, ``highest`` on the fullest day."""
    daily = round(count / DAYS)
    if not by_mail:
        return Rate(_articles(daily))
    if highest <= ceiling:
        return Rate(_mails(daily, ceiling))
    told = {"n": number(daily), "ceiling": number(ceiling), "highest": number(highest)}
    if daily > ceiling:
        sentence = gettext("About %(n)s mails a day, the ceiling is %(ceiling)s: they will be gathered.")
    else:
        sentence = gettext(
            "About %(n)s mails a day; on the fullest day %(highest)s, more than the ceiling of %(ceiling)s:"
            " such days will be gathered."
        )
    return Rate(sentence % told, is_crowded=True)


def _articles(daily: int) -> str:
    if not daily:
        return gettext("Less than one article a day.")
    return ngettext("About %(n)s article a day.", "About %(n)s articles a day.", daily) % {"n": number(daily)}


def _mails(daily: int, ceiling: int) -> str:
    if not daily:
        return gettext("Less than one mail a day.")
    sentence = ngettext(
        "About %(n)s mail a day, within the ceiling of %(ceiling)s.",
        "About %(n)s mails a day, within the ceiling of %(ceiling)s.",
        daily,
    )
    return sentence % {"n": number(daily), "ceiling": number(ceiling)}


def ceiling_y(highest: int, ceiling: int) -> str:
    """Where the ceiling stands in the picture; nowhere if no bar reaches it."""
    return f"{bars.HEIGHT * (1 - ceiling / highest):.2f}" if highest > ceiling else ""
