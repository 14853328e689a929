from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.histogram import Step
from search.model import Bucket
from web.bars import HEIGHT, MOST_TICKS, WIDEST, WIDTH, Bar, Tick, histogram, share, ticks

buckets = st.dictionaries(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 999), max_size=30).map(
    lambda counts: [Bucket(day.isoformat(), n) for day, n in sorted(counts.items())]
)


@given(buckets)
def test_no_article_is_lost_between_the_bars(told: list[Bucket]) -> None:
    assert sum(bar.count for bar in histogram(told)) == sum(bucket.count for bucket in told)


@given(buckets)
def test_bars_follow_each_other_without_gaps_and_stay_in_the_picture(told: list[Bucket]) -> None:
    bars = histogram(told)
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(bars))
    assert all(0 <= float(bar.x) <= WIDTH and float(bar.height) <= HEIGHT for bar in bars)


def test_few_days_have_a_bar_each() -> None:
    bars = histogram([Bucket("2026-07-01", 2), Bucket("2026-07-03", 4)])
    assert [(bar.first.day, bar.last.day, bar.count, bar.height) for bar in bars] == [
        (1, 1, 2, "30.00"),
        (2, 2, 0, "0.00"),
        (3, 3, 4, "60.00"),
    ]


def test_many_days_are_told_by_weeks_that_begin_on_monday() -> None:
    bars = histogram([Bucket("2026-01-01", 1), Bucket("2026-07-01", 1)])
    assert {(bar.first.weekday(), (bar.last - bar.first).days) for bar in bars} == {(0, 6)}


def test_the_step_may_be_chosen() -> None:
    bars = histogram([Bucket("2026-07-01", 1), Bucket("2026-07-03", 1)], Step.QUARTER)
    assert [(bar.first, bar.last, bar.count) for bar in bars] == [(date(2026, 7, 1), date(2026, 9, 30), 2)]


def test_days_without_articles_have_bars_without_height() -> None:
    assert [bar.height for bar in histogram([Bucket("2026-07-01", 0)])] == ["0.00"]


def test_nothing_found_draws_nothing() -> None:
    assert histogram([]) == ()


def test_few_bars_stay_narrow_and_stand_in_the_middle_of_their_room() -> None:
    bars = histogram([Bucket("2026-07-01", 1), Bucket("2026-10-01", 1)], Step.QUARTER)
    assert [(float(bar.x), float(bar.width)) for bar in bars] == [(210, WIDEST), (710, WIDEST)]


def first_day(bar: Bar) -> str:
    return f"{bar.first.day}/{bar.first.month}"


def test_words_stand_under_the_middle_of_bars_and_inside_the_picture() -> None:
    days = histogram([Bucket("2026-07-01", 1), Bucket("2026-07-14", 1)], Step.DAY)
    assert [(tick.anchor, tick.text) for tick in ticks(days[:5], first_day)] == [
        ("start", "1/7"),
        ("middle", "2/7"),
        ("middle", "3/7"),
        ("middle", "4/7"),
        ("middle", "5/7"),
    ]
    assert ticks(days, first_day)[-1] == Tick("99.50", "end", "14/7")


@given(buckets)
def test_the_last_bar_has_words_and_no_more_have_than_fit(told: list[Bucket]) -> None:
    bars = histogram(told)
    under = ticks(bars, first_day)
    assert len(under) <= MOST_TICKS
    assert [tick.text for tick in under[-1:]] == [first_day(bar) for bar in bars[-1:]]


@pytest.mark.parametrize(
    ("count", "highest", "percent"), [(0, 0, 0), (0, 9, 0), (1, 9999, 1), (5, 10, 50), (10, 10, 100)]
)
def test_the_smallest_share_stays_visible(count: int, highest: int, percent: int) -> None:
    assert share(count, highest) == percent
