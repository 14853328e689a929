"""Which article is asked for next: by chance at first, then where the machine hesitates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import sampling
from classifier.sampling import BY_CHANCE, Turn, margin, pick, turn

IDS = st.lists(st.integers(1, 10_000), unique=True, max_size=30)
OFFICER = st.integers(1, 50)


def test_at_first_two_of_three_are_by_chance_and_one_is_what_a_reading_abstained_on() -> None:
    assert [turn(n, n) for n in range(6)] == [*(Turn.RANDOM, Turn.RANDOM, Turn.UNSURE)] * 2


def test_later_every_fifth_is_still_by_chance() -> None:
    turns = [turn(BY_CHANCE, n) for n in range(10)]
    assert [n for n, one in enumerate(turns) if one is Turn.RANDOM] == [0, 5]
    assert {one for one in turns if one is not Turn.RANDOM} == {Turn.UNSURE, Turn.MARGIN}


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_in_any_five_labels_at_least_one_is_by_chance(by_chance: int, total: int) -> None:
    assert Turn.RANDOM in {turn(by_chance, total + n) for n in range(5)}


@pytest.mark.parametrize(
    ("topics", "distance"),
    [
        ([("a", 0.5), ("b", 0.4)], 0.1),
        ([("b", 0.4), ("a", 0.5), ("c", 0.1)], 0.1),
        ([("a", 0.95)], 0.9),
        ([("a", 0.6)], 0.48),
        ([("a", 1.0)], 1.0),
        ([], 0.0),
    ],
)
def test_a_margin_is_how_far_the_best_topic_is_before_the_next(
    topics: list[tuple[str, float]], distance: float
) -> None:
    assert margin(topics) == pytest.approx(distance)


@given(st.lists(st.tuples(st.text(max_size=3), st.floats(0, 1)), max_size=4))
def test_a_margin_is_a_share(topics: list[tuple[str, float]]) -> None:
    assert 0 <= margin(topics) <= 1


@given(IDS, OFFICER)
def test_who_skips_on_sees_every_article_once_before_any_again(ids: list[int], officer: int) -> None:
    seen: list[int] = []
    after = None
    for _ in ids:
        after = pick(ids, officer, after)
        assert after is not None
        seen.append(after)
    assert sorted(seen) == sorted(ids)


@given(IDS, OFFICER, st.integers(1, 10_000))
def test_one_that_was_skipped_never_follows_itself(ids: list[int], officer: int, after: int) -> None:
    assert pick(ids, officer, after) != after


def test_of_none_there_is_none() -> None:
    assert (pick([], 1), pick([5], 1), pick([5], 1, 5)) == (None, 5, None)


def test_officers_have_orders_of_their_own() -> None:
    firsts = {pick(range(1, 1001), officer) for officer in range(20)}
    assert len(firsts) > 15


def test_about_one_article_in_three_is_asked_for_by_chance_only() -> None:
    reserved = sum(sampling.is_reserved(id) for id in range(3000))
    assert 900 < reserved < 1100
