"""The peer of the index: SQLite's FTS5 over the same articles, its rows in the order of time.

It folds accents and keeps no text, and what it counts by stands in plain tables beside it. Each kind of
question has so many seconds; what is not done by then is not done.
"""

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from bench import corpus
from bench.building import BATCH, Tell, disk
from bench.questions import Kind, Question, questions
from bench.spent import Stopwatch, spread
from search.model import Document

MILLI = 1000
STEPS_PER_LOOK = 10_000
SCHEMA = """
CREATE VIRTUAL TABLE found USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE told(id INTEGER PRIMARY KEY, day TEXT, source TEXT, tone INT);
CREATE TABLE topic(id INT, value TEXT);
CREATE TABLE place(id INT, value TEXT);
"""
KEYS = "CREATE INDEX by_topic ON topic(id, value); CREATE INDEX by_place ON place(id, value)"
PLAIN, JOINED = ("source", "tone"), ("topic", "place")


@dataclass(frozen=True, slots=True)
class Peer:
    """What the peer took; a kind that it did not answer once within its seconds is missing."""

    articles: int
    engine_rate: float
    disk_bytes: float
    took: dict[str, dict[str, float]]
    capped: dict[str, int]


def compare(folder: Path, count: int, each: int, cap: float, tell: Tell) -> Peer:
    """Build and ask; the questions have ``cap`` seconds of CPU together."""
    base = sqlite3.connect(folder / "peer.sqlite3", isolation_level=None)
    rate = build(base, count, tell)
    base.close()
    size = disk(folder) / count
    base = sqlite3.connect(folder / "peer.sqlite3", isolation_level=None)
    took, capped = {}, {}
    found = questions(each)
    for kind in Kind:
        tell(kind)
        asked = [one for one in found if one.kind is kind]
        spent = times(base, asked, cap / len(Kind))
        if spent:
            took[str(kind)] = asdict(spread(spent))
        if len(spent) < len(asked):
            capped[str(kind)] = len(asked) - len(spent)
    base.close()
    return Peer(count, rate, size, took, capped)


def build(base: sqlite3.Connection, count: int, tell: Tell) -> float:
    """Put so many articles in; how many in a second of CPU."""
    made, aside = corpus.articles(count), Stopwatch()
    began = time.process_time()
    base.executescript(SCHEMA)
    base.execute("BEGIN")
    for number in range(-(-count // BATCH)):
        with aside:
            batch = list(islice(made, BATCH))
        put(base, batch)
        tell(f"FTS5: {number * BATCH + len(batch):,} / {count:,}")
    base.execute("COMMIT")
    base.executescript(KEYS)
    return count / (time.process_time() - began - aside.seconds)


def put(base: sqlite3.Connection, batch: Sequence[Document]) -> None:
    """Some articles with what is counted of them."""
    base.executemany(
        "INSERT INTO found(rowid, title, body) VALUES (?, ?, ?)",
        ((one.id, one.title, one.body) for one in batch),
    )
    base.executemany(
        "INSERT INTO told VALUES (?, ?, ?, ?)",
        ((one.id, str((one.published_at or one.fetched_at).date()), one.source, one.tone) for one in batch),
    )
    base.executemany("INSERT INTO topic VALUES (?, ?)", ((one.id, t) for one in batch for t in one.topics))
    base.executemany("INSERT INTO place VALUES (?, ?)", ((one.id, p) for one in batch for p in one.places))


def times(base: sqlite3.Connection, asked: Sequence[Question], cap: float) -> list[float]:
    """The milliseconds each question takes, until the seconds are over."""
    began = time.process_time()
    base.set_progress_handler(lambda: time.process_time() - began > cap, STEPS_PER_LOOK)
    found: list[float] = []
    try:
        for one in asked:
            start = time.process_time()
            answer(base, one)
            found.append((time.process_time() - start) * MILLI)
    except sqlite3.OperationalError:  # interrupted: the seconds are over
        base.set_progress_handler(None, 0)
        base.execute("DROP TABLE IF EXISTS temp.hit")
    base.set_progress_handler(None, 0)
    return found


def answer(base: sqlite3.Connection, question: Question) -> object:
    """A page of hits with the exact count, and with what else our own answer holds."""
    if question.kind in {Kind.BOOLEAN, Kind.FACETS}:
        return counted(base, question)
    if not question.match:
        return base.execute("SELECT count(*) FROM told").fetchall(), base.execute(
            "SELECT id FROM told ORDER BY id DESC LIMIT 20"
        ).fetchall()
    order = "rank" if question.by_score else "rowid DESC"
    page = f"SELECT rowid FROM found WHERE found MATCH ? ORDER BY {order} LIMIT 20"  # noqa: S608 - two fixed words
    every = "SELECT count(*) FROM found WHERE found MATCH ?"
    return [base.execute(statement, (question.match,)).fetchall() for statement in (page, every)]


def counted(base: sqlite3.Connection, question: Question) -> object:
    """What is found is put aside once, and then counted by each facet and by day."""
    if question.match and question.days:
        base.execute(
            "CREATE TEMP TABLE hit AS SELECT told.* FROM found JOIN told ON told.id = found.rowid"
            " WHERE found MATCH ? AND day BETWEEN ? AND ?",
            (question.match, *map(str, question.days)),
        )
        found = [base.execute(one).fetchall() for one in counts("hit", has_days=True)]
        base.execute("DROP TABLE temp.hit")
        return found
    return [base.execute(one).fetchall() for one in counts("told", has_days=False)]


def counts(table: str, *, has_days: bool) -> list[str]:
    """The statements that count a table's rows and give its newest."""
    plain = [*PLAIN, "day"] if has_days else PLAIN
    return [
        f"SELECT count(*) FROM {table}",  # noqa: S608 - both tables are named in this module
        f"SELECT id FROM {table} ORDER BY id DESC LIMIT 20",  # noqa: S608 - as above
        *(f"SELECT {one}, count(*) FROM {table} GROUP BY 1" for one in plain),  # noqa: S608 - as above
        *(f"SELECT value, count(*) FROM {table} JOIN {one} USING (id) GROUP BY 1" for one in JOINED),  # noqa: S608
    ]
