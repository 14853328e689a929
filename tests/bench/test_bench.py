import io
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

from bench import material
from bench.__main__ import FIGURES, line, written
from bench.measures import ROUNDS, Measure, index_fts5, rate, seconds

ROOT = Path(__file__).resolve().parent.parent.parent
LISTS = ["made lists, first time", "made lists, a tenth new"]
REAL = ["real lists, first time", "real lists, a tenth new"]
NAMES = [
    "pages extracted",
    "texts read",
    "texts fingerprinted",
    "text analysed",
    "articles indexed",
    "job steps",
    "fingerprints kept",
    "copies among 1,000",
    "fingerprints' store",
    *LISTS,
    "pages collected",
    "1,000 watches",
    "1,000 watches, few",
    "1,000 watches, analysis",
]
BESIDE = Measure("feeds parsed", "feeds/s", 300.0, "feedparser", 100.0)
ALONE = Measure("job steps", "steps/s", 500.0)


def kept() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in FIGURES.parent.iterdir()}


@pytest.mark.slow
def test_a_quick_bench_measures_everything_and_keeps_nothing() -> None:
    before = kept()
    command = [sys.executable, "-m", "bench", "--quick"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    lines, _, page = told.stdout.partition("# ")
    named = [row[:26].strip() for row in lines.splitlines()]
    assert [name for name in named if name not in REAL] == NAMES
    assert page.startswith("The search by size\n")
    assert kept() == before


def test_a_ratio_needs_a_peer() -> None:
    assert (BESIDE.ratio, ALONE.ratio) == (3.0, None)


def test_a_line_names_the_peer_and_its_figure() -> None:
    assert line(BESIDE).split() == ["feeds", "parsed", "300", "feeds/s", "3.0", "×", "feedparser", "(100)"]
    assert line(ALONE).split() == ["job", "steps", "500", "steps/s"]


def test_figures_are_kept_with_their_ratio() -> None:
    told = written([BESIDE, ALONE])["figures"]
    assert isinstance(told, list)
    assert [row["ratio"] for row in told] == [3.0, None]


def test_the_best_of_some_rounds_counts() -> None:
    ticks = iter([0.0, 4.0, 10.0, 12.0, 20.0, 25.0])
    worked: list[int] = []
    assert rate(10, lambda: worked.append(1), clock=lambda: next(ticks)) == 5.0
    assert len(worked) == ROUNDS


def test_no_time_is_never_none() -> None:
    assert seconds(lambda: None, lambda: 0.0) > 0


def test_the_lists_are_what_the_peer_can_read() -> None:
    lists = material.lists()
    assert len(lists) >= 20
    assert all(feedparser.parse(io.BytesIO(one)).entries for one in lists)


def test_pages_come_with_their_addresses() -> None:
    pages = material.pages(3)
    assert all(b"<html" in page.html[:400] for page in pages)
    assert all(page.url.startswith("http://") and ".localhost:8001/" in page.url for page in pages)


def test_documents_are_numbered_and_dated() -> None:
    documents = material.documents(material.rows(3))
    assert [one.id for one in documents] == [1, 2, 3]
    assert all(one.published_at is not None and one.published_at.tzinfo for one in documents)


def test_the_peer_of_the_index_takes_the_same_documents() -> None:
    index_fts5(material.documents(material.rows(3)))
