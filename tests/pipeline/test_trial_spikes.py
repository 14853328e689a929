import csv
import gzip
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from pipeline.rows import BadLine, InputMissing
from pipeline.trial_spikes import CountLine, count_line, try_spikes

Thing = TypeVar("Thing")
FIRST = date(2026, 3, 2)
WEEK = [3, 4, 2, 3, 4, 1, 2]


class Still:
    """Counts nothing."""

    def over(self, things: Iterable[Thing]) -> Iterator[Thing]:
        yield from things


def table(*keys: tuple[str, list[int]], sources: int | None = None) -> str:
    """Counts of keys from one day on."""
    more = "" if sources is None else f",{sources}"
    return "".join(
        f"{FIRST + timedelta(days=day)},{key},{count}{more}\n"
        for key, counts in keys
        for day, count in enumerate(counts)
    )


def tried(tmp_path: Path, text: str, *, budget: float = 1.0) -> tuple[list[dict[str, str]], list[str], int]:
    source, out, told = tmp_path / "counts.csv", tmp_path / "alerts.csv", list[object]()
    source.write_text(text, "utf-8")
    bad = try_spikes(source, out, told.append, Still(), budget=budget)
    with out.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream)), [str(one) for one in told], bad


def test_a_spike_and_a_silence_are_found_on_their_days(tmp_path: Path) -> None:
    loud = WEEK * 8
    loud[50] = 30
    text = table(("môi trường", loud), ("bao-mot", [*[2] * 46, *[0] * 10]))
    found, told, bad = tried(tmp_path, f"day,key,count\n{text}")
    assert (told, bad) == ([], 0)
    (spike,) = [row for row in found if row["kind"] == "spike"]
    assert (spike["day"], spike["key"]) == ("2026-04-21", "môi trường")
    assert (float(spike["score"]) > 4, 2 < float(spike["expected"]) < 5) == (True, True)
    (silence,) = [row for row in found if row["kind"] == "silence"]
    assert silence["key"] == "bao-mot"
    assert "2026-04-20" <= silence["day"] <= "2026-04-23"


@pytest.mark.parametrize(("sources", "count"), [(None, 1), (2, 0), (3, 1)])
def test_where_sources_are_told_few_of_them_are_no_spike(
    tmp_path: Path, sources: int | None, count: int
) -> None:
    loud = WEEK * 8
    loud[50] = 30
    found, _, _ = tried(tmp_path, table(("a", loud), sources=sources))
    assert len(found) == count


def test_a_larger_budget_tells_more(tmp_path: Path) -> None:
    rough = [(7 * n * n + n) % 11 for n in range(150)]
    few, many = (len(tried(tmp_path, table(("a", rough)), budget=budget)[0]) for budget in (0.1, 8.0))
    assert few < many


def test_a_day_without_a_line_had_nothing_once_the_key_began(tmp_path: Path) -> None:
    lines = table(("a", [2] * 40), ("b", [2] * 56)).splitlines(keepends=True)
    found, _, _ = tried(tmp_path, "".join(lines))
    assert [(row["key"], row["kind"]) for row in found] == [("a", "silence")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2026-03-02,a", "day,key,count"),
        ("2026-03-02,a,1,2,3", "day,key,count"),
        ("02/03/2026,a,1", "2026-10-01"),
        ("2026-03-02,,1", "key is empty"),
        ("2026-03-02,a\x07,1", "strange signs"),
        ("2026-03-02,a,-1", "not negative"),
        ("2026-03-02,a,1.5", "not negative"),
        ("2026-03-02,a,", "not negative"),
        ("2026-03-02,a,1,x", "not negative"),
        ("2026-03-02,a,99999999999", "not negative"),
        ("2026-03-02,b,1", "stand above"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, line: str, why: str) -> None:
    found, told, bad = tried(tmp_path, f"2026-03-02,b,1\n{line}\n\n2026-03-03,b,1\n")
    assert (found, bad, len(told)) == ([], 1, 1)
    assert told[0].startswith("counts.csv:2: ")
    assert why in told[0]


def test_what_is_no_text_is_a_bad_line(tmp_path: Path) -> None:
    source, told = tmp_path / "counts.csv", list[object]()
    source.write_bytes(b"\xff\xfe,a,1\n" + b"2026-03-02," + b"x" * (8 << 20) + b",1\n")
    assert try_spikes(source, tmp_path / "out.csv", told.append, Still()) == 2
    assert [one.line for one in told if isinstance(one, BadLine)] == [1, 2]


def test_a_packed_table_is_read_too(tmp_path: Path) -> None:
    source, out = tmp_path / "counts.csv.gz", tmp_path / "out.csv"
    source.write_bytes(gzip.compress(table(("a", [*WEEK * 6, 40])).encode("utf-8-sig")))
    assert try_spikes(source, out, print, Still()) == 0
    assert out.read_text("utf-8").count("spike") == 1


def test_an_empty_table_has_no_alerts(tmp_path: Path) -> None:
    assert tried(tmp_path, "day,key,count,sources\n") == ([], [], 0)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        try_spikes(tmp_path / "none.csv", tmp_path / "out.csv", print, Still())


def test_days_centuries_apart_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="2 keys × 73050 days"):
        tried(tmp_path, "1900-01-01,a,1\n2100-01-01,b,1\n")


def test_a_line_with_sources_and_without() -> None:
    day = date(2026, 3, 2)
    assert count_line("f", 1, ["2026-03-02", "a", "7", "3"]) == CountLine(day, "a", 7, 3)
    assert count_line("f", 1, ["2026-03-02", "a", "7", ""]) == CountLine(day, "a", 7, None)
