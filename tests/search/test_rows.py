from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rows import BORDER, FACETS, facet_of, moment, order_bounds, order_key, row, title_keys
from search.tree import Days
from tests.search.newsstand import FETCHED, article

AT = datetime(2026, 7, 1, 3, tzinfo=UTC)


def test_a_row_holds_both_streams_of_both_texts() -> None:
    found = row(article(7, "Lũ về", "Sông Trầm"))
    assert (found.title_s, found.title_f) == ("lu3 vê1", "lu ve")
    assert (found.body_s, found.body_f) == ("sông trâm1", "song tram")


def test_a_row_is_tagged_with_every_value_once() -> None:
    found = row(
        article(7, "x", outlet="Báo  Một", topics=("economy", "economy"), tone=-1, places=(), about=True)
    )
    assert found.tags == (
        *("source=nam-viet/tin", "outlet=Báo  Một", "outlet~bao mot", "kind=agency"),
        *("country=VN", "country~vn", "lang=vi"),
        *("topic=economy", "tone=-1", "about=1", "harms=0"),
    )


def test_tags_keep_the_order_of_values_and_leave_out_empty_and_cut_long_ones() -> None:
    found = row(article(7, "x", country="", topics=("b", "a", "b"), tone=1, places=("p" * 300,)))
    assert [key for key in found.tags if facet_of(key)[0] in FACETS] == [
        *("source=nam-viet/tin", "outlet=nam-viet", "kind=agency", "lang=vi"),
        *("topic=b", "topic=a", "tone=1", f"place={'p' * 200}"),
    ]


def test_every_facet_has_its_tags() -> None:
    found = row(article(7, "x", country="vn", topics=("b",), places=("p",)))
    assert tuple(facet_of(key)[0] for key in found.tags)[: len(FACETS)] == FACETS


def test_an_undated_article_counts_from_when_it_was_fetched() -> None:
    assert moment(article(1, "x", published_at=None)) == FETCHED


@pytest.mark.parametrize(
    ("published_at", "at"),
    [
        (datetime(2026, 7, 1, 10, 0, 0, 999, tzinfo=timezone(timedelta(hours=7))), AT),
        (datetime(1, 1, 1, tzinfo=UTC), datetime(1900, 1, 1, tzinfo=UTC)),
        (datetime(9999, 12, 31, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)),
    ],
)
def test_a_moment_is_whole_seconds_of_utc_within_the_calendar(published_at: datetime, at: datetime) -> None:
    assert moment(article(1, "x", published_at=published_at)) == at


@given(st.integers(-(2**31), 2**32), st.integers(0, 2**40), st.integers(0, 2**40))
def test_order_keys_sort_by_second_first(second: int, one: int, other: int) -> None:
    earlier = datetime.fromtimestamp(second, UTC)
    assert order_key(earlier, one) < order_key(earlier + timedelta(seconds=1), other)


def test_days_begin_and_end_at_midnight_of_the_desk() -> None:
    first, end = order_bounds(Days(date(2026, 7, 1), date(2026, 7, 1)))
    assert first == order_key(datetime(2026, 6, 30, 17, tzinfo=UTC), 0)
    assert end == order_key(datetime(2026, 7, 1, 17, tzinfo=UTC), 0)


def test_open_days_have_no_bound() -> None:
    assert order_bounds(Days(None, None)) == (None, None)


def test_a_second_title_stands_behind_the_first_with_a_border_between() -> None:
    found = row(replace(article(7, "Lũ về"), alt_title="Sông Trầm"))
    assert (found.title_s, found.title_f) == ("lu3 vê1 ¶ sông trâm1", "lu ve ¶ song tram")


def test_the_border_is_no_key_of_any_text() -> None:
    assert title_keys(article(7, f"Lũ {BORDER} về")) == (["lu3", "vê1"], ["lu", "ve"])
