"""What waits for the index, and what the archive knows of it."""

from datetime import datetime

import pytest

from archive import changes
from archive.models import Article, IndexChange
from tests import factory

pytestmark = pytest.mark.django_db


def waiting() -> dict[int, int]:
    return dict(IndexChange.objects.values_list("article_id", "revision"))


def test_an_article_is_queued_with_the_revision_it_has(now: datetime) -> None:
    row = factory.article()
    assert changes.queue({row.id: 0}, now) == 1
    assert waiting() == {row.id: row.revision}


def test_what_is_queued_already_keeps_its_place(now: datetime) -> None:
    row = factory.article()
    factory.index_change(row)
    changes.queue({row.id: 0}, now)
    assert (waiting(), changes.lag().oldest_at) == ({row.id: row.revision}, factory.MORNING)


def test_an_article_that_is_no_more_is_queued_to_be_taken_out(now: datetime) -> None:
    changes.queue({404: 3}, now)
    assert waiting() == {404: 0}


@pytest.mark.parametrize(("indexed", "revision"), [(2, 5), (5, 5), (6, 7), (9, 10)])
def test_an_article_of_which_the_index_knows_more_is_raised_above_it(
    now: datetime, indexed: int, revision: int
) -> None:
    row = factory.article()
    Article.objects.filter(id=row.id).update(revision=5)
    changes.queue({row.id: indexed}, now)
    assert (waiting(), Article.objects.get().revision) == ({row.id: revision}, revision)


def test_nothing_to_queue_is_no_mistake(now: datetime) -> None:
    assert (changes.queue({}, now), changes.queued([])) == (0, set())


def test_those_that_wait_are_told_apart(now: datetime) -> None:
    one, two = factory.article("a"), factory.article("b")
    factory.index_change(two)
    assert changes.queued([one.id, two.id, 404]) == {two.id}


def test_articles_are_gone_through_by_their_numbers() -> None:
    ids = sorted(factory.article(f"tin {n}").id for n in range(3))
    assert changes.revisions(-1, 2) == [(ids[0], 1), (ids[1], 1)]
    assert changes.revisions(ids[1], 2) == [(ids[2], 1)]
    assert (changes.revisions(ids[2], 2), changes.articles()) == ([], 3)


def test_a_sample_comes_from_all_over_the_archive_and_from_elsewhere_each_time() -> None:
    ids = [factory.article(f"tin {n}").id for n in range(40)]
    some = [set(changes.sample(4, turn)) for turn in range(20)]
    assert {len(one) for one in some} == {4}
    assert set.union(*some) > {*ids[:30]}


def test_a_small_archive_is_its_own_sample_and_an_empty_one_has_none() -> None:
    assert changes.sample(5, 1) == []
    ids = [factory.article(f"tin {n}").id for n in range(3)]
    assert changes.sample(50, 7) == sorted(ids)


def test_however_many_are_queued_no_statement_is_too_long(now: datetime) -> None:
    assert changes.queue(dict.fromkeys(range(1, 1_202), 3), now) == 1_201
    assert changes.queued(range(1_000, 2_000)) == set(range(1_000, 1_202))
