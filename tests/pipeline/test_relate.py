"""Articles of the same content are one family, under the one that was first."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import articles
from archive.articles import Text
from archive.families import Neighbour
from archive.models import Article, Fingerprint, IndexChange
from classifier import copies
from pipeline.context import Context
from pipeline.relate import Fold, decide
from tests import factory
from tests.factory import MORNING
from tests.pipeline.making import BODY, OTHER_BODY, queued, related, stored, waiting

HOUR = timedelta(hours=1)
WHOLE = "\n".join(BODY)


def carried(context: Context, *bodies: str, start: datetime | None = MORNING) -> list[int]:
    """The same morning's articles, each at another outlet, an hour apart, all related."""
    ids = []
    for number, body in enumerate(bodies):
        source = factory.source(of=factory.outlet(f"bao-{number}", f"Báo {number}"))
        url = f"https://bao-{number}.example/tin"
        at = start + number * HOUR if start else None
        ids.append(stored(url, body, of=source, published_at=at, seen_at=MORNING + number * HOUR).article_id)
    for id in ids:
        related(id, context)
    return ids


def heads() -> dict[int, int | None]:
    return dict(Article.objects.values_list("id", "copy_of_id"))


@pytest.mark.django_db
def test_the_same_text_at_two_outlets_is_one_family(context: Context) -> None:
    first, second = carried(context, WHOLE, WHOLE)
    assert heads() == {first: None, second: first}
    assert Article.objects.get(id=second).copy_share == 1.0
    assert [row.outlet for row in articles.copies_of(first)] == ["Báo 1"]


@pytest.mark.django_db
def test_a_cut_copy_belongs_to_the_family(context: Context) -> None:
    first, cut = carried(context, WHOLE, "\n".join(BODY[:2]))
    assert heads() == {first: None, cut: first}
    assert Article.objects.get(id=cut).copy_share >= 0.9


@pytest.mark.django_db
def test_a_copy_with_a_frame_of_its_own_belongs_to_the_family(context: Context) -> None:
    first, framed = carried(context, WHOLE, "\n".join((*BODY, OTHER_BODY[0])))
    assert heads() == {first: None, framed: first}


@pytest.mark.django_db
def test_one_borrowed_paragraph_makes_no_copy(context: Context) -> None:
    first, other = carried(context, WHOLE, "\n".join((*OTHER_BODY, BODY[3])))
    assert heads() == {first: None, other: None}


@pytest.mark.django_db
def test_another_text_is_no_copy(context: Context) -> None:
    first, other = carried(context, WHOLE, "\n".join(OTHER_BODY))
    assert heads() == {first: None, other: None}


@pytest.mark.django_db
def test_what_was_published_first_is_the_head_though_it_came_last(context: Context) -> None:
    (late,) = carried(context, WHOLE)
    early = stored("https://goc.example/tin", WHOLE, published_at=MORNING - HOUR, seen_at=MORNING + 5 * HOUR)
    related(early.article_id, context)
    assert heads() == {late: early.article_id, early.article_id: None}


@pytest.mark.django_db
def test_an_earlier_text_takes_a_whole_family_over(context: Context) -> None:
    head, copy = carried(context, WHOLE, "\n".join(BODY[:3]))
    early = stored("https://goc.example/tin", WHOLE, published_at=MORNING - HOUR)
    related(early.article_id, context)
    assert heads() == {head: early.article_id, copy: early.article_id, early.article_id: None}


@pytest.mark.django_db
def test_an_earlier_text_takes_the_family_over_though_a_copy_is_nearer(context: Context) -> None:
    head, copy = carried(context, "\n".join((*BODY[:3], *OTHER_BODY)), WHOLE)
    early = stored("https://goc.example/tin", WHOLE, published_at=MORNING - HOUR)
    related(early.article_id, context)
    assert heads() == {head: early.article_id, copy: early.article_id, early.article_id: None}


@pytest.mark.django_db
def test_undated_articles_go_by_when_they_came(context: Context) -> None:
    first, second = carried(context, WHOLE, WHOLE, start=None)
    assert heads() == {first: None, second: first}


@pytest.mark.django_db
def test_a_rewritten_copy_leaves_the_family(context: Context) -> None:
    first, second = carried(context, WHOLE, WHOLE)
    Article.objects.filter(id=second).update(body="\n".join(OTHER_BODY))
    related(second, context)
    assert heads() == {first: None, second: None}


@pytest.mark.django_db
def test_relating_again_changes_nothing(context: Context) -> None:
    ids = carried(context, WHOLE, WHOLE, WHOLE)
    before = (heads(), Fingerprint.objects.count())
    for id in reversed(ids):
        related(id, context)
    assert (heads(), Fingerprint.objects.count()) == before


@pytest.mark.django_db
def test_a_new_copy_is_an_index_change(context: Context) -> None:
    carried(context, WHOLE)
    copy = stored("https://chep.example/tin", WHOLE, published_at=MORNING + HOUR)
    before = IndexChange.objects.get(article_id=copy.article_id).revision
    related(copy.article_id, context)
    assert IndexChange.objects.get(article_id=copy.article_id).revision == before + 1


@pytest.mark.django_db
def test_fingerprints_are_the_classifiers(context: Context) -> None:
    carried(context, WHOLE)
    assert set(Fingerprint.objects.values_list("hash", flat=True)) == copies.fingerprints(WHOLE)


@pytest.mark.django_db
def test_an_article_that_is_gone_ends_the_step(context: Context) -> None:
    queued("relate", 987_654)
    related(987_654, context)
    assert (Fingerprint.objects.count(), waiting()) == (0, [])


def text(id: int = 1, published_at: datetime | None = MORNING, seen_at: datetime = MORNING) -> Text:
    return Text(id, 1, "https://bao.example/1", "Tin", "", "Thân bài", "vi", published_at, seen_at)


def near(id: int = 2, *, head: int = 0, shared: int = 10, at: datetime | None = MORNING) -> Neighbour:
    return Neighbour(id, head or id, shared, 10, at, MORNING)


def test_nobody_near_is_no_fold() -> None:
    assert decide(text(), 10, []) is None


@pytest.mark.parametrize(("shared", "is_copy"), [(4, False), (5, True), (10, True)])
def test_half_of_the_smaller_makes_a_copy(shared: int, is_copy: bool) -> None:
    assert (decide(text(), 30, [near(shared=shared)]) is not None) is is_copy


def test_the_later_folds_under_the_earlier() -> None:
    assert decide(text(), 10, [near(at=MORNING - HOUR)]) == Fold(1, 2, 1.0)
    assert decide(text(), 10, [near(at=MORNING + HOUR)]) == Fold(2, 1, 1.0)


def test_a_date_goes_before_none() -> None:
    assert decide(text(published_at=None), 10, [near()]) == Fold(1, 2, 1.0)
    assert decide(text(), 10, [near(at=None)]) == Fold(2, 1, 1.0)


def test_a_copys_copy_folds_under_their_head() -> None:
    family = [near(3, head=2, at=MORNING - HOUR), near(2, at=MORNING - 2 * HOUR, shared=9)]
    assert decide(text(), 10, family) == Fold(1, 2, 1.0)


@given(
    st.integers(1, 9), st.integers(1, 9), st.sampled_from([None, MORNING]), st.sampled_from([None, MORNING])
)
def test_two_agree_on_who_was_first(
    one: int, other: int, mine: datetime | None, theirs: datetime | None
) -> None:
    if one == other:
        return
    seen = decide(text(one, mine), 10, [near(other, at=theirs)])
    met = decide(text(other, theirs), 10, [near(one, at=mine)])
    assert seen == met
