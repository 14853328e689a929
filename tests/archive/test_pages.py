from datetime import datetime, timedelta

import pytest

from archive import pages
from archive.models import Article
from tests import factory

pytestmark = pytest.mark.django_db


def test_an_article_is_told_whole() -> None:
    row = factory.article("Tựa", standfirst="Sa pô", url="https://bao.example/1")
    Article.objects.filter(id=row.id).update(authors=["Hoài An"], agency="TTXVN", is_paywalled=True)
    told = pages.article(row.id)
    assert told is not None
    assert (told.agency, told.is_paywalled, told.removed_how) == ("TTXVN", True, "")
    assert (told.title, told.authors, told.outlet, told.source, told.version) == (
        "Tựa",
        ("Hoài An",),
        "Báo Sông Trong",
        "bao-song-trong-tin-moi",
        1,
    )


def test_no_article_is_nothing() -> None:
    assert pages.article(1) is None


def test_versions_come_newest_first() -> None:
    row = factory.article()
    factory.version(row)
    assert [version.number for version in pages.versions(row.id)] == [2, 1]


def test_work_is_that_of_this_article_alone(now: datetime) -> None:
    row = factory.article()
    factory.job("read", f"{row.id}:1")
    factory.job("relate", f"{row.id}:1", reason="đĩa đầy", quarantined_at=now)
    factory.job("read", f"{row.id}1:1")
    factory.job("poll", f"{row.id}:1")
    factory.index_change(row)
    told = [(work.stage, work.is_aside, work.reason) for work in pages.work_of(row.id)]
    assert told == [("read", False, ""), ("relate", True, "đĩa đầy"), ("index", False, "")]


def test_nothing_waits_for_an_article_that_is_through() -> None:
    assert pages.work_of(factory.article().id) == []


def test_what_arrived_counts_originals_about_the_province(now: datetime) -> None:
    first = factory.article(published_at=now)
    factory.reading(first)
    factory.reading(factory.article(copy_of=first))
    factory.reading(factory.article(), about=0.1)
    factory.article()
    assert [pages.arrived(now - timedelta(minutes=1)), pages.arrived(now)] == [1, 0]


def test_outlets_by_key() -> None:
    factory.outlet("bao-khac", "Báo Khác")
    assert pages.outlet_names() == {"bao-khac": "Báo Khác"}
