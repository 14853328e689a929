"""Lists of articles of every shape, judged by what they contain rather than by what they are called."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from crawler import json_feed, mending, prefilter, sections, sitemaps, syndication
from crawler.decode import TooLarge, Truncated, unpack, written
from crawler.entries import BadList, Fault, Listing, failed, finish, words
from crawler.model import Capture, Feed, Fetch, SectionRules, Shape
from language.identify import identify
from language.text import clean

VIETNAM = "Asia/Ho_Chi_Minh"
# A sitemap of an index that has not changed for so long holds nothing new.
FRESH_FOR = timedelta(days=35)

# More than a sitemap of fifty thousand addresses has.
LONGEST_LIST = 10_000_000

_COMMENTS = r"\s*+(?:<!--(?>.*?-->)\s*+)*+"
_PAGE = re.compile(rf"{_COMMENTS}(?:<!doctype\s+html|<html|<head|<body)", re.IGNORECASE | re.DOTALL)
_SITEMAP = re.compile(rf"{_COMMENTS}<(?:\w+:)?(?:urlset|sitemapindex)\b", re.DOTALL)
_MARKUP = re.compile(r"<[a-zA-Z?!/]")
# Pages that let nobody in who does not run their script.
_WALL = re.compile(r"document\.cookie|location\.reload|__cf_chl|challenge-platform", re.IGNORECASE)
_WALL_SIZE = 20_000


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is known of a list before it is read."""

    base: str
    content_type: str = ""
    rules: SectionRules | None = None
    seen: frozenset[bytes] = frozenset()
    since: datetime | None = None


def parse(capture: Capture, fetch: Fetch) -> Feed:
    """The entries of a captured list that were not seen before; what cannot be read says why in ``error``."""
    base = capture.final_url or capture.url
    asked = _Asked(
        base,
        capture.header("content-type"),
        fetch.rules if fetch.shape is Shape.SECTION else None,
        fetch.seen,
        # At the first time everything is new; later, what has not changed for long was read long ago.
        capture.fetched_at - FRESH_FOR if fetch.body_sha256 else None,
    )
    try:
        listing, items = _listing(capture.body, asked)
    except BadList as bad:
        return failed(bad.fault)
    return replace(finish(listing, base, fetch.zone), items=items)


def parse_bytes(data: bytes, *, url: str = "", zone: str | None = None, lang: str = "") -> Feed:
    """The entries of a list from a file; its zone is Vietnam's where its language or its host is."""
    try:
        listing, items = _listing(data, _Asked(url))
    except BadList as bad:
        return failed(bad.fault)
    return replace(finish(listing, url, zone or _zone_of(listing, url, lang)), items=items)


def _zone_of(listing: Listing, url: str, lang: str) -> str:
    spoken = lang or listing.lang or identify(words(listing.drafts))
    hosts = (url, listing.link, listing.drafts[0].link if listing.drafts else "")
    is_here = spoken.lower().startswith("vi") or any(
        re.match(r"https?://[^/]*\.vn(?:[:/]|$)", host) for host in hosts
    )
    return VIETNAM if is_here else "UTC"


def _listing(body: bytes, asked: _Asked) -> tuple[Listing, tuple[bytes, ...]]:
    found = written(_unpacked(body), asked.content_type)
    text = found.text.lstrip("\ufeff \t\r\n\x00")
    if not text.strip():
        raise BadList(Fault.EMPTY)
    if asked.rules is not None:
        return sections.read(clean(text), asked.rules, asked.base), ()
    if _PAGE.match(text):
        is_wall = len(text) < _WALL_SIZE and _WALL.search(text)
        raise BadList(Fault.WALL if is_wall else Fault.NOT_A_LIST)
    if text.startswith(("{", "[")):
        return json_feed.read(clean(text)), ()
    if not _MARKUP.search(text):
        return sitemaps.read_lines(clean(text)), ()
    # Digests are of bytes: what had to be read in another encoding may be read in a third the next time.
    return _sifted(text, asked, is_known=found.is_plain)


def _unpacked(body: bytes) -> bytes:
    try:
        return unpack(body, LONGEST_LIST)
    except TooLarge as bad:
        raise BadList(Fault.TOO_LARGE) from bad
    except Truncated as bad:
        raise BadList(Fault.TRUNCATED) from bad


def _sifted(text: str, asked: _Asked, *, is_known: bool) -> tuple[Listing, tuple[bytes, ...]]:
    read = partial(_read, asked)
    sifted = prefilter.sift(text, asked.seen if is_known else frozenset())
    if sifted is None:
        return read(prefilter.whole(text)), ()
    digests = sifted.digests if is_known else ()
    if [piece.text for piece in sifted.pieces] == [text]:
        return read(text), digests
    try:
        listings = [read(piece.text) for piece in sifted.pieces]
    except BadList:
        return read(prefilter.whole(text)), digests
    if any(len(one.drafts) != piece.items for one, piece in zip(listings, sifted.pieces, strict=True)):
        return read(prefilter.whole(text)), digests
    drafts = [draft for one in listings for draft in one.drafts]
    return replace(listings[0], drafts=drafts), digests


def _read(asked: _Asked, text: str) -> Listing:
    mended = mending.mend(clean(text))
    if _SITEMAP.match(mended):
        return sitemaps.read(mended, asked.since)
    return syndication.read(mended, asked.base)
