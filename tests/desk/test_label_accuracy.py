"""How often the machine was right by the desk's labels, and when that is too seldom to be chance."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import corrections
from archive.corrections import Guess, Label
from desk import labels
from desk.label_accuracy import ODD, at_most, judged
from desk.labels import AccuracyRow, DriftWarning
from tests import factory
from tests.archive.saying import machine, officer

SINCE, UNTIL = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
NOW = factory.MORNING
db = pytest.mark.django_db
GUESS = Guess("m", "vi", 0.9, is_about=True, topics=(("economy", 0.6), ("health", 0.2)), tone=1, tone_p=0.9)


def said(*, lang: str = "vi", now: datetime = NOW, origin: str = "random", **label: object) -> int:
    row = factory.article()
    machine(row.id, lang=lang)
    return officer(row.id, origin=origin, now=now, **label).id


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (Label(about=True, topics=("economy",), tone=1), {"about": True, "topic": True, "tone": True}),
        (Label(topics=("health", "economy")), {"topic": True}),
        (Label(topics=("health",)), {"topic": False}),
        (Label(about=False, tone=0), {"about": False}),
        (Label(tone=-1, harms=True), {"tone": False}),
        (Label(), {}),
    ],
)
def test_what_a_label_judges_of_a_guess(label: Label, expected: dict[str, bool]) -> None:
    assert dict(judged(GUESS, label)) == expected


@db
def test_accuracy_is_counted_by_language_month_and_field() -> None:
    said(about=True, topics=("economy",), tone=1)
    said(about=True, topics=("health",), tone=-1)
    said(lang="en", tone=1)
    said(tone=1, now=NOW - timedelta(days=20))
    assert labels.accuracy(SINCE, UNTIL) == [
        AccuracyRow("vi", "2026-09", "tone", 1, 1),
        AccuracyRow("en", "2026-10", "tone", 1, 1),
        AccuracyRow("vi", "2026-10", "about", 2, 2),
        AccuracyRow("vi", "2026-10", "tone", 1, 2),
        AccuracyRow("vi", "2026-10", "topic", 1, 2),
    ]


@db
def test_only_articles_by_chance_are_a_sample_and_others_are_counted_apart() -> None:
    said(tone=1)
    for origin in ("correction", "unsure", "margin"):
        said(tone=-1, origin=origin)
    assert labels.accuracy(SINCE, UNTIL) == [AccuracyRow("vi", "2026-10", "tone", 1, 1)]
    assert labels.accuracy(SINCE, UNTIL, by_chance=False) == [AccuracyRow("vi", "2026-10", "tone", 0, 3)]


@db
def test_what_was_taken_back_or_is_of_another_time_does_not_count() -> None:
    corrections.take_back(said(tone=1), NOW)
    said(tone=1, now=SINCE - timedelta(seconds=1))
    said(tone=1, now=UNTIL)
    assert labels.accuracy(SINCE, UNTIL) == []


@db
def test_a_month_is_the_desks() -> None:
    said(tone=1, now=datetime(2026, 9, 30, 18, tzinfo=UTC))
    assert [row.month for row in labels.accuracy(SINCE, UNTIL)] == ["2026-10"]


def test_a_month_much_worse_than_promised_is_warned_of() -> None:
    rows = [AccuracyRow("vi", "2026-10", "topic", 50, 100), AccuracyRow("vi", "2026-10", "tone", 84, 100)]
    (found,) = labels.drift(rows, {("vi", "topic"): 0.87, ("vi", "tone"): 0.85})
    assert found == DriftWarning("vi", "2026-10", "topic", 50, 100, 0.87, found.p)
    assert found.p < ODD


def test_where_nothing_was_promised_there_is_no_drift() -> None:
    assert labels.drift([AccuracyRow("km", "2026-10", "topic", 0, 100)], {("vi", "topic"): 0.87}) == []


def test_a_few_labels_prove_nothing() -> None:
    assert labels.drift([AccuracyRow("vi", "2026-10", "topic", 1, 3)], {("vi", "topic"): 0.87}) == []


@pytest.mark.parametrize(
    ("right", "count", "share"), [(8, 10, 0.75), (0, 5, 0.3), (50, 100, 0.87), (3, 7, 0.5)]
)
def test_the_tail_is_the_sum_over_its_outcomes(right: int, count: int, share: float) -> None:
    outcomes = (math.comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(right + 1))
    assert at_most(right, count, share) == pytest.approx(sum(outcomes))


@pytest.mark.parametrize(("share", "p"), [(0.0, 1.0), (1.0, 0.0), (-0.1, 1.0), (1.1, 0.0)])
def test_a_sure_thing_is_sure(share: float, p: float) -> None:
    assert at_most(3, 10, share) == p


@given(st.integers(0, 400), st.integers(0, 400), st.floats(0.01, 0.99))
def test_more_right_ones_are_never_odder(right: int, count: int, share: float) -> None:
    low, high = at_most(min(right, count), count, share), at_most(min(right + 1, count), count, share)
    assert 0 <= low <= high + 1e-12
    assert high <= 1


def test_a_share_is_what_was_right() -> None:
    assert (AccuracyRow("vi", "2026-10", "tone", 3, 4).share, AccuracyRow("vi", "m", "tone", 0, 0).share) == (
        0.75,
        0,
    )
