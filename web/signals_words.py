"""Signals in words: what each is about, where it leads, and how rare it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from archive import signal_names
from archive.signal_names import PressName
from archive.signals import SignalRow
from classifier import days_off
from classifier.lunar import lunar
from web import names, province
from web.moments import plain_day

# A chance of one day in so many is told in days, in months, in years, and then no more in figures.
IN_DAYS, IN_MONTHS, IN_YEARS = 60, 730, 7300
MONTH, YEAR = 30, 365
HOLIDAYS: Mapping[str, names.Text] = {
    days_off.NEW_YEAR: pgettext_lazy("holiday", "New Year"),
    days_off.TET: pgettext_lazy("holiday", "Tết, the lunar New Year"),
    days_off.KINGS: pgettext_lazy("holiday", "Hùng Kings' day"),
    days_off.VICTORY: pgettext_lazy("holiday", "Victory day"),
    days_off.LABOUR: pgettext_lazy("holiday", "Labour day"),
    days_off.NATIONAL: pgettext_lazy("holiday", "National day"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """The names of what signals are about, asked for at once."""

    sources: Mapping[str, PressName]
    outlets: Mapping[str, PressName]
    stories: Mapping[str, tuple[str, str]]


def known(rows: Collection[SignalRow]) -> Known:
    """Ask for all names that some signals need."""
    of: dict[str, set[str]] = {}
    for row in rows:
        of.setdefault(row.subject, set()).add(row.key)
    return Known(
        signal_names.sources(of.get("source", ())),
        signal_names.outlets(of.get("outlet", ())),
        signal_names.headlines(of.get("story", ())),
    )


def sort(subject: str) -> str:
    """What kind of thing a signal is about."""
    told = {
        "topic": _("Topic"),
        "place": _("Place"),
        "story": _("Story"),
        "tone": _("Tone"),
        "source": _("Source"),
        "outlet": _("Outlet"),
    }
    return told[subject]


def name(row: SignalRow, of: Known) -> tuple[str, str]:
    """What a signal is about, and the language of that name where it is not the reader's."""
    if row.subject == "topic":
        return province.topic(row.key), ""
    if row.subject == "place":
        return province.place(row.key), ""
    if row.subject == "tone":
        return str(names.TONES[int(row.key)].word).capitalize(), ""
    if row.subject == "story":
        return of.stories.get(row.key, (f"#{row.key}", ""))
    if row.subject == "outlet":
        return (of.outlets[row.key].name if row.key in of.outlets else row.key), ""
    return row.key, ""


def address(row: SignalRow) -> str:
    """The articles a signal is about: of its day, or for a silence all."""
    if row.subject == "story":
        return reverse("story", args=[int(row.key)])
    asked = {row.subject: row.key}
    if row.subject in {"topic", "place", "tone"}:
        asked["about"] = "1"
    if row.kind == "spike":
        asked |= {"from": row.day.isoformat(), "to": row.day.isoformat()}
    return f"{reverse('search')}?{urlencode(asked)}"


def usual(row: SignalRow) -> str:
    """What a day usually brings: a range, or one figure where both ends are the same."""
    if row.low == row.high:
        return ngettext("usually %(n)s", "usually %(n)s", row.high) % {"n": row.high}
    return _("usually %(low)s–%(high)s") % {"low": row.low, "high": row.high}


def rarity(score: float) -> str:
    """How often chance alone would bring so much, in words."""
    days = 10 ** min(score, 9)
    if days >= IN_YEARS:
        return _("chance alone hardly ever brings so many")
    if days >= IN_MONTHS:
        count = round(days / YEAR)
        return ngettext("by chance once in %(n)s year", "by chance once in %(n)s years", count) % {"n": count}
    if days >= IN_DAYS:
        count = round(days / MONTH)
        return ngettext("by chance once in %(n)s month", "by chance once in %(n)s months", count) % {
            "n": count
        }
    count = max(2, round(days))
    return ngettext("by chance once in %(n)s day", "by chance once in %(n)s days", count) % {"n": count}


def lunar_days(first: date, last: date) -> str:
    """Some days in a row by the lunar calendar, by which festivals fall."""
    ends = [lunar(day) for day in (first, last)]
    told = [f"{day.day}/{day.month}{'*' if day.is_leap else ''}" for day in ends]
    return f"{told[0]} – {told[1]}"


def holidays(days: Collection[date]) -> list[str]:
    """The public holidays among some days, each with its day."""
    named = ((day, days_off.name_of(day)) for day in sorted(days))
    return [f"{HOLIDAYS[code]} ({plain_day(day)})" for day, code in named if code]
