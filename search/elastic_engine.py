"""The grown engine: one generation in a cluster, written and read by any number of processes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from elasticsearch import ConnectionTimeout
from elasticsearch.helpers import streaming_bulk

from language.tokens import ANALYSIS_VERSION
from search import elastic_walk
from search.elastic_answer import Page, answer, request
from search.elastic_errors import heavy
from search.elastic_index import (
    BEFORE,
    Cluster,
    Place,
    indexed,
    make_part,
    not_taken,
    places,
    removal,
    show,
    strays,
    year,
)
from search.elastic_query import Query
from search.elastic_standing import health, is_gone, refused
from search.errors import SearchError, SearchUnavailable
from search.generations import Generation
from search.model import Answer, Ask, Document, EngineState, Hit, Order
from search.rows import row
from search.tree import Node

NAME = "elasticsearch"
_BATCH = 500
_BATCH_BYTES = 8_000_000
# How long a write waits for a part whose machine is away.
_PRIMARY_WAIT = "10s"
# How much of what is waited for an answer a search may take: two seconds where nothing else is said.
_OF_A_SEARCH = 0.2
# After which answers a search goes to another machine of the cluster.
_AGAIN = (502, 503, 504)
# A newer revision is there already, or nothing is: either way nothing is left to do.
_NEWER, _NOTHING = 409, 404
_T = TypeVar("_T")


class ElasticEngine:
    """Reads under one name; writes each document into the part of its year."""

    def __init__(
        self,
        cluster: Cluster,
        generation: Generation,
        *,
        is_live: bool,
        release: Callable[[], None],
        parts: Iterable[str] = (),
    ) -> None:
        self.generation = generation
        self.alias = cluster.alias(generation)
        self._is_live = is_live
        self._reads = self.alias if is_live else cluster.parts(generation)
        self._cluster = cluster
        self._client = cluster.client
        self._release = release
        self._parts = set(parts)
        # What was written since the last commit and no search sees yet: revisions by document and part.
        self._pending: dict[int, dict[str, int]] = {}

    def index(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of their earlier revisions; what is older than the index is left out."""
        self._send(action for document in documents for action in self._written(document))

    def delete(self, ids: Iterable[int]) -> None:
        """Take documents out of whatever part they lie in."""
        for batch in _batches(ids):
            found = {*self._places(batch), *self._unseen(batch)}
            for i in batch:
                self._pending.pop(i, None)
            self._send(removal(place) for place in found)

    def commit(self) -> None:
        """Make everything findable by every reader; it is durable since it was taken."""
        self._settle()
        self._refresh()
        # Another process may have written the same article into another part at the same time.
        if self._settle():
            self._refresh()
        self._pending.clear()

    def search(self, tree: Node, ask: Ask) -> Answer:
        """Return a page of what the tree finds, with the exact count."""
        # Counted over all parts, a word weighs the same in each year.
        weighed = "dfs_query_then_fetch" if ask.order is Order.RELEVANCE else "query_then_fetch"
        try:
            return self._asked(lambda: answer(self._search(request(tree, ask), weighed), ask))
        except SearchUnavailable as error:
            # A cluster that answers all else at once is not slow: it is this query that takes so long.
            if isinstance(error.__cause__, ConnectionTimeout) and self.state().ok:
                raise heavy() from error
            raise

    def every(self, tree: Node, limit: int | None = None) -> Iterator[Hit]:
        """Yield all that the tree finds at one moment, the newest first, however much it is."""
        hits = elastic_walk.every(self._client, self._reads, tree, limit)
        while (hit := self._asked(lambda: next(hits, None))) is not None:
            yield hit

    def counts(self, trees: Sequence[Node]) -> list[int]:
        """Return how many documents each tree finds, exactly and all at one moment."""
        return self._asked(lambda: elastic_walk.counts(self._client, self._reads, trees))

    def ids(self, after: int, limit: int) -> list[tuple[int, int]]:
        """Return the next ids behind one, ascending, each with its revision; 10,000 at most."""
        return self._asked(lambda: elastic_walk.ids(self._client, self._reads, after, limit))

    def count(self) -> int:
        """Return how many documents can be found."""
        return self._asked(lambda: int(self._client.count(index=self._reads)["count"]))

    def state(self) -> EngineState:
        """Return how the cluster feels; it never raises."""
        try:
            felt = self._asked(lambda: health(self._cluster, self._reads))
            documents = self.count() if felt.ok else 0
        except SearchError as error:
            return EngineState(NAME, "", ANALYSIS_VERSION, 0, ok=False, reason=str(error))
        return EngineState(NAME, felt.version, ANALYSIS_VERSION, documents, ok=felt.ok, reason=felt.reason)

    def close(self) -> None:
        """Close the connections."""
        self._release()

    def _asked(self, do: Callable[[], _T]) -> _T:
        try:
            return self._cluster.asked(do)
        except SearchUnavailable as error:
            if is_gone(error.__cause__):
                raise refused(self._cluster) from error
            raise

    def _search(self, body: Query, weighed: str) -> Page:
        most = self._cluster.timeout * _OF_A_SEARCH
        # What was too much once is too much again, so it is not tried again.
        client = self._client.options(request_timeout=2 * most, retry_on_status=_AGAIN)
        found: Page = client.search(
            index=self._reads,
            body=body | {"timeout": f"{most * 1000:.0f}ms"},
            search_type=weighed,
            allow_partial_search_results=False,
        ).body
        return found

    def _written(self, document: Document) -> Iterator[Query]:
        seen = self._pending.setdefault(document.id, {})
        if document.revision < max(seen.values(), default=0):
            return
        given = row(document)
        part = self._cluster.part(self.generation, year(given))
        if part not in self._parts:
            self._make(part)
        seen[part] = document.revision
        yield indexed(given, part)

    def _make(self, part: str) -> None:
        patient = self._cluster.patient
        self._asked(lambda: make_part(patient, part, self.generation))
        if self._is_live:
            first = self._cluster.part(self.generation, BEFORE)
            self._asked(lambda: show(patient, part, self.alias, first))
        self._parts.add(part)

    def _places(self, ids: Sequence[int]) -> list[Place]:
        return self._asked(lambda: places(self._client, self._reads, ids))

    def _unseen(self, ids: Iterable[int]) -> list[Place]:
        return [Place(i, part, revision) for i in ids for part, revision in self._pending.get(i, {}).items()]

    def _settle(self) -> bool:
        """Leave each document written in one part only; return whether one was in two."""
        gone = [
            place
            for batch in _batches(list(self._pending))
            for place in strays(self._places(batch), self._unseen(batch))
        ]
        self._send(removal(place) for place in gone)
        for place in gone:
            self._pending[place.id].pop(place.part, None)
        return bool(gone)

    def _refresh(self) -> None:
        everywhere = self._cluster.parts(self.generation)
        self._asked(lambda: self._cluster.patient.indices.refresh(index=everywhere))

    def _send(self, actions: Iterable[Query]) -> None:
        self._asked(lambda: self._stream(actions))

    def _stream(self, actions: Iterable[Query]) -> None:
        # Not tried again here: who writes waits longer each time, and does something else meanwhile.
        results = streaming_bulk(
            self._cluster.patient,
            actions,
            chunk_size=_BATCH,
            max_chunk_bytes=_BATCH_BYTES,
            raise_on_error=False,
            require_alias=True,
            timeout=_PRIMARY_WAIT,
        )
        for done, result in results:
            ((kind, outcome),) = result.items()
            if done or (kind == "delete" and outcome["status"] == _NOTHING):
                continue
            if outcome["status"] != _NEWER:
                raise not_taken(outcome, self._cluster.hosts)
            if kind == "index":
                self._pending.get(int(outcome["_id"]), {}).pop(outcome["_index"], None)


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while batch := list(islice(rest, _BATCH)):
        yield batch
