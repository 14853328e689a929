import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.outlook import HIGH, LOW, WEEK, outlook, quantile, ranges
from classifier.spikes import Counts
from tests.gates.press_counts import press

KINDS = np.arange(WEEK)


def whole(counts: np.ndarray) -> Counts:
    return Counts(counts, np.arange(counts.shape[1]) % 7, np.ones(counts.shape, dtype=np.bool_))


def test_an_even_past_lets_expect_the_same() -> None:
    told = outlook(whole(np.full((1, 70), 10)), KINDS)
    assert told.coming.middle == pytest.approx([70], rel=0.03)
    assert told.coming.low[0] < 70 < told.coming.high[0]
    assert (told.judged, told.inside) == (8, 8)


def test_a_week_with_days_off_is_expected_lower() -> None:
    week = np.tile([10, 10, 10, 10, 10, 3, 3], 10)[None]
    plain = outlook(whole(week), KINDS).coming.middle[0]
    assert outlook(whole(week), np.array([0, 1, 7, 7, 7, 5, 6])).coming.middle[0] < 0.8 * plain


def test_the_range_holds_as_often_as_it_says() -> None:
    given = press(5, 40, 203)
    told = outlook(whole(given.counts), KINDS)
    assert told.inside / told.judged == pytest.approx(HIGH - LOW, abs=0.04)


def test_what_varies_more_has_a_wider_range() -> None:
    told = ranges(np.full(2, 100.0), np.array([0.001, 0.2]))
    calm, wild = told.high - told.low
    assert calm < wild


def test_too_short_a_past_foretells_nothing() -> None:
    told = outlook(whole(np.full((2, 9), 3)), KINDS)
    assert (told.coming.middle.tolist(), told.coming.low.tolist(), told.judged) == ([0, 0], [0, 0], 0)


@given(st.floats(0, 500), st.floats(0.001, 1))
def test_a_range_has_its_ends_in_order(middle: float, spread: float) -> None:
    told = ranges(np.array([middle]), np.array([spread]))
    assert 0 <= told.low[0] <= told.high[0]


def test_a_quantile_is_the_smallest_count_that_reaches_it() -> None:
    # Poisson with mean one: P(X <= 0) = .368, P(X <= 1) = .736, P(X <= 2) = .920.
    middle, spread = np.ones(1), np.full(1, 1e-6)
    assert [int(quantile(share, middle, spread)[0]) for share in (0.3, 0.5, 0.9)] == [0, 1, 2]
