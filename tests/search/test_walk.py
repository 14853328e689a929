"""Going through a whole index: every hit, exact counts, every id; the same from both engines."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from search.engine import Engine
from search.model import Ask
from search.query import parse
from search.tree import Node
from tests.search.engines import engine, ids, put
from tests.search.newsstand import article


@pytest.fixture
def opened(url: str) -> Iterator[Engine]:
    with engine(url) as found:
        yield found


def every(opened: Engine, query: str = "", limit: int | None = None) -> list[int]:
    return [hit.id for hit in opened.every(parse(query), limit)]


def test_every_hit_comes_by_time_over_all_pages(opened: Engine) -> None:
    first = datetime(2026, 7, 1, tzinfo=UTC)
    put(
        opened,
        [
            article(n, "lũ" if n % 7 else "hạn", published_at=first + timedelta(minutes=n))
            for n in range(2_500)
        ],
    )
    assert every(opened, "lũ") == [n for n in reversed(range(2_500)) if n % 7]
    assert len(every(opened)) == 2_500


@pytest.mark.parametrize(("limit", "hits"), [(-1, 0), (0, 0), (2, 2), (3, 3), (4, 3), (None, 3)])
def test_no_more_hits_come_than_wanted(opened: Engine, limit: int | None, hits: int) -> None:
    put(opened, [article(n, "lũ") for n in range(1, 4)])
    assert every(opened, "lũ", limit) == ids(opened, "lũ")[:hits]


def test_every_hit_has_the_cursor_of_its_page(opened: Engine) -> None:
    put(opened, [article(n, "lũ") for n in range(1, 4)])
    hits = list(opened.every(parse("lũ")))
    assert hits == list(opened.search(parse("lũ"), Ask()).hits)


def test_what_comes_meanwhile_is_not_among_every_hit(opened: Engine) -> None:
    put(opened, [article(n, "lũ") for n in range(1_500)])
    under_way = opened.every(parse("lũ"))
    seen = list(islice(under_way, 10))
    put(opened, [article(n, "lũ", revision=2) for n in range(1_000, 2_000)])
    assert sorted(hit.id for hit in [*seen, *under_way]) == list(range(1_500))


def test_many_trees_are_counted_in_one_go(opened: Engine) -> None:
    put(opened, [article(n, "lũ" if n % 2 else "hạn") for n in range(5)])
    trees: list[Node] = [parse(query) for query in ("lũ", "hạn", "", "-lũ", "nắng", "lũ OR hạn")]
    assert opened.counts(trees) == [2, 3, 5, 3, 0, 5]
    assert opened.counts([]) == []


def test_ids_come_ascending_with_their_revisions(opened: Engine) -> None:
    put(opened, [article(n, "lũ", revision=n % 3 + 1) for n in (9, 3, 12, 5)])
    put(opened, [article(5, "lũ", revision=8)])
    assert opened.ids(-1, 100) == [(3, 1), (5, 8), (9, 1), (12, 1)]
    assert opened.ids(3, 2) == [(5, 8), (9, 1)]
    assert opened.ids(12, 2) == []


def test_however_many_ids_are_wanted_there_is_an_end(opened: Engine) -> None:
    put(opened, [article(n, "lũ") for n in range(3)])
    assert [len(opened.ids(-1, limit)) for limit in (-1, 0, 1, 1_000_000)] == [1, 1, 1, 3]


def test_a_deleted_document_is_no_longer_gone_through(opened: Engine) -> None:
    put(opened, [article(1, "lũ"), article(2, "lũ")])
    opened.delete([1])
    opened.commit()
    assert (every(opened), opened.ids(0, 9), opened.counts([parse("lũ")])) == ([2], [(2, 1)], [1])
