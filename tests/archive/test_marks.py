"""The store of fingerprints: packed ones and what leads to them change together, and shrink by themselves."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from archive import marks
from archive.models import Anchor, Article, Fingerprint
from tests.archive.conftest import MakeArticle

MARKS = (5, -7, 1 << 30, -(1 << 31))
MANY = tuple(range(1, 2001))


def keep(article_id: int, own: tuple[int, ...]) -> bool:
    with transaction.atomic():
        return marks.keep(article_id, own)


def anchored() -> list[tuple[int, int]]:
    return list(Anchor.objects.order_by("mark", "article_id").values_list("mark", "article_id"))


@pytest.mark.django_db
def test_what_is_kept_is_given_in_its_order_and_found(make_article: MakeArticle) -> None:
    id = make_article()
    assert keep(id, MARKS)
    assert marks.of([id, 77]) == {id: MARKS}
    assert anchored() == [(mark, id) for mark in sorted(MARKS)]


@pytest.mark.django_db
def test_keeping_the_same_again_changes_nothing(make_article: MakeArticle) -> None:
    id = make_article()
    assert [keep(id, MARKS), keep(id, MARKS), keep(id, (5, 6))] == [True, False, True]
    assert (marks.of([id]), anchored()) == ({id: (5, 6)}, [(5, id), (6, id)])


@pytest.mark.django_db
def test_a_text_without_words_is_kept_as_one(make_article: MakeArticle) -> None:
    id = make_article()
    keep(id, MARKS)
    assert keep(id, ())
    assert (marks.of([id]), anchored()) == ({id: ()}, [])


@pytest.mark.django_db
def test_a_very_long_text_is_kept_whole(make_article: MakeArticle) -> None:
    id = make_article()
    keep(id, MANY)
    assert marks.of([id]) == {id: MANY}
    assert len(anchored()) == 12 + sum(not mark & 3 for mark in MANY[12:])


@pytest.mark.django_db
def test_marks_lead_to_all_that_bear_them(make_article: MakeArticle) -> None:
    one, two = (make_article(url=f"https://bao.example/{n}") for n in range(2))
    keep(one, (1, 2))
    keep(two, (2, 3))
    assert {mark: sorted(ids) for mark, ids in marks.holders((2, 3, 4)).items()} == {2: [one, two], 3: [two]}
    assert marks.holders(()) == {}


@pytest.mark.django_db
def test_a_formula_no_longer_leads_to_an_article_that_still_bears_it(make_article: MakeArticle) -> None:
    id = make_article()
    keep(id, (1, 2, 3))
    marks.release(id, {2, 9})
    assert (marks.of([id]), anchored()) == ({id: (1, 2, 3)}, [(1, id), (3, id)])


@pytest.mark.django_db
def test_nothing_of_what_is_forgotten_stays(make_article: MakeArticle) -> None:
    one, two = (make_article(url=f"https://bao.example/{n}") for n in range(2))
    keep(one, (1, 2))
    keep(two, (2, 3))
    marks.forget(one)
    marks.forget(77)
    assert (marks.of([one, two]), anchored()) == ({two: (2, 3)}, [(2, two), (3, two)])


@pytest.mark.django_db
def test_what_the_window_has_left_goes_a_few_at_a_time(make_article: MakeArticle, now: datetime) -> None:
    ids = [make_article(url=f"https://bao.example/{n}") for n in range(marks.SLICE + 2)]
    for id in ids:
        keep(id, (id, 1))
    old = now - marks.WINDOW - timedelta(minutes=1)
    Article.objects.filter(id__in=ids[:-1]).update(first_fetched_at=old)
    assert [marks.drop_old(now) for _ in range(3)] == [marks.SLICE, 1, 0]
    assert anchored() == [(1, ids[-1]), (ids[-1], ids[-1])]


@pytest.mark.django_db
def test_a_deleted_article_leaves_nothing_that_is_found(make_article: MakeArticle) -> None:
    id = make_article()
    keep(id, MARKS)
    Article.objects.filter(id=id).delete()
    assert (marks.of([id]), Fingerprint.objects.count()) == ({}, 0)


@pytest.mark.django_db(transaction=True)
def test_a_turn_ends_with_its_transaction() -> None:
    for _ in range(2):
        with transaction.atomic():
            marks.take_turn()


@pytest.mark.django_db
def test_the_lean_table_is_nothing_but_its_key() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'archive_anchor'")
            (sql,) = cursor.fetchone()
        assert sql.endswith("WITHOUT ROWID")
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, "archive_anchor").values()
    assert [one["columns"] for one in told if one["primary_key"]] == [["mark", "article_id"]]
    assert [one["columns"] for one in told if one["index"] and not one["unique"]] == []
