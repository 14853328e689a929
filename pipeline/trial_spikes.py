"""``try spikes``: a table of counts by day, held against what the signals stage would let expect."""

import codecs
import csv
import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier import days, days_off, silences, spike_alerts
from classifier.spikes import Counts, Judged, judge
from pipeline.rows import LONGEST_LINE, UNREADABLE, BadLine, InputMissing, lines, missing, whole_file
from pipeline.trial_rows import UNFIT, Counter, Sieve, Tell

HEAD = "day"
FEWEST_CELLS, MOST_CELLS = 3, 4
MOST_DAYS, MOST_CELLS_IN_ALL = 3660, 20_000_000
MOST_COUNT = 10**9
SILENCE, SPIKE = "silence", "spike"
NATURAL = float(np.log(10))


@dataclass(frozen=True, slots=True)
class CountLine:
    """A key's count of a day; of how many sources, where the table tells it."""

    day: date
    key: str
    count: int
    sources: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """The counts as they are judged: a row a key, a column a day."""

    first: date
    keys: tuple[str, ...]
    counts: Counts
    # Whether a count is enough to speak of: nothing is known against it where the sources are not told.
    is_news: NDArray[np.bool_]


def try_spikes(source: Path, out: Path, tell: Tell, counter: Counter, *, budget: float = 1.0) -> int:
    """Every spike and silence of a table; ``budget`` is how many false spikes a month each key may cost."""
    sieve = Sieve(tell)
    found = list(sieve.good(counter.over(count_lines(source))))
    with whole_file(out) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("day", "key", "kind", "score", "expected"))
        if found:
            table = table_of(found, source)
            judged = judge(table.counts)
            writer.writerows(sorted([*spikes(table, judged, budget), *quiets(table, judged)]))
    return sieve.bad


def count_lines(path: Path) -> Iterator[CountLine | BadLine]:
    """Every line of a table (or its gzip), but for a head; one whose day and key stood before is bad."""
    known: set[tuple[date, str]] = set()
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            for number, raw in enumerate(lines(stream), 1):
                if not raw.strip():
                    continue
                cells = _cells(raw)
                if number == 1 and cells and cells[0].lower() == HEAD:
                    continue
                line = count_line(path.name, number, cells)
                if isinstance(line, CountLine) and (line.day, line.key) in known:
                    line = BadLine(path.name, number, "ngày và khóa đã có / the day and key stand above")
                if isinstance(line, CountLine):
                    known.add((line.day, line.key))
                yield line
    except UNREADABLE as fault:
        raise InputMissing(missing(path, fault)) from fault


def _cells(raw: bytes) -> list[str]:
    """The cells of a line; none where it is no text or too long to be one of a table."""
    if len(raw) > LONGEST_LINE:
        return []
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
        return [cell.strip() for cell in next(csv.reader([text]), [])]
    except (UnicodeDecodeError, csv.Error):
        return []


def count_line(file: str, number: int, cells: Sequence[str]) -> CountLine | BadLine:
    """A line's meaning, or why it has none."""
    if not FEWEST_CELLS <= len(cells) <= MOST_CELLS:
        why = "không phải “ngày,khóa,số[,nguồn]” / not “day,key,count[,sources]”"
        return BadLine(file, number, why)
    try:
        day = date.fromisoformat(cells[0])
    except ValueError:
        return BadLine(
            file, number, f"ngày phải như 2026-10-01 / the day must be like it: {cells[0]!r}"[:200]
        )
    if not cells[1] or UNFIT.search(cells[1]):
        return BadLine(file, number, "khóa trống hoặc có ký tự lạ / the key is empty or has strange signs")
    counted = [_number(cell) for cell in cells[2:] if cell]
    if not cells[2] or None in counted:
        return BadLine(file, number, "số phải là số nguyên không âm / counts must be whole and not negative")
    numbers = [one for one in counted if one is not None]
    return CountLine(day, cells[1], numbers[0], numbers[1] if len(numbers) > 1 else None)


def _number(cell: str) -> int | None:
    is_number = cell.isascii() and cell.isdigit() and len(cell) <= len(str(MOST_COUNT))
    return int(cell) if is_number else None


def table_of(found: Sequence[CountLine], path: Path) -> Table:
    """A dense table: days without a line had nothing, from a key's first line on."""
    first, last = min(line.day for line in found), max(line.day for line in found)
    keys = {key: row for row, key in enumerate(sorted({line.key for line in found}))}
    count = (last - first).days + 1
    if count > MOST_DAYS or count * len(keys) > MOST_CELLS_IN_ALL:
        raise InputMissing(
            f"{path}: {len(keys)} khóa × {count} ngày là quá nhiều; chia nhỏ tệp hoặc sửa ngày sai."
            f" / {len(keys)} keys × {count} days are too many; split the file or mend a wrong day."
        )
    counts = np.zeros((len(keys), count), dtype=np.int64)
    is_news = np.ones(counts.shape, dtype=np.bool_)
    begun = np.full(len(keys), count)
    for line in found:
        row, day = keys[line.key], (line.day - first).days
        counts[row, day] = line.count
        begun[row] = min(begun[row], day)
        if line.sources is not None:
            is_news[row, day] = spike_alerts.is_news(line.count, line.sources)
    known = np.arange(count) >= begun[:, None]
    kinds = days.kinds(first, count, days_off.is_day_off)
    return Table(first, tuple(keys), Counts(counts, kinds, known), is_news)


Alert = tuple[str, str, str, str, str]


def spikes(table: Table, judged: Judged, budget: float) -> Iterable[Alert]:
    """The days on which a key had too much."""
    scores = np.where(table.is_news, judged.score, 0.0)
    found = spike_alerts.alerts(scores, judged.expected, budget)
    return _alerts(table, found.is_alert, SPIKE, judged.score, judged.expected)


def quiets(table: Table, judged: Judged) -> Iterable[Alert]:
    """The days on which a key had been silent for too long."""
    quiet = silences.quiet(table.counts, judged)
    bars = np.stack([silences.bars(level) for level in quiet.level.T], axis=1)
    told = silences.first_days(quiet.surprise, bars) & (quiet.level > 0)
    return _alerts(table, told, SILENCE, quiet.surprise / NATURAL, judged.expected)


def _alerts(
    table: Table,
    told: NDArray[np.bool_],
    kind: str,
    scores: NDArray[np.float64],
    expected: NDArray[np.float64],
) -> Iterator[Alert]:
    for row, column in np.argwhere(told):
        day = table.first + int(column) * date.resolution
        score, due = scores[row, column], expected[row, column]
        yield day.isoformat(), table.keys[row], kind, f"{score:.3f}", f"{due:.3f}"
