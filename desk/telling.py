"""When a watch may tell: not in its quiet hours, not at once again, and no more often a day than its ceiling.

Pure.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from archive.clock import DESK_ZONE

DAY = timedelta(days=1)
# What is caught so soon after a telling waits for the next: a new source brings its hundreds one by one.
GATHERING = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a watch wants to tell; ``morning`` is when a day's telling begins anew after a full one."""

    ceiling: int
    morning: time
    quiet_from: time | None = None
    quiet_until: time | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """How much of what is told now had to wait, and for what."""

    quiet: int = 0
    ceiling: int = 0


def held_until(rule: Rule, told: Collection[datetime], now: datetime) -> datetime | None:
    """Until when a watch that told so often today keeps what it has to itself; nothing if it may tell now."""
    if is_quiet(rule, now):
        return end_of_quiet(rule, now)
    if len(told) < rule.ceiling:
        gathered_at = max(told, default=now - GATHERING) + GATHERING
        return gathered_at if gathered_at > now else None
    next_morning = datetime.combine(desk_date(now) + DAY, rule.morning, DESK_ZONE)
    return end_of_quiet(rule, next_morning) if is_quiet(rule, next_morning) else next_morning


def is_quiet(rule: Rule, at: datetime) -> bool:
    """Whether an instant lies in the quiet hours; they may begin on one day and end on the next."""
    if rule.quiet_from is None or rule.quiet_until is None:
        return False
    clock = at.astimezone(DESK_ZONE).time()
    if rule.quiet_from < rule.quiet_until:
        return rule.quiet_from <= clock < rule.quiet_until
    return clock >= rule.quiet_from or clock < rule.quiet_until


def end_of_quiet(rule: Rule, at: datetime) -> datetime:
    """The first end of quiet hours after an instant in them."""
    local = at.astimezone(DESK_ZONE)
    end = datetime.combine(local.date(), rule.quiet_until or local.time(), DESK_ZONE)
    return end if end > local else end + DAY


def held(rule: Rule, found: Sequence[datetime], full: Collection[date]) -> Held:
    """What was found in quiet hours, and what else on one of the days that were full by then."""
    loud = [at for at in found if not is_quiet(rule, at)]
    late = sum(desk_date(at) in full for at in loud)
    return Held(len(found) - len(loud), late)


def desk_date(at: datetime) -> date:
    """The desk's day of an instant."""
    return at.astimezone(DESK_ZONE).date()
