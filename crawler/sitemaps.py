"""Sitemaps: sets of addresses, those of news with titles and times, indexes, and plain lists.

Read by the forgiving HTML parser: it knows no entities of a document's own and asks no network for anything.
"""

import html
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.entries import BadList, Draft, Fault, Listing
from language.dates import parse_date

# So many children of an index, so many addresses of a list.
MOST_CHILDREN, MOST_LINES = 1000, 50_000

_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_ADDRESS_LINE = re.compile(r"https?://\S+")
_ROBOTS_LINE = re.compile(r"sitemap:\s*(\S+)", re.IGNORECASE)


def read(text: str, since: datetime | None = None) -> Listing:
    """The addresses of a sitemap, or the sitemaps of an index that changed ``since``, of mended XML."""
    whole = text if "</urlset>" in text else text[: text.rfind("</")]  # half an address is another address
    document = LexborHTMLParser(_CDATA.sub(lambda found: html.escape(found[1]), whole))
    children = [(_text(one, "loc"), _text(one, "lastmod")) for one in document.css("sitemapindex > sitemap")]
    drafts = [draft for url in document.css("urlset url") if (draft := _draft(url)).link]
    if not drafts and not children and document.css_first("url, sitemap") is not None:
        raise BadList(Fault.MALFORMED)
    language = document.css_first(r"news\:language")
    return Listing(
        drafts,
        lang=language.text().strip() if language else "",
        further=tuple(fresh(children, since)[:MOST_CHILDREN]),
    )


def fresh(children: Iterable[tuple[str, str]], since: datetime | None) -> list[str]:
    """The addresses of an index, the last changed first, without those that did not change ``since``.

    One that does not tell when it changed may hold something new.
    """
    dated = [(url, _instant(written)) for url, written in children]
    earliest = datetime.min.replace(tzinfo=UTC)
    kept = [(url, at) for url, at in dated if at is None or since is None or at >= since]
    return [url for url, at in sorted(kept, key=lambda child: child[1] or earliest, reverse=True)]


def _instant(written: str) -> datetime | None:
    parsed = parse_date(written, zone="UTC")
    return parsed.at if parsed else None


def read_lines(text: str) -> Listing:
    """The addresses of a sitemap that is a plain list, and the sitemaps that a robots.txt names."""
    lines = [line.strip() for line in text.splitlines()[:MOST_LINES]]
    drafts = [Draft(link=line) for line in lines if _ADDRESS_LINE.fullmatch(line)]
    further = tuple(found[1] for line in lines if (found := _ROBOTS_LINE.fullmatch(line)))
    if not drafts and not further:
        raise BadList(Fault.NOT_A_LIST)
    return Listing(drafts, further=further)


def _draft(url: LexborNode) -> Draft:
    # The time of the last change is not a time of publication, so without news tags there is none.
    return Draft(
        link=_text(url, "loc"), title=_text(url, r"news\:title"), date=_text(url, r"news\:publication_date")
    )


def _text(parent: LexborNode, selector: str) -> str:
    found = parent.css_first(selector)
    return found.text().strip() if found else ""
