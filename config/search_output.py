"""What ``diembao search`` prints and writes: hits for people, for programs and for spreadsheets."""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from archive import hits
from archive.hits import HitRow
from archive.lagging import Behind, Unit
from config.progress import Progress
from search.exporting import csv_lines, json_lines
from search.histogram import Step, filled, regroup
from search.model import Answer, Hit
from web import exported

BATCH = 1_000
SPREADSHEET = ".csv"
SUFFIXES = (SPREADSHEET, ".jsonl")
_UNITS = {
    Unit.SECOND: ("giây", "second"),
    Unit.MINUTE: ("phút", "minute"),
    Unit.HOUR: ("giờ", "hour"),
    Unit.DAY: ("ngày", "day"),
}


def rows(found: Iterable[Hit]) -> Iterator[HitRow]:
    """The archive's rows of hits, in their order; what is gone from the archive is left out."""
    rest = iter(found)
    while batch := [hit.id for hit in islice(rest, BATCH)]:
        yield from hits.rows(batch)


def record(row: HitRow) -> dict[str, object]:
    """A hit for programs."""
    return {
        "id": row.id,
        "url": row.url,
        "title": row.title,
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "outlet": row.outlet,
        "lang": row.lang,
        "topics": list(row.topics),
        "tone": row.tone,
        "places": list(row.places),
    }


def told(
    answer: Answer, found: Iterable[HitRow], steps: Mapping[str, int] | None, behind: Behind | None
) -> dict[str, object]:
    """An answer for programs; the histogram and the lag only where there is one."""
    facets = {name: {b.value: b.count for b in buckets} for name, buckets in answer.facets.items()}
    whole: dict[str, object] = {
        "count": answer.count,
        "hits": [record(row) for row in found],
        "facets": facets,
    }
    if steps is not None:
        whole["histogram"] = dict(steps)
    if behind:
        whole["lag"] = {"waiting": behind.count, "since": behind.since.isoformat()}
    return whole


def steps(answer: Answer, step: str | None) -> dict[str, int] | None:
    """The articles by day, week, month or quarter, each called by its first day; nothing if not asked for."""
    if step is None:
        return None
    size = Step(step)
    return {bucket.value: bucket.count for bucket in filled(regroup(answer.histogram, size), size)}


def line(row: HitRow) -> str:
    """A hit for people, in two lines."""
    at = row.published_at.isoformat() if row.published_at else "—"
    return f"{at:25} {row.outlet}: {row.title}\n{'':25} {row.url}"


def lag(behind: Behind) -> str:
    """How far the index is behind, in both languages."""
    number, unit = behind.age
    vi, en = _UNITS[unit]
    one = behind.count == 1
    return (
        f"Còn {behind.count} bài chưa vào chỉ mục, cũ nhất {number} {vi}."
        f" / {behind.count} article{' is' if one else 's are'} not in the index yet,"
        f" the oldest for {number} {en}{'' if number == 1 else 's'}."
    )


def write(found: Iterable[Hit], count: int, target: Path) -> int:
    """Write all hits into a file, whole or not at all; returns how many there were."""
    progress = Progress("xuất / exporting")
    written = 0
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with aside.open("w", encoding="utf-8", newline="") as file:
            for written, row in enumerate(_lines(rows(found), target.suffix), 1):
                file.write(row)
                progress.tell(f"{written} / {count}")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        progress.end()
        aside.unlink(missing_ok=True)
    # The heading of a spreadsheet is no hit.
    return written - (target.suffix == SPREADSHEET)


def _lines(found: Iterable[HitRow], suffix: str) -> Iterator[str]:
    if suffix == SPREADSHEET:
        return csv_lines(exported.head(), (exported.cells(row) for row in found))
    return json_lines(record(row) for row in found)
