"""Index: what the archive changed goes into the search engine, by revision."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from archive import articles, changes
from search.engine import Engine, drop_index, open_engine
from search.errors import IndexBusy, IndexMismatch, SearchUnavailable

BATCH = 500
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Indexer:
    """Keeps one engine open for writing; an engine that is away only makes the index late."""

    url: str
    now: Callable[[], datetime]
    engine: Engine | None = None
    is_seen: bool = False

    def step(self) -> int:
        """Bring the index up to date by one batch; returns how many changes it took."""
        # Once in a process's life the index is looked at though nothing changed: it may have been lost.
        if self.is_seen and not changes.lag().count:
            return 0
        self.is_seen = True
        try:
            return self.drain()
        except IndexBusy:  # another process keeps this index; the changes are in good hands
            return 0
        except SearchUnavailable as away:
            log.warning("%s", away)
            self.close()
            return 0

    def drain(self) -> int:
        """One batch, into an engine that must answer."""
        if self.engine is None:
            self.engine = self.opened()
        return drain(self.engine)

    def opened(self) -> Engine:
        """The engine; an index of another analysis is built again from the archive, never mixed."""
        try:
            engine = open_engine(self.url, write=True)
        except IndexMismatch as mismatch:
            log.warning("%s", mismatch)
            drop_index(self.url)
            engine = open_engine(self.url, write=True)
        if not engine.count():  # new, dropped or lost: nothing lives only in the index
            changes.note_all(self.now())
        return engine

    def close(self) -> None:
        """Let the engine go."""
        engine, self.engine = self.engine, None
        if engine is not None:
            with suppress(ValueError):  # an index whose folder is gone has nothing to roll back to
                engine.close()


def drain(engine: Engine, limit: int = BATCH) -> int:
    """Put the oldest changes into an engine; returns how many."""
    waiting = changes.waiting(limit)
    if not waiting:
        return 0
    documents = articles.documents(c.article_id for c in waiting)
    alive = {document.id for document in documents}
    engine.index(documents)
    gone = [c.article_id for c in waiting if c.article_id not in alive]
    if gone:
        engine.delete(gone)
    engine.commit()
    # Only after the commit is a change forgotten: a crash between the two indexes the article once more.
    changes.drained(waiting)
    return len(waiting)
