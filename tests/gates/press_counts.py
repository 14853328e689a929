"""A press that does not exist: counts by day, overdispersed, with a week, a drift, surges and deaths.

Volumes, weekend and drift are those of the study that chose the model; the spread and what a surge brings
were chosen so that the plain rules fare about as they did there: at one false alarm a month a ratio to the
fortnight's mean found .24/.57/.87 of the x2/x3/x5 surges, z .39/.62/.93, a Poisson tail .28/.35/.67.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.days import Floats, Ints

VOLUMES = (0.5, 2.0, 8.0, 30.0, 120.0)
# A weekend day brings so much of a working day.
WEEKEND = 0.55
# The variance of a count is its mean and a twelfth of the mean's square.
SHAPE = 12.0
DRIFT, PERIODS = 0.3, (90, 240)
# Each key had so large a surge once in so many days of its past, as real ones have.
PAST_SURGE, PAST_EVERY = 3, 90
# A surge multiplies at least so many articles a day: less is no event.
LEAST_SURGED = 1.5


@dataclass(frozen=True, slots=True)
class Press:
    """Counts with what lies behind them: the rates, and where the past's own surges are."""

    counts: Ints
    rates: Floats
    surged: NDArray[np.bool_]
    volumes: Floats

    @property
    def kinds(self) -> Ints:
        """The weekday of each day; the first is a Monday."""
        return np.arange(self.counts.shape[1]) % 7


def press(seed: int, keys: int, days: int, volumes: tuple[float, ...] = VOLUMES) -> Press:
    """So many keys of each volume over so many days."""
    chance = np.random.default_rng(seed)
    volume = np.repeat(np.array(volumes), keys)
    rates = _rates(chance, volume, days)
    counts = chance.poisson(rates * chance.gamma(SHAPE, 1 / SHAPE, rates.shape))
    surged = chance.random(rates.shape) < 1 / PAST_EVERY
    counts = counts + surged * chance.poisson(_more(rates, PAST_SURGE))
    return Press(counts, rates, surged, volume)


def surge(given: Press, times: int, seed: int) -> Ints:
    """Each day as it would be with a surge on it: times as much as was due, on top of what there was."""
    chance = np.random.default_rng(seed)
    quiet = np.where(given.surged, np.rint(given.rates).astype(np.int64), given.counts)
    found: Ints = quiet + chance.poisson(_more(given.rates, times))
    return found


def _more(rates: Floats, times: int) -> Floats:
    return np.maximum(rates, LEAST_SURGED) * (times - 1)


def _rates(chance: np.random.Generator, volume: Floats, days: int) -> Floats:
    day = np.arange(days)
    week = np.where(day % 7 >= 5, WEEKEND, 1.0) * 7 / (5 + 2 * WEEKEND)
    period = chance.uniform(*PERIODS, (len(volume), 1))
    phase = chance.uniform(0, 2 * np.pi, (len(volume), 1))
    found: Floats = volume[:, None] * week * (1 + DRIFT * np.sin(2 * np.pi * day / period + phase))
    return found
