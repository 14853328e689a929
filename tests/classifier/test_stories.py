"""Articles of one event come together as they come in; what only looks alike stays apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.stories import (
    CHAIN,
    JOINS,
    LARGEST,
    LIFE,
    RIVALS,
    SUGGESTED,
    UNSEEN,
    USUAL,
    Clusters,
    Fit,
    Item,
    Placement,
    crowd,
    fading,
    may_join,
    pack,
    unpack,
)
from tests.classifier.events_told import BRIDGE, ENGLISH, FIRE, GOLD, NOW, SCHOOL, Told, article

DAY = timedelta(days=1)
STREAM: tuple[Told, ...] = (FIRE[0], BRIDGE[0], SCHOOL[0], FIRE[1], BRIDGE[1], FIRE[2])


def clustered(items: Sequence[Item]) -> tuple[Clusters, list[int]]:
    clusters, stories = Clusters(), []
    for one in items:
        place = clusters.place(one)
        stories.append(one.id if place.story is None else place.story)
        clusters.add(one, stories[-1])
    return clusters, stories


def holding(*told: tuple[Told, int]) -> Clusters:
    clusters = Clusters()
    for number, (one, story) in enumerate(told):
        clusters.add(article(number, one), story)
    return clusters


def test_each_event_is_one_story() -> None:
    items = [article(number, told, hours=number) for number, told in enumerate(STREAM)]
    assert clustered(items)[1] == [0, 1, 2, 0, 1, 0]


def test_the_first_article_of_all_begins_a_story() -> None:
    assert Clusters().place(article(1, FIRE[0])) == Placement(None)


def test_an_article_without_words_joins_nothing() -> None:
    assert holding((FIRE[0], 1), (("", ""), 2)).place(article(9, ("", ""))) == Placement(None)


def test_the_score_is_how_like_the_story_is_as_a_whole() -> None:
    place = holding((FIRE[0], 7)).place(article(9, FIRE[0]))
    assert (place.story, place.suggestions) == (7, ())
    assert place.score == pytest.approx(1, abs=1e-4)


def test_a_barred_story_is_neither_joined_nor_suggested() -> None:
    assert holding((FIRE[0], 7)).place(article(9, FIRE[1]), {7}) == Placement(None)


def test_with_the_nearest_story_barred_the_next_is_joined() -> None:
    assert holding((FIRE[0], 7), (FIRE[1], 8)).place(article(9, FIRE[0]), {7}).story == 8


def test_a_story_of_the_same_event_is_suggested_beside_the_one_joined() -> None:
    place = holding((FIRE[0], 7), (FIRE[1], 8)).place(article(9, FIRE[0]))
    assert (place.story, [story for story, _ in place.suggestions]) == (7, [8])


def test_no_more_than_so_many_are_suggested() -> None:
    clusters = holding(*((FIRE[0], story) for story in range(SUGGESTED + 3)))
    assert len(clusters.place(article(99, FIRE[0])).suggestions) == SUGGESTED


@pytest.mark.parametrize("is_dated", [True, False])
def test_another_day_s_issue_of_a_format_is_another_story(is_dated: bool) -> None:
    clusters = Clusters()
    clusters.add(article(1, GOLD[0], hours=-24, is_dated=is_dated), 1)
    assert clusters.place(article(2, GOLD[1], is_dated=is_dated)) == Placement(None)


def test_another_outlet_s_issue_of_the_same_day_is_the_same_story() -> None:
    clusters = Clusters()
    clusters.add(article(1, GOLD[1], outlet="gio"), 1)
    assert clusters.place(article(2, (GOLD[1][0] + " phiên sáng", GOLD[1][1]), outlet="song")).story == 1


def test_the_same_said_of_another_place_is_suggested_at_most() -> None:
    other = (FIRE[0][0].replace("Cửa Trầm", "Hòn Nghê"), FIRE[0][1])
    place = holding((FIRE[0], 7)).place(article(9, other))
    assert (place.story, [story for story, _ in place.suggestions]) == (None, [7])


def test_languages_are_apart() -> None:
    clusters = Clusters()
    clusters.add(article(1, ENGLISH, lang="en"), 1)
    assert clusters.place(article(2, ENGLISH, lang="fr")) == Placement(None)
    assert clusters.place(article(2, ENGLISH, lang="en")).story == 1


@pytest.mark.parametrize(("days", "story"), [(0, 1), (3, 1), (-3, 1), (8, None), (-8, None)])
def test_a_story_lives_a_week_before_and_after(days: int, story: int | None) -> None:
    clusters = Clusters()
    clusters.add(article(1, FIRE[0]), 1)
    assert clusters.place(article(2, FIRE[0], hours=24 * days)).story == story


def test_a_full_story_is_suggested_and_not_joined() -> None:
    clusters = holding(*[(FIRE[0], 1)] * LARGEST)
    place = clusters.place(article(999, FIRE[0]))
    assert (place.story, [story for story, _ in place.suggestions]) == (None, [1])


def test_an_expired_article_is_forgotten() -> None:
    clusters = holding((FIRE[0], 1))
    clusters.expire(NOW + LIFE)
    assert clusters.place(article(9, FIRE[0])).story == 1
    clusters.expire(NOW + LIFE + timedelta(seconds=1))
    assert clusters.place(article(9, FIRE[0])) == Placement(None)


def test_an_added_article_moves_from_where_it_was() -> None:
    clusters = holding((FIRE[0], 1), (BRIDGE[0], 2))
    clusters.add(article(0, FIRE[0]), 2)
    assert clusters.place(article(9, FIRE[1])).story == 2


def test_a_dropped_article_is_gone_and_may_be_dropped_again() -> None:
    clusters = holding((FIRE[0], 1))
    clusters.drop(0)
    clusters.drop(0)
    assert clusters.place(article(9, FIRE[0])) == Placement(None)


def test_an_article_placed_again_does_not_find_itself() -> None:
    clusters = holding((FIRE[0], 1), (BRIDGE[0], 2))
    assert clusters.place(article(0, FIRE[0])) == Placement(None)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(STREAM))))
def test_stories_are_made_of_their_articles_alone(order: list[int]) -> None:
    items = [article(number, told, hours=number) for number, told in enumerate(STREAM)]
    clusters, stories = clustered(items)
    again = Clusters()
    for number in order:
        again.add(unpack(number, items[number].at, pack(items[number])), stories[number])
    asked = article(99, FIRE[1], hours=7)
    told, held = clusters.place(asked), again.place(asked)
    assert (held.story, [story for story, _ in held.suggestions]) == (
        told.story,
        [s for s, _ in told.suggestions],
    )
    assert held.score == pytest.approx(told.score, abs=1e-5)


@pytest.mark.parametrize(
    ("days", "share"),
    [(-7.0, 0.326), (-1.0, 0.852), (0.0, 1.0), (1.0, 1.0), (2.0, 1.0), (3.0, 0.852)],
)
def test_a_story_fades_before_it_begins_and_after_it_ends(days: float, share: float) -> None:
    assert fading(NOW + days * DAY, NOW, NOW + 2 * DAY) == pytest.approx(share, abs=0.001)


def test_of_no_stories_the_usual_crowd_is_thought() -> None:
    assert crowd({}, [], 0) == pytest.approx(USUAL)


def test_of_many_stories_the_crowd_is_what_the_nearest_have_in_common() -> None:
    nearest = dict.fromkeys(range(RIVALS + 5), 0.2)
    assert crowd(nearest, nearest, 1000 * UNSEEN) == pytest.approx(0.2, abs=0.001)


@given(st.lists(st.floats(0, 1), max_size=20), st.integers(0, 5000))
def test_the_crowd_grows_with_what_others_have_in_common(likes: list[float], stories: int) -> None:
    nearest = dict(enumerate(sorted(likes, reverse=True)))
    more = {story: min(1.0, like + 0.1) for story, like in nearest.items()}
    assert 0 <= crowd(nearest, nearest, stories) <= crowd(more, more, stories) <= 1


FIT = Fit(1, 0.4, 0.4, 0.1, (article(1, FIRE[0]),))


@pytest.mark.parametrize(
    ("fit", "joins", "chain"),
    [
        (FIT, True, True),
        (replace(FIT, whole=0.27), False, True),
        (replace(FIT, nearest=0.25), False, True),
        (replace(FIT, crowd=0.3), False, True),
        (replace(FIT, crowd=0.7), False, False),
        (replace(FIT, whole=0.1), False, False),
        (replace(FIT, nearest=0.1), False, False),
    ],
)
def test_both_gates_are_above_the_crowd(fit: Fit, joins: bool, chain: bool) -> None:
    assert (JOINS.open_to(fit), may_join(article(2, FIRE[1]), fit), CHAIN.open_to(fit)) == (
        joins,
        joins,
        chain,
    )
