"""The outlets' lists for machines: RSS, Atom, JSON Feed and sitemaps."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from demo.dates import feed_date
from demo.entries import Entry
from demo.outlets import Listing, Outlet

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
TRACKERS = "utm_source=rss&utm_medium=feed"
CUT_AT = 0.6

TYPES: Mapping[str, str] = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "sitemap": "application/xml; charset=utf-8",
    "news-sitemap": "application/xml; charset=utf-8",
}


def write_list(outlet: Outlet, listing: Listing, entries: Sequence[Entry], home: str) -> str:
    """The document of one list."""
    return _WRITERS[listing.form](outlet, listing, entries, home)


def broken(document: str) -> str:
    """A document that breaks off inside an element, behind a bare ampersand."""
    return document[: int(len(document) * CUT_AT)] + " & </item"


def _rss(outlet: Outlet, listing: Listing, entries: Sequence[Entry], home: str) -> str:
    def lines() -> Iterator[str]:
        yield f'{XML}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        yield f"<title>{escape(outlet.name)}</title><link>{home}/</link>"
        yield f"<description>{escape(outlet.motto)}</description><language>{outlet.lang}</language>"
        if entries:
            newest = feed_date(listing.dates, entries[0].published_at, outlet.timezone)
            yield f"<lastBuildDate>{newest}</lastBuildDate>"
        for entry in entries:
            yield _rss_item(outlet, listing, entry)
        yield "</channel></rss>\n"

    return "\n".join(lines())


def _rss_item(outlet: Outlet, listing: Listing, entry: Entry) -> str:
    link = entry.url
    if listing.tracked:
        link += ("&" if "?" in link else "?") + TRACKERS
    summary = f'<a href="{escape(link)}"><img src="{entry.image}"></a></br>{escape(entry.summary)}'
    published = feed_date(listing.dates, entry.published_at, outlet.timezone)
    return (
        f"<item><title>{escape(entry.title)}</title><link>{escape(link)}</link>"
        f'<guid isPermaLink="false">{outlet.slug}-{entry.number}</guid>'
        f"<description><![CDATA[{summary}]]></description><category>{escape(entry.section)}</category>"
        f"<dc:creator>{escape(entry.author)}</dc:creator><pubDate>{published}</pubDate></item>"
    )


def _atom(outlet: Outlet, listing: Listing, entries: Sequence[Entry], home: str) -> str:
    def lines() -> Iterator[str]:
        yield f'{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.lang}">'
        yield f"<title>{escape(outlet.name)}</title><id>{home}/</id>"
        yield f'<link rel="self" href="{home}{listing.path}"/><link rel="alternate" href="{home}/"/>'
        if entries:
            newest = max(entry.updated_at for entry in entries)
            yield f"<updated>{feed_date(listing.dates, newest, outlet.timezone)}</updated>"
        for entry in entries:
            yield _atom_entry(outlet, listing, entry)
        yield "</feed>\n"

    return "\n".join(lines())


def _atom_entry(outlet: Outlet, listing: Listing, entry: Entry) -> str:
    published = feed_date(listing.dates, entry.published_at, outlet.timezone)
    updated = feed_date(listing.dates, entry.updated_at, outlet.timezone)
    return (
        f'<entry><title type="html">{escape(escape(entry.title, quote=False))}</title>'
        f'<link rel="alternate" href="{escape(entry.url)}"/><id>tag:{outlet.slug},2026:{entry.number}</id>'
        f"<published>{published}</published><updated>{updated}</updated>"
        f"<author><name>{escape(entry.author)}</name></author>"
        f'<category term="{escape(entry.section)}"/><summary>{escape(entry.summary)}</summary></entry>'
    )


def _json(outlet: Outlet, listing: Listing, entries: Sequence[Entry], home: str) -> str:
    items = [
        {
            "id": str(entry.number),
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_text": entry.summary,
            "image": entry.image,
            "date_published": feed_date(listing.dates, entry.published_at, outlet.timezone),
            "date_modified": feed_date(listing.dates, entry.updated_at, outlet.timezone),
            "authors": [{"name": entry.author}],
            "tags": [entry.section],
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": f"{home}/",
        "feed_url": f"{home}{listing.path}",
        "language": outlet.lang,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _sitemap(outlet: Outlet, listing: Listing, entries: Sequence[Entry], _home: str) -> str:
    urls = "\n".join(
        f"<url><loc>{escape(entry.url)}</loc>"
        f"<lastmod>{feed_date(listing.dates, entry.updated_at, outlet.timezone)}</lastmod>"
        "<changefreq>daily</changefreq></url>"
        for entry in entries
    )
    return f'{XML}<urlset xmlns="{SITEMAP}">\n{urls}\n</urlset>\n'


def _news_sitemap(outlet: Outlet, listing: Listing, entries: Sequence[Entry], _home: str) -> str:
    urls = "\n".join(
        f"<url><loc>{escape(entry.url)}</loc><news:news><news:publication>"
        f"<news:name>{escape(outlet.name)}</news:name><news:language>{outlet.lang}</news:language>"
        "</news:publication><news:publication_date>"
        f"{feed_date(listing.dates, entry.published_at, outlet.timezone)}</news:publication_date>"
        f"<news:title>{escape(entry.title)}</news:title></news:news></url>"
        for entry in entries
    )
    return f'{XML}<urlset xmlns="{SITEMAP}" xmlns:news="{NEWS}">\n{urls}\n</urlset>\n'


_WRITERS: Mapping[str, Callable[[Outlet, Listing, Sequence[Entry], str], str]] = {
    "rss": _rss,
    "atom": _atom,
    "json": _json,
    "sitemap": _sitemap,
    "news-sitemap": _news_sitemap,
}
