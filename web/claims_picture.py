"""How a claim spread, drawn: for each day who carried it, who answered it, and what waits; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.claims import SpreadDay
from search.histogram import Step
from search.model import Bucket
from web.bars import HEIGHT, Tick, histogram, ticks
from web.moments import near_day, plain_day


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a day's column: its look, and its figure as SVG writes numbers."""

    look: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Column:
    """One day."""

    day: SpreadDay
    label: str
    x: str
    width: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole drawing, and the words under it."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    highest: int


def picture(days: Sequence[SpreadDay], today: date) -> Picture:
    """Draw some days in a row."""
    bars = histogram([Bucket(one.day.isoformat(), one.total) for one in days], Step.DAY)
    highest = max((one.total for one in days), default=0)
    columns = tuple(
        Column(one, plain_day(one.day), bar.x, bar.width, _pieces(one, highest))
        for one, bar in zip(days, bars, strict=True)
    )
    return Picture(columns, ticks(bars, lambda bar: near_day(bar.first, today)), highest)


def _pieces(day: SpreadDay, highest: int) -> tuple[Piece, ...]:
    """The parts of a column from the ground up: carried, answered, waiting."""
    told, below = [], 0
    for look, count in (("carries", day.carries), ("answers", day.answers), ("unjudged", day.unjudged)):
        if count:
            height = HEIGHT * count / highest
            told.append(Piece(look, f"{HEIGHT - HEIGHT * below / highest - height:.2f}", f"{height:.2f}"))
        below += count
    return tuple(told)
