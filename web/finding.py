"""The search engine as pages use it: opened once a process to read, asked again when it did not answer."""

from functools import cache

from django.conf import settings

from search.engine import Engine, open_engine
from search.errors import IndexMismatch, SearchUnavailable
from search.model import Answer, Ask, EngineState
from search.tree import Node


def engine() -> Engine:
    """The engine; ``SearchUnavailable`` or ``IndexMismatch`` if it cannot be asked."""
    return _opened(settings.SEARCH_URL)


def answer(tree: Node, ask: Ask) -> Answer:
    """What the engine finds."""
    return engine().search(tree, ask)


def state() -> EngineState:
    """How the engine feels."""
    try:
        return engine().state()
    except (SearchUnavailable, IndexMismatch) as fault:
        return EngineState("", "", 0, 0, ok=False, reason=str(fault))


@cache
def _opened(url: str) -> Engine:
    # A failure is not remembered: the next page asks again.
    return open_engine(url, write=False)
