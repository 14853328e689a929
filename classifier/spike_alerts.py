"""Which scores become alerts: as many as the desk's budget of false alarms allows, evenly over the keys."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.days import Floats, Ints

MONTH = 30
# Scores of so many days back tell where the bar stands; it is set anew each week.
SPAN, WEEK = 90, 7
# A spike is of so many articles of so many outlets, copies folded.
FEWEST_ARTICLES, FEWEST_OUTLETS = 4, 3
# Two days after an alert the same key is told of again only where it became so much less likely.
REST, WORSE = 2, 1.0
# What lies so many times as high as the bar, and a little, was an event: it says nothing of false alarms.
EVENT, EVENT_BEYOND = 1.8, 0.5
# Where so many alerts are awaited in the span, the scores count as much as the plain chance does.
PRIOR = 10.0
MOST_GROUPS, GROUP_ALERTS, HALVINGS, HIGHEST = 5, 30.0, 12, 3.0


@dataclass(frozen=True, slots=True)
class Alerts:
    """On which days each key is told of, and the bar it had to pass."""

    is_alert: NDArray[np.bool_]
    bars: Floats


def is_news(count: int, outlets: int) -> bool:
    """Whether so many articles are enough to speak of at all."""
    return count >= FEWEST_ARTICLES and outlets >= FEWEST_OUTLETS


def plain_bar(budget: float) -> float:
    """The bar by the plain chance, for a desk without a past; tails are a little heavier than told."""
    return float(-np.log10(min(budget / MONTH, 1.0))) + 0.1


def alerts(score: Floats, expected: Floats, budget: float) -> Alerts:
    """Every day's alerts by the bar that the days before it set; ``budget`` is false alarms a month a key."""
    bars = np.full(score.shape, plain_bar(budget))
    for day in range(WEEK, score.shape[1], WEEK):
        past = slice(max(0, day - SPAN), day)
        bars[:, day:] = bars_of(score[:, past], expected[:, past], budget)[:, None]
    return Alerts(onsets(score, bars), bars)


def bars_of(score: Floats, expected: Floats, budget: float) -> Floats:
    """Each key's bar after some days of scores: busy keys and quiet ones have bars of their own."""
    plain = plain_bar(budget)
    scored = (expected > 0).sum(1)
    awaited = float(scored.sum()) * budget / MONTH
    if not awaited:
        return np.full(len(score), plain)
    groups = grouped(expected.sum(1) / np.maximum(scored, 1), awaited)
    found = fitted(score, scored, groups, budget)
    due = np.bincount(groups, weights=scored)[groups] * budget / MONTH
    bars: Floats = (due * found + PRIOR * plain) / (due + PRIOR)
    return bars


def grouped(level: Floats, awaited: float) -> Ints:
    """Keys of about the same volume, so many together that their scores tell enough."""
    count = int(np.clip(awaited / GROUP_ALERTS, 1, min(MOST_GROUPS, len(level))))
    found: Ints = np.empty(len(level), dtype=np.int64)
    found[np.argsort(level, kind="stable")] = np.arange(len(level)) * count // len(level)
    return found


def fitted(score: Floats, scored: Ints, groups: Ints, budget: float) -> Floats:
    """By halving: the bar at which each group would have had as many alerts as it may."""
    count = int(groups.max()) + 1
    due = np.bincount(groups, weights=scored, minlength=count) * budget / MONTH
    low, high = np.zeros(count), np.full(count, HIGHEST * plain_bar(budget))
    many, few = np.full(count, np.inf), np.zeros(count)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        had = np.bincount(groups, weights=_told(score, middle[groups]), minlength=count)
        is_over = had > due
        low, high = np.where(is_over, middle, low), np.where(is_over, high, middle)
        many, few = np.where(is_over, had, many), np.where(is_over, few, had)
    # Counts come in steps: the nearer side of the step is taken.
    found: Floats = np.where(many - due < due - few, low, high)[groups]
    return found


def _told(score: Floats, bars: Floats) -> Ints:
    event = EVENT * bars + EVENT_BEYOND
    told: Ints = (onsets(score, bars[:, None]) & (score < event[:, None])).sum(1)
    return told


def onsets(score: Floats, bars: Floats) -> NDArray[np.bool_]:
    """The days on which something new is told: the bar is passed, and not just told of."""
    is_over = score >= np.broadcast_to(bars, score.shape)
    found = np.zeros(score.shape, dtype=np.bool_)
    last = np.full(len(score), -np.inf)
    height = np.zeros(len(score))
    for day in range(score.shape[1]):
        told = is_over[:, day] & ((day - last > REST) | (score[:, day] >= height + WORSE))
        last[told], height[told] = day, score[told, day]
        found[:, day] = told
    return found
