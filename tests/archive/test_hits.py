import pytest

from archive import hits
from archive.hits import HitRow, Words
from tests import factory

pytestmark = pytest.mark.django_db


def test_a_hit_tells_everything_but_its_text() -> None:
    row = factory.article()
    topics = [("infrastructure", 0.9), ("health", 0.6)]
    factory.reading(row, topics=topics, tone=1, places=[("b", 0, 1), ("a", 2, 3), ("b", 4, 5)])
    assert hits.rows([row.id]) == [
        HitRow(
            id=row.id,
            url=row.canonical_url,
            title=row.title,
            published_at=factory.MORNING,
            outlet="Báo Sông Trong",
            lang="vi",
            topics=("infrastructure", "health"),
            tone=1,
            is_read=True,
            abstain=False,
            places=("a", "b"),
        )
    ]


def test_an_article_nobody_has_read_has_neither_topics_nor_places() -> None:
    (row,) = hits.rows([factory.article().id])
    assert (row.topics, row.places, row.tone, row.is_read, row.abstain) == ((), (), 0, False, True)


def test_rows_come_in_the_order_asked_for_and_what_is_gone_is_left_out() -> None:
    ids = [factory.article().id for _ in range(3)]
    assert [row.id for row in hits.rows([ids[2], 999_999, ids[0]])] == [ids[2], ids[0]]


def test_words_are_the_second_title_and_the_text() -> None:
    row = factory.article(standfirst="Sa pô", body="Thân")
    row.alt_title = "Tựa khác"
    row.save()
    bare = factory.article(body="Thân")
    assert hits.words([row.id, bare.id]) == {
        row.id: Words("Tựa khác", "Sa pô\nThân"),
        bare.id: Words("", "Thân"),
    }


def test_both_titles_are_told_in_the_order_of_the_articles() -> None:
    one, two, bare = factory.article("Một"), factory.article("Hai"), factory.article("")
    two.alt_title = "Tựa hai"
    two.save()
    assert hits.titles([two.id, bare.id, one.id, 999_999]) == ["Hai", "Tựa hai", "Một"]


def test_a_family_is_the_same_whoever_of_it_is_asked() -> None:
    first, stranger = factory.article(), factory.article()
    copies = [factory.article(copy_of=first) for _ in range(2)]
    whole = {first.id, *(copy.id for copy in copies)}
    assert [hits.family(row.id) for row in (first, *copies)] == [whole] * 3
    assert hits.family(stranger.id) == {stranger.id}
