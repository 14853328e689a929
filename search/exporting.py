"""Hits as files for spreadsheets and programs: one line each, and nothing in them that a sheet would run."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

# Spreadsheets take UTF-8 for something else without it.
BOM = "\ufeff"
# A cell that begins so would be calculated, however wide the sign is written.
_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a file for spreadsheets, its mark and its heading first."""
    yield BOM + csv_line(head)
    for row in rows:
        yield csv_line(row)


def json_lines(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """Yield the lines of a file for programs."""
    for row in rows:
        yield f"{json.dumps(row, ensure_ascii=False)}\n"


def csv_line(cells: Sequence[str]) -> str:
    """Return one line of cells that no spreadsheet calculates."""
    line = io.StringIO()
    csv.writer(line).writerow([guarded(cell) for cell in cells])
    return line.getvalue()


def guarded(cell: str) -> str:
    """Return a cell as plain text; a sign that would make it a formula stands behind an apostrophe."""
    plain = _CONTROL.sub("", cell)
    return f"'{plain}" if _FORMULA.match(plain) else plain
