"""Whom fingerprints lead to, and which tell nothing."""

import pytest

from classifier.copies_finding import (
    COMMON,
    HOUSE,
    MOST,
    crowded,
    is_everywhere,
    led_to,
    of_trade,
    stretched,
    usual,
)

SHORT, LONG = (1, 2, 3), tuple(range(1, 41))
HOLDERS = {1: [7], 2: [7, 8], 3: [8, 7], 4: [9]}


def test_marks_lead_to_those_that_share_most_first() -> None:
    assert led_to(SHORT, HOLDERS, frozenset()) == [7, 8]
    assert led_to((4, *SHORT), HOLDERS, {1, 2}) == [9, 8, 7]


def test_of_a_long_text_one_mark_alone_is_chance() -> None:
    assert led_to(LONG, HOLDERS, frozenset()) == [7, 8]
    assert led_to(LONG, HOLDERS, {2, 3}) == []


def test_no_more_are_looked_at_than_so_many() -> None:
    many = {1: list(range(MOST + 5))}
    assert len(led_to(SHORT, many, frozenset())) == MOST
    assert len(led_to(SHORT, many, frozenset(), None)) == MOST + 5


def test_crowded_is_what_leads_to_very_many() -> None:
    assert set(crowded({1: range(COMMON), 2: range(COMMON + 1)})) == {2}


@pytest.mark.parametrize(
    ("heads", "is_formula"),
    [
        ({id: id for id in range(COMMON + 1)}, True),
        ({id: id // 2 for id in range(COMMON + 1)}, False),
        (dict.fromkeys(range(COMMON + 1), 0), False),
        ({id: id for id in range(COMMON)}, False),
    ],
    ids=["each its own", "in pairs", "copies of one", "one is gone"],
)
def test_a_formula_stands_in_many_reports_and_not_in_many_copies_of_one(
    heads: dict[int, int], *, is_formula: bool
) -> None:
    assert of_trade({5: range(COMMON + 1)}, heads) == ({5} if is_formula else set())


@pytest.mark.parametrize(("count", "house"), [(HOUSE, set()), (HOUSE + 1, {1, 2})])
def test_the_house_is_told_by_many_articles(count: int, house: set[int]) -> None:
    assert usual([(1, 2, 100 + n) for n in range(count)], HOUSE) == house


@pytest.mark.parametrize(
    ("marks", "formulas", "all_of_them"),
    [
        ((1, 4, 5, 8, 9, 12, 13), set(), set()),
        ((1, 4, 5, 8, 9, 12, 13), {4, 8}, {1, 4, 5, 8}),
        ((1, 4, 5, 8, 9, 12, 13), {12}, {12, 13}),
        ((1, 4, 5, 8, 9, 12, 13), {8}, {8}),
        ((1, 4, 5, 8, 9, 12, 13), {4, 8, 12}, {1, 4, 5, 8, 9, 12, 13}),
        ((1, 2, 3), {2}, {2}),
        ((), {4}, {4}),
    ],
)
def test_between_two_formulas_all_is_formula(
    marks: tuple[int, ...], formulas: set[int], all_of_them: set[int]
) -> None:
    assert stretched(marks, formulas) == all_of_them


@pytest.mark.parametrize(
    ("marks", "many", "told"),
    [((4, 8, 9), (), False), ((4, 8, 9), (4,), False), ((4, 8, 9), (4, 8), True), ((1, 2, 3), (1, 2), True)],
)
def test_what_is_crowded_for_the_most_part_may_stand_everywhere_itself(
    marks: tuple[int, ...], many: tuple[int, ...], *, told: bool
) -> None:
    assert is_everywhere(marks, many) is told
