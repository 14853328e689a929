"""How unlikely a day's count is: each day held against what the days before it let expect."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from classifier.days import Floats, Ints
from classifier.levels import Past

# A key needs so many days before anything is expected of it.
FEWEST_DAYS = 14
SLOW_DAYS = 3
# What three days bring together must be so much less likely than what one day brings.
SLOW = 0.7
UNLIKELIEST = 1e-300


@dataclass(frozen=True, slots=True)
class Counts:
    """What each key had on each day in a row; a day before a key began is not known."""

    counts: Ints
    kinds: Ints
    known: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """For each key and day: the score, what was expected, the steady level, the day's factor, the spread.

    A score is the count's chance as a negative power of ten; zero where too little was known.
    """

    score: Floats
    expected: Floats
    steady: Floats
    factor: Floats
    spread: Floats


def judge(given: Counts) -> Judged:
    """Every day held against the days before it."""
    keys, days = given.counts.shape
    told = Judged(*(np.zeros((keys, days)) for _ in range(5)))
    past = Past(keys)
    enough = np.cumsum(given.known, axis=1) > FEWEST_DAYS
    for day in range(days):
        usual = past.levels() if day >= FEWEST_DAYS else None
        kind = int(given.kinds[day])
        if usual is not None:
            told.expected[:, day] = usual.expected(kind)
            told.steady[:, day] = usual.steady
            told.factor[:, day] = usual.rhythm[:, kind]
            told.spread[:, day] = usual.spread
        past.see(given.counts[:, day], given.known[:, day], kind, usual)
    scored = np.maximum(score(given.counts, told.expected, told.spread), slow(given.counts, told) - SLOW)
    return Judged(np.where(enough, scored, 0.0), told.expected, told.steady, told.factor, told.spread)


def score(counts: Ints | Floats, expected: Floats, spread: Floats) -> Floats:
    """The chance of so many or more by a negative binomial, as a negative power of ten."""
    size = 1 / np.maximum(spread, 1e-6)
    tail = betainc(np.maximum(counts, 1), size, expected / (expected + size))
    found: Floats = -np.log10(np.maximum(np.where(counts > 0, tail, 1.0), UNLIKELIEST))
    return found


def slow(counts: Ints, told: Judged) -> Floats:
    """The same of three days together: what grows slowly stands out only so."""
    expected = _three(told.expected)
    varied = _three(told.spread * told.expected**2)
    ready = (told.expected > 0) & (_three((told.expected > 0).astype(np.float64)) == SLOW_DAYS)
    spread = np.where(ready, varied / np.maximum(expected, 1e-9) ** 2, 1.0)
    found: Floats = np.where(ready, score(_three(counts.astype(np.float64)), expected, spread), 0.0)
    return found


def _three(rows: Floats) -> Floats:
    found = rows.copy()
    found[:, 1:] += rows[:, :-1]
    found[:, 2:] += rows[:, :-2]
    return found
