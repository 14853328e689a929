"""The newest that an officer's watches caught, for the day's page."""

from datetime import timedelta

import pytest

from archive.models import Article
from desk.audit import Actor
from desk.models import Officer
from desk.rights import Role
from desk.watch_pages import newest_hits
from tests import factory
from tests.web.watching import hit, watch

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def actor(officer: Officer) -> Actor:
    """An officer as one who acts."""
    return Actor(officer.id, officer.role)


def titles(officer: Officer, limit: int = 9) -> list[str]:
    """What an officer is shown."""
    return [one.article.title for one in newest_hits(actor(officer), limit)]


@pytest.fixture
def articles(db: None) -> list[Article]:
    """Three articles."""
    return [factory.article(title) for title in ("Một", "Hai", "Ba")]


def test_the_last_caught_comes_first_each_article_once(articles: list[Article]) -> None:
    officer = factory.officer()
    port, river = watch(officer, "Cảng"), watch(officer, "Sông")
    hit(port, articles[0], at=factory.MORNING - 2 * HOUR)
    hit(port, articles[1], at=factory.MORNING - HOUR)
    hit(river, articles[0], at=factory.MORNING)
    first, second = newest_hits(actor(officer), 9)
    assert (first.article.title, first.found_at) == ("Một", factory.MORNING)
    assert first.watches == ((port.id, "Cảng"), (river.id, "Sông"))
    assert (second.article.title, second.watches) == ("Hai", ((port.id, "Cảng"),))
    assert titles(officer, 1) == ["Một"]


def test_ones_own_and_ones_teams_count_and_no_others(articles: list[Article]) -> None:
    monitor, approver = factory.officer(), factory.officer(Role.APPROVER)
    hit(watch(monitor), articles[0])
    hit(watch(approver, team=Role.MONITOR), articles[1])
    hit(watch(approver), articles[2])
    assert titles(monitor) == ["Hai", "Một"]
    assert titles(approver) == ["Ba", "Hai"]


def test_copies_are_left_out(articles: list[Article]) -> None:
    mine = watch(factory.officer())
    hit(mine, articles[0])
    hit(mine, factory.article("Chép", copy_of=articles[0]))
    assert titles(mine.owner) == ["Một"]


def test_nothing_was_caught() -> None:
    assert titles(factory.officer()) == []
