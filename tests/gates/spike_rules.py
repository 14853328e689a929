"""The plain rules beside which spikes and silences are measured, each given its best bar."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.stats import poisson

from classifier.days import Floats, Ints

MONTH, FORTNIGHT = 28, 14
# The least a mean or deviation may be, or a topic of nothing would be told of with every article.
LEAST_MEAN, LEAST_DEVIATION = 0.5, 0.7


def ratio(counts: Ints) -> Floats:
    """How many times the mean of the fortnight before."""
    return _told(
        counts, lambda days: counts[:, MONTH:] / np.maximum(_mean(days[..., -FORTNIGHT:]), LEAST_MEAN)
    )


def deviations(counts: Ints) -> Floats:
    """How many deviations above the mean of four weeks."""
    return _told(
        counts,
        lambda days: (counts[:, MONTH:] - _mean(days)) / np.maximum(days.std(-1), LEAST_DEVIATION),
    )


def poisson_tail(counts: Ints) -> Floats:
    """How unlikely by a Poisson law with the mean of four weeks."""
    return _told(
        counts, lambda days: -poisson.logsf(counts[:, MONTH:] - 1, np.maximum(_mean(days), LEAST_MEAN))
    )


RULES: Mapping[str, Callable[[Ints], Floats]] = {
    "ratio to 14 days": ratio,
    "z of 28 days": deviations,
    "Poisson tail of 28 days": poisson_tail,
}


def best_bar(scores: Floats, share: float) -> float:
    """The bar that so small a share of the judged days' scores passes: no desk knows it beforehand."""
    return float(np.quantile(scores, 1 - share))


def quiet_days(counts: Ints) -> Ints:
    """For how many days up to each nothing came."""
    found = np.zeros_like(counts)
    for day in range(counts.shape[1]):
        before = found[:, day - 1] if day else 0
        found[:, day] = np.where(counts[:, day] == 0, before + 1, 0)
    return found


def _told(counts: Ints, rule: Callable[[Floats], Floats]) -> Floats:
    days = sliding_window_view(counts.astype(np.float64), MONTH, axis=1)[:, :-1]
    found: Floats = np.zeros(counts.shape)
    found[:, MONTH:] = rule(days)
    return found


def _mean(days: Floats) -> Floats:
    found: Floats = days.mean(-1)
    return found
