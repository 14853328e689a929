"""What the bench works on: the demo's own pages, lists and made-up articles, the same for everybody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from demo.answers import Asked, answer
from demo.clock import instant
from demo.edition import edition
from demo.load import Row, articles
from search.model import Document

PORT = 8001
NOW = instant(92, 6)
# The peer reads these two; sitemaps and JSON Feed it does not.
FORMS = frozenset({"rss", "atom"})


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page and its address."""

    url: str
    html: bytes


def lists() -> list[bytes]:
    """Every RSS and Atom list of the demo press as it stands."""
    plan = edition()
    found = [
        answer(plan, asked(f"{outlet.slug}.localhost", listing.path)).body
        for outlet in plan.outlets
        for listing in outlet.lists
        if listing.form in FORMS
    ]
    return [body for body in found if body]


def pages(count: int) -> list[Page]:
    """Article pages of all outlets."""
    return list(_pages(count))


def _pages(count: int) -> Iterator[Page]:
    plan = edition()
    published = [one for one in plan.instances if one.published_at <= NOW]
    for one in published[: count or None]:
        path, _, query = one.path.partition("?")
        given = answer(plan, asked(f"{one.outlet}.localhost", path, query))
        yield Page(f"http://{one.outlet}.localhost:{PORT}{one.path}", given.body)


def asked(host: str, path: str, query: str = "") -> Asked:
    """A request to the press."""
    return Asked(host=f"{host}:{PORT}", path=path, query=query, port=PORT, now=NOW)


def rows(count: int) -> list[Row]:
    """Made-up articles, mostly Vietnamese."""
    return list(articles(count))


def documents(given: list[Row]) -> list[Document]:
    """The articles as the index takes them."""
    return [document(number, row) for number, row in enumerate(given, 1)]


def document(number: int, row: Row) -> Document:
    """One article as the index takes it."""
    published_at = datetime.fromisoformat(row["published"]).astimezone(UTC)
    return Document(
        id=number,
        revision=1,
        url=row["url"],
        title=row["title"],
        body=row["body"],
        published_at=published_at,
        fetched_at=published_at,
        source=f"{row['outlet']}-tep",
        outlet=row["outlet"],
        kind="import",
        country="VN",
        lang=row["lang"],
    )
