"""How often the machine was right where officers judged articles drawn by lot, and how sure that is. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from desk.labels import AccuracyRow

# Two sides of a normal law hold 95 of 100 outcomes between them.
SIDES = 1.959964
FIELDS = ("about", "topic", "tone")
# Of fewer labels than that a share says next to nothing.
FEW = 20


@dataclass(frozen=True, slots=True)
class Share:
    """How many were right of how many, and between which shares the truth lies, 95 times of 100."""

    right: int
    count: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself."""
        return self.right / self.count if self.count else 0.0

    @property
    def is_few(self) -> bool:
        """Whether it is too few to go by."""
        return self.count < FEW


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a language in a month, or all of them, with a share for each field."""

    lang: str
    month: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What the desk's own labels say of the machine."""

    whole: tuple[Share, ...]
    months: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def count(self) -> int:
        """On how many labels the widest of it stands."""
        return max((share.count for share in self.whole), default=0)


def share(right: int, count: int) -> Share:
    """A share with Wilson's interval, which stays within 0 and 1 and is honest about few."""
    if not count:
        return Share(0, 0, 0.0, 1.0)
    value, square = right / count, SIDES * SIDES
    middle = (value + square / (2 * count)) / (1 + square / count)
    half = SIDES * sqrt(value * (1 - value) / count + square / (4 * count * count)) / (1 + square / count)
    return Share(right, count, max(0.0, middle - half), min(1.0, middle + half))


def measured(rows: Sequence[AccuracyRow]) -> Measured:
    """The rows summed up: in all, by month, and by month and language; the newest month first."""
    months = sorted({row.month for row in rows}, reverse=True)
    langs = _by_weight(rows)
    return Measured(
        whole=_shares(rows),
        months=tuple(Line("", month, _shares(_of(rows, "", month))) for month in months),
        lines=tuple(
            Line(lang, month, _shares(found))
            for month in months
            for lang in langs
            if (found := _of(rows, lang, month))
        ),
    )


def _by_weight(rows: Iterable[AccuracyRow]) -> list[str]:
    """The languages, those with most labels first."""
    weights: dict[str, int] = {}
    for row in rows:
        weights[row.lang] = weights.get(row.lang, 0) + row.count
    return sorted(weights, key=lambda lang: (-weights[lang], lang))


def _of(rows: Iterable[AccuracyRow], lang: str, month: str) -> list[AccuracyRow]:
    return [row for row in rows if lang in {"", row.lang} and month in {"", row.month}]


def _shares(rows: Iterable[AccuracyRow]) -> tuple[Share, ...]:
    kept = list(rows)
    return tuple(_summed([row for row in kept if row.field == field]) for field in FIELDS)


def _summed(rows: Sequence[AccuracyRow]) -> Share:
    return share(sum(row.right for row in rows), sum(row.count for row in rows))
