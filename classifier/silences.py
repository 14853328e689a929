"""How unlikely a quiet is: a rate test that takes the week, days off and the hours of a day into account.

A surprise is the negative logarithm of the chance that a key that lives says nothing for so long, by a
negative binomial for each day. What is busy is silent within hours; two a day need about four days.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincc

from classifier.days import Floats
from classifier.levels import LEAST
from classifier.spikes import FEWEST_DAYS, UNLIKELIEST, Counts, Judged

QUARTER = 90
# One false alarm a quarter over so many keys.
POOL = 100
# A key is at least so uneven, however even its counts look.
SPREAD = 0.1
# From so few to so many a day a quarter's one false alarm buys days; the others pass a bar so much higher,
# for a slow key is not found soon at any price, and a busy one soon at every price.
SLOWEST, BUSIEST, HIGHER = 1.0, 6.0, 3.0
# A level is known from the articles of about so many days, and no better.
KNOWN_DAYS = 30
# Measured: looks at a day's end miss some quiets, and from there on tails are heavier than told.
UNSEEN, FAR, STEEPER = 0.6, 8.0, 0.6
# A lull of three days that is no silence must be so much less likely, and of something that was busy.
DAYS, LULL, LULL_BUSY = 3, 2.0, 3.0
HOURS = 24


@dataclass(frozen=True, slots=True)
class Quiet:
    """At the end of each day: how surprising each key's silence is, and what was usual when it began."""

    surprise: Floats
    level: Floats


def quiet(given: Counts, told: Judged, part: float = 1.0) -> Quiet:
    """How surprising it is that each key has said nothing since some day.

    Of the last day only a part may be over: it can still grow to what its end will say.
    """
    keys, days = given.counts.shape
    found = Quiet(np.zeros((keys, days)), np.zeros((keys, days)))
    running, level = np.zeros(keys), np.zeros(keys)
    usual, spread = steady(told), np.maximum(told.spread, SPREAD)
    enough = np.cumsum(given.known, axis=1) > FEWEST_DAYS
    for day in range(days):
        # What is usual is what it was before the quiet: quiet days would make themselves usual.
        level = np.where(running == 0, usual[:, day], level)
        share = part if day == days - 1 else 1.0
        more = surprise(level * told.factor[:, day] * share, spread[:, day])
        is_quiet = (given.counts[:, day] == 0) & enough[:, day]
        running = np.where(is_quiet, running + more, 0.0)
        behind = KNOWN_DAYS * np.maximum(level, LEAST)
        found.surprise[:, day] = behind * np.log1p(running / behind)
        found.level[:, day] = np.where(enough[:, day], level, 0.0)
    return found


def steady(told: Judged) -> Floats:
    """The level a silence is held against: between that of late and that of the whole window."""
    late = told.expected / np.maximum(told.factor, 1e-9)
    found: Floats = (late + told.steady) / 2
    return found


def surprise(expected: Floats, spread: Floats) -> Floats:
    """How surprising it is that nothing came where so much was due."""
    found: Floats = np.log1p(spread * expected) / spread
    return found


def lull(given: Counts, told: Judged) -> Floats:
    """How surprising it is that three days brought so little, of what is busy enough to fall silently."""
    keys, days = given.counts.shape
    found = np.zeros((keys, days))
    if days < DAYS:
        return found
    before = steady(told)[:, : 1 - DAYS]
    due = [before * told.factor[:, n : n + before.shape[1]] for n in range(DAYS)]
    had = np.sum([given.counts[:, n : n + before.shape[1]] for n in range(DAYS)], axis=0)
    expected = np.sum(due, axis=0)
    varied = np.sum(np.square(due), axis=0)
    spread = np.maximum(told.spread[:, : 1 - DAYS], SPREAD) * varied / np.maximum(expected, 1e-9) ** 2
    size = 1 / np.maximum(spread, 1e-6)
    under = betaincc(had + 1, size, expected / (expected + size))
    found[:, DAYS - 1 :] = np.where(before > LULL_BUSY, -np.log(np.maximum(under, UNLIKELIEST)) - LULL, 0.0)
    return np.maximum(found, 0.0)


def bars(a_day: Floats, budget: float = 1.0) -> Floats:
    """How surprising each key's quiet must be, for so many false alarms a quarter over a hundred keys."""
    weight = np.where((a_day >= SLOWEST) & (a_day <= BUSIEST), 1.0, np.exp(-HIGHER))
    begun = QUARTER * (1 - np.exp(-a_day))
    allowed = budget * len(a_day) / POOL
    common = np.log(np.maximum((weight * begun).sum(), 1.0) / allowed) if len(a_day) else 0.0
    found: Floats = common - UNSEEN + STEEPER * max(common - FAR, 0.0) - np.log(weight)
    return found


def first_days(surprises: Floats, passed: Floats) -> NDArray[np.bool_]:
    """The day on which each quiet passes its bar: it is told once."""
    is_over = surprises >= np.broadcast_to(passed, surprises.shape)
    found = is_over.copy()
    found[:, 1:] &= ~is_over[:, :-1]
    return found


def day_shape(by_hour: Mapping[int, int]) -> Floats:
    """Which share of a day's articles is there by each full hour; a few stand for a day without any shape."""
    even = np.array([by_hour.get(hour, 0) + 1.0 for hour in range(HOURS)])
    return np.concatenate([[0.0], np.cumsum(even) / even.sum()])


def share_by(shape: Floats, hour: float) -> float:
    """Which share of a day's articles is there by an hour of it."""
    return float(np.interp(hour, np.arange(HOURS + 1), shape))
