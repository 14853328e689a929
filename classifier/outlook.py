"""The coming week: from how many to how many articles each key should bring, and how often that was so."""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc

from classifier.days import Floats, Ints
from classifier.levels import Levels, Past
from classifier.spikes import FEWEST_DAYS, Counts

WEEK = 7
# The range holds so much of what may come: a tenth lies below it, a tenth above.
INSIDE = 0.8
LOW, HIGH = (1 - INSIDE) / 2, (1 + INSIDE) / 2
# Weekly errors of all keys together tell how much a week varies; a key's own weigh so much beside them.
PRIOR, SPREAD, LEAST_SPREAD = 60.0, 0.05, 1e-3
HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Ranges:
    """What a week should bring each key: the middle and both ends of its range."""

    low: Ints
    middle: Floats
    high: Ints


@dataclass(frozen=True, slots=True)
class Outlook:
    """The coming week, and the weeks before it as they would have been foretold and as they were."""

    coming: Ranges
    inside: int
    judged: int


def outlook(given: Counts, coming: Ints) -> Outlook:
    """Foretell a week of such days; each week of the past is foretold by the days before it alone."""
    keys, days = given.counts.shape
    past, errors = Past(keys), Errors(keys)
    # Weeks are counted back from the last day, so that the newest is whole.
    starts = frozenset(range(days - WEEK, FEWEST_DAYS - 1, -WEEK))
    for day in range(days):
        usual = past.levels() if day >= FEWEST_DAYS else None
        if usual is not None and day in starts:
            errors.learn(given, day, _middle(usual, given.kinds[day : day + WEEK]))
        past.see(given.counts[:, day], given.known[:, day], int(given.kinds[day]), usual)
    middle = _middle(past.levels(), coming) if days >= FEWEST_DAYS else np.zeros(keys)
    return Outlook(ranges(middle, errors.spread()), errors.inside, errors.judged)


def _middle(usual: Levels, kinds: Ints) -> Floats:
    found: Floats = usual.late * usual.rhythm[:, kinds].sum(1)
    return found


class Errors:
    """By how much weeks differed from what was foretold, and how many came as foretold."""

    def __init__(self, keys: int) -> None:
        self.excess, self.weight = np.zeros(keys), np.zeros(keys)
        self.inside = self.judged = 0

    def learn(self, given: Counts, day: int, middle: Floats) -> None:
        """Hold a week that began on a day against what the days before it foretold."""
        had = given.counts[:, day : day + WEEK].sum(1)
        told = given.known[:, :day].sum(1) >= FEWEST_DAYS
        foretold = ranges(middle, self.spread())
        self.inside += int(((had >= foretold.low) & (had <= foretold.high) & told).sum())
        self.judged += int(told.sum())
        self.excess += np.where(told, (had - middle) ** 2 - middle, 0.0)
        self.weight += np.where(told, middle**2, 0.0)

    def spread(self) -> Floats:
        """How much a week varies beyond chance: a key's own errors, drawn towards those of all."""
        total = float(self.weight.sum())
        shared = max(float(self.excess.sum()) / total, LEAST_SPREAD) if total else SPREAD
        own = (self.excess + PRIOR * shared) / (self.weight + PRIOR)
        return np.maximum(own, LEAST_SPREAD)


def ranges(middle: Floats, varied: Floats) -> Ranges:
    """From where to where a week's count lies, by a negative binomial."""
    return Ranges(quantile(LOW, middle, varied), middle, quantile(HIGH, middle, varied))


def quantile(share: float, middle: Floats, varied: Floats) -> Ints:
    """The smallest count at or below which so large a share lies, by halving."""
    size = 1 / varied
    low = np.full(middle.shape, -1.0)
    high = np.ceil(middle + 20 * np.sqrt(middle + varied * middle**2) + 20)
    for _ in range(HALVINGS):
        half = np.floor((low + high) / 2)
        under = 1 - betainc(half + 1, size, middle / (middle + size))
        is_enough = (under >= share) & (half > low)
        low, high = np.where(is_enough, low, np.maximum(half, low)), np.where(is_enough, half, high)
    found: Ints = high.astype(np.int64)
    return found
