"""What the crawler is asked for and what it answers: frozen values, no database, no Scrapy."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from enum import StrEnum


class Shape(StrEnum):
    """What lies at an address."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"
    PAGE = "page"


class DateOrigin(StrEnum):
    """Where a publication time was read."""

    FEED = "feed"
    JSON_LD = "json-ld"
    META = "meta"
    VISIBLE = "visible"
    ADDRESS = "address"
    GIVEN = "given"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SectionRules:
    """How a section page without a feed is read: CSS selectors from the pack."""

    entry: str
    link: str = "a"
    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class ArticleRules:
    """How an outlet's article pages are read: CSS selectors from the pack; ``drop`` goes out of the body."""

    body: str
    title: str = ""
    standfirst: str = ""
    section: str = ""
    author: str = ""
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """One address to ask for; ``key`` is the caller's own name for it and comes back untouched."""

    key: str
    url: str
    shape: Shape
    etag: str = ""
    last_modified: str = ""
    rules: SectionRules | None = None
    zone: str = "Asia/Ho_Chi_Minh"
    lang: str = ""
    seen: frozenset[bytes] = frozenset()  # digests of the list's items that were read before
    body_sha256: str = ""  # of the last answer, so that the same one is not read again
    hops: int = 0  # redirects that led to this address


@dataclass(frozen=True, slots=True)
class Capture:
    """What an address answered: the evidence, before anyone reads it."""

    key: str
    url: str
    final_url: str
    shape: Shape
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    error: str = ""
    # The question as it was asked, for the evidence.
    request_headers: tuple[tuple[str, str], ...] = ()
    # Where the answer leads instead of being one; after the last hop, whether all of them were for good.
    hop: str = ""
    is_permanent: bool = False

    def header(self, name: str) -> str:
        """The first header of that name, or nothing."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


@dataclass(frozen=True, slots=True)
class Moment:
    """A publication time with what is known about it."""

    at: datetime | None
    raw: str
    origin: DateOrigin
    has_zone: bool = False
    # How it was written, not what it means: the same instant may be written with another.
    offset: timedelta | None = field(default=None, compare=False)

    @property
    def written_at(self) -> datetime | None:
        """The time in the zone it was written with, as the outlet's readers saw it; None if it had none."""
        return self.at.astimezone(timezone(self.offset)) if self.at and self.offset is not None else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a feed, sitemap or section page announces it."""

    id: str
    link: str
    title: str
    published: Moment
    summary: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed list of entries, or the reason why it could not be read."""

    title: str
    entries: tuple[Entry, ...]
    error: str = ""
    further: tuple[str, ...] = ()  # addresses of child sitemaps
    items: tuple[bytes, ...] = ()  # digests of all items, those that were skipped as read before among them
    hinted_minutes: int = 0  # the pause the list itself asks for (ttl, sy:updatePeriod)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its page gives it, in NFC."""

    url: str
    canonical_url: str
    title: str
    alt_title: str
    standfirst: str
    body: str
    authors: tuple[str, ...]
    section: str
    lang: str
    published: Moment
    links: tuple[str, ...] = ()  # addresses outside the outlet's site that the body leads to
    image_url: str = ""
    is_paywalled: bool = False
    agency: str = ""  # the agency or outlet the text is credited to
    credited: tuple[str, ...] = ()  # every name given as a source, as written; it may be nobody's
    rule_fault: str = ""  # why the outlet's own rules were not used on it
    next_url: str = ""  # where the article goes on
