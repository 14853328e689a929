import numpy as np
import pytest

from classifier.spike_alerts import PRIOR, alerts, bars_of, grouped, is_news, onsets, plain_bar


@pytest.mark.parametrize(
    ("count", "outlets", "is_enough"), [(4, 3, True), (3, 3, False), (9, 2, False), (0, 0, False)]
)
def test_few_articles_of_few_outlets_are_no_news(count: int, outlets: int, *, is_enough: bool) -> None:
    assert is_news(count, outlets) is is_enough


def test_a_smaller_budget_sets_a_higher_bar() -> None:
    assert plain_bar(0.1) > plain_bar(1.0) > plain_bar(10.0)
    assert plain_bar(60.0) == plain_bar(30.0)


def test_an_alert_rests_two_days_unless_it_grows_much_worse() -> None:
    score = np.array([[0, 2, 2.5, 2, 2, 3.5, 0, 0, 2]])
    assert onsets(score, np.array([[1.5]])).tolist() == [
        [False, True, False, False, True, True, False, False, True]
    ]


def chance(keys: int, days: int = 90) -> np.ndarray:
    """Scores of nothing but chance."""
    return -np.log10(np.random.default_rng(4).random((keys, days)))


def test_a_bar_lets_pass_what_the_budget_allows() -> None:
    score = chance(200)
    bars = bars_of(score, np.ones(score.shape), 1.0)
    assert onsets(score, bars[:, None]).sum() / 200 / 3 == pytest.approx(1, abs=0.15)


def test_noisy_keys_have_bars_of_their_own() -> None:
    score = np.vstack([chance(60), 3 * chance(60)])
    level = np.vstack([np.ones((60, 90)), np.full((60, 90), 50.0)])
    bars = bars_of(score, level, 1.0)
    assert bars[-1] > 1.5 * bars[0]


def test_real_events_of_the_past_do_not_lift_the_bar() -> None:
    score = chance(100)
    plain = bars_of(score, np.ones(score.shape), 1.0)
    score[:, 50] = 12.0
    assert bars_of(score, np.ones(score.shape), 1.0) == pytest.approx(plain, abs=0.12)


def test_a_short_past_hardly_moves_the_plain_bar() -> None:
    score = 4 * chance(2, 10)
    bars = bars_of(score, np.ones(score.shape), 1.0)
    assert abs(bars[0] - plain_bar(1.0)) < 3 * 20 / 30 / PRIOR + 0.1


def test_without_a_past_the_plain_bar_holds() -> None:
    score = np.zeros((3, 20))
    assert bars_of(score, score, 1.0).tolist() == [plain_bar(1.0)] * 3
    assert alerts(np.zeros((0, 20)), np.zeros((0, 20)), 1.0).is_alert.shape == (0, 20)


def test_groups_are_of_about_the_same_volume() -> None:
    assert grouped(np.array([5.0, 0.1, 50.0, 0.2]), 60.0).tolist() == [1, 0, 1, 0]
    assert grouped(np.array([5.0, 0.1]), 1.0).tolist() == [0, 0]


def test_bars_follow_the_weeks_before_them_alone() -> None:
    score = chance(50, 120)
    told = alerts(score, np.ones(score.shape), 1.0)
    changed = score.copy()
    changed[:, 105:] *= 5
    assert (alerts(changed, np.ones(score.shape), 1.0).bars[:, :105] == told.bars[:, :105]).all()
    assert (told.bars[:, :7] == plain_bar(1.0)).all()
