"""Going through a whole tantivy index: every hit of a tree, exact counts, every id with its revision."""

from collections.abc import Iterator, Sequence

from tantivy import FieldType, Order, Query, Searcher

from search.model import Hit
from search.rows import DEEPEST_PAGE
from search.tantivy_answer import integers
from search.tantivy_query import Compiler
from search.tree import Node

PAGE = 1_000


def every(searcher: Searcher, compiler: Compiler, tree: Node, limit: int | None) -> Iterator[Hit]:
    """Yield all hits of one moment's index, the newest first."""
    query = compiler.compile(tree, searcher)
    left, rest = limit, query
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = searcher.search(rest, limit=size, count=False, order_by_field="ord").hits
        ids = integers(searcher, "id", [address for _, address in page])
        yield from (Hit(i, 0.0, int(order)) for i, (order, _) in zip(ids, page, strict=True))
        if len(page) < size:
            return
        rest = compiler.before(query, int(page[-1][0]))
        left = None if left is None else left - size


def counts(searcher: Searcher, compiler: Compiler, trees: Sequence[Node]) -> list[int]:
    """Return how many documents each tree finds, all at one moment."""
    return [_count(searcher, compiler.compile(tree, searcher)) for tree in trees]


def ids(searcher: Searcher, compiler: Compiler, after: int, limit: int) -> list[tuple[int, int]]:
    """Return the next ids behind one, ascending, each with its revision."""
    query = Query.range_query(compiler.schema, "id", FieldType.Integer, after, None, include_lower=False)
    size = min(max(limit, 1), DEEPEST_PAGE)
    places = searcher.search(query, limit=size, count=False, order_by_field="id", order=Order.Asc).hits
    revisions = integers(searcher, "revision", [address for _, address in places])
    return [(int(i), revision) for (i, _), revision in zip(places, revisions, strict=True)]


def _count(searcher: Searcher, query: Query) -> int:
    # Cheaper than a search: tantivy cannot be asked for no hits at all.
    told: dict[str, dict[str, float]] = searcher.aggregate(query, {"all": {"value_count": {"field": "id"}}})
    return int(told["all"]["value"])
