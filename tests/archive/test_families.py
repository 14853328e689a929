from datetime import datetime, timedelta

import pytest
from django.db import transaction

from archive import articles, families
from archive.models import Article, Fingerprint
from tests.archive.conftest import MakeArticle


def fold(article_id: int, head_id: int, now: datetime) -> None:
    with transaction.atomic():
        families.join(article_id, head_id, 0.9, now)


@pytest.mark.django_db
def test_neighbours_share_fingerprints_most_first(make_article: MakeArticle, now: datetime) -> None:
    near, far, other = (make_article(url=f"https://bao.example/{n}") for n in range(3))
    families.keep_fingerprints(near, {1, 2, 3, -4})
    families.keep_fingerprints(far, {3, 9})
    families.keep_fingerprints(other, {77})
    found = families.neighbours(0, {1, 2, 3, 5}, now)
    assert [(n.article_id, n.shared, n.size) for n in found] == [(near, 3, 4), (far, 1, 2)]


@pytest.mark.django_db
def test_an_article_is_not_its_own_neighbour(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    families.keep_fingerprints(id, {1, 2})
    assert families.neighbours(id, {1, 2}, now) == []


@pytest.mark.django_db
def test_what_is_older_than_the_window_is_no_neighbour(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    families.keep_fingerprints(id, {1, 2})
    assert families.neighbours(0, {1, 2}, now + families.WINDOW + timedelta(days=1)) == []


@pytest.mark.django_db
def test_fingerprints_are_replaced_not_gathered(make_article: MakeArticle) -> None:
    id = make_article()
    families.keep_fingerprints(id, {1, 2})
    families.keep_fingerprints(id, {2, 3})
    assert sorted(Fingerprint.objects.values_list("hash", flat=True)) == [2, 3]


@pytest.mark.django_db
def test_copies_fold_under_their_head(make_article: MakeArticle, now: datetime) -> None:
    head, one, two = (make_article(url=f"https://bao.example/{n}") for n in range(3))
    fold(one, head, now)
    fold(two, head, now)
    (row,) = articles.newest(10, only_about=False)
    assert (row.id, row.copies) == (head, 2)
    assert [r.id for r in articles.copies_of(one)] == [head, two]


@pytest.mark.django_db
def test_an_older_head_takes_the_whole_family(make_article: MakeArticle, now: datetime) -> None:
    older, head, copy = (make_article(url=f"https://bao.example/{n}") for n in range(3))
    fold(copy, head, now)
    fold(head, older, now)
    assert dict(Article.objects.values_list("id", "copy_of_id")) == {older: None, head: older, copy: older}


@pytest.mark.django_db
def test_an_article_never_folds_under_itself(make_article: MakeArticle, now: datetime) -> None:
    id = make_article()
    fold(id, id, now)
    assert Article.objects.get(id=id).copy_of_id is None


@pytest.mark.django_db
def test_a_copy_can_leave_its_family(make_article: MakeArticle, now: datetime) -> None:
    head, copy = (make_article(url=f"https://bao.example/{n}") for n in range(2))
    fold(copy, head, now)
    before = Article.objects.get(id=copy).revision
    with transaction.atomic():
        families.leave(copy, now)
        families.leave(head, now)
    row = Article.objects.get(id=copy)
    assert (row.copy_of_id, row.revision) == (None, before + 1)
