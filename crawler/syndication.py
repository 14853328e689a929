"""RSS, Atom and RDF: feedparser reads the mended text."""

import re
from html import escape

from crawler import driver
from crawler.driver import Fields
from crawler.entries import BadList, Draft, Fault, Listing

LONGEST_HINT = 7 * 24 * 60

# What the forgiving half raises on markup nobody foresaw.
_STUMBLES = (
    ValueError,
    LookupError,
    OverflowError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)
_HOUR, _DAY = 60, 24 * 60
# As the standard has them, then as people write them.
_PERIODS = {
    "hourly": _HOUR,
    "daily": _DAY,
    "weekly": 7 * _DAY,
    "monthly": 30 * _DAY,
    "yearly": 365 * _DAY,
} | {
    "always": _HOUR,
    "dayly": _DAY,
}
# What only markup holds: the end of an element, one that is empty or has attributes, an entity.
_SIGN_OF_MARKUP = re.compile(r"</\w|/>|<\w+\s[^<>]*=|<(?:script|style|br|p|img)\b|&#?\w+;", re.IGNORECASE)


def read(text: str, base: str) -> Listing:
    """The entries of a feed whose text is mended; links stay as written where it names no base itself."""
    try:
        parsed = driver.parse(text, base)
    except _STUMBLES as fault:
        raise BadList(Fault.MALFORMED) from fault
    if not parsed.entries and (parsed.is_broken or not parsed.version):
        raise BadList(Fault.MALFORMED if parsed.is_broken else Fault.NOT_A_LIST)
    is_atom = parsed.version.startswith("atom")
    return Listing(
        drafts=[_draft(entry, is_atom=is_atom) for entry in parsed.entries],
        title=_markup(parsed.about, "title", is_atom=is_atom),
        lang=_text(parsed.about, "language"),
        link=_text(parsed.about, "link"),
        hinted_minutes=hinted_minutes(parsed.about),
    )


def hinted_minutes(about: Fields) -> int:
    """The pause between two polls that a feed asks for; none where it says nothing that can be read."""
    written = _text(about, "ttl")
    if written.isdecimal():
        return min(int(written[:6]), LONGEST_HINT)
    period = _PERIODS.get(_text(about, "sy_updateperiod").lower(), 0)
    times = _text(about, "sy_updatefrequency")
    return min(period // max(int(times[:6]), 1) if times.isdecimal() else period, LONGEST_HINT)


def _draft(entry: Fields, *, is_atom: bool) -> Draft:
    return Draft(
        link=_link(entry),
        title=_markup(entry, "title", is_atom=is_atom),
        id=_text(entry, "id"),
        date=_text(entry, "published") or _text(entry, "updated") or _text(entry, "created"),
        summary=_markup(entry, "summary", is_atom=is_atom) or _content(entry),
        authors=_authors(entry),
    )


def _text(entry: Fields, name: str) -> str:
    # feedparser's own ``get`` gives other fields' values under old names, with a warning.
    value = dict.get(entry, name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""


def _content(entry: Fields) -> str:
    parts = entry.get("content")
    return _text(parts[0], "value") if isinstance(parts, list) and parts else ""


def _link(entry: Fields) -> str:
    """Where an entry is; the library takes the last address it meets, be it a sound's or a picture's."""
    link = _text(entry, "link")
    links = entry.get("links")
    if not isinstance(links, list) or len(links) == 1:
        return link
    own = [url for one in links if _text(one, "rel") == "alternate" and (url := _text(one, "href"))]
    others = [_text(one, "href") for one in links if _text(one, "rel") != "alternate"]
    return own[0] if own and link in others else link


def _markup(entry: Fields, name: str, *, is_atom: bool) -> str:
    """A field as markup: in what Atom calls plain text, "<" may be a sign like any other."""
    value = _text(entry, name)
    if not is_atom or "<" not in value:
        return value
    contents = entry.get("content") if name == "summary" else None
    copied = contents[0] if isinstance(contents, list) and contents else None
    detail = entry.get(f"{name}_detail") or copied
    is_text = isinstance(detail, dict) and detail.get("type") == "text/plain"
    return escape(value) if is_text and not _SIGN_OF_MARKUP.search(value) else value


def _authors(entry: Fields) -> tuple[str, ...]:
    people = entry.get("authors")
    names = [_text(person, "name") for person in people] if isinstance(people, list) else []
    return tuple(name for name in names if name) or tuple(filter(None, [_text(entry, "author")]))
