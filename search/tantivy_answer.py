"""A page of hits, the count, the facets and the histogram, out of one tantivy searcher."""

from collections.abc import Sequence
from typing import Protocol, cast

from tantivy import DocAddress, Query, Searcher, SearchResult

from search.counting import Facets, Part, aggregations, counted
from search.model import Answer, Ask, Bucket, Hit, Order
from search.rows import DEEPEST_PAGE
from search.tantivy_query import Compiler
from search.tree import Node
from search.weighing import weighed


class _Found(Protocol):
    """A search result as it is: the library's own description leaves out the count."""

    count: int | None
    hits: list[tuple[float, DocAddress]]


def answer(searcher: Searcher, compiler: Compiler, tree: Node, ask: Ask) -> Answer:
    """Return a page of what the tree finds."""
    query = compiler.compile(tree, searcher)
    limit = min(max(ask.limit, 0), DEEPEST_PAGE)
    if ask.order is Order.TIME:
        count, hits = _by_time(searcher, compiler, query, limit, ask.after)
    else:
        best = compiler.compile(weighed(tree), searcher)
        count, hits = _by_relevance(searcher, best, limit, max(ask.after or 0, 0))
    return Answer(count, hits, *_counts(searcher, query, ask))


def integers(searcher: Searcher, field: str, addresses: Sequence[DocAddress]) -> list[int]:
    """Return the values of a number field at these places."""
    return [int(value or 0) for value in searcher.fast_field_values(field, list(addresses))]


def _found(result: SearchResult) -> _Found:
    return cast("_Found", result)


def _by_time(
    searcher: Searcher,
    compiler: Compiler,
    query: Query,
    limit: int,
    after: int | None,
) -> tuple[int, tuple[Hit, ...]]:
    # tantivy cannot be asked for no hits at all.
    found = _found(searcher.search(query, limit=limit or 1, order_by_field="ord"))
    count = found.count or 0
    if after is not None:
        rest = compiler.before(query, after)
        found = _found(searcher.search(rest, limit=limit or 1, count=False, order_by_field="ord"))
    places = found.hits[:limit]
    ids = integers(searcher, "id", [address for _, address in places])
    return count, tuple(Hit(i, 0.0, int(order)) for i, (order, _) in zip(ids, places, strict=True))


def _by_relevance(searcher: Searcher, query: Query, limit: int, start: int) -> tuple[int, tuple[Hit, ...]]:
    end = min(start + limit, DEEPEST_PAGE)
    count, places = _best(searcher, query, max(end, 1))
    addresses = [address for _, address in places]
    ids, orders = integers(searcher, "id", addresses), integers(searcher, "ord", addresses)
    scored = zip((score for score, _ in places), orders, ids, strict=True)
    page = sorted(scored, reverse=True)[start:end]
    return count, tuple(Hit(i, score, start + n) for n, (score, _, i) in enumerate(page, start=1))


def _best(searcher: Searcher, query: Query, end: int) -> tuple[int, list[tuple[float, DocAddress]]]:
    """Return the best hits, and every other that scores like the last of them: the newer goes first."""
    wanted = end * 2
    while True:
        found = _found(searcher.search(query, limit=wanted))
        hits = found.hits
        if len(hits) < wanted or wanted >= DEEPEST_PAGE or hits[-1][0] < hits[end - 1][0]:
            return found.count or 0, hits
        wanted *= 2


def _counts(searcher: Searcher, query: Query, ask: Ask) -> tuple[Facets, tuple[Bucket, ...]]:
    wanted = aggregations(ask)
    parts: dict[str, Part] = searcher.aggregate(query, wanted) if wanted else {}
    return counted(parts, ask)
