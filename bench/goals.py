"""What the search must reach, and whether it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.questions import Kind

Figures = Mapping[str, Any]
Sizes = Mapping[int, Figures]
GROWTH = 5.0


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure with its limit: the most it may be, or the least."""

    name: str
    unit: str
    figure: float
    limit: float
    is_most: bool

    @property
    def is_met(self) -> bool:
        """Whether the figure keeps to its limit."""
        return self.figure <= self.limit if self.is_most else self.figure >= self.limit

    @property
    def limited(self) -> str:
        """The limit with its sign."""
        return f"{'≤' if self.is_most else '≥'} {self.limit:,g}"


_Read = Callable[[Figures], float]
LEAST: tuple[tuple[str, str, _Read, float], ...] = (
    ("engine alone", "articles/s CPU", lambda one: one["built"]["engine_rate"], 7000),
    ("analysis and engine", "articles/s CPU", lambda one: one["built"]["whole_rate"], 1500),
)
MOST: tuple[tuple[str, str, _Read, float], ...] = (
    ("index", "bytes/article", lambda one: one["built"]["disk_bytes"], 1700),
    (f"{Kind.BOOLEAN}, p95", "ms CPU", lambda one: one["asked"]["took"][Kind.BOOLEAN]["p95"], 120),
    (f"{Kind.TERM}, p95", "ms CPU", lambda one: one["asked"]["took"][Kind.TERM]["p95"], 20),
    ("memory while building", "MB", lambda one: one["built"]["memory"].get("peak_mb", 0.0), 1000),
    ("memory while asking", "MB", lambda one: one["asked"]["memory"].get("peak_mb", 0.0), 1000),
    ("stored until found, p95", "s wall", lambda one: one["found"]["p95"], 5),
)


def goals(sizes: Sizes) -> list[Goal]:
    """Every goal at the largest size, and how much that takes more than the smallest."""
    largest = sizes[max(sizes)]
    found = [Goal(name, unit, read(largest), limit, is_most=False) for name, unit, read, limit in LEAST]
    found += [Goal(name, unit, read(largest), limit, is_most=True) for name, unit, read, limit in MOST]
    if len(sizes) > 1:
        steepest = max(growth(sizes, kind) for kind in Kind)
        found.append(Goal("steepest growth of a kind, p50", "×", steepest, GROWTH, is_most=True))
    return found


def growth(sizes: Sizes, kind: Kind) -> float:
    """How many times longer a kind of question takes at the largest size than at the smallest."""
    smallest, largest = (sizes[pick(sizes)]["asked"]["took"][kind]["p50"] for pick in (min, max))
    return float(largest) / max(float(smallest), 1e-9)
