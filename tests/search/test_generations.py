"""Generations of an index: pure decisions first, then the same life of both engines."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.tokens import ANALYSIS_VERSION
from search.elastic_index import mapping
from search.engine import Engine, Generations, open_engine, open_generations, progress
from search.errors import IndexMismatch, SearchUnavailable
from search.generations import NAMELESS, OURS, Generation, Progress, Standing, read, refusal
from search.rows import SCHEMA_VERSION
from search.tantivy_folder import META, make
from tests.search.engines import engine, ids, put
from tests.search.newsstand import article

OLD = Generation(3, SCHEMA_VERSION, ANALYSIS_VERSION - 1)
NEW = Generation(9, SCHEMA_VERSION, ANALYSIS_VERSION + 1)


def standing(*all_: Generation, live: Generation | None = None, broken: Generation | None = None) -> Standing:
    return Standing(frozenset(all_), frozenset([live] if live else []), frozenset([broken] if broken else []))


@given(st.integers(0, 10**9 - 1), st.integers(0, 999), st.integers(0, 999))
def test_a_name_tells_all_of_its_generation(number: int, schema: int, analysis: int) -> None:
    generation = Generation(number, schema, analysis)
    assert read(str(generation)) == generation


@pytest.mark.parametrize("name", ["", "live", "v1a1", "v1a1g", "v1a1g1.new", "xv1a1g1", "v1a1g1-2026"])
def test_another_name_is_no_generation(name: str) -> None:
    assert read(name) is None


def test_ours_is_what_this_code_reads() -> None:
    assert (Generation(1).is_ours, OLD.is_ours, NEW.is_ours) == (True, False, False)
    assert (Generation(1).is_newer, OLD.is_newer, NEW.is_newer, NAMELESS.is_newer) == (
        False,
        False,
        True,
        False,
    )
    assert (SCHEMA_VERSION, ANALYSIS_VERSION) == OURS


def test_what_the_engines_keep_changes_only_together_with_the_schemas_number(tmp_path: Path) -> None:
    texts = ("title_s", "title_f", "body_s", "body_f")
    kept = {
        "id": {"type": "long"},
        "ord": {"type": "long"},
        "date": {"type": "date"},
        "tags": {"type": "keyword"},
        **{name: {"type": "text", "analyzer": "whitespace"} for name in texts},
    }
    make(tmp_path / "index", Generation(1))
    told = json.loads((tmp_path / "index" / META).read_text("utf-8"))["schema"]
    assert (SCHEMA_VERSION, mapping(Generation(1))["properties"]) == (3, kept)
    assert {field["name"] for field in told} == {*kept, "revision"}


one, two, three = Generation(1), Generation(2), Generation(3)


@pytest.mark.parametrize(
    ("lies", "live", "building", "stale"),
    [
        (standing(), None, None, set()),
        (standing(one, live=one), one, None, set()),
        (standing(one), None, one, set()),
        (standing(one, two, live=one), one, two, set()),
        (standing(one, two, live=two), two, None, {one}),
        (standing(one, two, three, live=one), one, three, {two}),
        (standing(OLD, live=OLD), None, None, set()),
        (standing(NAMELESS, live=NAMELESS), None, None, set()),
        (standing(OLD, Generation(4), live=OLD), None, Generation(4), set()),
        (standing(OLD, Generation(4), live=Generation(4)), Generation(4), None, {OLD}),
        (standing(one, broken=one), None, None, {one}),
        (standing(one, two, live=one, broken=two), one, None, {two}),
        (standing(one, NEW, live=one), one, None, set()),
        (standing(NEW, live=NEW), None, None, set()),
        (standing(NEW, Generation(10), live=NEW), None, Generation(10), set()),
        (standing(NEW, Generation(10), live=Generation(10)), Generation(10), None, {NEW}),
    ],
)
def test_what_lies_there_says_what_to_do(
    lies: Standing, live: Generation | None, building: Generation | None, stale: set[Generation]
) -> None:
    assert (lies.live, lies.building, set(lies.stale)) == (live, building, stale)
    assert lies.is_behind == (live is None or building is not None)


@pytest.mark.parametrize(
    ("lies", "is_superseded"),
    [
        (standing(), False),
        (standing(one, OLD, live=one), False),
        (standing(one, NEW, live=one), True),
        (standing(NEW, live=NEW), True),
        (standing(NEW, Generation(10), live=NEW), False),
    ],
)
def test_an_index_is_left_to_a_newer_version(lies: Standing, is_superseded: bool) -> None:
    assert lies.is_superseded == is_superseded


def test_the_next_number_was_never_used() -> None:
    assert [s.next() for s in (standing(), standing(one, three, live=one), standing(NAMELESS))] == [
        Generation(1),
        Generation(4),
        Generation(1),
    ]


@pytest.mark.parametrize(
    ("done", "total", "percent"), [(0, 0, 0), (0, 9, 0), (34, 100, 34), (9, 9, 99), (12, 9, 99)]
)
def test_all_percents_are_there_only_when_it_answers(done: int, total: int, percent: int) -> None:
    assert Progress(0, done, total).percent == percent


@pytest.mark.parametrize(
    ("lies", "reached", "kind", "words"),
    [
        (standing(), None, SearchUnavailable, "There is no index at x yet"),
        (standing(OLD, live=OLD), None, IndexMismatch, "rebuild it from the archive"),
        (standing(OLD, live=OLD), Progress(0, 34, 100), IndexMismatch, "Đang dựng lại chỉ mục: 34 %"),
        (standing(NEW, live=NEW), None, IndexMismatch, "a newer version of diembao"),
    ],
)
def test_why_it_does_not_answer_is_said(
    lies: Standing, reached: Progress | None, kind: type[Exception], words: str
) -> None:
    told = refusal("x", lies, reached)
    assert (type(told), words in str(told)) == (kind, True)


@pytest.fixture
def lying(url: str) -> Iterator[Generations]:
    """A live generation with one article, closed."""
    with engine(url) as opened:
        put(opened, [article(1, "lũ cũ")])
    with closing(open_generations(url)) as found:
        yield found


def build(lying: Generations, *numbers: int) -> Engine:
    """Begin the next generation and put articles in."""
    lying.begin()
    building = lying.building()
    assert building is not None
    put(building, [article(number, "lũ mới") for number in numbers])
    return building


def test_while_the_next_one_is_built_the_old_one_answers(url: str, lying: Generations) -> None:
    building = build(lying, 1, 2)
    assert (sorted(ids(building)), building.count()) == ([1, 2], 2)
    with engine(url, write=False) as reader:
        assert (ids(reader, "cũ"), ids(reader, "mới")) == ([1], [])
    building.close()


def test_swapped_it_answers_and_readers_follow(url: str, lying: Generations) -> None:
    with engine(url, write=False) as reader:
        assert ids(reader) == [1]
        build(lying, 2, 3).close()
        lying.swap()
        assert sorted(ids(reader)) == [2, 3]
        lying.clean()
        assert (sorted(ids(reader, "mới")), ids(reader, "cũ")) == ([2, 3], [])


def test_both_are_written_side_by_side(lying: Generations) -> None:
    live, building = lying.live(), build(lying, 1)
    for opened in (live, building):
        put(opened, [article(5, "nắng")])
    assert (ids(live, "nắng"), ids(building, "nắng"), live.count(), building.count()) == ([5], [5], 2, 2)
    live.close()
    building.close()


def test_a_build_goes_on_where_it_was_left(url: str, lying: Generations) -> None:
    build(lying, 2).close()
    lying.note(Progress(2, 1, 4))
    lying.close()
    with closing(open_generations(url)) as again:
        building = again.building()
        assert building is not None
        assert (again.progress(), ids(building)) == (Progress(2, 1, 4), [2])
        building.close()


def test_progress_is_told_without_changing_anything(url: str, lying: Generations) -> None:
    assert progress(url) is None
    build(lying, 2).close()
    assert progress(url) == Progress()
    lying.note(Progress(7, 1, 3))
    assert progress(url) == Progress(7, 1, 3)


def test_cleaning_keeps_what_answers_and_what_is_being_built(lying: Generations) -> None:
    for _ in range(2):
        build(lying, 2).close()
        lying.swap()
    build(lying, 3).close()
    before = lying.look()
    lying.clean()
    after = lying.look()
    assert {one.number for one in before.all} == {1, 2, 3, 4}
    assert ({one.number for one in after.all}, after.live, after.building) == (
        {3, 4},
        Generation(3),
        Generation(4),
    )


def test_nothing_is_swapped_noted_or_built_where_nothing_was_begun(lying: Generations) -> None:
    lying.swap()
    lying.note(Progress(1, 1, 1))
    lying.clean()
    assert (lying.look().live, lying.building(), lying.progress()) == (Generation(1), None, None)


def test_a_first_generation_that_is_being_built_says_how_far_it_is(url: str) -> None:
    with closing(open_generations(url)) as lying:
        lying.begin()
        lying.note(Progress(1, 34, 100))
        with pytest.raises(IndexMismatch, match="The index is being rebuilt: 34 %"):
            open_engine(url, write=False)
        with pytest.raises(IndexMismatch):
            lying.live()


def test_a_generation_holds_what_comes_late_from_any_year(lying: Generations) -> None:
    building = build(lying)
    years = {1: 1850, 2: 1999, 3: 2000, 4: 2024, 5: 2049, 6: 2050, 7: 2190}
    put(
        building,
        [article(i, "lũ", published_at=datetime(year, 6, 1, tzinfo=UTC)) for i, year in years.items()],
    )
    assert ids(building) == [7, 6, 5, 4, 3, 2, 1]
    building.close()


def test_an_article_whose_date_moves_leaves_its_old_year(lying: Generations) -> None:
    building = build(lying)
    for revision, year in enumerate((2024, 2026, 2025, 1990), start=1):
        at = datetime(year, 6, 1, tzinfo=UTC)
        put(building, [article(1, f"lũ năm {year}", published_at=at, revision=revision)])
        assert (ids(building, str(year)), ids(building), building.count()) == ([1], [1], 1)
    building.close()


def test_a_date_that_moves_twice_before_a_commit_leaves_one_article(lying: Generations) -> None:
    building = build(lying)
    days = [datetime(year, 6, 1, tzinfo=UTC) for year in (2024, 2025, 2026)]
    building.index([article(1, "lũ", published_at=at, revision=n) for n, at in enumerate(days, start=1)])
    building.index([article(1, "hạn", published_at=days[0], revision=2)])
    building.commit()
    assert (building.ids(0, 9), ids(building, "lũ")) == ([(1, 3)], [1])
    building.close()


def test_an_older_revision_of_another_year_is_left_out(lying: Generations) -> None:
    building = build(lying)
    days = [datetime(year, 6, 1, tzinfo=UTC) for year in (2024, 2025)]
    put(building, [article(1, "mới", published_at=days[1], revision=5)])
    put(building, [article(1, "cũ", published_at=days[0], revision=4)])
    assert (building.ids(0, 9), ids(building, "mới")) == ([(1, 5)], [1])
    building.close()


def test_a_deleted_article_leaves_every_year(lying: Generations) -> None:
    building = build(lying)
    put(building, [article(1, "lũ", published_at=datetime(2024, 6, 1, tzinfo=UTC))])
    building.index([article(1, "lũ", published_at=datetime(2025, 6, 1, tzinfo=UTC), revision=2)])
    building.delete([1])
    building.commit()
    assert building.count() == 0
    building.close()
