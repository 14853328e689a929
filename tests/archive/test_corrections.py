"""Corrections are rows: kept with what the machine had said, held or not by their story, never deleted."""

from datetime import timedelta

import pytest

from archive import corrections
from archive.corrections import Guess, Label
from archive.models import Correction
from tests import factory
from tests.archive.saying import machine, officer

NOW = factory.MORNING
LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.django_db


def read() -> int:
    id = factory.article().id
    machine(id)
    return id


def test_a_correction_comes_back_as_it_was_made() -> None:
    id = read()
    made = officer(id, about=True, topics=("education",), tone=0, harms=False, origin="random")
    assert corrections.standing(id) == [made]
    assert (made.label, made.origin) == (
        Label(about=True, topics=("education",), tone=0, harms=False),
        "random",
    )
    assert (made.made_by, made.made_at, made.version) == (7, NOW, 1)


def test_it_keeps_what_the_machine_had_said_and_none_of_the_text() -> None:
    made = officer(read(), tone=0)
    topics = (("economy", 0.6), ("investment", 0.3))
    unsure = ("topic", "tone")
    assert made.guess == Guess(
        "vi-1", "vi", 0.9, is_about=True, topics=topics, tone=1, tone_p=0.7, unsure=unsure
    )
    assert set(Correction.objects.get().guess) == {
        *("model", "lang", "about", "is_about", "topics", "tone", "tone_p", "unsure")
    }


def test_a_guess_can_be_said_yes_to() -> None:
    assert officer(read(), tone=0).guess.label == Label(about=True, topics=("economy", "investment"), tone=1)


def test_one_that_is_taken_back_stands_no_longer_but_is_told() -> None:
    id = read()
    made = officer(id, tone=0)
    assert [corrections.take_back(made.id, LATER), corrections.take_back(made.id, LATER)] == [True, False]
    assert corrections.standing(id) == []
    assert [row.taken_back_at for row in corrections.of_article(id)] == [LATER]


def test_a_copy_is_held_as_its_head_is() -> None:
    head = factory.article()
    machine(head.id)
    for _ in range(8):
        copy = factory.article(copy_of=head)
        machine(copy.id)
        officer(copy.id, tone=0)
    held = set(Correction.objects.values_list("is_held", flat=True))
    assert held == {corrections.is_held(head.id)}


def test_about_one_story_in_four_is_held() -> None:
    held = sum(corrections.is_held(story) for story in range(2000))
    assert 420 < held < 580


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        (Label(), ()),
        (Label(about=False), ("about",)),
        (Label(tone=0, harms=False), ("tone", "harms")),
        (Label(about=True, topics=("a",), tone=1, harms=True), ("about", "topic", "tone", "harms")),
    ],
)
def test_a_label_tells_what_was_judged(label: Label, fields: tuple[str, ...]) -> None:
    assert (label.fields, label.is_empty) == (fields, not fields)
