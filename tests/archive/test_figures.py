from datetime import datetime, timedelta

import pytest
from django.db import transaction

from archive import articles, figures, readings, sources
from archive.models import Source, SourceState
from classifier.model import Reading, Span, TopicScore
from crawler.model import DateOrigin, Moment
from tests.archive.conftest import MakeArticle

MODEL = "test-1"


def read(
    article_id: int, now: datetime, *, about: float = 0.9, topic: str = "economy", tone: int = 0
) -> None:
    reading = Reading(
        "vi",
        about,
        (TopicScore(topic, 0.8),),
        tone,
        0.7,
        abstain=False,
        why="Câu.",
        places=(Span("p", 0, 3),),
        model=MODEL,
    )
    with transaction.atomic():
        readings.keep(article_id, 1, reading, threshold=0.5, now=now)


def dated(at: datetime) -> Moment:
    return Moment(at, "x", DateOrigin.FEED, has_zone=True)


@pytest.mark.django_db
def test_days_are_counted_by_tone_today_last(make_article: MakeArticle, now: datetime) -> None:
    for number, (back, tone) in enumerate([(0, -1), (0, 1), (1, 0)]):
        at = now - timedelta(days=back)
        read(make_article(url=f"https://b.example/{number}", published=dated(at)), now, tone=tone)
    read(make_article(url="https://b.example/u"), now, tone=-1)
    days = figures.tone_by_day(now, days=3)
    assert [(d.day, d.negative, d.neutral, d.positive) for d in days] == [
        ("2026-09-29", 0, 0, 0),
        ("2026-09-30", 0, 1, 0),
        ("2026-10-01", 1, 0, 1),
    ]


@pytest.mark.django_db
def test_outlets_are_counted_with_what_is_about_the_province(
    make_article: MakeArticle, now: datetime
) -> None:
    read(make_article(url="https://b.example/1"), now)
    read(make_article(url="https://b.example/2"), now, about=0.1)
    assert figures.by_outlet(now - timedelta(days=1)) == [figures.Share("bao-thu", "Báo Thử", 2, 1)]


@pytest.mark.django_db
def test_topics_count_only_what_is_about_the_province(make_article: MakeArticle, now: datetime) -> None:
    read(make_article(url="https://b.example/1"), now, topic="health")
    read(make_article(url="https://b.example/2"), now, topic="health")
    read(make_article(url="https://b.example/3"), now, about=0.2)
    assert [(s.key, s.count) for s in figures.by_topic(now - timedelta(days=1))] == [("health", 2)]


@pytest.mark.django_db
def test_coverage_says_alive_of_expected(make_article: MakeArticle, source: Source, now: datetime) -> None:
    make_article()
    assert figures.coverage() == figures.Coverage(1, 0, 1, 0)
    Source.objects.update(state=SourceState.ALIVE)
    assert figures.coverage(now + timedelta(days=1)) == figures.Coverage(0, 0, 1, 1)


@pytest.mark.django_db
def test_a_reading_becomes_the_articles_own(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    read(id, now, tone=-1)
    row = readings.current(id)
    assert row is not None
    assert (row.tone, row.is_about, row.topics, row.places) == (-1, True, (("economy", 0.8),), (("p", 0, 3),))
    (document,) = articles.documents([id])
    assert (document.tone, document.about, document.topics, document.places) == (
        -1,
        True,
        ("economy",),
        ("p",),
    )


@pytest.mark.django_db
def test_reading_twice_keeps_one_reading(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    read(id, now, tone=-1)
    read(id, now, tone=1)
    assert [r.tone for r in articles.newest(5)] == [1]


@pytest.mark.django_db
def test_an_unread_article_has_no_reading(make_article: MakeArticle) -> None:
    assert readings.current(make_article()) is None


@pytest.mark.django_db
def test_the_digests_period_takes_what_came_in_late(make_article: MakeArticle, now: datetime) -> None:
    since = now - timedelta(days=1)
    cases = {
        "in": now - timedelta(hours=3),
        "late": since - timedelta(hours=5),
        "old": since - timedelta(days=9),
    }
    for name, at in cases.items():
        read(make_article(url=f"https://b.example/{name}", title=name, published=dated(at)), now)
    read(make_article(url="https://b.example/undated", title="undated"), now)
    found = articles.published_between(since, now + timedelta(hours=1), late=timedelta(days=2))
    assert {row.title for row in found} == {"in", "late", "undated"}


@pytest.mark.django_db
def test_the_newest_can_be_counted_from_an_instant(make_article: MakeArticle, now: datetime) -> None:
    read(make_article(), now)
    assert [r.id for r in articles.newest(5, since=now + timedelta(hours=1))] == []
    assert len(articles.newest(5, since=now)) == 1


@pytest.mark.django_db
def test_a_source_row_counts_its_articles(make_article: MakeArticle, source: Source) -> None:
    make_article()
    (row,) = sources.rows()
    assert (row.key, row.articles, row.state, row.outlet) == ("bao-thu-rss", 1, "waiting", "Báo Thử")
