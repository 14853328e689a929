"""What a query would have caught: shown before a watch keeps it."""

from dataclasses import dataclass
from datetime import date, timedelta

from search.engine import Engine
from search.model import Ask, Bucket
from search.tree import And, Days, Node

LENGTH = timedelta(days=30)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """How much a query found in the days looked at, on which of them, and the newest of it."""

    count: int
    days: tuple[Bucket, ...]
    newest: tuple[int, ...]


def preview(engine: Engine, tree: Node, today: date) -> Preview:
    """Ask the engine what a watch would have caught in the thirty days up to today."""
    days = Days(today - LENGTH + timedelta(days=1), today)
    answer = engine.search(And((tree, days)), Ask(limit=SHOWN, histogram=True))
    return Preview(answer.count, answer.histogram, tuple(hit.id for hit in answer.hits))
