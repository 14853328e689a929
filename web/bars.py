"""Small bars as plain SVG figures: shares beside words, and a histogram that can be clicked. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from search.histogram import Step, filled, fitting, last_day, regroup
from search.model import Bucket

WIDTH, HEIGHT = 1000, 60


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


def histogram(days: Sequence[Bucket], step: Step | None = None) -> tuple[Bar, ...]:
    """Steps without gaps, by default as large as the span of the days wants them."""
    size = step or fitting(days)
    return _figures(filled(regroup(days, size), size), size)


def _figures(steps: Sequence[Bucket], size: Step) -> tuple[Bar, ...]:
    highest, width = max((step.count for step in steps), default=0) or 1, WIDTH / max(len(steps), 1)
    found = []
    for place, step in enumerate(steps):
        height = HEIGHT * step.count / highest
        start = date.fromisoformat(step.value)
        figure = (place * width, width * 0.86, HEIGHT - height, height)
        found.append(Bar(start, last_day(start, size), step.count, *(f"{number:.2f}" for number in figure)))
    return tuple(found)
