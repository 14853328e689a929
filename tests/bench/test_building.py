"""The bench of the search does what it says, on very little: both indexes hold the same articles."""

import sqlite3
from pathlib import Path

import pytest

from bench import asking, building, fulltext
from bench.corpus import FIRST_AT
from bench.questions import Kind, Question
from search.engine import open_engine
from search.model import Ask
from search.query import parse

COUNT = 1300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("search")


@pytest.fixture(scope="module")
def built(folder: Path) -> building.Built:
    return building.build(folder / "index", COUNT, lambda _: None)


@pytest.fixture(scope="module")
def peer(folder: Path) -> sqlite3.Connection:
    base = sqlite3.connect(folder / "peer.sqlite3", isolation_level=None)
    fulltext.build(base, COUNT, lambda _: None)
    return base


def test_all_articles_are_in_the_index(built: building.Built, folder: Path) -> None:
    engine = open_engine(f"tantivy://{folder}/index", write=False)
    assert (engine.count(), built.articles) == (COUNT, COUNT)


def test_the_parts_of_building_make_up_the_whole() -> None:
    assert building.rates(600, 6.0, 2.0) == (100, 300, 150)


def test_building_is_measured(built: building.Built) -> None:
    assert min(built.whole_rate, built.analysis_rate, built.engine_rate) > 0


def test_an_index_takes_room_and_its_text_is_measured(built: building.Built, folder: Path) -> None:
    assert built.disk_bytes == pytest.approx(building.disk(folder / "index") / COUNT)
    assert 2400 < built.text_bytes < 2900


@pytest.mark.usefixtures("built")
def test_every_kind_of_question_is_timed(folder: Path) -> None:
    asked = asking.ask(folder / "index", 2)
    assert list(asked.took) == list(Kind)
    assert all(told["count"] == 2 and 0 < told["p50"] <= told["p95"] for told in asked.took.values())


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("tàu", '"tàu"'),
        ("lam giang", '"lam" "giang"'),
        ('"lam giang"', '"lam giang"'),
        ("(lam OR giang) -thành", '("lam" OR "giang") NOT "thanh"'),
    ],
)
def test_the_peer_finds_about_what_the_index_finds(
    query: str, match: str, folder: Path, peer: sqlite3.Connection
) -> None:
    engine = open_engine(f"tantivy://{folder}/index", write=False)
    ours = engine.search(parse(query), Ask()).count
    (theirs,) = peer.execute("SELECT count(*) FROM found WHERE found MATCH ?", (match,)).fetchone()
    # It folds all accents, and knows no pairs of letters.
    assert 0 < ours <= theirs or query.startswith("(")


def test_the_peer_counts_what_it_finds_and_leaves_nothing(peer: sqlite3.Connection) -> None:
    days = (FIRST_AT.date(), FIRST_AT.date())
    counts = fulltext.counted(peer, Question(Kind.BOOLEAN, "", '"lam"', days))
    assert isinstance(counts, list)
    assert [len(counts), counts[0][0][0]] == [7, len(counts[1])]
    assert peer.execute("SELECT name FROM sqlite_temp_master").fetchall() == []


def test_the_peer_counts_everything_without_days(peer: sqlite3.Connection) -> None:
    counts = fulltext.counted(peer, Question(Kind.FACETS))
    assert isinstance(counts, list)
    assert (len(counts), counts[0]) == (6, [(COUNT,)])


def test_a_peer_whose_time_is_over_answers_no_more(peer: sqlite3.Connection) -> None:
    asked = [Question(Kind.TERM_SCORE, "tàu", '"tau"')] * 3
    assert len(fulltext.times(peer, asked, 60.0)) == 3
    peer.execute("CREATE TEMP TABLE hit(id INT)")
    many = [Question(Kind.FACETS)] * 10_000
    assert len(fulltext.times(peer, many, 0.05)) < len(many)
    assert peer.execute("SELECT name FROM sqlite_temp_master").fetchall() == []


def test_the_peer_tells_what_it_took(tmp_path: Path) -> None:
    told = fulltext.compare(tmp_path, 500, 2, 30.0, lambda _: None)
    assert (list(told.took), told.capped) == (list(Kind), {})
    assert min(told.engine_rate, told.disk_bytes) > 0


def test_a_peer_without_time_is_told_to_have_answered_nothing(tmp_path: Path) -> None:
    told = fulltext.compare(tmp_path, 1200, 2, 0.0, lambda _: None)
    assert set(told.took) | set(told.capped) == set(Kind)
    assert told.capped[Kind.FACETS] == 2
