"""RSS, Atom and RDF: the text is mended where outlets break it, then feedparser reads it."""

import html
import io
import re
from collections.abc import Mapping
from html.entities import html5

import feedparser

from crawler.entries import Draft, Fault, Listing
from language.text import clean

# A tag with more attributes than any element of a feed has.
LONGEST_TAG, MOST_ATTRIBUTES = 20_000, 500

_ROOT = re.compile(r"<\?xml|<(?:\w+:)?(?:rss|feed|RDF|channel|urlset|sitemapindex)\b")
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_CDATA_OR_AND = re.compile(r"<!\[CDATA\[.*?\]\]>|&(#\d+;|#[xX][0-9a-fA-F]+;|\w{1,31};)?", re.DOTALL)
_LONG_TAG = re.compile(rf"<[^<>]{{{LONGEST_TAG},}}>")
# What its forgiving half raises on markup nobody foresaw.
_STUMBLES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


class BadList(Exception):
    """A list that is refused or cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def mend(text: str) -> str:
    """The document from its root on, without what would make a parser expand, fetch or give up."""
    if "<!ENTITY" in text:
        raise BadList(
            Fault.EXTERNAL if re.search(r"<!ENTITY[^>]*\b(?:SYSTEM|PUBLIC)\b", text) else Fault.ENTITIES
        )
    root = _ROOT.search(text)
    if root is None:
        raise BadList(Fault.NOT_A_LIST)
    if any(tag[0].count("=") > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise BadList(Fault.ATTRIBUTES)
    # What remains is text already: the encoding it declares is no longer its own.
    bare = _DOCTYPE.sub("", _DECLARATION.sub("", text[root.start() :]), count=1)
    return _CDATA_OR_AND.sub(_mend_and, bare)


def _mend_and(found: re.Match[str]) -> str:
    name = found[1] or ""
    if found[0][0] == "<" or name in _XML_ENTITIES:
        return found[0]
    if name.startswith("#"):
        # Numbers of no character, of controls and of half a character stop a parser or come through it.
        return html.escape(clean(html.unescape(found[0])))
    return html.escape(html5[name]) if name in html5 else "&amp;" + name


def read(text: str, base: str) -> Listing:
    """The entries of a feed whose text is mended."""
    try:
        # A stream, since a string that happens to name a file or an address would be opened.
        parsed = feedparser.parse(
            io.BytesIO(text.encode("utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _STUMBLES as fault:
        raise BadList(Fault.MALFORMED) from fault
    if not parsed.entries and (parsed.bozo or not parsed.version):
        raise BadList(Fault.MALFORMED if parsed.bozo else Fault.NOT_A_LIST)
    about = parsed.feed
    return Listing(
        drafts=[_draft(entry) for entry in parsed.entries],
        title=_text(about, "title"),
        lang=_text(about, "language"),
        link=_text(about, "link"),
    )


def _draft(entry: Mapping[str, object]) -> Draft:
    return Draft(
        link=_text(entry, "link"),
        title=_text(entry, "title"),
        id=_text(entry, "id"),
        date=_text(entry, "published") or _text(entry, "updated") or _text(entry, "created"),
        summary=_text(entry, "summary") or _content(entry),
        authors=_authors(entry),
    )


def _text(entry: Mapping[str, object], name: str) -> str:
    # feedparser's own ``get`` gives other fields' values under old names, with a warning.
    value = dict.get(entry, name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""


def _content(entry: Mapping[str, object]) -> str:
    parts = entry.get("content")
    return _text(parts[0], "value") if isinstance(parts, list) and parts else ""


def _authors(entry: Mapping[str, object]) -> tuple[str, ...]:
    people = entry.get("authors")
    names = [_text(person, "name") for person in people] if isinstance(people, list) else []
    return tuple(name for name in names if name) or tuple(filter(None, [_text(entry, "author")]))
