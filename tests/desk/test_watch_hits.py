"""What watches caught is written down once, listed page by page, and counted."""

from datetime import timedelta
from typing import Any

import pytest

from desk.models import Watch, WatchHit, WatchState
from desk.watch_hits import ALERT, caught_between, found_since, hits, record, swept_since, to_match
from tests import factory
from tests.desk.making import hit, removed, watch

pytestmark = pytest.mark.django_db
NOW = factory.MORNING
HOUR = timedelta(hours=1)


def test_an_article_is_caught_once_by_each_watch() -> None:
    one, other = watch(), watch(name="Khác")
    article = factory.article().id
    assert [record(article, [one.id], NOW, swept=False) for _ in range(2)] == [1, 0]
    assert record(article, [one.id, other.id], NOW + HOUR, swept=True) == 1
    assert list(WatchHit.objects.order_by("id").values_list("watch_id", "found_at", "is_swept")) == [
        (one.id, NOW, False),
        (other.id, NOW + HOUR, True),
    ]


def test_nothing_caught_asks_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert record(1, [], NOW, swept=False) == 0


@pytest.mark.parametrize("state", [WatchState.PAUSED, WatchState.WAITING, WatchState.CLOSED])
def test_a_watch_that_stopped_looking_meanwhile_catches_nothing(state: WatchState) -> None:
    assert record(factory.article().id, [watch(state=state).id], NOW, swept=False) == 0


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({}, (False, False)),
        ({"by_mail": True}, (True, False)),
        ({"hook_url": "https://nhan.vn/"}, (False, True)),
        ({"hook_url": "https://nhan.vn/", "hook_stopped_at": NOW}, (False, False)),
    ],
)
def test_a_hit_waits_to_be_told_as_its_watch_wants_then(
    fields: dict[str, Any], due: tuple[bool, bool]
) -> None:
    record(factory.article().id, [watch(**fields).id], NOW, swept=False)
    Watch.objects.update(by_mail=True, hook_url="https://nhan.vn/")
    assert WatchHit.objects.values_list("is_mail_due", "is_hook_due").get() == due


def test_hits_come_newest_first_and_page_by_page() -> None:
    found = watch()
    made = [hit(found, factory.article(f"Bài {n}")).id for n in range(5)]
    first = hits(found.id, 2)
    second = hits(found.id, 2, before=first[-1].id)
    assert [row.id for row in (*first, *second)] == made[:0:-1]
    assert [row.article.title for row in first] == ["Bài 4", "Bài 3"]
    assert hits(found.id, 9, before=made[0]) == []


def test_what_a_period_caught_is_told_by_watch() -> None:
    one, other = watch(), watch(name="Khác")
    for hour in range(4):
        hit(one, factory.article(f"Bài {hour}"), at=NOW + hour * HOUR)
    told = caught_between([one.id, other.id], NOW + HOUR, NOW + 3 * HOUR, 1)
    assert {id: ([row.title for row in caught.newest], caught.total) for id, caught in told.items()} == {
        one.id: (["Bài 2"], 2)
    }
    assert found_since([one.id, other.id], NOW + HOUR) == {one.id: 3}


def test_a_period_has_each_story_once_and_none_that_was_caught_before() -> None:
    mine, known, new = watch(), factory.article("Cũ"), factory.article("Mới")
    hit(mine, known, at=NOW - HOUR)
    for head in (known, new):
        hit(mine, factory.article(copy_of=head))
    hit(mine, new)
    caught = caught_between([mine.id], NOW, NOW + HOUR, 9)[mine.id]
    assert ([(row.title, row.copies) for row in caught.newest], caught.total) == ([("Mới", 1)], 1)


def test_what_an_order_removed_is_neither_caught_nor_in_a_period() -> None:
    mine, gone = watch(by_mail=True), factory.article()
    hit(mine, gone)
    removed(gone)
    assert caught_between([mine.id], NOW, NOW + HOUR, 9) == {}
    assert record(gone.id, [watch(name="Khác").id], NOW, swept=False) == 0


def test_what_a_sweep_found_is_told_by_name() -> None:
    one, other = watch(), watch(name="Khác")
    hit(one, is_swept=True)
    hit(one, is_swept=True, at=NOW - HOUR)
    hit(one)
    hit(other, is_swept=True, at=NOW + HOUR)
    assert swept_since(NOW) == [("Cầu Bến Lội", 1), ("Khác", 1)]


def test_the_step_that_matches_an_article_is_another_for_another_change() -> None:
    one, other = to_match(7, 2, NOW), to_match(7, 3, NOW)
    assert (one.stage, one.key, one.payload, one.run_at) == (ALERT, "7:2", {"article": 7}, NOW)
    assert other.key == "7:3"
