"""When an article was published: told to machines, else shown to readers, else written in its address."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from itertools import chain
from urllib.parse import urlsplit

from crawler.entries import moment
from crawler.model import DateOrigin, Moment
from crawler.page import Page, words_of
from crawler.surroundings import Surroundings
from crawler.zones import zone_at
from language.dates import zone_of

EARLIEST_YEAR = 1990
# A content system that knows only the day writes this.
MIDNIGHT = time()
LONGEST_DATE = 120
# Below the text dates stand alone, or they belong to a comment.
LONGEST_BELOW = 60
# Further elements of one kind belong to other articles.
MOST_PLACES = 2

_META = """
article:published_time og:article:published_time article:published og:published_time datepublished pubdate
publishdate publish-date publish_date publication_date dc.date.issued dc.date dcterms.created dcterms.date
dcterms.issued parsely-pub-date sailthru.date article.published date.release originalpublicationdate date
"""
_PLACES = (
    "[itemprop=datePublished], time[pubdate], article time[datetime], time[datetime], .detail-time, "
    ".publish-date, .post-time, .pdate, .date-time, .datetime, .article-date, .bread-crumb-detail__time, "
    ".author-time, .time-detail, .detail__time, .article__time, .article-time, .post-date, .entry-date, "
    ".news-date, .ngay-dang, .publish-time, .publish_time, .publishdate, .post-meta, .date, .time, "
    ".published, .meta"
)
# A line that tells of a later change is believed only where no other is.
_CHANGED = re.compile(r"cập nhật|update|aktualisiert|geändert|mis à jour|actualiz|更新|수정", re.IGNORECASE)
# "29.11.2022 – The minister said": a text may begin with its day.
_BEGINNING = re.compile(r"\W{0,2}(?:\w+,\s?)?(\d{1,4}[./-]\d{1,2}[./-]\d{2,4})\s*[)\]–—|:-]")
_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_-])|"
    r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?=(?:\d{3,})?(?:\D|$))"
)


def published_of(page: Page, zone: str, around: Surroundings) -> Moment:
    """The first time of publication that a page names, from its surest place to its vaguest.

    A day without a time is as good as none where a later place tells the time of that day.
    """
    day_first = not page.lang.lower().startswith("en-us")
    home, zone = zone, zone_at(page.url, zone)
    found = Moment(None, "", DateOrigin.NONE)
    day = None
    for raw, origin in _written(page, around):
        when = moment(raw, zone, day_first=day_first, origin=origin)
        if when.at is None or when.at.year < EARLIEST_YEAR:
            continue
        local = when.written_at or when.at.astimezone(zone_of(zone))
        if zone != home and when.offset is None:
            # Its readers saw another day than the desk does.
            when = replace(when, offset=local.utcoffset())
        if local.time() > MIDNIGHT and day in {None, local.date()}:
            return when
        if day is None:
            found, day = when, local.date()
    return found


def _written(page: Page, around: Surroundings) -> Iterator[tuple[str, DateOrigin]]:
    yield page.told.published, DateOrigin.JSON_LD
    for name in _META.split():
        for value in page.meta.get(name, ()):
            yield value, DateOrigin.META
    changed: list[str] = []
    for text in chain(_shown(page), (block.text for block in around.above)):
        if len(text) <= LONGEST_DATE and _CHANGED.search(text):
            changed.append(text)
        elif len(text) <= LONGEST_DATE:
            yield text, DateOrigin.VISIBLE
    for text in (*_beginnings(around), *changed, *_below(around)):
        yield text, DateOrigin.VISIBLE
    if found := _IN_ADDRESS.search(urlsplit(page.url).path):
        yield "-".join(part for part in found.groups() if part), DateOrigin.ADDRESS


def _shown(page: Page) -> Iterator[str]:
    for selector in _PLACES.split(", "):
        for node in page.tree.css(selector)[:MOST_PLACES]:
            attributes = node.attributes
            yield attributes.get("datetime") or attributes.get("content") or ""
            yield words_of(node)


def _beginnings(around: Surroundings) -> Iterator[str]:
    for block in (*around.above[-2:], *around.first):
        if found := _BEGINNING.match(block.text):
            yield found[1]


def _below(around: Surroundings) -> Iterator[str]:
    return (block.text for block in around.below if len(block.text) <= LONGEST_BELOW and not block.linked)
