"""When an article was published: told to machines, else shown to readers."""

from collections.abc import Iterator, Sequence
from datetime import time

from crawler.blocks import Block
from crawler.entries import moment
from crawler.metadata import Page, words_of
from crawler.model import DateOrigin, Moment
from language.dates import zone_of

EARLIEST_YEAR = 1990
# A content system that knows only the day writes this.
MIDNIGHT = time()
LONGEST_DATE = 120
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


def published_of(page: Page, zone: str, above: Sequence[Block]) -> Moment:
    """The first time of publication that a page names, from its surest place to its vaguest.

    A day without a time is as good as none where a later place tells the time of that day.
    """
    day_first = not page.lang.lower().startswith("en-us")
    found = Moment(None, "", DateOrigin.NONE)
    day = None
    for raw, origin in _written(page, above):
        when = moment(raw, zone, day_first=day_first, origin=origin)
        if when.at is None or when.at.year < EARLIEST_YEAR:
            continue
        local = when.written_at or when.at.astimezone(zone_of(zone))
        if local.time() > MIDNIGHT and day in {None, local.date()}:
            return when
        if day is None:
            found, day = when, local.date()
    return found


def _written(page: Page, above: Sequence[Block]) -> Iterator[tuple[str, DateOrigin]]:
    yield page.told.published, DateOrigin.JSON_LD
    for name in _META.split():
        for value in page.meta.get(name, ()):
            yield value, DateOrigin.META
    for text in (*_shown(page), *(block.text for block in above)):
        if len(text) <= LONGEST_DATE:
            yield text, DateOrigin.VISIBLE


def _shown(page: Page) -> Iterator[str]:
    for selector in _PLACES.split(", "):
        for node in page.tree.css(selector)[:MOST_PLACES]:
            attributes = node.attributes
            yield attributes.get("datetime") or attributes.get("content") or ""
            yield words_of(node)
