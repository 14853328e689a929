"""What the engines take and give: frozen values that both engines and the pages share."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Order(StrEnum):
    """How hits are sorted."""

    TIME = "time"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the index takes it; ``revision`` only grows."""

    id: int
    revision: int
    url: str
    title: str
    body: str
    published_at: datetime | None
    fetched_at: datetime
    source: str
    outlet: str
    kind: str
    country: str
    lang: str
    topics: tuple[str, ...] = ()
    tone: int = 0
    places: tuple[str, ...] = ()
    about: bool = False
    alt_title: str = ""
    harms: bool = False  # a person said that it harms the province's good name


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found, best or newest first; ``cursor`` asks for what comes after it."""

    id: int
    score: float
    cursor: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of a facet or one step of a histogram, and how many articles have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of hits with the exact count, the facets and the histogram."""

    count: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[Bucket, ...]] = field(default_factory=dict)
    histogram: tuple[Bucket, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of an engine beside the query itself."""

    order: Order = Order.TIME
    limit: int = 20
    after: int | None = None  # a cursor (by time) or an offset (by relevance)
    facets: bool = False
    histogram: bool = False


@dataclass(frozen=True, slots=True)
class EngineState:
    """How an engine feels: for the doctor and for the line above a search page."""

    name: str
    version: str
    analysis: int
    documents: int
    ok: bool
    reason: str = ""
