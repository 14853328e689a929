from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.histogram import Step, filled, first_day, fitting, last_day, possible, regroup
from search.model import Bucket

calendar = st.dates(date(1900, 1, 1), date(2199, 12, 31))
steps = st.sampled_from(Step)
counted = st.dictionaries(st.dates(date(2019, 1, 1), date(2027, 1, 1)), st.integers(1, 999), max_size=30).map(
    lambda counts: [Bucket(day.isoformat(), n) for day, n in sorted(counts.items())]
)


@given(calendar, steps)
def test_a_day_lies_in_the_step_that_is_named_for_it(day: date, step: Step) -> None:
    start = first_day(day, step)
    assert start <= day <= last_day(start, step)
    assert first_day(start, step) == start


@given(calendar, steps)
def test_steps_follow_each_other_without_a_gap(day: date, step: Step) -> None:
    start = first_day(day, step)
    following = last_day(start, step) + timedelta(days=1)
    assert first_day(following, step) == following


@given(calendar)
def test_weeks_begin_on_monday_and_have_seven_days(day: date) -> None:
    start = first_day(day, Step.WEEK)
    assert (start.weekday(), (last_day(start, Step.WEEK) - start).days) == (0, 6)


@given(calendar)
def test_months_make_quarters(day: date) -> None:
    assert first_day(first_day(day, Step.MONTH), Step.QUARTER) == first_day(day, Step.QUARTER)


@given(counted, steps)
def test_no_article_is_lost_or_counted_twice(days: list[Bucket], step: Step) -> None:
    assert sum(bucket.count for bucket in regroup(days, step)) == sum(day.count for day in days)


@given(counted, steps)
def test_regrouping_again_changes_nothing(days: list[Bucket], step: Step) -> None:
    once = regroup(days, step)
    assert regroup(once, step) == once


@given(counted, steps)
def test_filling_adds_only_noughts_and_leaves_no_gap(days: list[Bucket], step: Step) -> None:
    told = regroup(days, step)
    whole = filled(told, step)
    assert tuple(bucket for bucket in whole if bucket.count) == told
    starts = [date.fromisoformat(bucket.value) for bucket in whole]
    assert all(last_day(a, step) + timedelta(days=1) == b for a, b in pairwise(starts))


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step.DAY, [("2026-12-31", 1), ("2027-01-01", 2), ("2027-01-04", 4)]),
        (Step.WEEK, [("2026-12-28", 3), ("2027-01-04", 4)]),
        (Step.MONTH, [("2026-12-01", 1), ("2027-01-01", 6)]),
        (Step.QUARTER, [("2026-10-01", 1), ("2027-01-01", 6)]),
    ],
)
def test_days_are_counted_by_the_step(step: Step, expected: list[tuple[str, int]]) -> None:
    days = [Bucket("2026-12-31", 1), Bucket("2027-01-01", 2), Bucket("2027-01-04", 4)]
    assert [(bucket.value, bucket.count) for bucket in regroup(days, step)] == expected


def test_a_gap_is_filled() -> None:
    months = [Bucket("2026-11-01", 1), Bucket("2027-01-01", 2)]
    assert filled(months, Step.MONTH)[1] == Bucket("2026-12-01", 0)


@pytest.mark.parametrize("step", list(Step))
def test_nothing_stays_nothing(step: Step) -> None:
    assert (regroup((), step), filled((), step)) == ((), ())


@pytest.mark.parametrize(
    ("span", "step"),
    [
        (1, Step.DAY),
        (45, Step.DAY),
        (46, Step.WEEK),
        (300, Step.WEEK),
        (301, Step.MONTH),
        (1098, Step.MONTH),
        (1099, Step.QUARTER),
    ],
)
def test_the_longer_the_span_the_larger_the_step(span: int, step: Step) -> None:
    first = date(2020, 1, 1)
    ends = [Bucket((first + timedelta(days=far)).isoformat(), 1) for far in (0, span - 1)]
    assert fitting(ends) is step


def test_without_days_the_step_is_a_day() -> None:
    assert fitting(()) is Step.DAY


@pytest.mark.parametrize(
    ("span", "steps"),
    [
        (1, list(Step)),
        (400, list(Step)),
        (401, [Step.WEEK, Step.MONTH, Step.QUARTER]),
        (2801, [Step.MONTH, Step.QUARTER]),
        (100_000, [Step.QUARTER]),
    ],
)
def test_no_step_is_possible_whose_bars_are_too_many(span: int, steps: list[Step]) -> None:
    first = date(1900, 1, 1)
    ends = [Bucket((first + timedelta(days=far)).isoformat(), 1) for far in (0, span - 1)]
    assert list(possible(ends)) == steps


@given(counted)
def test_the_step_that_fits_is_possible(days: list[Bucket]) -> None:
    assert fitting(days) in possible(days)
