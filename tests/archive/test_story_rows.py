"""Stories as pages list them: by time, size, topic and tone, with who tells each."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from archive import stories, story_rows
from archive.models import Article
from archive.story_rows import Wish
from tests import factory
from tests.factory import MORNING

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALL = Wish(since=MORNING - 30 * DAY)
_outlets = count(1)


def story(size: int = 2, *, days: int = 0, lang: str = "vi", topic: str = "health", tone: int = 0) -> int:
    """A story of so many articles, an hour apart, each of another outlet."""
    rows = []
    for hour in range(size):
        of = factory.source(of=factory.outlet(f"bao-{next(_outlets)}"))
        at = MORNING - days * DAY + hour * HOUR
        rows.append(factory.article(f"Tin {hour}", of=of, lang=lang, published_at=at))
        factory.reading(rows[-1], topics=[(topic, 0.9)], tone=tone)
    with transaction.atomic():
        number = stories.found(lang, MORNING)
        for row in rows:
            stories.put(row.id, number, row.first_fetched_at, b"")
        stories.recount([number])
    return number


def articles(number: int) -> list[Article]:
    return list(Article.objects.filter(membership__story=number).order_by("id"))


def ids(wish: Wish, start: int = 0, limit: int = 10) -> list[int]:
    return [row.id for row in story_rows.listed(wish, start, limit)]


def test_the_newest_come_first_a_page_at_a_time_and_old_and_empty_ones_not_at_all() -> None:
    old, first, last = story(days=5), story(days=1), story()
    empty = story()
    with transaction.atomic():
        stories.take_out([row.id for row in articles(empty)])
        stories.recount([empty])
    recent = Wish(since=MORNING - 2 * DAY)
    assert (ids(ALL), ids(recent)) == ([last, first, old], [last, first])
    assert (ids(ALL, 0, 2), ids(ALL, 2, 2)) == ([last, first], [old])


def test_size_counts_copies_too_and_orders_where_asked() -> None:
    one, three, two = story(1), story(3, days=1), story(2)
    for _ in range(3):
        factory.article(copy_of=articles(one)[0])
    with transaction.atomic():
        stories.recount([one])
    assert ids(Wish(ALL.since, least=3)) == [one, three]
    assert ids(Wish(ALL.since, largest_first=True)) == [one, three, two]


def test_topic_and_tone_are_those_of_any_of_its_articles() -> None:
    bad, good = story(tone=-1, topic="environment"), story(tone=1)
    factory.reading(articles(good)[0], tone=-1, topics=[("culture", 0.9)], model="khac")
    found = {
        "environment": ids(Wish(ALL.since, topic="environment")),
        "culture": ids(Wish(ALL.since, topic="culture")),
        "-1": sorted(ids(Wish(ALL.since, tone=-1))),
        "0": ids(Wish(ALL.since, tone=0)),
    }
    assert found == {"environment": [bad], "culture": [good], "-1": sorted([bad, good]), "0": []}


def test_a_story_is_told_with_its_counts() -> None:
    number = story(2)
    row = story_rows.row(number)
    assert row is not None
    assert (row.articles, row.copies, row.outlets, row.size, row.merged_into) == (2, 0, 2, 2, None)
    assert story_rows.row(999) is None


def test_the_newest_others_of_a_language_are_offered() -> None:
    mine, other, _ = story(), story(days=1), story(lang="en")
    assert [row.id for row in story_rows.newest("vi", 5, but=mine)] == [other]


def test_a_story_is_called_by_its_first_article() -> None:
    one, two = story(), story()
    Article.objects.filter(id=articles(two)[0].id).update(title="Đầu")
    assert story_rows.titles([one, two]) == {one: "Tin 0", two: "Đầu"}


def test_articles_know_their_stories() -> None:
    number = story()
    row, lone = articles(number)[0], factory.article()
    assert {id: told.id for id, told in story_rows.of_heads([row.id, lone.id]).items()} == {row.id: number}


def test_tellings_are_originals_and_copies_the_oldest_first() -> None:
    number = story()
    first, second = articles(number)
    copy = factory.article("Chép", copy_of=first, published_at=MORNING + HOUR / 2)
    Article.objects.filter(id=second.id).update(removed_at=MORNING, agency="TTXVN")
    told = story_rows.tellings([number, 999])
    assert [(one.article_id, one.head) for one in told[number]] == [
        (first.id, None),
        (copy.id, first.id),
        (second.id, None),
    ]
    assert told[999] == []
    assert [(one.is_removed, one.agency, one.is_tone_unsure) for one in told[number]] == [
        (False, "", False),
        (False, "", True),
        (True, "TTXVN", False),
    ]


def test_an_undated_telling_goes_by_when_it_came() -> None:
    number = story(1)
    Article.objects.update(published_at=None)
    (told,) = story_rows.tellings([number])[number]
    assert told.at == MORNING


def test_tellings_cost_the_same_however_many() -> None:
    def cost(numbers: list[int]) -> int:
        with CaptureQueriesContext(connection) as asked:
            story_rows.tellings(numbers)
        return len(asked)

    assert cost([story()]) == cost([story(4), story(3), story(2)]) == 2
