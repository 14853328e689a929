"""Feeds as outlets write them: RSS 0.91, 1.0 and 2.0, Atom and JSON Feed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from demo.charsets import label_of
from demo.dates import feed_date
from demo.entries import Entry
from demo.outlets import Listing, Outlet

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
TRACKERS = "utm_source=rss&utm_medium=feed"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list while it is written: whose it is, what it announces, and where the outlet lives."""

    outlet: Outlet
    listing: Listing
    entries: Sequence[Entry]
    home: str
    # Under which scheme the outlet names its articles' identities at this hour.
    scheme: str = "http"

    def opening(self) -> str:
        """The first line of a document of XML."""
        label = label_of(self.listing.charset or self.outlet.charset)
        return f'<?xml version="1.0" encoding="{label}"?>\n'

    def date(self, at: datetime) -> str:
        """An instant in the list's own form."""
        return feed_date(self.listing.dates, at, self.outlet.timezone)

    def title(self, entry: Entry) -> str:
        """A title, escaped once or once too often."""
        once = escape(entry.title)
        return escape(once) if self.listing.escaped_twice else once

    def link(self, entry: Entry) -> str:
        """Where an entry leads."""
        link = entry.url.removeprefix(self.home) if self.listing.relative else entry.url
        if self.listing.tracked:
            link += ("&" if "?" in link else "?") + TRACKERS
        return link


def rss(sheet: Sheet) -> str:
    """RSS 2.0."""
    outlet = sheet.outlet

    def lines() -> Iterator[str]:
        yield f'{sheet.opening()}<rss version="2.0" {DC}><channel>'
        yield f"<title>{escape(outlet.name)}</title><link>{sheet.home}/</link>"
        yield f"<description>{escape(outlet.motto)}</description><language>{outlet.lang}</language>"
        if sheet.entries:
            yield f"<lastBuildDate>{sheet.date(sheet.entries[0].published_at)}</lastBuildDate>"
        for entry in sheet.entries:
            yield _rss_item(sheet, entry)
        yield "</channel></rss>\n"

    return "\n".join(lines())


def _rss_item(sheet: Sheet, entry: Entry) -> str:
    link = escape(sheet.link(entry))
    summary = f'<a href="{link}"><img src="{entry.image}"></a></br>{escape(entry.summary)}'
    return (
        f"<item><title>{sheet.title(entry)}</title><link>{link}</link>{_guid(sheet, entry)}"
        f"<description><![CDATA[{summary}]]></description><category>{escape(entry.section)}</category>"
        f"<dc:creator>{escape(entry.author)}</dc:creator>"
        f"<pubDate>{sheet.date(entry.published_at)}</pubDate></item>"
    )


def _guid(sheet: Sheet, entry: Entry) -> str:
    if not sheet.listing.flips:
        return f'<guid isPermaLink="false">{sheet.outlet.slug}-{entry.number}</guid>'
    return f"<guid>{sheet.scheme}{escape(entry.url.removeprefix('http'))}</guid>"


def rss091(sheet: Sheet) -> str:
    """RSS 0.91, which knows no time of an item."""
    outlet = sheet.outlet
    items = "\n".join(
        f"<item><title>{sheet.title(entry)}</title><link>{escape(sheet.link(entry))}</link>"
        f"<description>{escape(entry.summary)}</description></item>"
        for entry in sheet.entries
    )
    return (
        f'{sheet.opening()}<rss version="0.91"><channel>\n<title>{escape(outlet.name)}</title>'
        f"<link>{sheet.home}/</link><description>{escape(outlet.motto)}</description>"
        f"<language>{outlet.lang}</language>\n{items}\n</channel></rss>\n"
    )


def rdf(sheet: Sheet) -> str:
    """RSS 1.0, whose items stand beside their channel."""
    outlet = sheet.outlet
    places = "\n".join(f'<rdf:li rdf:resource="{escape(entry.url)}"/>' for entry in sheet.entries)
    items = "\n".join(
        f'<item rdf:about="{escape(entry.url)}"><title>{sheet.title(entry)}</title>'
        f"<link>{escape(sheet.link(entry))}</link><description>{escape(entry.summary)}</description>"
        f"<dc:creator>{escape(entry.author)}</dc:creator><dc:date>{sheet.date(entry.published_at)}</dc:date></item>"
        for entry in sheet.entries
    )
    return (
        f'{sheet.opening()}<rdf:RDF {RDF} {DC}>\n<channel rdf:about="{sheet.home}/">'
        f"<title>{escape(outlet.name)}</title><link>{sheet.home}/</link>"
        f"<description>{escape(outlet.motto)}</description><dc:language>{outlet.lang}</dc:language>"
        f"<items><rdf:Seq>{places}</rdf:Seq></items></channel>\n{items}\n</rdf:RDF>\n"
    )


def atom(sheet: Sheet) -> str:
    """Atom."""
    outlet, home = sheet.outlet, sheet.home

    def lines() -> Iterator[str]:
        yield f'{sheet.opening()}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.lang}">'
        yield f"<title>{escape(outlet.name)}</title><id>{home}/</id>"
        yield f'<link rel="self" href="{home}{sheet.listing.path}"/><link rel="alternate" href="{home}/"/>'
        if sheet.entries:
            yield f"<updated>{sheet.date(max(entry.updated_at for entry in sheet.entries))}</updated>"
        for entry in sheet.entries:
            yield _atom_entry(sheet, entry)
        yield "</feed>\n"

    return "\n".join(lines())


def _atom_entry(sheet: Sheet, entry: Entry) -> str:
    return (
        f'<entry><title type="html">{escape(escape(entry.title, quote=False))}</title>'
        f'<link rel="alternate" href="{escape(sheet.link(entry))}"/>'
        f"<id>tag:{sheet.outlet.slug},2026:{entry.number}</id>"
        f"<published>{sheet.date(entry.published_at)}</published>"
        f"<updated>{sheet.date(entry.updated_at)}</updated>"
        f"<author><name>{escape(entry.author)}</name></author>"
        f'<category term="{escape(entry.section)}"/><summary>{escape(entry.summary)}</summary></entry>'
    )


def json_feed(sheet: Sheet) -> str:
    """JSON Feed."""
    items = [
        {
            "id": str(entry.number),
            "url": sheet.link(entry),
            "title": entry.title,
            "summary": entry.summary,
            "content_text": entry.summary,
            "image": entry.image,
            "date_published": sheet.date(entry.published_at),
            "date_modified": sheet.date(entry.updated_at),
            "authors": [{"name": entry.author}],
            "tags": [entry.section],
        }
        for entry in sheet.entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": sheet.outlet.name,
        "home_page_url": f"{sheet.home}/",
        "feed_url": f"{sheet.home}{sheet.listing.path}",
        "language": sheet.outlet.lang,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)
