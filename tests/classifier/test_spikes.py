import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.days import Ints
from classifier.spikes import FEWEST_DAYS, SLOW, Counts, Judged, judge, score, slow

DAYS = 70


def whole(counts: Ints, known: int = 0) -> Counts:
    days = counts.shape[1]
    return Counts(counts, np.arange(days) % 7, np.tile(np.arange(days) >= known, (len(counts), 1)))


def even(a_day: int, days: int = DAYS) -> Ints:
    """Counts that go one up and one down."""
    return (a_day + np.arange(days) % 3 - 1)[None]


def test_a_day_of_five_times_as_much_stands_out() -> None:
    counts = even(8)
    counts[0, 60] = 40
    judged = judge(whole(counts))
    assert judged.score[0].argmax() == 60
    assert judged.score[0, 60] > 4
    assert judged.expected[0, 60] == pytest.approx(8, rel=0.15)


def test_what_is_usual_does_not_stand_out() -> None:
    assert judge(whole(even(8))).score.max() < 1.5


def test_nothing_is_judged_before_enough_is_known() -> None:
    counts = even(8)
    counts[0, 10], counts[0, 40 + FEWEST_DAYS - 1] = 80, 80
    assert not judge(whole(counts)).score[0, :FEWEST_DAYS].any()
    assert not judge(whole(counts, known=40)).score[0, : 40 + FEWEST_DAYS].any()


def test_the_days_after_do_not_change_a_score() -> None:
    counts = even(8)
    counts[0, 50] = 30
    cut = judge(whole(counts[:, :51])).score[0, 50]
    assert judge(whole(counts)).score[0, 50] == pytest.approx(cut)


def test_three_days_of_somewhat_more_stand_out_together() -> None:
    counts = even(20)
    counts[0, 60:63] = 31
    judged = judge(whole(counts))
    alone = score(counts, judged.expected, judged.spread)
    assert judged.score[0, 62] > alone[0, 62]
    assert judged.score[0, 62] == pytest.approx(slow(counts, judged)[0, 62] - SLOW)


def test_few_days_have_no_three_days() -> None:
    assert slow(even(8, 2), Judged(*(np.zeros((1, 2)) for _ in range(5)))).tolist() == [[0.0, 0.0]]
    assert judge(whole(even(8, 2))).score.tolist() == [[0.0, 0.0]]


def test_no_keys_have_no_scores() -> None:
    assert judge(whole(np.zeros((0, 30), dtype=np.int64))).score.shape == (0, 30)


def test_a_score_is_the_chance_of_so_many_or_more() -> None:
    # With next to no spread it is a Poisson law: P(X >= 1) = 1 - exp(-1).
    assert score(np.array([1]), np.array([1.0]), np.array([0.0])) == pytest.approx(
        [-np.log10(1 - np.exp(-1))], rel=1e-3
    )
    assert score(np.array([0]), np.array([1.0]), np.array([0.1])).tolist() == [0.0]


@given(st.integers(0, 500), st.floats(0.05, 100), st.floats(0.005, 2))
def test_more_is_never_likelier(count: int, expected: float, spread: float) -> None:
    fewer, more = score(np.array([count, count + 1]), np.full(2, expected), np.full(2, spread))
    assert more >= fewer - 1e-9
