"""What the address of the list asks for."""

from datetime import timedelta

import pytest

from archive.story_rows import Wish
from tests.factory import MORNING
from web.story_asking import StoriesAsked, read

PLAIN = StoriesAsked()


def test_an_address_that_says_nothing_asks_for_a_week_of_stories_of_two() -> None:
    assert read({}) == PLAIN
    assert PLAIN.wish(MORNING) == Wish(since=MORNING - timedelta(days=7), least=2)


def test_every_filter_is_read() -> None:
    told = {"days": "3", "least": "5", "topic": "health", "tone": "-1", "order": "largest", "start": "40"}
    asked = read(told)
    assert asked == StoriesAsked(3, 5, "health", "-1", "largest", 40)
    since = MORNING - timedelta(days=3)
    wish = Wish(since=since, topic="health", tone=-1, least=5, largest_first=True)
    assert asked.wish(MORNING) == wish


@pytest.mark.parametrize("name", ["days", "least", "tone", "order", "start"])
@pytest.mark.parametrize("value", ["x", "-7", "4", "99999999999999999999", "１"])
def test_what_is_said_wrongly_is_as_if_not_said(name: str, value: str) -> None:
    expected = StoriesAsked(start=4) if (name, value) == ("start", "4") else PLAIN
    assert read({name: value}) == expected


def test_the_next_rows_keep_the_filters() -> None:
    asked = StoriesAsked(3, 5, "health", "-1", "largest")
    assert asked.from_row(20) == "?days=3&least=5&topic=health&tone=-1&order=largest&start=20"
    assert asked.from_row(1001) == ""
