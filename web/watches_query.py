"""A search page's words and filters written out as one query, so that a watch can keep it. Pure."""

import re
from collections.abc import Iterable
from datetime import date

from search.errors import QueryError
from search.names import Names
from search.query import parse
from search.tree import Everything, Or
from web.asking import Asked

VIETNAMESE = {
    "tone": "sắc thái",
    "topic": "chủ đề",
    "outlet": "báo",
    "source": "nguồn",
    "kind": "loại báo",
    "country": "quốc gia",
    "lang": "ngôn ngữ",
    "place": "địa bàn",
    "about": "liên quan",
}
# What may not stand inside quotation marks, and what needs none.
QUOTES = re.compile(r'["“”„‟«»]')
PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]*")


def as_query(asked: Asked, today: date, language: str, names: Names | None = None) -> str:
    """The query that finds the same from now on; the page's days are left out, for a watch looks ahead."""
    filters = [f"{_named(field, language)}:{value}" for field, value in _filters(asked)]
    words = _side(asked.text, today, names) if filters else asked.text
    return " ".join(filter(None, (words, *filters)))


def _side(text: str, today: date, names: Names | None) -> str:
    """The words as one side of an AND."""
    try:
        tree = parse(text, today=today, names=names)
    except QueryError:
        return text  # its fault is shown where it can be mended
    if isinstance(tree, Everything):
        return ""
    return f"({text})" if isinstance(tree, Or) else text


def _filters(asked: Asked) -> Iterable[tuple[str, str]]:
    for facet, values in asked.chosen.items():
        # A tone's sign is no operator, but only where it stands bare.
        written = [value if facet == "tone" else _value(value) for value in values]
        yield facet, written[0] if len(written) == 1 else f"({' OR '.join(written)})"
    if asked.about:
        yield "about", "1"


def _named(field: str, language: str) -> str:
    return VIETNAMESE[field] if language == "vi" else field


def _value(value: str) -> str:
    return value if PLAIN.fullmatch(value) else f'"{QUOTES.sub(" ", value)}"'
