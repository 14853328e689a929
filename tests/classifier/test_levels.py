import numpy as np
import pytest

from classifier.days import OFF, SUNDAY, Ints
from classifier.levels import LEAST, LEAST_SPREAD, MOST_SPREAD, WINDOW, Levels, Past, memory

WEEK = np.arange(7)
BUSY_WEEK = np.array([10, 10, 10, 10, 10, 5, 5])


def seen(counts: Ints, kinds: Ints, known: int = 0) -> Levels:
    """What is usual after some days of some keys."""
    past = Past(len(counts))
    for day, kind in enumerate(kinds):
        usual = past.levels() if day >= 14 else None
        past.see(counts[:, day], np.full(len(counts), day >= known), int(kind), usual)
    return past.levels()


def weeks(count: int, week: Ints = BUSY_WEEK) -> tuple[Ints, Ints]:
    return np.tile(week, count)[None], np.tile(WEEK, count)


def test_a_week_has_its_rhythm() -> None:
    usual = seen(*weeks(12))
    assert usual.expected(2) == pytest.approx([10], rel=0.06)
    assert usual.expected(SUNDAY) == pytest.approx([5], rel=0.06)


def test_a_key_of_few_articles_takes_the_rhythm_of_all() -> None:
    counts = np.vstack([np.tile(BUSY_WEEK, 12), np.tile([1, 0, 0, 0, 0, 0, 0], 12)])
    usual = seen(counts, np.tile(WEEK, 12))
    assert usual.rhythm[1, SUNDAY] / usual.rhythm[1, 2] == pytest.approx(0.5, rel=0.15)


def test_days_off_are_like_sundays_until_some_were_seen() -> None:
    usual = seen(*weeks(12))
    assert usual.rhythm[0, OFF] == pytest.approx(usual.rhythm[0, SUNDAY], rel=0.02)


def test_days_off_that_were_seen_are_like_themselves() -> None:
    counts, kinds = weeks(12)
    for day in range(16, 80, 7):
        counts[0, day], kinds[day] = 1, OFF
    assert seen(counts, kinds).expected(OFF)[0] < 4


def test_a_level_follows_a_lasting_rise() -> None:
    counts, kinds = weeks(16)
    counts[:, 56:] *= 2
    usual = seen(counts, kinds)
    assert usual.expected(2) == pytest.approx([20], rel=0.1)
    assert usual.late[0] > usual.steady[0]


def test_one_day_that_stood_out_hardly_moves_the_level() -> None:
    counts, kinds = weeks(10)
    plain = seen(counts, kinds).late[0]
    counts[0, 60] = 200
    assert seen(counts, kinds).late[0] < 1.1 * plain


def test_days_before_a_key_began_say_nothing() -> None:
    counts, kinds = weeks(10)
    counts[:, :35] = 0
    assert seen(counts, kinds, known=35).late == pytest.approx(seen(*weeks(10)).late, rel=0.05)


def test_nothing_is_still_a_little() -> None:
    usual = seen(np.zeros((1, 40), dtype=np.int64), np.arange(40) % 7)
    assert usual.late[0] == usual.steady[0] == LEAST


def test_what_varies_is_known_to_vary() -> None:
    kinds = np.arange(84) % 7
    even = seen(np.full((1, 84), 50), kinds)
    wild = seen(np.where(np.arange(84) % 3, 20, 110)[None], kinds)
    assert even.spread[0] == pytest.approx(LEAST_SPREAD)
    assert 0.05 < wild.spread[0] <= MOST_SPREAD


def test_only_the_window_is_kept() -> None:
    past = Past(1)
    for _ in range(WINDOW + 30):
        past.see(np.array([3]), np.array([True]), 0, None)
    assert past.counts.shape == past.known.shape == (1, WINDOW)
    assert past.kinds.shape == (WINDOW,)


def test_a_busy_key_needs_a_shorter_memory() -> None:
    busy, slow = memory(np.array([120.0, 0.5]), np.array([0.05, 0.05]))
    assert 8 <= busy < slow <= 60
