import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import silences
from classifier.silences import bars, day_shape, first_days, lull, quiet, share_by, surprise
from classifier.spikes import Counts, judge
from tests.gates.press_counts import press


def counts_of(row: list[int], known: int = 0) -> Counts:
    counts = np.array([row])
    return Counts(counts, np.arange(len(row)) % 7, np.arange(len(row))[None] >= known)


def told(given: Counts, part: float = 1.0) -> list[float]:
    return [round(float(one), 2) for one in quiet(given, judge(given), part).surprise[0]]


def test_quiet_grows_day_by_day_and_ends_with_a_word() -> None:
    found = told(counts_of([2] * 40 + [0, 0, 0, 1, 0]))
    assert found[39] == found[43] == 0
    assert 1.5 < found[40] < found[41] < found[42]
    assert 0 < found[44] < 2.5


def test_of_a_day_that_is_not_over_only_a_part_is_quiet() -> None:
    given = counts_of([2] * 40 + [0, 0])
    whole, half = told(given), told(given, 0.5)
    assert half[-2] == whole[-2] < half[-1] < whole[-1]
    assert told(given, 0.0)[-1] == whole[-2]


def test_quiet_does_not_make_itself_usual() -> None:
    given = counts_of([4] * 40 + [0] * 20)
    level = quiet(given, judge(given)).level[0]
    assert set(level[41:]) == {level[40]}


def test_who_is_hardly_known_is_not_silent() -> None:
    assert not any(told(counts_of([2] * 10 + [0] * 4)))
    assert not any(told(counts_of([0] * 30 + [2] * 5 + [0] * 5, known=30)))


@given(st.floats(0.01, 200), st.floats(0.01, 2))
def test_what_varies_more_is_less_surprisingly_quiet(expected: float, spread: float) -> None:
    one, two = surprise(np.array([expected, expected]), np.array([spread, 2 * spread]))
    assert 0 < two <= one <= expected + 1e-9


def test_a_pool_of_the_busy_and_the_slow_spends_its_alarm_where_it_buys_days() -> None:
    slow, two, busy = bars(np.array([0.5, 2.0, 30.0]))
    assert slow == busy == pytest.approx(two + silences.HIGHER)


def test_more_sources_that_are_alike_change_no_bar() -> None:
    assert bars(np.full(10, 2.0))[0] == pytest.approx(bars(np.full(500, 2.0))[0])
    assert bars(np.empty(0)).tolist() == []


def test_a_larger_budget_sets_a_lower_bar() -> None:
    assert bars(np.full(5, 2.0), 4.0)[0] < bars(np.full(5, 2.0))[0]


def test_a_quiet_is_told_once() -> None:
    found = first_days(np.array([[0, 5, 9, 9.5, 0, 9.0]]), np.array([8.0])[:, None])
    assert found.tolist() == [[False, False, True, False, False, True]]


def test_what_is_busy_may_fall_without_a_silence() -> None:
    given = counts_of([20] * 50 + [2, 2, 2])
    found = lull(given, judge(given))[0]
    assert found[-1] > 12
    assert found[49] == 0


def test_what_is_slow_has_no_lull() -> None:
    given = counts_of([2] * 50 + [0, 0, 1])
    assert not lull(given, judge(given)).any()
    short = counts_of([2, 2])
    assert lull(short, judge(short)).tolist() == [[0.0, 0.0]]


def test_the_share_of_a_day_follows_its_hours() -> None:
    shape = day_shape({8: 1000, 16: 1000})
    assert share_by(shape, 0) == 0
    assert share_by(shape, 12) == pytest.approx(0.5, abs=0.01)
    assert share_by(shape, 8.5) == pytest.approx(0.25, abs=0.01)
    assert share_by(shape, 24) == pytest.approx(1)
    assert share_by(day_shape({}), 12) == pytest.approx(0.5)


def test_sources_that_live_are_seldom_called_silent() -> None:
    given = press(3, 40, 200, (2.0, 8.0))
    whole = Counts(given.counts, given.kinds, np.ones(given.counts.shape, dtype=np.bool_))
    found = quiet(whole, judge(whole))
    passed = np.stack([bars(level) for level in found.level.T], axis=1)
    assert first_days(found.surprise, passed).sum() <= 4
