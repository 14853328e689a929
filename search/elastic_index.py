"""The parts of an index in a cluster, one for each year: their names, what they keep, what is written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from elasticsearch import ApiError, BadRequestError, Elasticsearch, TransportError

from search.elastic_errors import JsonOnly, refused, replaced, said
from search.elastic_query import Query
from search.errors import SearchUnavailable
from search.generations import Generation, Progress, read
from search.rows import DEEPEST_PAGE, DESK_ZONE, Row

# Years outside of these share one part each: a wrong date must not make an index of its own.
FIRST_PART, LAST_PART = 2000, 2049
BEFORE, AFTER = "before", "after"
# Writing a batch may take this many times longer than a search may.
PATIENCE = 6
# One more copy as soon as there is a second machine; documents show when a commit says so, not by the clock.
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1", "refresh_interval": "-1"}
# A part that was just made is written when its copy stands; where there is none, it is not waited for long.
_COPY_WAIT = "10s"
_PART = re.compile(rf"(?P<generation>v\d+a\d+g\d+)-(?:\d{{4}}|{BEFORE}|{AFTER})")
# What is no fault of the document.
_NO_PRIMARY = "unavailable_shards_exception"
_CLUSTERS_OWN = {_NO_PRIMARY, "cluster_block_exception", "es_rejected_execution_exception"}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document lies, in which revision."""

    id: int
    part: str
    revision: int


class Cluster:
    """A connection to a cluster, and the names of what is ours in it."""

    def __init__(
        self, hosts: Sequence[str], prefix: str, *, timeout: float, login: tuple[str, str] | None
    ) -> None:
        self.hosts = ", ".join(hosts)
        self.prefix = prefix
        self.timeout = timeout
        self.client = Elasticsearch(
            list(hosts), basic_auth=login, request_timeout=timeout, serializers={"text/*": JsonOnly()}
        )
        self.patient = self.client.options(request_timeout=timeout * PATIENCE)
        # An index as it was named before there were generations.
        self.nameless = f"{prefix}-articles"

    def alias(self, generation: Generation) -> str:
        """Return the one name readers ask; each code has its own, so that none meets keys it cannot read."""
        return f"{self.prefix}-v{generation.schema}a{generation.analysis}"

    def part(self, generation: Generation, year: str) -> str:
        """Return the name of the part that holds a year."""
        return f"{self.prefix}-{generation}-{year}"

    def parts(self, generation: Generation) -> str:
        """Return the name of all parts together."""
        return f"{self.prefix}-{generation}-*"

    def generation(self, part: str) -> Generation | None:
        """Return the generation a part belongs to; none for what is not ours."""
        found = _PART.fullmatch(part.removeprefix(f"{self.prefix}-"))
        return read(found["generation"]) if found else None

    def asked(self, do: Callable[[], _T]) -> _T:
        """Ask the cluster, and say in words what went wrong."""
        try:
            return do()
        except (ApiError, TransportError, KeyError) as error:
            raise said(error, self.hosts) from error

    def close(self) -> None:
        """Close the connections."""
        self.client.close()


def year(row: Row) -> str:
    """Return the part a document belongs to, by the desk's year of its date."""
    at = row.date.astimezone(DESK_ZONE).year
    if at < FIRST_PART:
        return BEFORE
    return str(at) if at <= LAST_PART else AFTER


def mapping(generation: Generation, progress: Progress | None = None) -> Query:
    """Return what a part keeps of a document; its text is not kept, only its keys."""
    texts = ("title_s", "title_f", "body_s", "body_f")
    fields: Query = {
        "id": {"type": "long"},
        "ord": {"type": "long"},
        "date": {"type": "date"},
        "tags": {"type": "keyword"},
        **{name: {"type": "text", "analyzer": "whitespace"} for name in texts},
    }
    return {
        "dynamic": "strict",
        "_source": {"enabled": False},
        "_meta": stamp(generation, progress),
        "properties": fields,
    }


def stamp(generation: Generation, progress: Progress | None = None) -> Query:
    """Return what says which code built a part, and in its first part how far the generation is built."""
    return asdict(generation) | ({} if progress is None else {"progress": asdict(progress)})


