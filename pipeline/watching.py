"""The set of watches that articles are held against, made ready once and again with every change."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from desk import watches
from search.errors import QueryError
from search.names import Names
from search.query import parse
from search.standing import Standing, Watchers
from search.tree import Node

log = logging.getLogger(__name__)
# So many acts may be under way at once: of two the later number may be written first.
AT_A_TIME = 100


@dataclass(slots=True)
class Watching:
    """One process's set; days in a query that follow the calendar are reckoned anew each day."""

    key: tuple[date, Names | None] | None = None
    acts: frozenset[int] = frozenset()
    newest: int = 0
    watchers: Watchers = field(default_factory=lambda: Watchers(()))

    def ready(self, today: date, names: Names | None = None) -> Watchers:
        """The active watches as they stand now."""
        acts = watches.changes_after(self.newest - AT_A_TIME)
        if (today, names) != self.key or not acts <= self.acts:
            read, refused = sorted_out(watches.active(), today, names)
            self.watchers, self.key = Watchers(read), (today, names)
            self.acts, self.newest = acts, max(acts, default=0)
            if refused:
                log.warning("watches whose queries are refused: %s", refused)
        return self.watchers


@lru_cache(maxsize=20_000)
def _tree(query: str, today: date, names: Names | None) -> Node:
    """One watch that changes leaves thousands that did not."""
    return parse(query, today=today, names=names)


def sorted_out(
    active: Iterable[tuple[int, str]], today: date, names: Names | None = None
) -> tuple[list[Standing], list[int]]:
    """Watches with their queries read, and the numbers of those whose queries newer rules refuse."""
    read: list[Standing] = []
    refused: list[int] = []
    for id, query in active:
        try:
            read.append(Standing(id, _tree(query, today, names)))
        except QueryError:
            refused.append(id)
    return read, refused
