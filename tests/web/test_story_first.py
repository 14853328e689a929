"""Who was first, and why that may be wrong."""

import pytest
from django.utils import translation

from archive.story_rows import Telling
from tests.web.storied import telling
from web.story_first import first_of, title_of


def first(*tellings: Telling) -> tuple[int, tuple[str, ...]]:
    with translation.override("en"):
        found = first_of(tellings)
    assert found is not None
    return found.telling.article_id, found.doubts


def test_nobody_tells_nothing() -> None:
    assert (first_of([]), title_of([])) == (None, None)


def test_the_earliest_with_a_date_is_first_without_a_doubt() -> None:
    undated = telling(3, "c", published_at=None, minutes=-60)
    assert first(telling(1, minutes=30), telling(2, "b", minutes=10), undated) == (2, ())


def test_a_copy_may_be_first_too() -> None:
    assert first(telling(1, minutes=30), telling(2, "b", head=1)) == (2, ())


@pytest.mark.parametrize(
    ("minutes", "doubts"), [(9.9, ("within ten minutes also: Tờ b, Tờ c",)), (10, ())], ids=["near", "far"]
)
def test_who_was_there_within_ten_minutes_is_named(minutes: float, doubts: tuple[str, ...]) -> None:
    others = [telling(n, outlet, minutes=minutes) for n, outlet in ((2, "b"), (3, "c"), (4, "b"), (5, "a"))]
    assert first(telling(), *others) == (1, doubts)


def test_a_time_without_a_zone_is_no_sure_one() -> None:
    assert first(telling(has_zone=False)) == (1, ("its time is told without a zone",))


@pytest.mark.parametrize(
    ("kind", "doubts"), [("national", ("it credits TTXVN",)), ("agency", ())], ids=["a paper", "the agency"]
)
def test_a_credit_speaks_against_a_paper_and_not_against_an_agency(
    kind: str, doubts: tuple[str, ...]
) -> None:
    assert first(telling(agency="TTXVN", kind=kind)) == (1, doubts)


def test_without_any_date_the_first_collected_is_told_as_such() -> None:
    found = first(telling(1, published_at=None, minutes=5), telling(2, published_at=None))
    assert found == (2, ("none of the articles has a date; this one was collected first",))


def test_a_story_is_called_by_its_first_original_that_is_still_there() -> None:
    gone, copy, bare = telling(1, is_removed=True), telling(2, head=1), telling(3, title="")
    assert title_of([gone, copy, bare, telling(4)]) == telling(4)
    assert title_of([copy, gone, bare]) == gone
    assert title_of([copy]) is None