def make_part(
    client: Elasticsearch, part: str, generation: Generation, progress: Progress | None = None
) -> None:
    """Make a part where there is none yet, and wait for its copy if there is a machine for one."""
    try:
        client.indices.create(
            index=part,
            # Written by this name only: a part that was dropped is not made anew, empty, by a late writer.
            aliases={_pen(part): {}},
            settings=_SETTINGS,
            mappings=mapping(generation, progress),
        )
    except BadRequestError as error:
        if error.error != "resource_already_exists_exception":
            raise
        return
    client.options(ignore_status=408).cluster.health(index=part, wait_for_status="green", timeout=_COPY_WAIT)


def show(client: Elasticsearch, part: str, alias: str, first: str) -> None:
    """Lead readers to a part that is ready, in one step, if they are still led to the generation's first."""
    led: list[Query] = [
        {"remove": {"index": first, "alias": alias, "must_exist": True}},
        {"add": {"index": first, "alias": alias}},
        {"add": {"index": part, "alias": alias}},
    ]
    client.indices.update_aliases(actions=led)


def indexed(row: Row, part: str) -> Query:
    """Return the action that stores a document, unless a newer revision is there."""
    return {
        "_op_type": "index",
        "_index": _pen(part),
        "_id": str(row.id),
        "version": row.revision,
        "version_type": "external_gte",
        "id": row.id,
        "ord": row.ord,
        "date": row.date.isoformat(),
        "title_s": row.title_s,
        "title_f": row.title_f,
        "body_s": row.body_s,
        "body_f": row.body_f,
        "tags": row.tags,
    }


def removal(place: Place) -> Query:
    """Return the action that removes a document, and lets the same revision come back."""
    return {
        "_op_type": "delete",
        "_index": place.part,
        "_id": str(place.id),
        "version": place.revision,
        "version_type": "external_gte",
    }


def places(client: Elasticsearch, index: str, ids: Sequence[int]) -> list[Place]:
    """Return where some documents lie, as far as a commit has told; one may lie in two parts."""
    body = {
        "query": {"terms": {"id": list(ids)}},
        "size": DEEPEST_PAGE,
        "track_total_hits": False,
        "version": True,
        "_source": False,
    }
    told = client.search(index=index, body=body, allow_partial_search_results=False)
    return [Place(int(hit["_id"]), hit["_index"], int(hit["_version"])) for hit in told["hits"]["hits"]]


def strays(found: Iterable[Place], written: Iterable[Place]) -> list[Place]:
    """Return what has to go, so that each document lies in one part only: in that of its newest revision.

    ``written`` is what this process has written and nobody sees yet; of equal revisions it is the right one.
    """
    known: dict[int, dict[str, tuple[int, bool]]] = {}
    for place in found:
        known.setdefault(place.id, {})[place.part] = (place.revision, False)
    for place in written:
        at = known.setdefault(place.id, {})
        at[place.part] = max(at.get(place.part, (0, False)), (place.revision, True))
    return [
        Place(id, part, revision)
        for id, at in known.items()
        for part, (revision, _) in at.items()
        if len(at) > 1 and part != max(at, key=lambda part: (*at[part], part))
    ]


def server_version(client: Elasticsearch) -> str:
    """Return the version of the first node."""
    nodes = client.nodes.info(filter_path="nodes.*.version").body["nodes"]
    return str(next(iter(nodes.values()))["version"])


def not_taken(outcome: Mapping[str, object], hosts: str) -> SearchUnavailable:
    """Say which document the cluster does not take, and why."""
    error = outcome.get("error")
    told = error if isinstance(error, dict) else {}
    kind, reason = told.get("type"), told.get("reason", outcome["status"])
    if kind == "index_not_found_exception":
        return replaced(hosts)
    if kind in _CLUSTERS_OWN:
        return refused(503 if kind == _NO_PRIMARY else 429, str(kind), str(reason), hosts)
    return SearchUnavailable(
        f"Elasticsearch ở {hosts} không nhận bài {outcome['_id']}: {reason}",
        f"Elasticsearch on {hosts} does not take the article {outcome['_id']}: {reason}",
    )


def _pen(part: str) -> str:
    """The name under which a part is written."""
    return f"{part}-w"
