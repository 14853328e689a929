"""Small bars as plain SVG figures: shares beside words, and a histogram with words under it. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from search.histogram import Step, filled, fitting, last_day, regroup
from search.model import Bucket

WIDTH, HEIGHT = 1000, 60
# Few bars do not grow into walls.
WIDEST = 80
# So many words fit under the bars of a phone; nearer to an edge than this, in percent, they would be cut off.
MOST_TICKS, EDGE = 5, 10


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


@dataclass(frozen=True, slots=True)
class Tick:
    """Words under a bar: where they stand, in percent, and which part of them stands there."""

    x: str
    anchor: str
    text: str


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
        drawn = min(width * 0.86, WIDEST)
        start = date.fromisoformat(step.value)
        figure = ((place + 0.5) * width - drawn / 2, drawn, HEIGHT - height, height)
        found.append(Bar(start, last_day(start, size), step.count, *(f"{number:.2f}" for number in figure)))
    return tuple(found)


def ticks(bars: Sequence[Bar], text: Callable[[Bar], str]) -> tuple[Tick, ...]:
    """Words under the last bar and under others before it, all as far from each other."""
    every = -(-len(bars) // MOST_TICKS) or 1
    return tuple(_tick(bar, text(bar)) for bar in reversed(bars[::-1][::every]))


def _tick(bar: Bar, text: str) -> Tick:
    left, width = (100 * float(number) / WIDTH for number in (bar.x, bar.width))
    middle = left + width / 2
    if middle < EDGE:
        return Tick(f"{left:.2f}", "start", text)
    if middle > 100 - EDGE:
        return Tick(f"{left + width:.2f}", "end", text)
    return Tick(f"{middle:.2f}", "middle", text)
