"""What the tellings of a story add up to."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.factory import MORNING
from tests.web.storied import telling
from web.story_lines import by_day, countries, kinds, tones

TODAY = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_kinds_are_told_by_their_outlets_the_copies_counted() -> None:
    told = [
        telling(1, "a"),
        telling(2, "a", head=1),
        telling(3, "b"),
        telling(4, "c", kind="agency"),
        telling(5, "d", kind="foreign", country="SG"),
    ]
    found = [(tally.name, tally.outlets, tally.count, tally.share) for tally in kinds(told)]
    assert found == [
        ("National press", (("a", "Tờ a", 2), ("b", "Tờ b", 1)), 3, 100),
        ("Foreign press", (("d", "Tờ d", 1),), 1, 33),
        ("News agency", (("c", "Tờ c", 1),), 1, 33),
    ]
    assert [tally.name for tally in countries(told)] == ["Singapore"]


def test_a_press_of_no_known_country_is_not_abroad() -> None:
    assert countries([telling(country="")]) == ()


def test_tones_are_those_of_the_originals_the_unsure_apart() -> None:
    told = [
        telling(1, tone=-1),
        telling(2, tone=-1),
        telling(3, tone=1),
        telling(4, tone=1, is_tone_unsure=True),
        telling(5, tone=-1, head=1),
    ]
    found = [(tone.mark.look, tone.count, tone.x, tone.width) for tone in tones(told)]
    assert found == [
        ("down", 2, "0.00", "50.00"),
        ("up", 1, "50.00", "25.00"),
        ("unsure", 1, "75.00", "25.00"),
    ]


@given(st.lists(st.tuples(st.integers(-1, 1), st.booleans()), min_size=1, max_size=40))
def test_the_pieces_of_the_bar_fill_it(given_tones: list[tuple[int, bool]]) -> None:
    told = [telling(n, tone=tone, is_tone_unsure=unsure) for n, (tone, unsure) in enumerate(given_tones)]
    found = tones(told)
    assert sum(tone.count for tone in found) == len(told)
    assert abs(sum(float(tone.width) for tone in found) - 100) < 0.1


def test_the_days_are_the_last_ones_and_those_without_any_are_there() -> None:
    day = timedelta(days=1)
    ages = (0, 0, 2, 9)
    told = [telling(n, published_at=MORNING - age * day) for n, age in enumerate(ages)]
    told.append(telling(9, head=1))
    assert [(bar.first.day, bar.count) for bar in by_day(told, TODAY, 3)] == [(29, 1), (30, 0), (1, 2)]
