"""What both engines owe their callers, each asked the same way."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from language.tokens import ANALYSIS_VERSION
from search.engine import Engine, open_engine
from search.errors import SearchUnavailable
from search.model import Answer, Ask, Bucket, EngineState, Order
from search.query import parse
from tests.search.engines import drop_index, engine, ids, put
from tests.search.newsstand import FETCHED, article


@pytest.fixture
def opened(url: str) -> Iterator[Engine]:
    with engine(url) as found:
        yield found


def test_a_new_index_is_empty(opened: Engine) -> None:
    assert opened.search(parse(""), Ask(facets=True, histogram=True)).count == 0
    assert opened.count() == 0


def test_what_is_committed_is_found(opened: Engine) -> None:
    put(opened, [article(1, "Lũ về"), article(2, "Nắng lên")])
    assert (ids(opened, "lũ"), opened.count()) == ([1], 2)


def test_what_is_not_committed_is_not_found(opened: Engine) -> None:
    opened.index([article(1, "Lũ về")])
    assert ids(opened) == []


def test_a_newer_revision_takes_the_place_of_an_older(opened: Engine) -> None:
    put(opened, [article(1, "Lũ về", revision=1)])
    put(opened, [article(1, "Nắng lên", revision=2)])
    assert (ids(opened, "lũ"), ids(opened, "nắng"), opened.count()) == ([], [1], 1)


def test_the_same_revision_again_changes_nothing_but_its_words(opened: Engine) -> None:
    put(opened, [article(1, "Lũ về", revision=3)])
    put(opened, [article(1, "Lũ rút", revision=3)])
    assert (ids(opened, "rút"), opened.count()) == ([1], 1)


def test_an_older_revision_that_comes_late_is_left_out(opened: Engine) -> None:
    put(opened, [article(1, "Nắng lên", revision=2)])
    put(opened, [article(1, "Lũ về", revision=1)])
    assert ids(opened, "nắng") == [1]


def test_within_one_batch_the_newest_revision_stays(opened: Engine) -> None:
    put(opened, [article(1, "một"), article(1, "ba", revision=3), article(1, "hai", revision=2)])
    assert (ids(opened, "ba"), opened.count()) == ([1], 1)


def test_between_two_commits_the_newest_revision_stays(opened: Engine) -> None:
    opened.index([article(1, "ba", revision=3)])
    opened.index([article(1, "hai", revision=2)])
    opened.commit()
    assert ids(opened, "ba") == [1]


def test_a_deleted_article_is_gone_and_may_come_back(opened: Engine) -> None:
    put(opened, [article(1, "Lũ về", revision=5), article(2, "Lũ rút")])
    opened.delete([1, 99])
    opened.commit()
    assert ids(opened, "lũ") == [2]
    put(opened, [article(1, "Lũ về", revision=5)])
    assert sorted(ids(opened, "lũ")) == [1, 2]


def test_nothing_to_do_is_no_mistake(opened: Engine) -> None:
    opened.index([])
    opened.delete([])
    opened.commit()
    assert opened.count() == 0


def test_by_time_the_newest_comes_first_and_an_undated_one_when_it_was_fetched(opened: Engine) -> None:
    old, new = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    dated = [article(1, "a", published_at=old), article(2, "a", published_at=new)]
    put(opened, [*dated, article(3, "a", published_at=None, fetched_at=FETCHED)])
    assert ids(opened, "a") == [2, 3, 1]


def test_by_relevance_a_title_outweighs_a_body_and_equals_go_by_time(opened: Engine) -> None:
    same = [article(n, "Tin", "Lũ về làng bên") for n in (3, 1, 2)]
    put(opened, [*same, article(4, "Lũ về làng bên", "Tin")])
    assert ids(opened, "lũ", order=Order.RELEVANCE) == [4, 3, 2, 1]


@pytest.mark.parametrize("order", list(Order))
def test_pages_follow_each_other_without_gap_or_repeat(opened: Engine, order: Order) -> None:
    put(opened, [article(n, "lũ") for n in range(1, 24)])
    seen: list[int] = []
    after: int | None = None
    while True:
        page = opened.search(parse("lũ"), Ask(order=order, limit=5, after=after))
        if not page.hits:
            break
        assert page.count == 23
        seen += [hit.id for hit in page.hits]
        after = page.hits[-1].cursor
    assert seen == ids(opened, "lũ", order=order)
    assert len(set(seen)) == 23


def test_a_page_by_time_stands_still_while_newer_articles_arrive(opened: Engine) -> None:
    put(opened, [article(n, "lũ", published_at=datetime(2026, 7, n, tzinfo=UTC)) for n in range(1, 9)])
    first = opened.search(parse("lũ"), Ask(limit=4))
    put(opened, [article(9, "lũ", published_at=datetime(2026, 7, 9, tzinfo=UTC))])
    second = opened.search(parse("lũ"), Ask(limit=4, after=first.hits[-1].cursor))
    assert [hit.id for hit in first.hits + second.hits] == [8, 7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize(("limit", "hits"), [(-1, 0), (0, 0), (1, 1), (3, 3), (1_000_000, 3)])
def test_any_limit_is_answered(opened: Engine, order: Order, limit: int, hits: int) -> None:
    put(opened, [article(n, "lũ") for n in range(3)])
    answer = opened.search(parse("lũ"), Ask(order=order, limit=limit))
    assert (answer.count, len(answer.hits)) == (3, hits)


def test_before_the_first_page_is_the_first_page(opened: Engine) -> None:
    put(opened, [article(n, "lũ") for n in range(3)])
    pages = [opened.search(parse("lũ"), Ask(order=Order.RELEVANCE, after=after)) for after in (None, -5)]
    assert pages[0] == pages[1]


def test_behind_the_deepest_page_there_is_nothing(opened: Engine) -> None:
    put(opened, [article(n, "lũ") for n in range(3)])
    answer = opened.search(parse("lũ"), Ask(order=Order.RELEVANCE, after=10_000))
    assert (answer.count, answer.hits) == (3, ())


def test_facets_and_histogram_only_when_asked(opened: Engine) -> None:
    put(opened, [article(1, "lũ")])
    answer = opened.search(parse(""), Ask())
    assert (answer.facets, answer.histogram) == ({}, ())


def counted(opened: Engine) -> Answer:
    topics = ("economy", "society")
    days = [datetime(2026, 7, 1, 16, 59, tzinfo=UTC), datetime(2026, 7, 1, 17, tzinfo=UTC)]
    put(
        opened,
        [
            article(1, "lũ", published_at=days[0], topics=topics, tone=-1, places=("a", "b")),
            article(2, "lũ", published_at=days[1], topics=topics[1:], country="KR", lang="ko"),
        ],
    )
    return opened.search(parse("lũ"), Ask(facets=True, histogram=True))


def test_facets_count_each_value(opened: Engine) -> None:
    assert counted(opened).facets == {
        "source": (Bucket("nam-viet/tin", 2),),
        "outlet": (Bucket("nam-viet", 2),),
        "kind": (Bucket("agency", 2),),
        "country": (Bucket("KR", 1), Bucket("VN", 1)),
        "lang": (Bucket("ko", 1), Bucket("vi", 1)),
        "topic": (Bucket("society", 2), Bucket("economy", 1)),
        "tone": (Bucket("-1", 1), Bucket("0", 1)),
        "place": (Bucket("a", 1), Bucket("b", 1)),
    }


def test_a_histogram_counts_days_of_the_desk(opened: Engine) -> None:
    assert counted(opened).histogram == (Bucket("2026-07-01", 1), Bucket("2026-07-02", 1))


def test_dates_at_the_ends_of_the_calendar_are_counted(opened: Engine) -> None:
    ends = [datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)]
    put(opened, [article(n, "lũ", published_at=at) for n, at in enumerate(ends)])
    histogram = opened.search(parse(""), Ask(histogram=True)).histogram
    assert [bucket.value for bucket in histogram] == ["1900-01-01", "2199-12-31"]


def test_a_word_of_any_length_and_a_hostile_text_are_taken(opened: Engine) -> None:
    put(opened, [article(1, "x" * 100_000, "\x00 \ud800 \u202e ﷺ ⑴ 😀 " + "é" * 5_000)])
    assert ids(opened, "xx*") == [1]


def test_a_deep_query_is_answered(opened: Engine) -> None:
    put(opened, [article(1, "lũ"), article(2, "hạn")])
    deep = "(" * 39 + "lũ" + "".join(f" {'OR' if n % 2 else 'AND'} lũ)" for n in range(39))
    assert ids(opened, deep) == [1]


def test_a_wide_query_is_answered(opened: Engine) -> None:
    put(opened, [article(1, "x499"), article(2, "hạn")])
    assert ids(opened, " OR ".join(f"x{n}" for n in range(500))) == [1]


def test_a_reader_sees_each_commit(url: str, opened: Engine) -> None:
    with engine(url, write=False) as reader:
        assert ids(reader) == []
        put(opened, [article(1, "lũ")])
        assert ids(reader) == [1]
        put(opened, [article(2, "lũ")])
        assert sorted(ids(reader)) == [1, 2]


def test_many_threads_read_while_one_writes(url: str, opened: Engine) -> None:
    with engine(url, write=False) as reader, ThreadPoolExecutor(4) as pool:
        found = []
        for number in range(1, 6):
            put(opened, [article(number, "lũ")])
            found.append(list(pool.map(lambda _: len(ids(reader, "lũ")), range(8))))
    assert found == [[number] * 8 for number in range(1, 6)]


def test_an_index_is_kept_when_it_is_closed(url: str) -> None:
    with engine(url) as opened:
        put(opened, [article(1, "lũ")])
    with engine(url) as opened:
        assert ids(opened, "lũ") == [1]


def test_before_the_first_index_there_is_nothing_to_read(url: str) -> None:
    with pytest.raises(SearchUnavailable, match=r"There is no index .* yet: build it first"):
        open_engine(url, write=False)


def test_a_lost_index_is_begun_anew(url: str) -> None:
    with engine(url) as opened:
        put(opened, [article(1, "lũ")])
    drop_index(url)
    with engine(url) as opened:
        assert opened.count() == 0


def test_a_healthy_state_counts_documents(opened: Engine) -> None:
    put(opened, [article(1, "lũ"), article(2, "hạn")])
    state = opened.state()
    assert state == EngineState(state.name, state.version, ANALYSIS_VERSION, 2, ok=True)
    assert (state.name, state.version[:3]) in {("tantivy", "0.2"), ("elasticsearch", "9.2")}
