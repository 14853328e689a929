"""Pages that follow each other while articles arrive, change and go."""

from datetime import UTC, datetime, timedelta

import pytest

from search.engine import Engine
from search.model import Ask, Document, Order
from search.query import parse
from search.rows import DEEPEST_PAGE
from tests.search.engines import engine, put
from tests.search.newsstand import article

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def flood(number: int, *, minutes: int, revision: int = 1) -> Document:
    at = NOON + timedelta(minutes=minutes)
    return article(number, f"Lũ về {number}", revision=revision, published_at=at)


def page(opened: Engine, after: int | None, limit: int = 4) -> list[tuple[int, int]]:
    hits = opened.search(parse("lũ"), Ask(limit=limit, after=after)).hits
    return [(hit.id, hit.cursor) for hit in hits]


def test_no_page_repeats_or_loses_a_hit_while_articles_come_change_and_go(url: str) -> None:
    with engine(url) as opened:
        put(opened, [flood(n, minutes=n) for n in range(1, 25)])
        seen: list[int] = []
        after: int | None = None
        for turn in range(20):
            hits = page(opened, after)
            if not hits:
                break
            seen += [number for number, _ in hits]
            after = hits[-1][1]
            opened.index(
                [flood(100 + turn, minutes=100 + turn), flood(seen[0], minutes=seen[0], revision=turn + 2)]
            )
            opened.delete([seen[-1]])
            opened.commit()
    assert seen == list(range(24, 0, -1))


def test_articles_of_one_second_are_told_apart(url: str) -> None:
    with engine(url) as opened:
        put(opened, [flood(n, minutes=0) for n in range(1, 10)])
        first = page(opened, None)
        put(opened, [flood(n, minutes=0) for n in range(20, 30)])
        second = page(opened, first[-1][1], limit=9)
    assert [number for number, _ in first + second] == list(range(9, 0, -1))


def test_a_late_article_is_on_the_page_its_time_belongs_to(url: str) -> None:
    with engine(url) as opened:
        put(opened, [flood(n, minutes=n * 10) for n in range(1, 9)])
        first = page(opened, None)
        put(opened, [flood(50, minutes=15), flood(51, minutes=75)])
        second = page(opened, first[-1][1])
    assert ([n for n, _ in first], [n for n, _ in second]) == ([8, 7, 6, 5], [4, 3, 2, 50])


@pytest.mark.parametrize("after", [DEEPEST_PAGE, DEEPEST_PAGE + 5])
def test_by_relevance_there_is_nothing_beyond_the_deepest_page(url: str, after: int) -> None:
    with engine(url) as opened:
        put(opened, [flood(n, minutes=n) for n in range(3)])
        answer = opened.search(parse("lũ"), Ask(order=Order.RELEVANCE, after=after))
    assert (answer.count, answer.hits) == (3, ())


def test_plain_words_rank_first_what_is_written_so_and_find_the_same(url: str) -> None:
    press = [article(1, "Ma trơi"), article(2, "Má con"), article(3, "Mã số"), article(4, "Tin", "ma")]
    with engine(url) as opened:
        put(opened, press)
        best = opened.search(parse("ma"), Ask(order=Order.RELEVANCE))
        newest = opened.search(parse("ma"), Ask())
    assert best.hits[0].id == 1
    assert ({hit.id for hit in best.hits}, best.count) == ({hit.id for hit in newest.hits}, newest.count)
    assert best.count == 4


def test_titles_weigh_more_than_what_is_written_as_typed_in_a_text(url: str) -> None:
    press = [article(1, "Lũ về", "Tin vắn trong ngày"), article(2, "Tin vắn trong ngày", "Lũ về")]
    with engine(url) as opened:
        put(opened, press)
        told = opened.search(parse("lu"), Ask(order=Order.RELEVANCE)).hits
    assert [hit.id for hit in told] == [1, 2]


@pytest.mark.parametrize(
    "query",
    [
        "(" * 39 + "lu" + "".join(f" {'OR' if n % 2 else 'AND'} lu)" for n in range(39)),
        " OR ".join(["lu", *(f"x{n}" for n in range(499))]),
        " AND ".join(["lu"] * 500),
    ],
    ids=["deep", "wide", "all"],
)
def test_the_largest_queries_are_ranked_as_well(url: str, query: str) -> None:
    with engine(url) as opened:
        put(opened, [article(1, "Lũ"), article(2, "hạn")])
        assert [hit.id for hit in opened.search(parse(query), Ask(order=Order.RELEVANCE)).hits] == [1]
