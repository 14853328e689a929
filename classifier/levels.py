"""What each key has usually: a level, the week's rhythm and how much it varies, all by its past alone.

A key is whatever is counted by day: a topic, a place, a source. Rows are keys, columns days.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.days import KINDS, OFF, SUNDAY, Floats, Ints

# How many days back a level, a rhythm and its variation are taken from.
WINDOW = 84
# Below so little nothing is told apart from nothing.
LEAST = 0.05
# So many articles of a key's own weigh as much as the rhythm of all keys together.
RHYTHM_PRIOR = 100.0
OFF_PRIOR = 4.0
# A level may wander by so much of itself in a day: the busier a key, the shorter its memory need be.
WANDER, SHORTEST, LONGEST = 0.02, 8.0, 60.0
# Variation: what is assumed at first, and how heavily all keys together count against one.
SPREAD, SPREAD_DAYS, SPREAD_PRIOR, LEAST_SPREAD, MOST_SPREAD = 0.1, 7, 300.0, 0.005, 2.0
FORGET = 0.5 ** (1 / 60)
# A day counts in the past with no more than what one and a half deviations above the expected bring.
DEVIATIONS = 1.5


@dataclass(frozen=True, slots=True)
class Levels:
    """What is usual as of one day: lately, over the whole window, by kind of day, and how much it varies."""

    late: Floats
    steady: Floats
    rhythm: Floats
    spread: Floats

    def expected(self, kind: int) -> Floats:
        """What a day of that kind should bring."""
        found: Floats = self.late * self.rhythm[:, kind]
        return found


class Past:
    """The days seen so far, as the usual is reckoned from them: one that stood out counts less."""

    def __init__(self, keys: int) -> None:
        self.counts: Floats = np.empty((keys, 0))
        self.known: NDArray[np.bool_] = np.empty((keys, 0), dtype=np.bool_)
        self.kinds: Ints = np.empty(0, dtype=np.int64)
        self.excess: Floats = np.zeros(keys)
        self.weight: Floats = np.zeros(keys)
        self.judged = 0

    def see(self, counts: Ints, known: NDArray[np.bool_], kind: int, usual: Levels | None) -> None:
        """Take a day in; ``usual`` is what was expected before it."""
        kept = counts.astype(np.float64)
        if usual is not None:
            expected = usual.expected(kind)
            highest = expected + DEVIATIONS * np.sqrt(expected + usual.spread * expected**2) + 0.5
            kept = np.minimum(kept, highest)
            self._vary(kept, expected, known)
        self.counts = np.column_stack([self.counts[:, 1 - WINDOW :], kept])
        self.known = np.column_stack([self.known[:, 1 - WINDOW :], known])
        self.kinds = np.append(self.kinds[1 - WINDOW :], kind)

    def _vary(self, kept: Floats, expected: Floats, known: NDArray[np.bool_]) -> None:
        self.excess = self.excess * FORGET + np.where(known, (kept - expected) ** 2 - expected, 0.0)
        self.weight = self.weight * FORGET + np.where(known, expected**2, 0.0)
        self.judged += 1

    def levels(self) -> Levels:
        """What is usual after the days seen."""
        seen = self.counts * self.known
        mean = seen.sum(1) / np.maximum(self.known.sum(1), 1)
        rhythm = self._rhythm(seen, mean)
        spread = self._spread()
        usual = rhythm[:, self.kinds] * self.known
        steady = np.maximum(seen.sum(1) / np.maximum(usual.sum(1), 1.0), LEAST)
        weights = np.exp(-np.arange(len(self.kinds))[::-1] / memory(mean, spread)[:, None])
        late = (weights * seen).sum(1) / np.maximum((weights * usual).sum(1), 1.0)
        return Levels(np.maximum(late, LEAST), steady, rhythm, spread)

    def _rhythm(self, seen: Floats, mean: Floats) -> Floats:
        """Each key's factor of each kind of day, drawn towards what all keys show."""
        shared = shared_rhythm(seen, self.known, mean, self.kinds)
        of_kind = (self.kinds[:, None] == np.arange(KINDS)).astype(np.float64)
        had = seen @ of_kind
        due = mean[:, None] * (self.known @ of_kind)
        found: Floats = (had + RHYTHM_PRIOR * shared) / (due + RHYTHM_PRIOR)
        return found

    def _spread(self) -> Floats:
        if self.judged < SPREAD_DAYS:
            return np.full(len(self.counts), SPREAD)
        shared = max(float(self.excess.sum()) / max(float(self.weight.sum()), 1e-9), LEAST_SPREAD)
        own = (self.excess + SPREAD_PRIOR * shared) / (self.weight + SPREAD_PRIOR)
        return np.clip(own, LEAST_SPREAD, MOST_SPREAD)


def shared_rhythm(seen: Floats, known: NDArray[np.bool_], mean: Floats, kinds: Ints) -> Floats:
    """The factor of each kind of day over all keys; days off are few and begin as Sundays."""
    due = (known * mean[:, None]).sum(0)
    found = np.ones(KINDS)
    for kind in range(OFF):
        of_kind = kinds == kind
        had, awaited = seen[:, of_kind].sum(), due[of_kind].sum()
        found[kind] = (had + 1) / (awaited + 1)
    of_kind = kinds == OFF
    a_day = max(float(due.mean()), LEAST) if len(due) else 1.0
    prior = OFF_PRIOR * a_day
    found[OFF] = (seen[:, of_kind].sum() + prior * found[SUNDAY]) / (due[of_kind].sum() + prior)
    return found


def memory(mean: Floats, spread: Floats) -> Floats:
    """Over how many days a level is best taken: few enough to follow it, enough to be sure of it."""
    doubt = 1 / np.maximum(mean, LEAST) + spread
    return np.clip((2 * doubt / WANDER**2) ** (1 / 3), SHORTEST, LONGEST)
