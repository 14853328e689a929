"""What every list of articles has in common: drafts become entries with plain texts, links and times."""

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

import nh3

from crawler.model import DateOrigin, Entry, Feed, Moment
from language.dates import parse_date
from language.text import clean, squeeze

LONGEST_TITLE = 1000
LONGEST_SUMMARY = 5000
# What is looked at to make them: markup before it is stripped.
LONGEST_MARKUP = 100_000

# An address with nothing to join, strip or mend: nearly all of them.
_WHOLE = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?/[\w~!$&'()*+,=:@%./?-]*+(?<!\?)", re.ASCII)
_BREAK = re.compile(r"<(?:br|/?(?:p|div|li|ul|ol|h[1-6]|tr|td|table|blockquote|figcaption))\b", re.IGNORECASE)


class Fault(StrEnum):
    """Why a list could not be read."""

    EMPTY = "empty"
    NOT_A_LIST = "not_a_feed"
    WALL = "blocked_js_challenge"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated_gzip"
    ENTITIES = "entity_expansion"
    EXTERNAL = "external_entity"
    ATTRIBUTES = "too_many_attributes"
    BAD_RULES = "bad_rules"
    NO_ENTRIES = "no_entries"
    TOO_HEAVY = "too_heavy"  # reading it took more time or memory than any list does


class BadList(Exception):
    """A list that is refused or cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as its list writes it: markup, relative links, a date in somebody's spelling."""

    link: str = ""
    title: str = ""
    id: str = ""
    date: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list before its dates and links are read."""

    drafts: Sequence[Draft]
    title: str = ""
    lang: str = ""
    link: str = ""
    further: tuple[str, ...] = ()
    hinted_minutes: int = 0


def failed(fault: Fault) -> Feed:
    """A list that could not be read."""
    return Feed("", (), fault.value)


def finish(listing: Listing, base: str, zone: str) -> Feed:
    """The list with its texts plain, its links absolute, its times in UTC and its identities distinct."""
    ids = Counter(draft.id for draft in listing.drafts)
    day_first = not listing.lang.lower().startswith("en-us")
    entries = tuple(
        _entry(draft, base, zone, day_first=day_first, is_distinct=ids[draft.id] == 1)
        for draft in listing.drafts
    )
    further = tuple(url for link in listing.further if (url := absolute(link, base)))
    title = plain(listing.title)[:LONGEST_TITLE]
    return Feed(title, entries, further=further, hinted_minutes=listing.hinted_minutes)


def _entry(draft: Draft, base: str, zone: str, *, day_first: bool, is_distinct: bool) -> Entry:
    link = absolute(draft.link, base)
    title = plain(draft.title)[:LONGEST_TITLE]
    return Entry(
        id=(draft.id if is_distinct else "") or link or _content_id(draft),
        link=link,
        title=title,
        published=moment(draft.date, zone, day_first=day_first),
        summary=plain(draft.summary)[:LONGEST_SUMMARY],
        authors=tuple(dict.fromkeys(name for author in draft.authors if (name := plain(author)))),
    )


def _content_id(draft: Draft) -> str:
    return hashlib.sha256(f"{draft.title}\x1f{draft.summary}".encode()).hexdigest()


def moment(raw: str, zone: str, *, day_first: bool = True, origin: DateOrigin = DateOrigin.FEED) -> Moment:
    """A written date as a time with what is known about it."""
    written = squeeze(clean(raw))
    parsed = parse_date(written, zone=zone, day_first=day_first)
    if parsed is None:
        return Moment(None, written, DateOrigin.NONE)
    return Moment(parsed.at, written, origin, parsed.has_zone, parsed.offset)


def absolute(link: str, base: str) -> str:
    """A link as an address on the web, as written where no base is known; empty if it is none."""
    if _WHOLE.fullmatch(link) and "/." not in link:
        return link
    try:
        url = urljoin(base, link.strip()) if link.strip() else ""
        return url if urlsplit(url).scheme in ({"http", "https"} if base else {"http", "https", ""}) else ""
    except ValueError:
        return ""


def plain(markup: str) -> str:
    """The words of a title or summary on one line, without tags, scripts and entities."""
    text = markup[:LONGEST_MARKUP]
    if "<" in text:
        spaced = _BREAK.sub(lambda found: " " + found[0], text)
        text = nh3.clean(spaced, tags=set(), clean_content_tags={"script", "style"})
    if "&" in text:
        # Twice, for those who escape what is escaped already.
        text = html.unescape(html.unescape(text))
    return squeeze(clean(text))


def words(drafts: Iterable[Draft]) -> str:
    """Some of a list's titles, to tell its language by."""
    return " ".join(plain(draft.title) for draft in list(drafts)[:10])
