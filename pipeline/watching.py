"""The set of watches that articles are held against, made ready once and again with every change."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from desk import watches
from search.errors import QueryError
from search.query import parse
from search.standing import Standing, Watchers

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Watching:
    """One process's set; days in a query that follow the calendar are reckoned anew each day."""

    key: tuple[str, date] | None = None
    watchers: Watchers = field(default_factory=lambda: Watchers(()))

    def ready(self, today: date) -> Watchers:
        """The active watches as they stand now."""
        key = (watches.version(), today)
        if key != self.key:
            read, refused = sorted_out(watches.active(), today)
            self.watchers, self.key = Watchers(read), key
            if refused:
                log.warning("watches whose queries are refused: %s", refused)
        return self.watchers


def sorted_out(active: Iterable[tuple[int, str]], today: date) -> tuple[list[Standing], list[int]]:
    """Watches with their queries read, and the numbers of those whose queries newer rules refuse."""
    read: list[Standing] = []
    refused: list[int] = []
    for id, query in active:
        try:
            read.append(Standing(id, parse(query, today=today)))
        except QueryError:
            refused.append(id)
    return read, refused
