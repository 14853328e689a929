from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.apart import MOST_WAYS, together, ways, widest


def stand(places: list[list[int]], slop: int) -> bool:
    """The law itself, tried with every choice of places."""
    for chosen in product(*places):
        shifts = [place - at for at, place in enumerate(chosen)]
        if len(set(chosen)) == len(chosen) and max(shifts) - min(shifts) <= slop:
            return True
    return False


@pytest.mark.parametrize(
    ("words", "slop", "found"),
    [
        (2, 0, [(0, 1)]),
        (2, 1, [(0, 1), (0, 2)]),
        (2, 2, [(0, 1), (0, 2), (0, 3), (2, 1)]),
        (3, 0, [(0, 1, 2)]),
        (3, 1, [(0, 1, 2), (0, 1, 3), (0, 2, 3)]),
    ],
)
def test_ways_of_standing(words: int, slop: int, found: list[tuple[int, ...]]) -> None:
    assert set(ways(words, slop)) == set(found)


@pytest.mark.parametrize(
    ("words", "most"), [(2, 50), (3, 10), (4, 5), (5, 3), (6, 2), (8, 2), (9, 1), (20, 1), (21, 0)]
)
def test_the_more_words_the_less_they_may_stand_apart(words: int, most: int) -> None:
    assert widest(words, 50) == most


def test_too_many_ways_are_one_more_than_may_be() -> None:
    assert len(ways(6, 10)) == MOST_WAYS + 1


def test_words_stand_where_their_stretch_says() -> None:
    assert list(together([[0, 7], [2, 9]], 1)) == [[[0], [2]], [[7], [9]]]


def test_one_place_is_not_for_two_words() -> None:
    assert list(together([[3], [3]], 5)) == []
    assert list(together([[3, 4], [3, 4]], 0)) == [[[3], [4]]]


TEXTS = st.lists(st.sampled_from("abcd"), max_size=9)
PHRASES = st.lists(st.sampled_from(["a", "b", "c", "ab"]), min_size=2, max_size=4)


@given(TEXTS, PHRASES, st.integers(0, 4))
def test_words_stand_together_exactly_as_the_law_says(text: list[str], asked: list[str], slop: int) -> None:
    places = [[place for place, key in enumerate(text) if key in word] for word in asked]
    assert bool(list(together(places, slop))) is stand(places, slop)


@given(TEXTS, PHRASES, st.integers(0, 3))
def test_the_ways_are_all_there_are(text: list[str], asked: list[str], slop: int) -> None:
    places = [[place for place, key in enumerate(text) if key in word] for word in asked]
    starts = range(-len(asked), len(text))
    found = (
        all(start + at in where for at, where in zip(row, places, strict=True))
        for row in ways(len(asked), slop)
        for start in starts
    )
    assert any(found) is stand(places, slop)
