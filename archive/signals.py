"""Spikes, silences and expectations as rows: looked for, told once, ended, and read for the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from archive import canary, counts, notices, signal_finds
from archive.clock import DESK_ZONE
from archive.models import Expectation, Outlet, Signal, SignalKind, SignalLook, SourceState, Subject
from archive.signal_finds import Find, Finds
from classifier import days
from classifier.days import IsOff
from classifier.outlook import WEEK
from classifier.spike_alerts import REST, SPAN, WORSE

# False alarms a month that each topic, place and tone may cost the desk.
BUDGET = 1.0
# Within the days of rest a spike is told of again where it grew by so much.
GROWN = 1.5
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found at an instant, and over how many sources."""

    finds: Finds
    budget: float
    alive: int
    sources: int


@dataclass(frozen=True, slots=True)
class SignalRow:
    """A signal as the page shows it."""

    kind: str
    subject: str
    key: str
    day: date
    score: float
    expected: float
    low: int
    high: int
    count: int
    outlets: int
    is_holiday: bool
    days: tuple[tuple[int, float], ...]
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class ExpectationRow:
    """A week ahead as the page shows it."""

    key: str
    low: int
    middle: float
    high: int
    before: int


@dataclass(frozen=True, slots=True)
class LookRow:
    """The newest look: what it stood on, and how earlier ones fared."""

    looked_at: datetime
    counted_from: date
    keys: int
    alive: int
    sources: int
    judged: int
    inside: int
    # Spikes of keys with a budget in the span, and how many false ones the budget allows there.
    spikes: int
    allowed: float
    span: int


def look(now: datetime, is_off: IsOff, budget: float = BUDGET) -> Look:
    """Count and judge; nothing is written."""
    local = now.astimezone(DESK_ZONE)
    press = counts.press(now, is_off)
    coming = days.kinds(local.date() + DAY, WEEK, is_off)
    found = signal_finds.finds(press, budget, local.hour + local.minute / 60, coming)
    return Look(found, budget, press.alive, press.expected)


def keep(found: Look, now: datetime, is_off: IsOff) -> int:
    """Write down what was found and end what is over, in the caller's transaction; how many are new."""
    today = now.astimezone(DESK_ZONE).date()
    new = [_spike(one, found, now, is_off) for one in found.finds.spikes]
    new += [_silence(one, found, now, is_off) for one in found.finds.silences]
    _withdraw(found.finds, today, now)
    _end(found.finds, now)
    _tell_outlets(found.finds, now)
    _foretell(found.finds)
    SignalLook.objects.update_or_create(
        day=today,
        defaults={
            "looked_at": now,
            "counted_from": found.finds.counted_from,
            "keys": found.finds.keys,
            "budget": found.budget,
            "alive": found.alive,
            "sources": found.sources,
            "judged": found.finds.judged,
            "inside": found.finds.inside,
        },
    )
    return sum(new)


def _spike(one: Find, found: Look, now: datetime, is_off: IsOff) -> bool:
    subject, key = one.key
    mine = Signal.objects.filter(kind=SignalKind.SPIKE, subject=subject, key=key)
    is_told = mine.filter(day=one.day).exists()
    # A day as large as the one told of is less likely beside it, and yet no news.
    no_news = Q(score__gt=one.score - WORSE) | Q(count__gt=one.count / GROWN)
    rested = mine.filter(no_news, day__gte=one.day - REST * DAY, day__lt=one.day)
    if not is_told and rested.exists():
        return False
    return _put(one, one.day, found, now, is_off)


def _silence(one: Find, found: Look, now: datetime, is_off: IsOff) -> bool:
    subject, key = one.key
    standing = Signal.objects.filter(kind=SignalKind.SILENCE, subject=subject, key=key, ended_at=None).first()
    return _put(one, standing.day if standing else one.day, found, now, is_off)


def _put(one: Find, day: date, found: Look, now: datetime, is_off: IsOff) -> bool:
    subject, key = one.key
    told = {
        "score": one.score,
        "bar": one.bar,
        "expected": one.expected,
        "low": one.low,
        "high": one.high,
        "count": one.count,
        "outlets": one.outlets,
        "alive": found.alive,
        "sources": found.sources,
        "is_holiday": is_off(one.day),
        "days": [list(of) for of in one.days],
        "ended_at": None,
    }
    _, is_new = Signal.objects.update_or_create(
        kind=one.kind,
        subject=subject,
        key=key,
        day=day,
        defaults=told,
        create_defaults={**told, "raised_at": now},
    )
    return is_new


