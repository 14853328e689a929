"""The drawings beside signals as figures for SVG: four weeks of counts, and ranges on one scale. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 280, 64
# How much of a day's place its bar takes.
FILLED = 0.7


@dataclass(frozen=True, slots=True)
class DayBar:
    """A day's bar; the last is the one that is told of."""

    x: str
    width: str
    y: str
    height: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class Weeks:
    """Four weeks of counts with the line of what was expected, and the usual band of the last day."""

    bars: tuple[DayBar, ...]
    line: str
    band_x: str
    band_y: str
    band_width: str
    band_height: str
    highest: int


@dataclass(frozen=True, slots=True)
class Reach:
    """A range as a bar, with its middle and what the week before brought; in percent of the scale."""

    x: str
    width: str
    middle: str
    before: str


def weeks(days: Sequence[tuple[int, float]], low: int, high: int) -> Weeks:
    """Draw the days, the last of which is told of."""
    highest = max([count for count, _ in days] + [high, 1])
    step = WIDTH / max(len(days), 1)
    bars = tuple(
        DayBar(
            _written((place + (1 - FILLED) / 2) * step),
            _written(step * FILLED),
            _written(HEIGHT - HEIGHT * count / highest),
            _written(HEIGHT * count / highest),
            place == len(days) - 1,
        )
        for place, (count, _) in enumerate(days)
    )
    # Where nothing was expected yet there is no line.
    points = [
        f"{_written((place + 0.5) * step)},{_written(HEIGHT - HEIGHT * min(expected, highest) / highest)}"
        for place, (_, expected) in enumerate(days)
        if expected
    ]
    top, bottom = HEIGHT - HEIGHT * high / highest, HEIGHT - HEIGHT * low / highest
    return Weeks(
        bars,
        " ".join(points),
        _written(WIDTH - step),
        _written(top),
        _written(step),
        _written(max(bottom - top, 1.0)),
        highest,
    )


def reach(low: int, middle: float, high: int, before: int, highest: int) -> Reach:
    """A range on a scale that ends at ``highest``."""
    scale = 100 / max(highest, 1)
    return Reach(
        _written(low * scale),
        _written(max((high - low) * scale, 1.0)),
        _written(middle * scale),
        _written(min(before * scale, 100.0)),
    )


def _written(number: float) -> str:
    return f"{number:.2f}"
