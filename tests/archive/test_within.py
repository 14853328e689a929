"""Places an article is searched by: those it names, and all they lie in, then and now."""

import pytest

from archive import articles
from archive.models import Article
from tests import factory
from tests.archive.saying import machine, officer

pytestmark = pytest.mark.django_db

WITHIN = ("binh-duong", "cang-my-lam", "ho-chi-minh")


def places(article_id: int) -> tuple[str, ...]:
    (document,) = articles.documents([article_id])
    return document.places


def test_an_article_is_searched_by_its_places_and_what_they_lie_in() -> None:
    id = factory.article().id
    machine(id, within=WITHIN)
    assert places(id) == WITHIN


def test_a_reading_from_before_has_the_places_it_names() -> None:
    id = factory.article().id
    machine(id)
    assert places(id) == ("cang-my-lam",)


def test_the_desks_word_leaves_the_places_as_they_are() -> None:
    id = factory.article().id
    machine(id, within=WITHIN)
    officer(id, about=True)
    assert places(id) == WITHIN


def test_other_territories_are_told_to_the_index() -> None:
    id = factory.article().id
    machine(id)
    revision = Article.objects.get(id=id).revision
    machine(id, within=WITHIN, model="vi-2")
    assert Article.objects.get(id=id).revision == revision + 1
