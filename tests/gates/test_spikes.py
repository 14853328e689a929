from collections.abc import Callable

import numpy as np
import pytest

from tests.gates import press_counts, spikes
from tests.gates.press_counts import VOLUMES, press, surge
from tests.gates.spike_rules import best_bar, deviations, poisson_tail, quiet_days, ratio
from tests.gates.spikes import OURS, Told

FEW = 6


@pytest.fixture(scope="module")
def told() -> Told:
    each = [spikes.surges(1, FEW)]
    mine = {f"x{times}": each[0][OURS].mean(times) for times in spikes.TIMES}
    pools = {name: spikes.quiets(name, (1,)) for name in spikes.POOLS}
    return Told(spikes.mean_of(each), [mine], pools, *spikes.foretold(1, FEW))


def test_a_press_is_the_same_for_the_same_seed() -> None:
    one, same, other = press(1, 2, 30), press(1, 2, 30), press(2, 2, 30)
    assert (one.counts == same.counts).all()
    assert (one.counts != other.counts).any()


def test_a_press_has_its_volumes_and_its_weekends() -> None:
    given = press(1, 40, 210)
    means = [given.counts[given.volumes == one].mean() for one in VOLUMES]
    assert means == pytest.approx(VOLUMES, rel=0.2)
    weekend = given.counts[:, given.kinds >= 5].mean() / given.counts[:, given.kinds < 5].mean()
    assert weekend == pytest.approx(press_counts.WEEKEND, abs=0.03)


def test_its_counts_vary_more_than_chance() -> None:
    given = press(1, 40, 210, (120.0,))
    beyond = (given.counts - given.rates)[~given.surged] ** 2
    assert beyond.mean() > 5 * given.rates.mean()


def test_a_surge_comes_on_top_of_what_was_due() -> None:
    given = press(1, 60, 60, (30.0,))
    assert surge(given, 3, 7).mean() == pytest.approx(90, rel=0.08)


def test_a_surge_of_a_slow_key_brings_something_to_see() -> None:
    given = press(1, 60, 60, (0.5,))
    assert surge(given, 5, 7).mean() == pytest.approx(0.5 + 4 * press_counts.LEAST_SURGED, rel=0.1)


@pytest.mark.parametrize("rule", [ratio, deviations, poisson_tail])
def test_every_plain_rule_sees_a_day_of_ten_times_as_much(
    rule: Callable[[np.ndarray], np.ndarray],
) -> None:
    counts = np.tile(np.array([7, 9]), 20)[None]
    counts[0, 35] = 80
    scores = rule(counts)[0]
    assert (scores.argmax(), scores[:28].any()) == (35, False)


def test_the_best_bar_lets_so_many_pass() -> None:
    scores = np.arange(100.0).reshape(4, 25)
    assert int((scores > best_bar(scores, 0.1)).sum()) == 10


def test_quiet_days_are_counted_until_something_comes() -> None:
    assert quiet_days(np.array([[0, 2, 0, 0, 1]])).tolist() == [[1, 0, 1, 2, 0]]


def test_an_alarm_before_the_last_word_is_no_finding() -> None:
    told = np.array([[True, False, False, True], [True, False, False, False]])
    assert spikes.lateness(told, np.array([2, 2])).tolist() == [1, spikes.DAYS]


def test_ours_finds_more_than_plain_rules_and_keeps_its_budget(told: Told) -> None:
    mine = told.spikes[OURS]
    assert mine.mean(5) > 0.85
    assert all(mine.mean(3) >= one.mean(3) for one in told.spikes.values())
    assert np.mean(mine.false) < 1.5


def test_a_dead_source_is_found_the_longer_the_surer(told: Told) -> None:
    within = told.silences["twenty of each volume"][OURS].within
    assert within == sorted(within)
    assert within[-1] > 0.9


def test_the_figures_and_the_table_tell_all(told: Told) -> None:
    figures = spikes.figures(told)
    assert all(name.startswith("spikes ") and 0 <= figure <= 1 for name, figure in figures.items())
    shown = spikes.table(told)
    assert [name for name in (*told.spikes, *spikes.POOLS) if name not in shown] == []


def test_figures_are_kept_to_three_digits() -> None:
    assert spikes.rounded({"a": [0.12345, 2], "b": "c"}) == {"a": [0.123, 2], "b": "c"}
