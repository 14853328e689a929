"""The store of fingerprints at the size of a month's window: its bytes, what it takes in, how it answers.

The articles are numbers alone. As in a press, some of each one's fingerprints stand in others as well, by
Zipf's law; those of very many lead nowhere any more.
"""

import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection, transaction

from archive import families, marks
from archive.models import Article, Fingerprint, Outlet, Source
from bench.measures import Measure
from bench.spent import Spread, spread
from classifier import copies
from classifier.copies_finding import COMMON

FULL, QUICK = 600_000, 1_000
TRIES, QUICK_TRIES = 2_000, 20
# A real article of 455 syllables has 62 fingerprints; a fifth of a month's stand in some other as well.
MARKS, USUAL = 62, 12
PHRASES, SKEW, HEAD = 3_000_000, 0.9, 50
CHUNK = 5_000
MICRO = 1_000_000
_ANCHOR = "INSERT INTO archive_anchor (mark, article_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Store:
    """What the store takes for an article, how many it takes in, and the CPU a question takes."""

    bytes_each: float
    kept_rate: float
    asked: Spread


def measures(now: datetime, *, is_quick: bool) -> list[Measure]:
    """The figures of the store in the desk's own database."""
    count, tries = (QUICK, QUICK_TRIES) if is_quick else (FULL, TRIES)
    store = measure(count, tries, now)
    return [
        Measure("fingerprints kept", "articles/s wall", store.kept_rate),
        Measure(f"copies among {count:,}", "µs CPU, p95", store.asked.p95 * MICRO),
        Measure("fingerprints' store", "bytes/article", store.bytes_each),
    ]


def measure(count: int, tries: int, now: datetime) -> Store:
    """Fill a store, add to it one article at a time, and ask it for what copies its articles."""
    press = Press(count)
    articles(count + tries, now)
    before = size()
    fill(press, count)
    bytes_each = (size() - before) / count
    settle_down()
    began = time.perf_counter()
    for number in range(count + 1, count + tries + 1):
        with transaction.atomic():
            marks.take_turn()
            marks.keep(number, press.marks(number))
    kept_rate = tries / (time.perf_counter() - began)
    return Store(bytes_each, kept_rate, spread([asking(press, n, now) for n in press.some(tries)]))


def asking(press: "Press", number: int, now: datetime) -> float:
    """The seconds of CPU until the original of a copy is found."""
    own = press.copy_of(number)
    began = time.thread_time()
    found = families.neighbours(0, own, now)
    took = time.thread_time() - began
    if number not in {one.article_id for one in found}:
        raise LookupError(number)
    return took


def articles(count: int, now: datetime) -> None:
    """So many articles, all like the first."""
    outlet = Outlet.objects.create(key="bench", name="Bench", kind="national", country="VN", lang="vi")
    source = Source.objects.create(key="bench", outlet=outlet, url="https://bench.example/", shape="feed")
    Article.objects.create(
        id=1,
        canonical_key="1",
        canonical_url="https://bench.example/1",
        outlet=outlet,
        source=source,
        title="Tin",
        body="Thân bài",
        lang="vi",
        first_fetched_at=now,
        fetched_at=now,
    )
    names = [str(field.column) for field in Article._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's door to a model's fields
    told = ["CAST(number AS text)" if name == "canonical_key" else name for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE numbers(number) AS"  # noqa: S608 - our own names
            f" (SELECT 2 UNION ALL SELECT number + 1 FROM numbers WHERE number < {count})"
            f" INSERT INTO archive_article (id, {', '.join(names)})"
            f" SELECT number, {', '.join(told)} FROM numbers, archive_article WHERE id = 1"
        )


def size() -> int:
    """The bytes in use: of the store's tables, or of a whole file less what is free in it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_total_relation_size('archive_fingerprint')"
                " + pg_total_relation_size('archive_anchor')"
            )
        else:
            cursor.execute(
                "SELECT (page_count - freelist_count) * page_size"
                " FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()"
            )
        return int(cursor.fetchone()[0])


def settle_down() -> None:
    """Let what was filled at once be written where it belongs: no desk's log is ever that long."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill(press: "Press", count: int) -> None:
    """Put so many articles' fingerprints into the store, some thousands at a time."""
    for first in range(1, count + 1, CHUNK):
        own = {number: press.marks(number) for number in range(first, min(first + CHUNK, count + 1))}
        rows = sorted(
            (mark, number)
            for number, some in own.items()
            for mark in copies.anchors(some)
            if mark not in press.formulas
        )
        with transaction.atomic():
            Fingerprint.objects.bulk_create(
                Fingerprint(article_id=number, marks=copies.pack(some)) for number, some in own.items()
            )
            with closing(connection.cursor()) as cursor:
                cursor.executemany(
                    "INSERT INTO archive_anchor (mark, article_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                    rows,
                )


class Press:
    """Articles by number: each has the same fingerprints whenever it is asked for."""

    def __init__(self, count: int) -> None:
        weights = 1 / (np.arange(PHRASES) + HEAD) ** SKEW
        self.count, self.reach = count, np.cumsum(weights / weights.sum())
        expected = count * USUAL * weights / weights.sum()
        self.formulas = frozenset(map(phrase, range(int(np.searchsorted(-expected, -COMMON)))))

    def marks(self, number: int) -> list[int]:
        """An article's fingerprints."""
        chance = np.random.default_rng(number)
        own = chance.integers(-(1 << 31), 1 << 31, MARKS - USUAL).tolist()
        usual = [phrase(rank) for rank in np.searchsorted(self.reach, chance.random(USUAL)).tolist()]
        found = list(dict.fromkeys([*own, *usual]))
        chance.shuffle(found)
        return found

    def copy_of(self, number: int) -> list[int]:
        """The first half of an article, in front of as much of one that is nowhere."""
        return [*self.marks(number)[: MARKS // 2], *self.marks(number + MICRO)[: MARKS // 2]]

    def some(self, tries: int) -> Iterable[int]:
        """Articles spread over all of them."""
        return range(1, self.count + 1, max(1, self.count // tries))


def phrase(rank: int) -> int:
    """The fingerprint of a usual phrase."""
    return rank * 701 - (1 << 30)
