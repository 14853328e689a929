"""``try match``: standing queries over documents, held against them by what the alert stage asks."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from archive.clock import DESK_ZONE
from language.dates import parse_date
from language.identify import identify
from language.text import clean, squeeze
from pipeline.rows import BadLine, Row, read_rows, whole_file
from pipeline.trial_rows import ZONE, Counter, Sieve, Tell, fitting, read_table, text_of
from search.errors import QueryError
from search.model import Document
from search.names import Names
from search.query import parse
from search.standing import Standing, Watchers
from search.tree import Node

QUERY = "query"
TONES = {"-1": -1, "1": 1, "+1": 1}


def try_match(
    source: Path,
    out: Path,
    tell: Tell,
    counter: Counter,
    *,
    queries: Path,
    now: datetime,
    names: Names | None = None,
) -> int:
    """Every document against every query, a line for each that finds it."""
    sieve = Sieve(tell)
    asked = dict(sieve.good(trees(queries, now.astimezone(DESK_ZONE).date(), names)))
    ids = list(asked)
    watchers = Watchers([Standing(number, tree) for number, tree in enumerate(asked.values())])
    with whole_file(out) as stream:
        for name, document in sieve.good(documents(source, counter, now)):
            stream.writelines(f"{ids[number]}\t{name}\n" for number in watchers.matched(document))
    return sieve.bad


def trees(path: Path, today: date, names: Names | None) -> Iterator[tuple[str, Node] | BadLine]:
    """Every query of a table, by its id."""
    rows = read_table(path, QUERY)
    for row in fitting(headless(rows), path.name):
        yield row if isinstance(row, BadLine) else tree_of(row, path.name, today, names)


def headless(rows: Iterable[Row | BadLine]) -> Iterator[Row | BadLine]:
    """The rows of a table without its first line where that only says what the columns are."""
    for number, row in enumerate(rows):
        if number or isinstance(row, BadLine) or row.value[QUERY] != QUERY:
            yield row


def tree_of(row: Row, file: str, today: date, names: Names | None) -> tuple[str, Node] | BadLine:
    """A query read, or what is wrong in it and where."""
    try:
        return row.value["id"], parse(row.value[QUERY], today=today, names=names)
    except QueryError as wrong:
        place = wrong.position + 1
        return BadLine(file, row.line, f"ký tự {place} / character {place}: {wrong.sentence}")


def documents(path: Path, counter: Counter, now: datetime) -> Iterator[tuple[str, Document] | BadLine]:
    """Every document of a file, by its id."""
    for row in counter.over(fitting(read_rows(path, ("id",)), path.name)):
        yield row if isinstance(row, BadLine) else document_of(row, path.name, now)


def document_of(row: Row, file: str, now: datetime) -> tuple[str, Document] | BadLine:
    """A row as the matcher takes it; without a date of its own it counts as fetched now."""
    value = row.value
    written = clean(str(value.get("published") or ""))
    published = parse_date(written, zone=ZONE) if written else None
    if written and published is None:
        why = f"không hiểu ngày đăng / the publication date is not understood: {written!r}"[:300]
        return BadLine(file, row.line, why)
    title, body = squeeze(clean(text_of(value, "title"))), clean(text_of(value, "body"))
    return value["id"], Document(
        id=row.line,
        revision=1,
        url=text_of(value, "url"),
        title=title,
        body=body,
        alt_title=squeeze(clean(text_of(value, "alt_title"))),
        published_at=published.at if published else None,
        fetched_at=now,
        source=text_of(value, "source"),
        outlet=text_of(value, "outlet"),
        kind=text_of(value, "kind"),
        country=text_of(value, "country"),
        lang=text_of(value, "lang") or identify(f"{title}\n{body}"),
        topics=names_of(value.get("topics")),
        tone=TONES.get(str(value.get("tone")), 0),
        places=names_of(value.get("places")),
        about=value.get("about") is True,
    )


def names_of(given: Any) -> tuple[str, ...]:
    """One name, or a list of names; of a list in the list, such as ``try read`` gives, the first."""
    if not isinstance(given, list):
        return (given,) if isinstance(given, str) else ()
    firsts = (one[0] if isinstance(one, list) and one else one for one in given)
    return tuple(name for name in firsts if isinstance(name, str))
