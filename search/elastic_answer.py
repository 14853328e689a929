"""What Elasticsearch is asked for a page, and the page in what it answers."""

from typing import TypedDict

from search.counting import Part, aggregations, counted
from search.elastic_errors import heavy
from search.elastic_query import Query, compile_query
from search.model import Answer, Ask, Hit, Order
from search.rows import DEEPEST_PAGE
from search.tree import Node
from search.weighing import weighed


class Found(TypedDict):
    """One hit as the server answers it."""

    _id: str
    _score: float | None
    sort: list[float]


class Hits(TypedDict):
    """The hits with their exact count."""

    total: dict[str, int]
    hits: list[Found]


class Page(TypedDict, total=False):
    """The parts of an answer that are read."""

    hits: Hits
    aggregations: dict[str, Part]
    timed_out: bool


def request(tree: Node, ask: Ask) -> Query:
    """Return the body of a search."""
    limit = min(max(ask.limit, 0), DEEPEST_PAGE)
    body: Query = {
        "query": compile_query(tree if ask.order is Order.TIME else weighed(tree)),
        "track_total_hits": True,
        "_source": False,
        "aggregations": aggregations(ask),
    }
    if ask.order is Order.TIME:
        paged = {} if ask.after is None else {"search_after": [ask.after]}
        return body | {"size": limit, "sort": [{"ord": "desc"}]} | paged
    start = min(max(ask.after or 0, 0), DEEPEST_PAGE)
    sort = [{"_score": "desc"}, {"ord": "desc"}]
    return body | {"from": start, "size": min(limit, DEEPEST_PAGE - start), "sort": sort}


def answer(page: Page, ask: Ask) -> Answer:
    """Return the page in an answer of the server; of one that broke off, nothing is shown."""
    if page.get("timed_out"):
        raise heavy()
    found = page["hits"]["hits"]
    if ask.order is Order.TIME:
        hits = tuple(Hit(int(hit["_id"]), 0.0, int(hit["sort"][0])) for hit in found)
    else:
        start = max(ask.after or 0, 0)
        scored = enumerate(found, start=start + 1)
        hits = tuple(Hit(int(hit["_id"]), float(hit["_score"] or 0), place) for place, hit in scored)
    parts = page.get("aggregations", {})
    return Answer(page["hits"]["total"]["value"], hits, *counted(parts, ask))
