"""Hostile queries before the real parser, a real index and the matcher."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from search.engine import Engine
from search.errors import QueryError, SearchError
from search.matching import matches, read
from search.model import Ask, Order
from search.query import parse
from search.tree import Everything, Node
from tests.search.engines import engine, put
from tests.search.newsstand import article, newsstand
from tests.search.shelf import Shelf

Told = dict[str, Any]


class Desk:
    """A desk with an index of some articles, open for questions."""

    def __init__(self, engine: Engine, shelf: Shelf) -> None:
        self.engine = engine
        self.shelf = shelf

    def met(self, item: Mapping[str, Any]) -> Told:
        """What comes of an item: of one query, of several, or of a page far behind the last."""
        value = item["value"]
        if isinstance(value, Mapping) and "from" in value:
            return {"asked": [], "pages": self.paged(int(value["from"]), int(value["size"]))}
        if isinstance(value, Mapping):
            return {"asked": [self.asked(str(value["pattern"]), str(value["text"]))], "pages": []}
        queries: Sequence[str] = [value] if isinstance(value, str) else value
        return {"asked": [self.asked(query) for query in queries], "pages": []}

    def asked(self, query: str, text: str = "") -> Told:
        """What a query finds, and whether the engine and the matcher say the same; or why it is refused."""
        try:
            tree = parse(query)
        except QueryError as error:
            return {"refused": refusal(error, query)}
        try:
            found = self.engine.search(tree, self.shelf.ask)
        except SearchError as error:
            return {"refused": [] if error.message_vi and error.message_en else ["says nothing"]}
        held(tree, text)
        ids = [hit.id for hit in found.hits]
        return {"found": ids, "is_same": found == self.shelf.answer(tree)}

    def paged(self, start: int, size: int) -> list[int]:
        """How many hits a page has, however deep and large it is asked for."""
        asks = [Ask(order=order, after=start, limit=size) for order in Order]
        return [len(self.engine.search(Everything(), ask).hits) for ask in asks]


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """A desk in a folder while the block runs."""
    shelf = Shelf(newsstand())
    with engine(f"tantivy://{folder}/index") as index:
        put(index, shelf.documents)
        yield Desk(index, shelf)


def held(tree: Node, text: str) -> bool:
    """Hold a query against a text of its own."""
    return matches(tree, read(article(1, "tin", text)))


def refusal(error: QueryError, query: str) -> list[str]:
    """What a refusal lacks: a place in the query, a sentence and a way out in both languages."""
    lacks = {
        "a place": bool(query[error.position : error.position + error.length]),
        "a sentence": bool(error.message_vi and error.message_en) and error.message_vi != error.message_en,
        "a way out": " / " in error.hint,
    }
    return [f"lacks {name}" for name, has in lacks.items() if not has]
