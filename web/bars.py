"""Small bars as plain SVG figures: shares beside words, and a histogram of days that can be clicked. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from search.model import Bucket

WIDTH, HEIGHT = 1000, 60
MOST_BARS = 92
WEEK = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of a histogram: its days, its count, and its figure as SVG writes numbers."""

    first: date
    last: date
    count: int
    x: str
    width: str
    y: str
    height: str


def share(count: int, highest: int) -> int:
    """A count as a percentage of the highest; the smallest stays visible."""
    return max(1, round(100 * count / highest)) if count and highest else 0


def histogram(buckets: Sequence[Bucket]) -> tuple[Bar, ...]:
    """Days without gaps; many days are told by the week, and very many by more weeks."""
    counts = {date.fromisoformat(bucket.value): bucket.count for bucket in buckets}
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    span = step(first, last)
    start = first if span == 1 else first - timedelta(days=first.weekday())
    starts = [start + timedelta(days=d) for d in range(0, (last - start).days + 1, span)]
    sums = [sum(counts.get(begin + timedelta(days=d), 0) for d in range(span)) for begin in starts]
    return _figures(starts, sums, span)


def step(first: date, last: date) -> int:
    """How many days one bar holds so that the bars have room."""
    days = (last - first).days + 1
    if days <= MOST_BARS:
        return 1
    weeks = -(-days // (WEEK * MOST_BARS))
    return WEEK * weeks


def _figures(starts: Sequence[date], sums: Sequence[int], span: int) -> tuple[Bar, ...]:
    highest, width = max(sums), WIDTH / len(starts)
    found = []
    for place, (start, count) in enumerate(zip(starts, sums, strict=True)):
        height = HEIGHT * count / highest if highest else 0.0
        figure = (place * width, width * 0.86, HEIGHT - height, height)
        found.append(
            Bar(start, start + timedelta(days=span - 1), count, *(f"{number:.2f}" for number in figure))
        )
    return tuple(found)
