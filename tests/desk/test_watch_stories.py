"""Articles of the same content are one story: told once, by the one that was first."""

from datetime import timedelta

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from desk.models import WatchHit
from desk.watch_stories import Catch, catches, leads, needless
from tests import factory
from tests.desk.making import hit, removed, watch

AT, DAY = factory.MORNING, timedelta(days=1)
KNOWN = Q(mailed_at__isnull=False)


def caught(*pairs: tuple[int, int]) -> list[Catch]:
    return [Catch(article, head, AT) for article, head in pairs]


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ([], []),
        ([(2, 2), (1, 1)], [2, 1]),
        ([(3, 1), (2, 1), (1, 1)], [1]),
        ([(1, 1), (2, 1)], [1]),
        # Without their head the oldest stands for all.
        ([(4, 9), (5, 5), (3, 9)], [3, 5]),
    ],
)
def test_of_each_story_one_article_is_told(pairs: list[tuple[int, int]], told: list[int]) -> None:
    assert [one.article_id for one in leads(caught(*pairs))] == told


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 5)), unique_by=lambda pair: pair[0]))
def test_no_story_is_lost_and_none_told_twice(pairs: list[tuple[int, int]]) -> None:
    heads = [one.head_id for one in leads(caught(*pairs))]
    assert sorted(heads) == sorted({head for _, head in pairs})


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "then"), [("head", "copy"), ("copy", "head"), ("copy", "other copy")])
def test_a_story_that_was_told_by_one_article_needs_no_other(first: str, then: str) -> None:
    mine, head = watch(), factory.article()
    made = {"head": head, "copy": factory.article(copy_of=head), "other copy": factory.article(copy_of=head)}
    hit(mine, made[first], mailed_at=AT)
    hit(watch(name="Khác"), made[then])
    second = hit(mine, made[then])
    new = hit(mine, factory.article())
    waits = WatchHit.objects.filter(mailed_at__isnull=True, watch=mine)
    assert ([one.id for one in needless(waits, KNOWN)], new.watch) == ([second.id], mine)


@pytest.mark.django_db
def test_what_an_order_removed_is_not_told_but_its_copy_is() -> None:
    mine, head = watch(), factory.article()
    gone, copy = hit(mine, head), hit(mine, factory.article(copy_of=head))
    removed(head)
    assert [one.id for one in needless(WatchHit.objects.all(), KNOWN)] == [gone.id]
    assert [(one.article_id, one.head_id) for one in catches(WatchHit.objects.all())] == [
        (copy.article_id, head.id),
        (head.id, head.id),
    ]


@pytest.mark.django_db
def test_the_newest_article_comes_first_whenever_it_was_caught() -> None:
    mine = watch()
    ages = [hit(mine, factory.article(published_at=AT - n * DAY), at=AT + n * DAY) for n in (2, 0, 1)]
    ages.append(hit(mine, factory.article(published_at=None, seen_at=AT - 3 * DAY)))
    told = [one.article_id for one in catches(mine.hits.all())]
    assert told == [ages[at].article_id for at in (1, 2, 0, 3)]
