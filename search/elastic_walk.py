"""Going through a whole index of a cluster: every hit of a tree, exact counts, every id with its revision."""

from collections.abc import Iterator, Sequence

from elasticsearch import Elasticsearch

from search.elastic_query import Query, compile_query
from search.model import Hit
from search.rows import DEEPEST_PAGE
from search.tree import Node

PAGE = 1_000
# From one page to the next; the caller may do something slow with each.
_KEPT = "5m"


def every(client: Elasticsearch, index: str, tree: Node, limit: int | None) -> Iterator[Hit]:
    """Yield all hits of one moment's index, the newest first."""
    moment = client.open_point_in_time(index=index, keep_alive=_KEPT).body["id"]
    try:
        yield from _pages(client, moment, compile_query(tree), limit)
    finally:
        client.close_point_in_time(id=moment)


def counts(client: Elasticsearch, index: str, trees: Sequence[Node]) -> list[int]:
    """Return how many documents each tree finds, all at one moment."""
    if not trees:
        return []
    wanted = {"each": {"filters": {"filters": [compile_query(tree) for tree in trees]}}}
    body = {"size": 0, "track_total_hits": False, "aggregations": wanted}
    told = client.search(index=index, body=body, allow_partial_search_results=False)
    return [int(bucket["doc_count"]) for bucket in told["aggregations"]["each"]["buckets"]]


def ids(client: Elasticsearch, index: str, after: int, limit: int) -> list[tuple[int, int]]:
    """Return the next ids behind one, ascending, each with its revision."""
    body = {
        "size": min(max(limit, 1), DEEPEST_PAGE),
        "sort": [{"id": "asc"}],
        "search_after": [after],
        "track_total_hits": False,
        "version": True,
        "_source": False,
    }
    told = client.search(index=index, body=body, allow_partial_search_results=False)
    return [(int(hit["_id"]), int(hit["_version"])) for hit in told["hits"]["hits"]]


def _pages(client: Elasticsearch, moment: str, query: Query, limit: int | None) -> Iterator[Hit]:
    left = limit
    after: Query = {}
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        body = {
            "size": size,
            "query": query,
            "sort": [{"ord": "desc"}],
            "pit": {"id": moment, "keep_alive": _KEPT},
            "track_total_hits": False,
            "_source": False,
        }
        page = client.search(body=body | after, allow_partial_search_results=False)["hits"]["hits"]
        yield from (Hit(int(hit["_id"]), 0.0, int(hit["sort"][0])) for hit in page)
        if len(page) < size:
            return
        after = {"search_after": page[-1]["sort"]}
        left = None if left is None else left - size
