"""Days of the desk counted together: by week, month and quarter. Exact and pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

from search.model import Bucket

_MONTHS = 12
# A span of so many days still reads well in steps of this size; a longer one takes larger steps.
_MOST_DAYS, _MOST_WEEKS, _MOST_MONTHS = 45, 300, 3 * 366


class Step(StrEnum):
    """How many days one bar of a histogram holds."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


# More bars than this are too thin to be hit.
_MOST_BARS = 400

# Weeks begin on Monday; the others are the calendar's.
_LENGTH = {Step.MONTH: 1, Step.QUARTER: 3}


def regroup(days: Sequence[Bucket], step: Step) -> tuple[Bucket, ...]:
    """Return days counted by larger steps, in order; each is called by its first day."""
    counts: Counter[date] = Counter()
    for day in days:
        counts[first_day(date.fromisoformat(day.value), step)] += day.count
    return tuple(Bucket(start.isoformat(), counts[start]) for start in sorted(counts))


def filled(buckets: Sequence[Bucket], step: Step) -> tuple[Bucket, ...]:
    """Return the steps with those between them that have none."""
    counts = {date.fromisoformat(bucket.value): bucket.count for bucket in buckets}
    if not counts:
        return ()
    return tuple(Bucket(start.isoformat(), counts.get(start, 0)) for start in _from(counts, step))


def fitting(days: Sequence[Bucket]) -> Step:
    """Return the step that suits the span of some days."""
    if not days:
        return Step.DAY
    found = [date.fromisoformat(day.value) for day in days]
    span = (max(found) - min(found)).days + 1
    if span <= _MOST_DAYS:
        return Step.DAY
    if span <= _MOST_WEEKS:
        return Step.WEEK
    return Step.MONTH if span <= _MOST_MONTHS else Step.QUARTER


def possible(days: Sequence[Bucket]) -> tuple[Step, ...]:
    """Return the steps that make no more bars of some days than can be seen."""
    found = [date.fromisoformat(day.value) for day in days]
    span = (max(found) - min(found)).days if found else 0
    sizes = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 30, Step.QUARTER: 0}
    return tuple(step for step, size in sizes.items() if not size or span < size * _MOST_BARS)


def first_day(day: date, step: Step) -> date:
    """Return the first day of the step a day lies in."""
    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    length = _LENGTH[step]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def last_day(start: date, step: Step) -> date:
    """Return the last day of the step that begins on a day."""
    return _next(start, step) - timedelta(days=1)


def _next(start: date, step: Step) -> date:
    if step is Step.DAY:
        return start + timedelta(days=1)
    if step is Step.WEEK:
        return start + timedelta(days=7)
    years, month = divmod(start.month - 1 + _LENGTH[step], _MONTHS)
    return date(start.year + years, month + 1, 1)


def _from(counts: dict[date, int], step: Step) -> Iterator[date]:
    start, last = min(counts), max(counts)
    while start <= last:
        yield start
        start = _next(start, step)
