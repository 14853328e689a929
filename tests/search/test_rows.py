from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model import Bucket
from search.rows import BORDER, histogram, moment, order_bounds, order_key, ranked, row, title_keys
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
        *("topic=economy", "tone=-1", "about=1"),
    )


def test_facets_keep_values_as_given_and_leave_out_empty_ones() -> None:
    found = row(article(7, "x", country="", topics=("b", "a", "b"), tone=1, places=("p" * 300,)))
    assert found.facets == {
        "source": ("nam-viet/tin",),
        "outlet": ("nam-viet",),
        "kind": ("agency",),
        "country": (),
        "lang": ("vi",),
        "topic": ("b", "a"),
        "tone": ("1",),
        "place": ("p" * 200,),
    }


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


def test_facet_values_rank_by_count_then_by_name() -> None:
    assert ranked({"b": 1, "c": 2, "a": 1}) == (Bucket("c", 2), Bucket("a", 1), Bucket("b", 1))


def test_histogram_steps_are_days_of_the_desk() -> None:
    start = int(datetime(2026, 6, 30, 17, tzinfo=UTC).timestamp() * 1000)
    assert histogram({start: 3, start + 86_400_000: 0}) == (Bucket("2026-07-01", 3),)


def test_a_second_title_stands_behind_the_first_with_a_border_between() -> None:
    found = row(replace(article(7, "Lũ về"), alt_title="Sông Trầm"))
    assert (found.title_s, found.title_f) == ("lu3 vê1 ¶ sông trâm1", "lu ve ¶ song tram")


def test_the_border_is_no_key_of_any_text() -> None:
    assert title_keys(article(7, f"Lũ {BORDER} về")) == (["lu3", "vê1"], ["lu", "ve"])
