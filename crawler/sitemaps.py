"""Sitemaps: sets of addresses, those of news with titles and times, indexes, and plain lists.

Read by the forgiving HTML parser: it knows no entities of a document's own and asks no network for anything.
"""

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.entries import Draft, Fault, Listing
from crawler.syndication import BadList

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ADDRESS_LINE = re.compile(r"https?://\S+")
_ROBOTS_LINE = re.compile(r"sitemap:\s*(\S+)", re.IGNORECASE)


def read(text: str) -> Listing:
    """The addresses of a sitemap, or the sitemaps of an index, of mended XML."""
    whole = text if "</urlset>" in text else text[: text.rfind("</")]  # half an address is another address
    document = LexborHTMLParser(_CDATA.sub(lambda found: html.escape(found[1]), whole))
    further = tuple(_text(child, "loc") for child in document.css("sitemapindex > sitemap"))
    drafts = [draft for url in document.css("urlset url") if (draft := _draft(url)).link]
    if not drafts and not further and document.css_first("url, sitemap") is not None:
        raise BadList(Fault.MALFORMED)
    language = document.css_first(r"news\:language")
    return Listing(drafts, lang=language.text().strip() if language else "", further=further)


def read_lines(text: str) -> Listing:
    """The addresses of a sitemap that is a plain list, and the sitemaps that a robots.txt names."""
    lines = [line.strip() for line in text.splitlines()]
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
