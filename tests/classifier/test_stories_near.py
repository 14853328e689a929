"""The articles of one language: found by what they share, added and taken out without a trace."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.stories import LIFE
from classifier.stories_near import HEAVY, Shelf, heaviest
from tests.classifier.events_told import BRIDGE, FIRE, NOW, SCHOOL, article

TOLD = (*FIRE, *BRIDGE, *SCHOOL)
ITEMS = [article(number, told, hours=number) for number, told in enumerate(TOLD)]


def shelf(places: dict[int, int]) -> Shelf:
    made = Shelf()
    for number, story in places.items():
        made.add(ITEMS[number], story)
    return made


def test_the_heaviest_terms_are_so_many() -> None:
    found = heaviest(ITEMS[0])
    others = set(ITEMS[0].terms.tolist()) - set(found)
    assert (len(found), min(_weights(set(found))) >= max(_weights(others))) == (HEAVY, True)


def _weights(terms: set[int]) -> list[float]:
    pairs = zip(ITEMS[0].terms.tolist(), ITEMS[0].vector.tolist(), strict=True)
    return [weight for term, weight in pairs if term in terms]


def test_all_terms_of_a_short_text_are_its_heaviest() -> None:
    short = article(1, ("Ghềnh", ""))
    assert sorted(heaviest(short)) == short.terms.tolist()


def test_the_articles_of_its_event_are_nearest_and_it_is_not_its_own_neighbour() -> None:
    made = shelf(dict.fromkeys(range(6), 1))
    assert sorted(made.near(ITEMS[0], LIFE)[:2]) == [1, 2]
    assert 0 not in made.near(ITEMS[0], LIFE)


def test_an_article_out_of_reach_is_not_near() -> None:
    made = shelf({1: 1, 2: 2})
    assert made.near(ITEMS[0], timedelta(hours=1)) == [1]


def test_likeness_is_one_with_itself_and_leaves_no_trace() -> None:
    made = shelf({0: 1, 3: 2})
    (own, other), again = made.likeness(ITEMS[0], [0, 3]), made.likeness(ITEMS[3], [3])
    assert [own[1], again[0][1]] == pytest.approx([1, 1], abs=1e-5)
    assert 0 <= other[1] < 0.15


def test_the_whole_of_one_article_is_its_likeness() -> None:
    made = shelf({1: 5})
    assert made.whole(ITEMS[0], 5) == pytest.approx(made.likeness(ITEMS[0], [1])[0][1])


def test_an_article_is_not_compared_with_itself_in_its_story() -> None:
    assert shelf({0: 5, 1: 5, 2: 5}).whole(ITEMS[0], 5) == pytest.approx(
        shelf({1: 5, 2: 5}).whole(ITEMS[0], 5)
    )


def test_a_story_has_a_size_and_a_span() -> None:
    made = shelf({0: 5, 2: 5, 3: 6})
    assert (made.size(5), made.stories, made.story_of(3)) == (2, 2, 6)
    assert made.span(5) == (NOW, NOW + timedelta(hours=2))


def test_items_from_before_a_time() -> None:
    assert shelf({0: 5, 1: 5, 2: 6}).older_than(NOW + timedelta(hours=1)) == [0]


@given(st.lists(st.integers(0, 5), unique=True, min_size=2), st.data())
def test_what_was_taken_out_was_never_there(numbers: list[int], data: st.DataObject) -> None:
    gone = set(data.draw(st.lists(st.sampled_from(numbers), unique=True, max_size=len(numbers) - 1)))
    places = {number: number % 2 for number in numbers}
    made = shelf(places)
    for number in gone:
        made.drop(number)
    fresh = shelf({number: story for number, story in places.items() if number not in gone})
    asked = article(99, FIRE[1])
    assert (made.stories, made.near(asked, LIFE)) == (fresh.stories, fresh.near(asked, LIFE))
    for story in set(places.values()) - {number % 2 for number in gone}:
        assert made.whole(asked, story) == pytest.approx(fresh.whole(asked, story))


def test_an_emptied_shelf_holds_nothing() -> None:
    made = shelf({0: 1})
    made.drop(0)
    assert (made.stories, made.items, made.near(ITEMS[1], LIFE)) == (0, {}, [])
