"""The gate of stories on toy rows: what it counts, and that the ways differ as they should."""

import json
from pathlib import Path

import pytest

from tests.classifier.events_told import BRIDGE, FIRE, GOLD, SCHOOL
from tests.gates import stories
from tests.gates.measures import Place
from tests.gates.stories import Put, Score, figures, gated, ordered, ours, table, tell, together

TOLD = [
    {"id": name, "title": told[0], "body": told[1]}
    for name, told in (("1", FIRE[0]), ("2", BRIDGE[0]), ("3", FIRE[1]), ("4", GOLD[0]), ("5", GOLD[1]))
]
LABELS = [["1", "3", "1"], ["4", "5", "0"]]
SCORE = Score(0.8, 1.0, 0.99, 0.9, 0.95, 0.96, 120, 500.0)


def test_our_way_joins_the_event_and_parts_the_issues() -> None:
    put = ours(tell(TOLD))
    assert put.story == {"1": 0, "2": 1, "3": 0, "4": 3, "5": 4}
    assert (together(put, LABELS, "1"), together(put, LABELS, "0")) == ((1.0, 1.0), (0.0, 0.0))


@pytest.mark.parametrize(("is_ruled", "apart"), [(False, 1.0), (True, 0.0)])
def test_gates_alone_join_issues_and_rules_part_them(is_ruled: bool, apart: float) -> None:
    put = gated(0.25, 0.22, is_ruled=is_ruled)(tell(TOLD))
    assert together(put, LABELS, "0")[0] == apart


def test_a_gate_that_nothing_passes_leaves_every_article_alone() -> None:
    assert gated(1.1, 0)(tell(TOLD)).largest() == 1


def test_tied_stories_count_as_suggested_and_are_closed_over() -> None:
    put = Put({"a": 1, "b": 2, "c": 3, "d": 4}, {frozenset((1, 2)), frozenset((2, 3))})
    assert together(put, [["a", "b", "1"], ["a", "c", "1"]], "1") == (0.0, 0.5)
    assert put.closed() == {"a": 1, "b": 1, "c": 1, "d": 4}


def test_three_orders_hold_the_same_articles() -> None:
    told = tell([{**row, "id": id} for row, id in zip(TOLD, ("9", "o3", "c7", "o1", "8"), strict=True)])
    names = {order: [one.name for one in found] for order, found in ordered(told[:1], told[1:]).items()}
    assert names["as numbered"] == ["o1", "o3", "c7", "8", "9"]
    assert (names["pairs first"][0], names["pairs last"][-1]) == ("9", "9")


def test_times_of_a_stream_are_hours() -> None:
    first, late = tell([{**TOLD[0], "t": 0}, {**TOLD[0], "t": 36.5}])
    assert (late.item.at - first.item.at).total_seconds() == 36.5 * 3600


def test_the_table_has_a_line_for_each_way() -> None:
    lines = [line for line in table({"ours": SCORE, "other": SCORE}).splitlines() if line.startswith("| o")]
    assert lines[0] == "| ours | 0.800 | 1.000 | 0.950 | 0.9900 | 0.9000 | 0.9600 | 120 | 500 |"
    assert len(lines) == 2


def test_the_figures_are_the_better_the_higher() -> None:
    assert figures(SCORE)["stories none too large"] == 0.5
    assert min(figures(SCORE).values()) == 0.5


def test_rows_are_read_packed_or_not(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(TOLD[0]), "utf-8")
    assert list(stories.rows(path)) == [TOLD[0]]


@pytest.mark.shared
def test_the_scorer_knows_the_stream_s_events(shared: Path, tmp_path: Path) -> None:
    stream = tell(stories.rows(shared / "data" / "stories" / "event-stream-vi" / "stream.jsonl.gz"))
    alone = {one.name: one.item.id for one in stream}
    precision, f1 = stories.b_cubed(Place(shared / "data", tmp_path), alone)
    assert (precision, 0.7 < f1 < 0.8) == (1.0, True)


def test_an_unrelated_article_stays_alone() -> None:
    put = ours(tell([*TOLD, {"id": "6", "title": SCHOOL[0][0], "body": SCHOOL[0][1]}]))
    assert put.story["6"] == 5
