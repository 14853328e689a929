"""Tales: the first articles of a story are read, its marks kept, and the stories of its days found."""

from datetime import UTC, datetime, timedelta

import pytest

from archive import stories, tales
from archive.models import Story
from archive.tales import FEW, Counts
from tests import factory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 10, 1, 0, tzinfo=UTC)


def story(lang: str = "vi", *, days_ago: float = 0) -> int:
    at = NOW - timedelta(days=days_ago)
    row = Story.objects.create(lang=lang, first_at=at, last_at=at, articles=1)
    tales.keep(row.id, {f"number:{row.id}": ""}, now=NOW)
    return row.id


def member(story_id: int, title: str, *, hours: int = 0) -> None:
    at = NOW + timedelta(hours=hours)
    row = factory.article(title, standfirst="Sapo", body="Thân bài.", published_at=at)
    stories.put(row.id, story_id, at, b"")


def test_the_articles_that_told_first_come_first() -> None:
    one = story()
    member(one, "Sau", hours=2)
    member(one, "Trước", hours=1)
    told = tales.lines(one)
    assert [line.title for line in told] == ["Trước", "Sau"]
    assert (told[0].body, told[0].lang, told[0].at) == ("Sapo\nThân bài.", "vi", NOW + timedelta(hours=1))


def test_of_a_large_story_only_the_first_few_are_read() -> None:
    one = story()
    for hour in range(FEW + 1):
        member(one, f"Bài {hour}", hours=hour)
    assert len(tales.lines(one)) == FEW


def test_a_story_without_articles_has_no_lines() -> None:
    assert tales.lines(story()) == []


def test_marks_are_kept_and_renewed() -> None:
    one = story()
    tales.keep(one, {"name:ha thang": "Hà Thăng"}, vector=b"\x01", encoder="own@1", now=NOW)
    (row,) = tales.around(one)
    assert (row.marks, row.vector, row.encoder, row.lang) == (
        {"name:ha thang": "Hà Thăng"},
        b"\x01",
        "own@1",
        "vi",
    )


def test_what_an_encoder_made_and_failed_at_is_counted() -> None:
    for name in ("own@1", "own@1", "own@1!", "own@2", ""):
        tales.keep(story(), {}, encoder=name, now=NOW)
    assert tales.counts("own@1", NOW) == Counts(made=2, failed=1)
    assert tales.counts("own@1", NOW + timedelta(seconds=1)) == Counts(made=0, failed=0)


def test_stories_of_the_same_days_are_found_in_every_language() -> None:
    one, near, far, foreign = story(), story(days_ago=3), story(days_ago=4), story("en", days_ago=1)
    assert [row.story_id for row in tales.around(one)] == [foreign, near, one]
    assert far not in [row.story_id for row in tales.around(one)]


def test_a_story_that_is_forgotten_or_unknown_is_not_found() -> None:
    one = story()
    tales.forget(one)
    assert (tales.around(one), tales.around(0)) == ([], [])
