"""The map: kinds of press side by side, time downward, no way across a node."""

import itertools
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory import MORNING
from web.pickup_map import GAP, HEIGHT, LANES, NODE, Stop, drawn, lane_of

KINDS = ("agency", "official", "national", "law", "provincial", "aggregator", "foreign", "import")
NUMBER = re.compile(r"([MHVQ])([\d. ]+)")


def stop(
    id: int, kind: str = "national", *, minutes: int | None = 0, origin: int | None = None, **told: bool
) -> Stop:
    at = None if minutes is None else MORNING + timedelta(minutes=minutes)
    return Stop(
        id,
        f"Báo {id}",
        kind,
        told.get("is_abroad", False),
        at,
        "+1 giờ",
        "",
        origin,
        told.get("is_said", True),
    )


@pytest.mark.parametrize(
    ("kind", "is_abroad", "lane"),
    [
        ("agency", False, "agency"),
        ("official", False, "agency"),
        ("agency", True, "agency"),
        ("law", False, "national"),
        ("import", False, "national"),
        ("provincial", False, "provincial"),
        ("aggregator", False, "aggregator"),
        ("aggregator", True, "foreign"),
        ("foreign", True, "foreign"),
    ],
)
def test_each_kind_has_its_lane(kind: str, is_abroad: bool, lane: str) -> None:
    assert lane_of(stop(1, kind, is_abroad=is_abroad)) == lane


def test_lanes_without_a_stop_are_left_out_and_the_others_keep_their_order() -> None:
    found = drawn([stop(1, "foreign"), stop(2, "agency", minutes=5)])
    assert [lane.code for lane in found.lanes] == ["agency", "foreign"]
    assert LANES.index("agency") < LANES.index("foreign")


def test_the_later_stands_below_and_a_long_wait_leaves_a_wider_gap() -> None:
    found = drawn([stop(3, minutes=2000), stop(1), stop(2, minutes=20)])
    tops = [float(node.y) for node in found.nodes]
    assert [node.stop.id for node in found.nodes] == [1, 2, 3]
    assert HEIGHT + GAP < tops[1] - tops[0] < tops[2] - tops[1]


def test_a_source_without_a_time_stands_above_all() -> None:
    found = drawn([stop(1), stop(-1, minutes=None), stop(2, minutes=9), stop(-2, minutes=None)])
    assert [node.stop.id for node in found.nodes] == [-2, -1, 1, 2]


def test_a_way_is_solid_only_where_the_taker_says_so() -> None:
    found = drawn([stop(1), stop(2, minutes=9, origin=1), stop(3, minutes=30, origin=1, is_said=False)])
    assert [way.is_said for way in found.ways] == [True, False]


def test_an_origin_that_is_not_drawn_has_no_way() -> None:
    assert drawn([stop(2, origin=7)]).ways == ()


def test_nothing_is_drawn_of_nothing() -> None:
    found = drawn([])
    assert (found.lanes, found.nodes, found.ways) == ((), (), ())


stops = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 5000), st.integers(0, 11)), min_size=1, max_size=12
)


@given(stops)
def test_no_two_rows_touch_and_no_way_leaves_the_picture(told: list[tuple[str, int, int]]) -> None:
    found = drawn(
        [
            stop(n, kind, minutes=minutes, origin=origin if origin < len(told) and origin != n else None)
            for n, (kind, minutes, origin) in enumerate(told)
        ]
    )
    tops = sorted(float(node.y) for node in found.nodes)
    assert all(below - above >= HEIGHT + GAP for above, below in itertools.pairwise(tops))
    assert tops[-1] + HEIGHT <= found.height
    for way in found.ways:
        for letter, told_numbers in NUMBER.findall(way.path):
            across = [float(one) for one in told_numbers.split()][:: 2 if letter in "MQ" else 1]
            assert letter == "V" or all(0 <= one <= found.width for one in across)


@given(stops)
def test_a_trunk_runs_beside_the_nodes(told: list[tuple[str, int, int]]) -> None:
    found = drawn(
        [stop(n, kind, minutes=minutes, origin=0 if n else None) for n, (kind, minutes, _) in enumerate(told)]
    )
    lefts = [float(lane.x) for lane in found.lanes]
    for way in found.ways:
        trunk = float(way.path.split("Q")[1].split()[0])
        assert all(not left < trunk < left + NODE for left in lefts)
