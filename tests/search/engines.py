"""What the tests of both engines share."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from elasticsearch import Elasticsearch

from search.engine import Engine, open_engine, open_generations
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


@contextmanager
def both(url: str, folder: Path, documents: Sequence[Document]) -> Iterator[tuple[Engine, Engine]]:
    """Open an engine of each kind with the same articles while the block runs."""
    with engine(f"tantivy://{folder}/index") as embedded, engine(url) as grown:
        put(embedded, documents)
        put(grown, documents)
        yield embedded, grown
    drop_index(url)


def build_anew(url: str) -> None:
    """Put an empty generation in the place of whatever lies at an address."""
    with closing(open_generations(url)) as lying:
        lying.begin()
        lying.swap()
        lying.clean()


def drop_index(url: str) -> None:
    """Lose the index at an address, whatever code built it; there need not be one."""
    address = urlsplit(url)
    if address.scheme == "tantivy":
        shutil.rmtree(unquote(address.path), ignore_errors=True)
        return
    name = address.path.strip("/")
    with closing(Elasticsearch(f"http://{address.netloc}")) as client:
        ours = client.indices.get(index=f"{name}-v*,{name}-articles", ignore_unavailable=True).body
        if ours:
            client.indices.delete(index=",".join(ours))


def put(opened: Engine, documents: Iterable[Document]) -> None:
    """Index and commit."""
    opened.index(documents)
    opened.commit()


def ids(opened: Engine, query: str = "", *, order: Order = Order.TIME, limit: int = 100) -> list[int]:
    """Return the ids a query finds, in order."""
    return [hit.id for hit in opened.search(parse(query), Ask(order=order, limit=limit)).hits]