def _withdraw(found: Finds, today: date, now: datetime) -> None:
    """End spikes that no longer stand out: copies were folded, or an article was judged anew."""
    standing = {(one.key, one.day) for one in found.spikes}
    late = Signal.objects.filter(
        kind=SignalKind.SPIKE, ended_at=None, day__gt=today - signal_finds.LATE_DAYS * DAY
    )
    for row in late:
        if ((row.subject, row.key), row.day) not in standing:
            row.ended_at = now
            row.save(update_fields=["ended_at"])


def _end(found: Finds, now: datetime) -> None:
    """End the silences of those who speak again."""
    standing = {one.key for one in found.silences}
    for row in Signal.objects.filter(kind=SignalKind.SILENCE, ended_at=None):
        if (row.subject, row.key) not in standing:
            row.ended_at = now
            row.save(update_fields=["ended_at"])


def _tell_outlets(found: Finds, now: datetime) -> None:
    """Tell of outlets whose sources answer and that say nothing; that sources fail is told already."""
    silent = {one.key[1]: one for one in found.silences if one.key[0] == Subject.OUTLET}
    answering = Outlet.objects.filter(sources__is_active=True, sources__state=SourceState.ALIVE).distinct()
    for key, name in answering.values_list("key", "name"):
        notice = f"{key}:{canary.SILENCE}"
        if key in silent:
            one = silent[key]
            told = {"outlet": name, "what": canary.SILENCE, "before": one.a_day, "now": float(one.quiet_days)}
            notices.raise_once(canary.KIND, notice, told, now)
        else:
            notices.clear(canary.KIND, notice, now)


def _foretell(found: Finds) -> None:
    for one in found.ahead:
        subject, key = one.key
        told = {"low": one.low, "middle": one.middle, "high": one.high, "before": one.before}
        Expectation.objects.update_or_create(subject=subject, key=key, starts_on=one.starts_on, defaults=told)


def spikes_since(first: date) -> list[SignalRow]:
    """The spikes of some days, newest day first and in it the least likely first."""
    rows = Signal.objects.filter(kind=SignalKind.SPIKE, ended_at=None, day__gte=first)
    return [_row(row) for row in rows.order_by("-day", "-score", "subject", "key")]


def silent_now() -> list[SignalRow]:
    """The silences that last, the newest first."""
    rows = Signal.objects.filter(kind=SignalKind.SILENCE, ended_at=None)
    return [_row(row) for row in rows.order_by("-day", "-score", "subject", "key")]


def expectations(starts_on: date) -> list[ExpectationRow]:
    """What a week should bring each topic, the busiest first."""
    rows = Expectation.objects.filter(starts_on=starts_on, subject=Subject.TOPIC)
    return [
        ExpectationRow(row.key, row.low, row.middle, row.high, row.before)
        for row in rows.order_by("-middle", "key")
    ]


def newest_look() -> LookRow | None:
    """The newest look, with the spikes of the span before it against what the budget allows."""
    row = SignalLook.objects.order_by("-day").first()
    if row is None:
        return None
    lasting = ~Q(subject=Subject.STORY)
    span = min(SPAN, (row.day - row.counted_from).days)
    told = Signal.objects.filter(lasting, kind=SignalKind.SPIKE, day__gt=row.day - span * DAY)
    return LookRow(
        row.looked_at,
        row.counted_from,
        row.keys,
        row.alive,
        row.sources,
        row.judged,
        row.inside,
        told.count(),
        row.budget * row.keys * span / 30,
        span,
    )


def _row(row: Signal) -> SignalRow:
    return SignalRow(
        row.kind,
        row.subject,
        row.key,
        row.day,
        row.score,
        row.expected,
        row.low,
        row.high,
        row.count,
        row.outlets,
        row.is_holiday,
        _days(row.days),
        row.raised_at,
    )


def _days(told: Iterable[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    return tuple((int(count), float(expected)) for count, expected in told)
