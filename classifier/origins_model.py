"""What is asked and answered about who took an article from whom: frozen values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Basis(StrEnum):
    """By what a direction was decided, the strongest first; the last three are no direction between two."""

    CREDIT = "credit"
    LINK = "link"
    CONTAINMENT = "containment"
    TIME = "time"
    KIND = "kind"
    FIRST = "first"
    OUTSIDE = "outside"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article of a family, with everything that may tell where it came from.

    ``names`` are those by which others credit its outlet, ``credited`` those it gives as its sources, as
    written; ``addresses`` and ``links`` are normalised alike; ``earlier`` are its bodies before its edits.
    """

    id: int
    body: str
    standfirst: str = ""
    outlet: str = ""
    names: frozenset[str] = frozenset()
    kind: str = ""
    authors: tuple[str, ...] = ()
    agency: str = ""
    credited: tuple[str, ...] = ()
    addresses: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    published_at: datetime | None = None
    has_sure_time: bool = False
    seen_at: datetime | None = None
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that speaks for a direction, or against it; ``data`` is what a reader is told of it."""

    basis: Basis
    is_for: bool
    weight: float
    data: dict[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Direction:
    """Which of two texts is the other's origin, how sure that is, and why; none if it cannot be told."""

    origin: int | None
    basis: Basis
    confidence: float
    evidence: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """From whom one article of a family took its words; ``share`` is how much of it stands in the origin."""

    taker: int
    origin: int | None
    basis: Basis
    confidence: float
    evidence: tuple[Mark, ...] = ()
    share: float = 0.0
