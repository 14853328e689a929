"""What comes of a query at a desk, on items made up here."""

from collections.abc import Iterator
from typing import Any

import pytest

from search.errors import QueryError
from tests.gates.hostile_query import Desk, opened, refusal
from tests.gates.hostile_verdicts import faults
from tests.gates.watched import Meeting

QUERY = {"id": "a", "name": "a", "layer": "query"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened(tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.mark.parametrize(
    "value",
    [
        {"pattern": "(b+)+$", "text": "b" * 60},
        {"from": 10_000_000, "size": 10_000},
        "*lũ*",
        "' OR 1=1; --",
        '"lũ AND (NOT ',
        " OR ".join(f"từ{n}" for n in range(9_000)),
        ["thuý", "thúy", "thu\u0301y"],
    ],
)
def test_a_hostile_query_ends_safely(desk: Desk, value: object) -> None:
    told = desk.met({**QUERY, "value": value}) | {"acts": []}
    check = {"equal_results": True} if isinstance(value, list) else {}
    assert faults({**QUERY, "check": check}, Meeting(told, 1.0, 0.1)) == []


def test_what_a_query_finds_is_told(desk: Desk) -> None:
    assert desk.asked("thúy") == {"found": [24], "is_same": True}


def test_a_page_behind_the_last_is_empty_by_relevance(desk: Desk) -> None:
    assert desk.paged(10_000_000, 10_000) == [0, 0]


def test_a_refusal_needs_a_place_a_sentence_and_a_way_out() -> None:
    assert refusal(QueryError("sai", "wrong", 0, 1, "thử / try"), "a") == []
    assert refusal(QueryError("sai", "sai", 1, 1), "a") == [
        "lacks a place",
        "lacks a sentence",
        "lacks a way out",
    ]


@pytest.mark.parametrize(
    ("more", "asked", "pages", "expected"),
    [
        ({}, [{"refused": ["lacks a place"]}], [], "lacks a place"),
        (
            {},
            [{"found": [1], "is_same": False}],
            [],
            "the index and the matcher do not find the same",
        ),
        (
            {"check": {"equal_results": True}},
            [{"found": [1], "is_same": True}, {"found": [], "is_same": True}],
            [],
            "one word in several spellings finds several things",
        ),
        (
            {"name": "field-escape"},
            [{"found": [], "is_same": True}],
            [],
            "a field of the index's own can be asked",
        ),
        ({}, [], [10_001], "a page of 10001 hits"),
    ],
)
def test_what_is_not_safe_is_told(
    more: dict[str, Any], asked: list[dict[str, Any]], pages: list[int], expected: str
) -> None:
    told = {"asked": asked, "pages": pages, "acts": []}
    assert faults({**QUERY, **more}, Meeting(told, 1.0, 0.1)) == [expected]
