"""The story of an article: on its own page, and as a link on the lists."""

import pytest
from django.test import Client

from archive.articles import by_ids
from archive.models import Article
from desk.rights import Role
from tests import factory
from tests.web import storied
from tests.web.conftest import Index
from tests.web.reading import links, page, words
from web.gate import Caller
from web.story_links import StoryLink
from web.story_links import links as story_links
from web.story_of import StoryOf, shown

pytestmark = pytest.mark.django_db
CALLER = Caller(1, "", Role.MONITOR)


def of(row: Article) -> StoryOf:
    found = shown(row.id, CALLER)
    assert found is not None
    return found


def test_an_article_tells_its_story_who_was_first_and_the_newest_others() -> None:
    rows = [storied.article(f"Tin {n}", f"bao-{n}", hours=9 - n) for n in range(7)]
    number = storied.story(*rows)
    told = of(rows[3])
    assert (told.row.id, told.title, told.row.articles, told.is_first) == (number, "Tin 0", 7, False)
    assert [line.id for line in told.others] == [rows[n].id for n in (6, 5, 4, 2, 1)]
    assert (told.first_at, of(rows[0]).is_first) == ("23:00 30/9", True)


def test_a_copy_tells_the_story_of_the_article_it_is_a_copy_of() -> None:
    head = storied.article("Gốc", "a", hours=3)
    number = storied.story(head, storied.article("Khác", "b"))
    copy = storied.article("Gốc", "c", copy_of=head)
    told = of(copy)
    assert (told.row.id, [line.outlet for line in told.others]) == (number, ["Tờ b"])


def test_an_article_without_a_story_and_who_may_not_read_are_told_nothing() -> None:
    row, lone = storied.article(), factory.article()
    storied.story(row)
    assert shown(lone.id, CALLER) is None
    assert shown(987_654, CALLER) is None
    assert shown(row.id, Caller(1, "", Role.CONTACT)) is None


def test_an_articles_page_has_the_block(desk: Client) -> None:
    row = storied.article("Gốc", "a", hours=3)
    number = storied.story(row, storied.article("Khác", "b"))
    told = page(desk.get(f"/articles/{row.id}"))
    assert f"/vu-viec/{number}" in links(told, ".story-of a")
    assert "Đây là bài đưa tin đầu tiên." in words(told, ".story-of p")


def test_a_link_has_the_size_with_copies_and_a_lone_article_has_none() -> None:
    head = storied.article("Gốc", "a", hours=3)
    copy = storied.article("Gốc", "c", copy_of=head)
    number = storied.story(head, storied.article("Khác", "b"))
    lone = storied.article("Một mình", "d")
    storied.story(lone)
    expected = StoryLink(number, 3, 3)
    assert story_links(by_ids([head.id, copy.id, lone.id])) == {head.id: expected, copy.id: expected}


def test_the_days_page_and_the_search_link_to_the_stories(desk: Client, index: Index) -> None:
    row = storied.article("Gốc", "a", hours=3)
    number = storied.story(row, storied.article("Khác", "b"))
    index([row])
    for address in ("/", "/search"):
        told = page(desk.get(address))
        assert set(links(told, ".line-meta a")) == {f"/vu-viec/{number}"}
        assert set(words(told, ".line-meta a")) == {"vụ việc: 2 bài, 2 báo"}
