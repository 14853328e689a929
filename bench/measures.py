"""The measures: how much of one piece of work is done in a second, beside a peer where one is installed."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from archive import jobs
from archive.packs import load
from bench import material
from classifier import copies
from classifier.reader import Reader
from crawler.extract import NoArticle, extract
from demo.load import Row
from language.tokens import streams
from search.engine import open_engine
from search.model import Document

MODELS = Path(__file__).resolve().parent.parent / "classifier" / "models"
STAGE = "bench"
BATCH = 20
MILLION = 1_000_000

Clock = Callable[[], float]
# A cheap piece of work is timed over this many rounds, and its best one counts.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """How much material a run takes."""

    pages: int
    articles: int
    steps: int


FULL = Size(pages=400, articles=4000, steps=4000)
QUICK = Size(pages=20, articles=100, steps=100)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, and the peer's on the same material."""

    name: str
    unit: str
    ours: float
    peer: str = ""
    theirs: float = 0.0

    @property
    def ratio(self) -> float | None:
        """How many times the peer's; nothing without one."""
        return self.ours / self.theirs if self.theirs else None


def rate(amount: float, work: Callable[[], object], *, clock: Clock = time.process_time) -> float:
    """How much is done in a second, in the best of some rounds."""
    return max(amount / seconds(work, clock) for _ in range(ROUNDS))


def seconds(work: Callable[[], object], clock: Clock) -> float:
    """How long a piece of work takes."""
    began = clock()
    work()
    return max(clock() - began, 1e-9)


def extraction(size: Size) -> Measure:
    """Pages into articles."""
    pages = material.pages(size.pages)
    return Measure("pages extracted", "pages/s CPU", rate(len(pages), lambda: [extracted(p) for p in pages]))


def extracted(page: material.Page) -> bool:
    """Extract one page; whether it held an article."""
    try:
        extract(page.html, url=page.url, zone="Asia/Ho_Chi_Minh")
    except NoArticle:
        return False
    return True


def analysis(rows: Sequence[Row]) -> Measure:
    """Text into the two token streams."""
    amount = sum(len(row["body"].encode()) for row in rows) / MILLION
    return Measure("text analysed", "MB/s CPU", rate(amount, lambda: [streams(row["body"]) for row in rows]))


def indexing(documents: Sequence[Document]) -> Measure:
    """Articles into the embedded index, committed; the peer takes plain text and folds its accents."""
    ours = rate(len(documents), lambda: index(documents), clock=time.perf_counter)
    theirs = rate(len(documents), lambda: index_fts5(documents), clock=time.perf_counter)
    return Measure("articles indexed", "articles/s wall", ours, "SQLite FTS5, one stream", theirs)


def index(documents: Sequence[Document]) -> None:
    """Index into a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"tantivy://{folder}/index", write=True)
        engine.index(documents)
        engine.commit()
        engine.close()


def index_fts5(documents: Sequence[Document]) -> None:
    """Index into a fresh file of SQLite's full-text search."""
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(f"{folder}/index.sqlite3")
        base.execute(
            "CREATE VIRTUAL TABLE found USING fts5(title, body, tokenize='unicode61 remove_diacritics 2')"
        )
        base.executemany("INSERT INTO found VALUES (?, ?)", ((one.title, one.body) for one in documents))
        base.commit()
        base.close()


def working(size: Size, now: datetime) -> Measure:
    """Steps claimed in batches and ended one by one, each in its own transaction, on SQLite."""
    jobs.put(jobs.NewJob(STAGE, str(number), now) for number in range(size.steps))
    took = seconds(lambda: work_off(now), time.perf_counter)
    return Measure("job steps", "steps/s wall", size.steps / took)


def work_off(now: datetime) -> None:
    """Do what is due until nothing is."""
    while claims := jobs.claim([STAGE], "bench:1", now, BATCH):
        for claim in claims:
            with transaction.atomic():
                jobs.done(claim)


def marking(rows: Sequence[Row]) -> Measure:
    """Texts into the fingerprints by which copies are found."""
    work = rate(len(rows), lambda: [copies.fingerprints(row["body"]) for row in rows])
    return Measure("texts fingerprinted", "articles/s CPU", work)


def reading(rows: Sequence[Row]) -> Measure:
    """Texts into readings."""
    reader = Reader(load("demo", fill={"press_port": str(material.PORT)}).gazetteer(), MODELS)
    few = rows[: len(rows) // 4]
    work = rate(len(few), lambda: [reader.read(r["title"], r["body"], lang=r["lang"]) for r in few])
    return Measure("texts read", "articles/s CPU", work)


def measures(size: Size, now: datetime) -> list[Measure]:
    """All of them, in the order of the flow."""
    rows = material.rows(size.articles)
    return [
        extraction(size),
        reading(rows),
        marking(rows),
        analysis(rows),
        indexing(material.documents(rows)),
        working(size, now),
    ]
