"""Lists into entries: the first time, and as a poll finds them, beside feedparser on the same lists."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape
from pathlib import Path

import feedparser

from bench import material
from bench.measures import Measure, rate
from crawler import feeds
from crawler.model import Capture, Fetch, Shape
from demo.load import Row

REAL = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "feeds" / "dev"
URL = "https://bao.example/rss/home.rss"
PEER = "feedparser, its defaults"
ITEMS = 30
# One item in so many is new when a list is asked for again.
NEW_IN = 10

Poll = tuple[Capture, Fetch]


def measures(lists: int) -> list[Measure]:
    """Made lists, so many of them, and real ones where they lie beside the checkout."""
    found = compared("made lists", list(made(lists)))
    given = real()
    return found + (compared("real lists", given) if given else [])


def real() -> list[bytes]:
    """The real feeds of the shared data; none where there are none."""
    return [path.read_bytes() for path in sorted(REAL.glob("real-*.xml"))]


def made(lists: int) -> Iterator[bytes]:
    """RSS lists of made-up articles, with their text as some outlets give it."""
    rows = material.rows(lists * ITEMS)
    for start in range(0, len(rows), ITEMS):
        yield rss(rows[start : start + ITEMS])


def rss(rows: Sequence[Row]) -> bytes:
    """An RSS list of some articles."""
    items = "".join(
        f"<item><title>{escape(row['title'])}</title><link>{escape(row['url'])}</link>"
        f"<guid>{escape(row['url'])}</guid><pubDate>{row['published']}</pubDate>"
        f"<description><![CDATA[<p><img src='/anh.jpg'/>{escape(row['body'][:400])}</p>]]></description>"
        "</item>"
        for row in rows
    )
    head = "<title>Báo thử</title><link>https://bao.example/</link><language>vi</language>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


def polls(lists: Sequence[bytes], *, is_known: bool) -> list[Poll]:
    """The lists as they come from their sources: unknown, or but for a tenth read before."""
    captures = [
        Capture("k", URL, URL, Shape.FEED, 200, (), body, datetime(2026, 11, 21, tzinfo=UTC))
        for body in lists
    ]
    unknown = Fetch("k", URL, Shape.FEED)
    return [(capture, seen_before(capture, unknown) if is_known else unknown) for capture in captures]


def seen_before(capture: Capture, unknown: Fetch) -> Fetch:
    """The question for a list of which one item in ten was not read before, one at least."""
    items = feeds.parse(capture, unknown).items
    known = frozenset(item for place, item in enumerate(items) if place % NEW_IN)
    return Fetch(unknown.key, unknown.url, unknown.shape, seen=known)


def compared(name: str, lists: Sequence[bytes]) -> list[Measure]:
    """Both polls of some lists, beside the peer."""
    theirs = rate(len(lists), lambda: [feedparser.parse(body) for body in lists])
    asked = {"first time": polls(lists, is_known=False), "a tenth new": polls(lists, is_known=True)}
    return [
        Measure(f"{name}, {when}", "feeds/s CPU", rate(len(lists), partial(_read, those)), PEER, theirs)
        for when, those in asked.items()
    ]


def _read(asked: Sequence[Poll]) -> None:
    for capture, fetch in asked:
        feeds.parse(capture, fetch)
