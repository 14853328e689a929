"""What is told of an article that a watch caught: never more than a short quote, with the words found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from archive import hits
from archive.articles import ArticleRow
from search.errors import QueryError
from search.highlight import snippet
from search.query import parse
from search.tree import Everything, Node

QUOTE = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a quote; ``is_found`` if the query asks for it."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An article in a letter or a call; ``copies`` are the others with the same content."""

    id: int
    title: str
    outlet: str
    published_at: datetime | None
    quote: tuple[Piece, ...]
    link: str
    original: str
    copies: int = 0

    @property
    def text(self) -> str:
        """The quote without marks."""
        return "".join(piece.text for piece in self.quote)


def article_page(site: str, id: int) -> str:
    """Where the desk shows an article."""
    return f"{site.rstrip('/')}/articles/{id}"


def watch_page(site: str, id: int) -> str:
    """Where the desk shows a watch."""
    return f"{site.rstrip('/')}/watches/{id}"


def items(rows: Sequence[ArticleRow], query: str, site: str, day: date) -> list[Item]:
    """Articles as letters and calls tell of them, in the order given."""
    lit, words = tree_of(query, day), hits.words([row.id for row in rows])
    return [_item(row, words[row.id].text if row.id in words else "", lit, site) for row in rows]


def tree_of(query: str, day: date) -> Node:
    """The tree whose words are to be lit; a query that newer rules refuse lights none."""
    try:
        return parse(query, today=day)
    except QueryError:
        return Everything()


def _item(row: ArticleRow, text: str, lit: Node, site: str) -> Item:
    return Item(
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        published_at=row.published_at,
        quote=quoted(text, lit),
        link=article_page(site, row.id),
        # A document that was handed in has no address on the web.
        original=row.url if row.url.startswith(("http://", "https://")) else "",
        copies=row.copies,
    )


def quoted(text: str, lit: Node) -> tuple[Piece, ...]:
    """The piece of a text that shows most of a query, cut where the words found begin and end."""
    quote, spans = snippet(text, lit, QUOTE)
    pieces, at = [], 0
    for start, end in spans:
        pieces += [Piece(quote[at:start], is_found=False), Piece(quote[start:end], is_found=True)]
        at = end
    pieces.append(Piece(quote[at:], is_found=False))
    return tuple(piece for piece in pieces if piece.text)
