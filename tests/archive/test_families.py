"""Who shares words with whom, and who stands under whom."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from archive import articles, families, marks
from archive.families import Look, Neighbour
from archive.models import Article, Outlet
from classifier.copies_finding import COMMON, HOUSE
from classifier.recurring import Told
from tests.archive.conftest import MakeArticle

OWN = tuple(range(1, 11))


def kept(article_id: int, *shared: int, more: int = 0) -> int:
    with transaction.atomic():
        marks.keep(article_id, [*shared, *(1000 * article_id + n for n in range(more))])
    return article_id


def fold(article_id: int, head_id: int | None, now: datetime, share: float = 0.9) -> bool:
    with transaction.atomic():
        return families.fold(article_id, head_id, share, now)


def found(look: Look) -> list[int]:
    return [one.article_id for one in look.near]


@pytest.mark.django_db
def test_neighbours_share_enough_the_closest_first(make_article: MakeArticle, now: datetime) -> None:
    part, same, less, other = (make_article(url=f"https://bao.example/{n}") for n in range(4))
    kept(part, 1, 2, 3, more=6)
    kept(same, 1, 2, 3, 4, 5, more=2)
    kept(less, 1, 2, 3, more=20)
    kept(other, 77)
    near = families.neighbours(0, (*OWN, 11, 12), now)
    assert [(n.article_id, n.shared, n.own_size, n.size) for n in near] == [
        (same, 5, 12, 7),
        (part, 3, 12, 9),
    ]
    assert [round(n.containment, 2) for n in near] == [0.71, 0.33]


@pytest.mark.django_db
def test_of_those_that_share_as_much_the_first_to_come_is_first(
    make_article: MakeArticle, now: datetime
) -> None:
    ids = [kept(make_article(url=f"https://bao.example/{n}"), *OWN) for n in range(3)]
    Article.objects.filter(id=ids[2]).update(published_at=now - timedelta(hours=1))
    assert found(families.look(0, OWN, now)) == [ids[2], ids[0], ids[1]]


@pytest.mark.django_db
def test_an_article_is_not_its_own_neighbour(make_article: MakeArticle, now: datetime) -> None:
    id = kept(make_article(), *OWN)
    assert families.neighbours(id, OWN, now) == []


@pytest.mark.django_db
@pytest.mark.parametrize("away", [timedelta(days=31), -timedelta(days=31)])
def test_what_the_window_does_not_reach_is_no_neighbour(
    make_article: MakeArticle, now: datetime, away: timedelta
) -> None:
    kept(make_article(), *OWN)
    assert families.neighbours(0, OWN, now + away) == []


@pytest.mark.django_db
def test_the_head_of_a_neighbour_is_looked_at_though_nothing_leads_to_it(
    make_article: MakeArticle, now: datetime
) -> None:
    head, copy = (make_article(url=f"https://bao.example/{n}") for n in range(2))
    kept(head, *range(101, 114), 1, 3, 5, 7)
    kept(copy, *OWN)
    fold(copy, head, now)
    assert found(families.look(0, OWN, now)) == [copy, head]


@pytest.mark.django_db
def test_a_head_that_has_left_the_store_is_no_neighbour(make_article: MakeArticle, now: datetime) -> None:
    head, copy = (make_article(url=f"https://bao.example/{n}") for n in range(2))
    kept(copy, *OWN)
    fold(copy, head, now)
    assert found(families.look(0, OWN, now)) == [copy]


@pytest.mark.django_db
def test_a_formula_leads_nowhere_and_counts_on_neither_side(make_article: MakeArticle, now: datetime) -> None:
    ids = [kept(make_article(url=f"https://bao.example/{n}"), 1, more=3) for n in range(COMMON + 1)]
    kept(ids[0], 1, 2, 3, 4, 5)
    look = families.look(0, (1, 2, 3, 4), now)
    assert look.formulas == {1}
    assert [(one.article_id, one.shared, one.own_size, one.size) for one in look.near] == [(ids[0], 3, 3, 4)]


@pytest.mark.django_db
def test_a_report_that_very_many_print_is_no_formula(make_article: MakeArticle, now: datetime) -> None:
    ids = [kept(make_article(url=f"https://bao.example/{n}"), *OWN) for n in range(COMMON + 1)]
    Article.objects.filter(id__in=ids[1:]).update(copy_of_id=ids[0])
    look = families.look(0, OWN, now)
    assert look.formulas == frozenset()
    assert ids[0] in found(look)


@pytest.mark.django_db
def test_words_of_the_house_tell_nothing_between_two_of_its_articles(
    make_article: MakeArticle, now: datetime
) -> None:
    ids = [kept(make_article(url=f"https://bao.example/{n}"), *OWN, more=2) for n in range(HOUSE + 1)]
    look = families.look(ids[0], marks.of(ids)[ids[0]], now)
    assert (found(look), set(look.apart)) == ([], set(ids[1:]))


@pytest.mark.django_db
def test_they_tell_between_two_houses(make_article: MakeArticle, now: datetime) -> None:
    ids = [kept(make_article(url=f"https://bao.example/{n}"), *OWN, more=2) for n in range(HOUSE + 2)]
    other = Outlet.objects.create(key="bao-khac", name="Báo Khác", kind="national", country="VN", lang="vi")
    Article.objects.filter(id=ids[0]).update(outlet=other)
    assert found(families.look(ids[0], marks.of(ids)[ids[0]], now)) == ids[1:]


@pytest.mark.django_db
def test_a_standing_tells_what_a_format_is_known_by(make_article: MakeArticle, now: datetime) -> None:
    id = make_article(title="Giá vàng 1/10", body="Sáng nay.")
    told = families.standings([id])[id].told
    assert (told.title, told.lead, told.outlet, str(told.day)) == (
        *("Giá vàng 1/10", "Sáng nay.", "bao-thu"),
        "2026-10-01",
    )


@pytest.mark.django_db
def test_copies_stand_under_their_head(make_article: MakeArticle, now: datetime) -> None:
    head, one, two = (make_article(url=f"https://bao.example/{n}") for n in range(3))
    fold(one, head, now)
    fold(two, head, now)
    (row,) = articles.newest(10, only_about=False)
    assert (row.id, row.copies) == (head, 2)
    assert [r.id for r in articles.copies_of(one)] == [head, two]
    assert (set(families.members(head)), families.heads([head, one, two])) == ({one, two}, {head})


@pytest.mark.django_db
def test_folding_tells_whether_it_changed_anything(make_article: MakeArticle, now: datetime) -> None:
    head, copy = (make_article(url=f"https://bao.example/{n}") for n in range(2))
    assert [fold(copy, head, now), fold(copy, head, now), fold(copy, head, now, 0.8)] == [True, False, True]
    before = Article.objects.get(id=copy).revision
    assert [fold(copy, None, now, 0.0), fold(copy, None, now, 0.0)] == [True, False]
    row = Article.objects.get(id=copy)
    assert (row.copy_of_id, row.copy_share, row.revision) == (None, 0.0, before + 1)


def test_a_neighbour_without_marks_that_tell_contains_nothing(now: datetime) -> None:
    standing = families.Standing(1, None, now, now, Told("", "", "", None))
    assert Neighbour(standing, 0, 0, 0).containment == 0.0
