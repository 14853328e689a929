"""Each night archive and index are compared, and what differs is queued; the same with both engines."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import changes, jobs, notices
from archive.models import Article, Job
from pipeline import reconcile
from pipeline.index import Indexer
from pipeline.reconcile import Difference, Findings, differences, own, pages
from search.engine import Engine
from search.matching import matches, read
from search.tree import Days
from tests import factory
from tests.pipeline.making import Hands
from tests.search.engines import drop_index
from tests.search.newsstand import article

pytestmark = pytest.mark.django_db
Revisions = dict[int, int]
revisions = st.dictionaries(st.integers(1, 30), st.integers(1, 4))


@given(revisions, revisions)
def test_every_difference_is_found_and_nothing_else(archived: Revisions, indexed: Revisions) -> None:
    found = differences(sorted(archived.items()), sorted(indexed.items()))
    expected = [
        Difference(id, archived.get(id, 0), indexed.get(id, 0))
        for id in sorted(archived.keys() | indexed.keys())
        if archived.get(id) != indexed.get(id)
    ]
    assert list(found) == expected


def test_an_article_that_the_index_has_twice_is_one_too_much() -> None:
    assert list(differences([(1, 2), (3, 1)], [(1, 2), (1, 1), (3, 1)])) == [Difference(1, 0, 1)]


def test_pages_follow_each_other() -> None:
    rows = [(n, 1) for n in range(0, 25_000, 2)]
    asked = []

    def page(after: int, limit: int) -> list[tuple[int, int]]:
        asked.append(after)
        return [row for row in rows if row[0] > after][:limit]

    assert (list(pages(page)), asked) == (rows, [-1, 19_998, 24_998])


@pytest.mark.parametrize("title", ["Lũ về", "", "¶", "南部 đường 9"])
def test_an_article_is_asked_for_by_its_title_on_its_day(title: str) -> None:
    document = article(1, title, "thân bài")
    tree = own(document)
    assert matches(tree, read(document))
    assert isinstance(tree, Days) == (title in {"", "¶"})


@pytest.fixture
def kept(each: Indexer) -> Iterator[Engine]:
    """Three articles in archive and index."""
    for number in range(3):
        factory.index_change(factory.article(f"Tin số {number} về cầu Bến Lội"))
    while each.step():
        pass
    each.open()
    assert each.engine is not None
    yield each.engine
    each.close()


def put_right(each: Indexer) -> Findings:
    """Take what was queued, then compare once more."""
    while each.step():
        pass
    each.open()
    assert each.engine is not None
    return reconcile.reconcile(each.engine, factory.MORNING)


def test_what_agrees_is_left_alone(kept: Engine, now: datetime) -> None:
    assert reconcile.reconcile(kept, now) == Findings(articles=3)
    assert changes.lag().count == 0


def test_a_missing_article_is_put_in(each: Indexer, kept: Engine, now: datetime) -> None:
    factory.article("Tin không ai báo cho chỉ mục")
    assert reconcile.reconcile(kept, now) == Findings(articles=4, missing=1)
    assert put_right(each) == Findings(articles=4)


def test_a_stale_article_is_put_right(each: Indexer, kept: Engine, now: datetime) -> None:
    row = Article.objects.first()
    Article.objects.filter(id=row.id if row else 0).update(title="Tựa mới", revision=9)
    assert reconcile.reconcile(kept, now) == Findings(articles=3, stale=1)
    assert put_right(each) == Findings(articles=3)


def test_an_article_that_is_no_more_is_taken_out(each: Indexer, kept: Engine, now: datetime) -> None:
    Article.objects.filter(id=Article.objects.values_list("id", flat=True)[0]).delete()
    assert reconcile.reconcile(kept, now) == Findings(articles=2, extra=1)
    assert put_right(each) == Findings(articles=2)
    assert kept.count() == 2


def test_an_index_that_knows_more_than_a_restored_archive_is_put_right(
    each: Indexer, kept: Engine, now: datetime
) -> None:
    kept.index([article(Article.objects.values_list("id", flat=True)[0], "của ngày mai", revision=8)])
    kept.commit()
    found = reconcile.reconcile(kept, now)
    assert (found.stale, Article.objects.order_by("-revision")[0].revision) == (1, 9)
    assert put_right(each) == Findings(articles=3)


def test_an_article_of_other_words_is_found_by_its_title(each: Indexer, kept: Engine, now: datetime) -> None:
    kept.index([article(Article.objects.values_list("id", flat=True)[0], "chữ khác", revision=1)])
    kept.commit()
    assert reconcile.reconcile(kept, now) == Findings(articles=3, unlike=1)
    assert put_right(each) == Findings(articles=3)


def test_what_waits_anyway_is_no_finding(kept: Engine, now: datetime) -> None:
    factory.index_change(factory.article("Tin mới"))
    assert reconcile.reconcile(kept, now) == Findings(articles=4)


def test_it_comes_back_each_night_and_tells_what_it_found(
    each: Indexer, kept: Engine, hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    factory.article("Tin không ai báo cho chỉ mục")
    jobs.plan(reconcile.STAGE, reconcile.KEY, hands())
    with caplog.at_level(logging.INFO):
        each.step()
    assert "đối chiếu: 1 bài thiếu, 0 bài cũ" in caplog.text
    assert [row.params["missing"] for row in notices.standing()] == [1]
    assert timedelta() < Job.objects.get().run_at - hands() < timedelta(days=1)


def test_without_an_index_there_is_nothing_to_compare_yet(each: Indexer, hands: Hands) -> None:
    generations = each.open()
    drop_index(each.url)
    generations.begin()
    each.close()
    factory.article()
    jobs.plan(reconcile.STAGE, reconcile.KEY, hands() - timedelta(hours=1))
    each.step()
    assert Job.objects.get(stage=reconcile.STAGE).run_at == hands() + reconcile.LATER
