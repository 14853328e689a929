from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.histogram import Step
from search.model import Bucket
from web.bars import HEIGHT, WIDTH, histogram, share

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


@pytest.mark.parametrize(
    ("count", "highest", "percent"), [(0, 0, 0), (0, 9, 0), (1, 9999, 1), (5, 10, 50), (10, 10, 100)]
)
def test_the_smallest_share_stays_visible(count: int, highest: int, percent: int) -> None:
    assert share(count, highest) == percent
