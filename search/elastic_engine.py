"""The grown engine: one index in an Elasticsearch cluster, written and read by any number of processes."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TypeVar

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from language.tokens import ANALYSIS_VERSION
from search.elastic_answer import answer, request
from search.elastic_index import ailment, asked, check_stamp, create, indexed, removals, server_version
from search.elastic_query import Query
from search.errors import SearchError, SearchUnavailable
from search.model import Answer, Ask, Document, EngineState
from search.tree import Node

NAME = "elasticsearch"
_BATCH = 500
_BATCH_BYTES = 8_000_000
# Writing a batch may take this many times longer than a search may.
_PATIENCE = 6
_RETRIES = 3
# A newer revision is there already, or nothing is: either way nothing is left to do.
_DONE_BEFORE = {404, 409}
_T = TypeVar("_T")


class ElasticEngine:
    """Searches one index of a cluster; ``open`` it before use."""

    def __init__(
        self,
        hosts: Sequence[str],
        index: str,
        *,
        timeout: float,
        login: tuple[str, str] | None = None,
    ) -> None:
        self.name = index
        self._hosts = ", ".join(hosts)
        self._client = Elasticsearch(list(hosts), basic_auth=login, request_timeout=timeout)
        self._patient = self._client.options(request_timeout=timeout * _PATIENCE)

    def open(self, *, write: bool) -> None:
        """Make the index if it is to be written, and see that this code built it."""
        try:
            if write:
                self._asked(lambda: create(self._patient, self.name))
            self._asked(lambda: check_stamp(self._client, self.name))
        except SearchError:
            self.close()
            raise

    def index(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of their earlier revisions; what is older than the index is left out."""
        self._bulk(indexed(document, self.name) for document in documents)

    def delete(self, ids: Iterable[int]) -> None:
        """Take documents out."""
        rest = iter(ids)
        while batch := [str(i) for i in islice(rest, _BATCH)]:
            self._bulk(self._removals(batch))

    def commit(self) -> None:
        """Make everything findable by every reader; it is durable since it was taken."""
        self._asked(lambda: self._patient.indices.refresh(index=self.name))

    def search(self, tree: Node, ask: Ask) -> Answer:
        """Return a page of what the tree finds, with the exact count."""
        found = self._asked(
            lambda: self._client.search(
                index=self.name,
                body=request(tree, ask),
                allow_partial_search_results=False,
            ),
        )
        return answer(found.body, ask)

    def count(self) -> int:
        """Return how many documents can be found."""
        return int(self._asked(lambda: self._client.count(index=self.name))["count"])

    def state(self) -> EngineState:
        """Return how the cluster feels; it never raises."""
        try:
            self._asked(lambda: check_stamp(self._client, self.name))
            version = self._asked(lambda: server_version(self._client))
            reason = self._asked(lambda: ailment(self._client, self.name, version))
            documents = 0 if reason else self.count()
        except SearchError as error:
            return EngineState(NAME, "", ANALYSIS_VERSION, 0, ok=False, reason=str(error))
        return EngineState(NAME, version, ANALYSIS_VERSION, documents, ok=not reason, reason=reason)

    def remove(self) -> None:
        """Remove the index, so that a new one can be built."""
        self._asked(lambda: self._patient.indices.delete(index=self.name, ignore_unavailable=True))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _asked(self, do: Callable[[], _T]) -> _T:
        return asked(do, self.name, self._hosts)

    def _removals(self, ids: list[str]) -> list[Query]:
        return self._asked(lambda: removals(self._patient, self.name, ids))

    def _bulk(self, actions: Iterable[Query]) -> None:
        self._asked(lambda: self._send(actions))

    def _send(self, actions: Iterable[Query]) -> None:
        results = streaming_bulk(
            self._patient,
            actions,
            chunk_size=_BATCH,
            max_chunk_bytes=_BATCH_BYTES,
            raise_on_error=False,
            max_retries=_RETRIES,
        )
        for done, result in results:
            outcome = next(iter(result.values()))
            if not done and outcome["status"] not in _DONE_BEFORE:
                reason = outcome.get("error", {}).get("reason", outcome["status"])
                raise SearchUnavailable(
                    f"Elasticsearch không nhận bài {outcome['_id']}: {reason}",
                    f"Elasticsearch does not take the article {outcome['_id']}: {reason}",
                )
