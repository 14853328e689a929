"""Parts taken over: a star around each head, replaced as a whole."""

from datetime import datetime

import pytest

from archive import overlaps
from archive.models import Overlap
from tests.archive.conftest import MakeArticle


def told() -> list[tuple[int, int, float, float]]:
    found = Overlap.objects.order_by("article_id", "other_id")
    return list(found.values_list("article_id", "other_id", "share", "other_share"))


@pytest.mark.django_db
def test_overlaps_are_replaced_not_gathered(make_article: MakeArticle, now: datetime) -> None:
    one, two, three = (make_article(url=f"https://bao.example/{n}") for n in range(3))
    assert overlaps.keep(three, {one: (0.4, 0.1), two: (0.3, 0.35)})
    assert told() == [(three, one, 0.4, 0.1), (three, two, 0.3, 0.35)]
    assert overlaps.keep(three, {two: (0.3, 0.3)})
    assert told() == [(three, two, 0.3, 0.3)]


@pytest.mark.django_db
def test_the_same_again_is_no_change(make_article: MakeArticle) -> None:
    one, two = (make_article(url=f"https://bao.example/{n}") for n in range(2))
    assert [overlaps.keep(two, {one: (1 / 3, 0.1)}) for _ in range(2)] == [True, False]
    assert [overlaps.keep(one, {}), overlaps.keep(two, {})] == [False, True]


@pytest.mark.django_db
def test_those_that_took_parts_of_an_article_are_known(make_article: MakeArticle) -> None:
    one, two, three = (make_article(url=f"https://bao.example/{n}") for n in range(3))
    for id in (three, two):
        overlaps.keep(id, {one: (0.4, 0.1)})
    assert (overlaps.after(one), overlaps.after(two)) == ([two, three], [])
