"""Lists of articles of every shape, judged by what they contain rather than by what they are called."""

import re

from crawler import json_feed, sections, sitemaps, syndication
from crawler.decode import TooLarge, Truncated, decode, unpack
from crawler.entries import Fault, Listing, failed, finish, words
from crawler.model import Capture, Feed, Fetch, SectionRules, Shape
from crawler.syndication import BadList
from language.identify import identify

VIETNAM = "Asia/Ho_Chi_Minh"

_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html|<head|<body)", re.IGNORECASE | re.DOTALL)
_SITEMAP = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:\w+:)?(?:urlset|sitemapindex)\b", re.DOTALL)
_MARKUP = re.compile(r"<[a-zA-Z?!/]")
# Pages that let nobody in who does not run their script.
_WALL = re.compile(r"document\.cookie|location\.reload|__cf_chl|challenge-platform", re.IGNORECASE)
_WALL_SIZE = 20_000


def parse(capture: Capture, fetch: Fetch) -> Feed:
    """The entries of a captured list; one that cannot be read says why in ``error``."""
    content_type = capture.header("content-type")
    base = capture.final_url or capture.url
    try:
        rules = fetch.rules if fetch.shape is Shape.SECTION else None
        return finish(_listing(capture.body, content_type, base, rules), base, fetch.zone)
    except BadList as bad:
        return failed(bad.fault)


def parse_bytes(data: bytes, *, url: str = "", zone: str | None = None, lang: str = "") -> Feed:
    """The entries of a list from a file; its zone is Vietnam's where its language or its host is."""
    try:
        listing = _listing(data, "", url, None)
    except BadList as bad:
        return failed(bad.fault)
    return finish(listing, url, zone or _zone_of(listing, url, lang))


def _zone_of(listing: Listing, url: str, lang: str) -> str:
    spoken = lang or listing.lang or identify(words(listing.drafts))
    hosts = (url, listing.link, listing.drafts[0].link if listing.drafts else "")
    is_here = spoken.lower().startswith("vi") or any(
        re.match(r"https?://[^/]*\.vn(?:[:/]|$)", host) for host in hosts
    )
    return VIETNAM if is_here else "UTC"


def _listing(body: bytes, content_type: str, base: str, rules: SectionRules | None) -> Listing:
    text = _text(body, content_type)
    if rules is not None:
        return sections.read(text, rules, base)
    if _PAGE.match(text):
        is_wall = len(text) < _WALL_SIZE and _WALL.search(text)
        raise BadList(Fault.WALL if is_wall else Fault.NOT_A_LIST)
    if text.lstrip().startswith(("{", "[")):
        return json_feed.read(text)
    if not _MARKUP.search(text):
        return sitemaps.read_lines(text)
    mended = syndication.mend(text)
    if _SITEMAP.match(mended):
        return sitemaps.read(mended)
    return syndication.read(mended, base)


def _text(body: bytes, content_type: str) -> str:
    try:
        text = decode(unpack(body), content_type)
    except TooLarge as bad:
        raise BadList(Fault.TOO_LARGE) from bad
    except Truncated as bad:
        raise BadList(Fault.TRUNCATED) from bad
    if not text.strip():
        raise BadList(Fault.EMPTY)
    return text.removeprefix("\ufeff")
