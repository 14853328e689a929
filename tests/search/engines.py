"""What the tests of both engines share."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from search.engine import Engine, open_engine
from search.model import Ask, Document, Order
from search.query import parse


@contextmanager
def engine(url: str, *, write: bool = True, timeout: float = 20.0) -> Iterator[Engine]:
    """Open an engine while the block runs."""
    opened = open_engine(url, write=write, timeout=timeout)
    try:
        yield opened
    finally:
        opened.close()


def put(opened: Engine, documents: Iterable[Document]) -> None:
    """Index and commit."""
    opened.index(documents)
    opened.commit()


def ids(opened: Engine, query: str = "", *, order: Order = Order.TIME, limit: int = 100) -> list[int]:
    """Return the ids a query finds, in order."""
    return [hit.id for hit in opened.search(parse(query), Ask(order=order, limit=limit)).hits]
