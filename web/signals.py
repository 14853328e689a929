"""Spikes, silences and the outlook on the coming week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from archive import signals
from archive.signals import ExpectationRow, LookRow, SignalRow
from classifier.outlook import WEEK
from desk import planned
from desk.audit import Actor
from desk.planned import PlannedRow, PlanProblem
from desk.rights import Right, may
from web import names, province, signals_words
from web.gate import Caller, Request, needs
from web.moments import day_of, heading, near_day, now, stamp
from web.signals_figures import Reach, Weeks, reach, weeks
from web.signals_form import PlanForm
from web.signals_words import Known

WRONG = 422
LONGEST_NUMBER = 18
# Where an act leads back to.
PLANNED = "/bien-dong/#planned-head"
DAY = timedelta(days=1)
# Spikes of so many days are shown; events are looked out for so many days ahead.
SHOWN, AHEAD = 7, 90
# Silences of the press are many when a line is down: the rest is counted.
MOST_SILENT = 40


@dataclass(frozen=True, slots=True)
class SpikeShown:
    """A spike in words, with its four weeks."""

    row: SignalRow
    sort: str
    name: str
    lang: str
    address: str
    usual: str
    rarity: str
    first: str
    last: str
    weeks: Weeks


@dataclass(frozen=True, slots=True)
class SpikeDay:
    """The spikes of one day."""

    heading: str
    spikes: tuple[SpikeShown, ...]


@dataclass(frozen=True, slots=True)
class SilenceShown:
    """A silence in words."""

    row: SignalRow
    sort: str
    name: str
    lang: str
    outlet: str
    address: str
    mark: names.Mark | None
    a_day: float
    days: int
    since: str
    weeks: Weeks


@dataclass(frozen=True, slots=True)
class RangeShown:
    """A topic's coming week."""

    row: ExpectationRow
    name: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event ahead."""

    row: PlannedRow
    days: str
    topic: str


@needs(Right.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Request) -> HttpResponse:
    """What stands out, who is silent, what the coming week should bring; and what officers say is planned."""
    if request.method != "POST":
        return _shown(request, PlanForm())
    if "cancel" in request.POST:
        return _cancelled(request)
    return _planned(request)


def _planned(request: Request) -> HttpResponse:
    """Enter an event ahead."""
    form = PlanForm(request.POST)
    if form.is_valid():
        try:
            planned.plan(_actor(request.caller), form.plan(), province.pack(), now())
        except PlanProblem as wrong:
            form.add_error(None, wrong.en if get_language() == "en" else wrong.vi)
        else:
            return redirect(PLANNED)
    return _shown(request, form, status=WRONG)


def _cancelled(request: Request) -> HttpResponse:
    """Strike an event out."""
    number = request.POST["cancel"]
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    if not is_number or not planned.cancel(_actor(request.caller), int(number), now()):
        raise Http404
    return redirect(PLANNED)


def _shown(request: Request, form: PlanForm, status: int = 200) -> HttpResponse:
    at = now()
    today = day_of(at)
    told, silent = signals.spikes_since(today - (SHOWN - 1) * DAY), signals.silent_now()
    of = signals_words.known([*told, *silent])
    look = signals.newest_look()
    week = [today + n * DAY for n in range(1, WEEK + 1)]
    hushed_rows = hushed(silent, of)
    context = {
        "days": spike_days(told, of, today),
        "silent": [silence(row, of, today) for row in hushed_rows[:MOST_SILENT]],
        "more_silent": max(0, len(hushed_rows) - MOST_SILENT),
        "ranges": ranges(signals.expectations(week[0])),
        "week": f"{near_day(week[0], today)} – {near_day(week[-1], today)}",
        "lunar": signals_words.lunar_days(week[0], week[-1]),
        "holidays": signals_words.holidays(week),
        "events": events(today),
        "look": look,
        "looked_at": stamp(look.looked_at, today) if look else "",
        "counted_from": near_day(look.counted_from, today) if look else "",
        "right": right_share(look),
        "form": form,
        "may_plan": may(request.caller.role, Right.PLAN),
    }
    return render(request, "web/signals.html", context, status=status)


def spike_days(rows: Sequence[SignalRow], of: Known, today: date) -> list[SpikeDay]:
    """Spikes under the headings of their days."""
    return [
        SpikeDay(heading(day, today), tuple(spike(row, of, today) for row in rows_of))
        for day, rows_of in groupby(rows, key=lambda row: row.day)
    ]


def spike(row: SignalRow, of: Known, today: date) -> SpikeShown:
    """A spike in words."""
    name, lang = signals_words.name(row, of)
    return SpikeShown(
        row,
        signals_words.sort(row.subject),
        name,
        lang,
        signals_words.address(row),
        signals_words.usual(row),
        signals_words.rarity(row.score),
        near_day(row.day - max(len(row.days) - 1, 0) * DAY, today),
        near_day(row.day, today),
        weeks(row.days, row.low, row.high),
    )


def hushed(rows: Sequence[SignalRow], of: Known) -> list[SignalRow]:
    """The silences to tell: a source of an outlet that is silent altogether is told with it."""
    outlets = {row.key for row in rows if row.subject == "outlet"}
    return [row for row in rows if row.subject != "source" or _outlet(row, of) not in outlets]


def _outlet(row: SignalRow, of: Known) -> str:
    return of.sources[row.key].outlet if row.key in of.sources else ""


def silence(row: SignalRow, of: Known, today: date) -> SilenceShown:
    """A silence in words; what is usual was so before it began."""
    name, lang = signals_words.name(row, of)
    source = of.sources.get(row.key) if row.subject == "source" else None
    quiet = quiet_days(row)
    before = row.days[: len(row.days) - quiet] or row.days
    return SilenceShown(
        row,
        signals_words.sort(row.subject),
        name,
        lang,
        source.name if source else "",
        signals_words.address(row),
        names.state(source.state) if source and source.state != "alive" else None,
        sum(count for count, _ in before) / len(before) if before else 0.0,
        quiet,
        near_day(row.day, today),
        weeks(row.days, row.low, row.high),
    )


def quiet_days(row: SignalRow) -> int:
    """For how many of the days kept, up to the last, nothing came."""
    counts = [count for count, _ in row.days]
    return next((back for back, count in enumerate(reversed(counts)) if count), len(counts))


def ranges(rows: Sequence[ExpectationRow]) -> list[RangeShown]:
    """The coming week of all topics on one scale."""
    highest = max((max(row.high, row.before) for row in rows), default=0)
    return [
        RangeShown(row, province.topic(row.key), reach(row.low, row.middle, row.high, row.before, highest))
        for row in rows
    ]


def events(today: date) -> list[EventShown]:
    """What is planned for the next months."""
    rows = planned.between(today, today + AHEAD * DAY, province.pack(), get_language() or "vi")
    return [EventShown(row, _days(row, today), province.topic(row.topic)) for row in rows]


def _days(row: PlannedRow, today: date) -> str:
    first, last = near_day(row.starts_on, today), near_day(row.ends_on, today)
    return first if first == last else f"{first} – {last}"


def right_share(look: LookRow | None) -> float | None:
    """How often a week came as it was foretold."""
    return look.inside / look.judged if look and look.judged else None


def _actor(caller: Caller) -> Actor:
    return Actor(caller.id, caller.role)
