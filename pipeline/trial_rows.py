"""What every trial needs: somebody to tell, something that counts, and ids that fit into a table."""

import codecs
import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pipeline.rows import LONGEST_LINE, UNREADABLE, BadLine, InputMissing, Row, lines, missing

Tell = Callable[[object], None]
Thing = TypeVar("Thing")
ZONE = "Asia/Ho_Chi_Minh"
UNFIT = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff]")


class Counter(Protocol):
    """Something that shows progress."""

    def over(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """Pass things on, counted."""


class Sieve:
    """Lets through what could be made; bad lines are told and counted."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.bad = 0

    def good(self, made: Iterable[Thing | BadLine]) -> Iterator[Thing]:
        """Pass on all but the bad lines."""
        for one in made:
            if isinstance(one, BadLine):
                self.bad += 1
                self.tell(one)
            else:
                yield one


def text_of(row: Mapping[str, Any], name: str) -> str:
    """A field as text; anything else counts as nothing."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def fitting(rows: Iterable[Row | BadLine], file: str) -> Iterator[Row | BadLine]:
    """The rows; one whose id stood before or cannot stand in a table is a bad line."""
    known: set[str] = set()
    for row in rows:
        if isinstance(row, BadLine):
            yield row
        elif row.value["id"] in known:
            yield BadLine(file, row.line, "“id” đã có ở dòng trước / the id stands in an earlier line")
        elif UNFIT.search(row.value["id"]):
            why = "“id” có dấu cách cột, xuống dòng / the id holds a tab or a line break"
            yield BadLine(file, row.line, why)
        else:
            known.add(row.value["id"])
            yield row


def read_table(path: Path, second: str) -> Iterator[Row | BadLine]:
    """Every line of a table with tabs (or its gzip): an id, and what stands behind it."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            for number, raw in enumerate(lines(stream), 1):
                if raw.strip():
                    yield cells(path.name, number, raw, second)
    except UNREADABLE as fault:
        raise InputMissing(missing(path, fault)) from fault


def cells(file: str, number: int, raw: bytes, second: str) -> Row | BadLine:
    """A line as a row of two cells, or why it is none."""
    if len(raw) > LONGEST_LINE:
        return BadLine(file, number, "dòng quá dài / the line is too long")
    try:
        line = raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        return BadLine(file, number, "không phải UTF-8 / not UTF-8")
    values = dict(zip(("id", second), map(str.strip, line.split("\t", 1)), strict=False))
    for name in ("id", second):
        if not values.get(name):
            return BadLine(file, number, f"thiếu “{name}” / “{name}” is missing")
    return Row(number, values)
