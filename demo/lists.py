"""The outlets' lists for machines, by their forms."""

from collections.abc import Callable, Mapping, Sequence

from demo import feeds, sitemaps
from demo.charsets import label_of
from demo.entries import Entry
from demo.feeds import Sheet
from demo.outlets import Listing, Outlet

CUT_AT = 0.6

TYPES: Mapping[str, str] = {
    "rss": "application/rss+xml",
    "rss091": "text/xml",
    "rdf": "application/rdf+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "sitemap": "application/xml",
    "news-sitemap": "application/xml",
    "sitemap-index": "application/xml",
}


def write_list(
    outlet: Outlet, listing: Listing, entries: Sequence[Entry], home: str, scheme: str = "http"
) -> str:
    """The document of one list."""
    return _WRITERS[listing.form](Sheet(outlet, listing, entries, home, scheme))


def type_of(outlet: Outlet, listing: Listing) -> str:
    """The type of a list; only an old page's server keeps its encoding to itself."""
    charset = listing.charset or outlet.charset
    label = "" if charset == "utf-16" or outlet.told in {"page", "nowhere"} else label_of(charset)
    return f"{TYPES[listing.form]}; charset={label}" if label else TYPES[listing.form]


def broken(document: str) -> str:
    """A document that breaks off inside an element, behind a bare ampersand."""
    return document[: int(len(document) * CUT_AT)] + " & </item"


_WRITERS: Mapping[str, Callable[[Sheet], str]] = {
    "rss": feeds.rss,
    "rss091": feeds.rss091,
    "rdf": feeds.rdf,
    "atom": feeds.atom,
    "json": feeds.json_feed,
    "sitemap": sitemaps.sitemap,
    "news-sitemap": sitemaps.news_sitemap,
    "sitemap-index": sitemaps.index,
}
