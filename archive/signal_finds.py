"""What stands out in the counts of the last days: spikes, silences and the week ahead. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from archive.counts import DAY, Counted, Key, Press
from archive.models import SignalKind, Subject
from classifier import outlook, silences, spike_alerts
from classifier.days import Floats, Ints
from classifier.spikes import FEWEST_DAYS, Counts, Judged, judge

# Nine days of ten lie at or under the high end, nine of ten at or over the low one.
LOW, HIGH = 0.1, 0.9
# So many days are kept beside a signal, that day last.
SHOWN = 28
# Spikes are looked for today and yesterday: what was published late may still be on its way.
LATE_DAYS = 2
NATURAL = float(np.log(10))


@dataclass(frozen=True, slots=True)
class Find:
    """A day on which a key's count left what was to be expected."""

    kind: SignalKind
    key: Key
    day: date
    score: float
    bar: float
    expected: float
    low: int
    high: int
    count: int
    outlets: int
    days: tuple[tuple[int, float], ...]
    # For how many days nothing came, where it is a silence.
    quiet_days: int = 0
    a_day: float = 0.0


@dataclass(frozen=True, slots=True)
class Ahead:
    """A week that is to come, for one key."""

    key: Key
    starts_on: date
    low: int
    middle: float
    high: int
    before: int


@dataclass(frozen=True, slots=True)
class Finds:
    """All of one look."""

    spikes: tuple[Find, ...]
    silences: tuple[Find, ...]
    ahead: tuple[Ahead, ...]
    judged: int
    inside: int
    keys: int
    counted_from: date


def finds(press: Press, budget: float, hour: float, coming: Ints) -> Finds:
    """Look at everything counted; ``hour`` tells how much of today is over, ``coming`` the days ahead."""
    part = silences.share_by(press.shape, hour)
    judged = judge(press.subjects.counts)
    week = ahead(press.subjects, coming)
    quiet = [
        *silent(topics_of(press.subjects, judged), part, is_press=False),
        *silent((press.sources, judge(press.sources.counts)), part, is_press=True),
        *silent((press.outlets, judge(press.outlets.counts)), part, is_press=True),
    ]
    return Finds(
        tuple(spikes(press.subjects, judged, budget)),
        tuple(quiet),
        week[0],
        week[1].judged,
        week[1].inside,
        len(press.subjects.keys),
        press.first + press.subjects.begins * DAY,
    )


def spikes(given: Counted, judged: Judged, budget: float) -> Iterator[Find]:
    """What was written about more than it should be, today and yesterday."""
    bars = bars_of(given, judged, budget)
    days = len(given.counts.kinds)
    for day in range(days - LATE_DAYS, days):
        over = np.flatnonzero((judged.score[:, day] >= bars) & (given.counts.counts[:, day] > 0))
        for row in over:
            found = _find(SignalKind.SPIKE, given, judged, int(row), day)
            if spike_alerts.is_news(found.count, found.outlets):
                yield replace(found, score=float(judged.score[row, day]), bar=float(bars[row]))


def bars_of(given: Counted, judged: Judged, budget: float) -> Floats:
    """What each key's score must pass; a story has no past to set a bar by."""
    lasting = np.array([subject != Subject.STORY for subject, _ in given.keys], dtype=np.bool_)
    bars = np.full(len(given.keys), spike_alerts.plain_bar(budget))
    past = slice(-spike_alerts.SPAN - 1, -1)
    if lasting.any():
        scores, expected = judged.score[lasting][:, past], judged.expected[lasting][:, past]
        bars[lasting] = spike_alerts.bars_of(scores, expected, budget)
    return bars


def topics_of(given: Counted, judged: Judged) -> tuple[Counted, Judged]:
    """The topics alone."""
    rows = [row for row, (subject, _) in enumerate(given.keys) if subject == Subject.TOPIC]
    counts = Counts(given.counts.counts[rows], given.counts.kinds, given.counts.known[rows])
    kept = Judged(
        judged.score[rows],
        judged.expected[rows],
        judged.steady[rows],
        judged.factor[rows],
        judged.spread[rows],
    )
    keys = tuple(given.keys[row] for row in rows)
    return Counted(given.first, keys, counts, given.outlets, given.begins), kept


def silent(of: tuple[Counted, Judged], part: float, *, is_press: bool) -> Iterator[Find]:
    """Which keys say nothing for longer than they should; topics may also fall without a silence."""
    given, judged = of
    if not given.keys:
        return
    quiet = silences.quiet(given.counts, judged, part)
    surprise, level = quiet.surprise[:, -1], quiet.level[:, -1]
    if not is_press:
        # Today is not over: what its articles lack may still come.
        surprise = np.maximum(surprise, silences.lull(given.counts, judged)[:, -2])
    bars = silences.bars(level)
    for row in np.flatnonzero((level > 0) & (surprise >= bars)):
        found = _find(SignalKind.SILENCE, given, judged, int(row), len(given.counts.kinds) - 1)
        yield replace(
            found,
            score=float(surprise[row] / NATURAL),
            bar=float(bars[row] / NATURAL),
            quiet_days=quiet_for(given.counts.counts[row]),
            a_day=float(level[row]),
        )


def quiet_for(counts: Ints) -> int:
    """For how many days up to the last nothing came."""
    heard = np.flatnonzero(counts)
    return int(len(counts) - 1 - heard[-1]) if len(heard) else len(counts)


def ahead(given: Counted, coming: Ints) -> tuple[tuple[Ahead, ...], outlook.Outlook]:
    """What the coming week should bring each topic, by all days but today, which is not over."""
    rows = [row for row, (subject, _) in enumerate(given.keys) if subject == Subject.TOPIC]
    past = given.counts
    kept = Counts(past.counts[rows, :-1], past.kinds[:-1], past.known[rows, :-1])
    told = outlook.outlook(kept, coming)
    if kept.counts.shape[1] < FEWEST_DAYS or not kept.known[:, : -FEWEST_DAYS + 1].any():
        return (), told
    starts_on = given.first + len(past.kinds) * DAY
    week = told.coming
    before = kept.counts[:, -outlook.WEEK :].sum(1)
    rows_told = zip(rows, week.low, week.middle, week.high, before, strict=True)
    return tuple(
        Ahead(given.keys[row], starts_on, int(low), float(middle), int(high), int(had))
        for row, low, middle, high, had in rows_told
    ), told


def _find(kind: SignalKind, given: Counted, judged: Judged, row: int, day: int) -> Find:
    expected, spread = judged.expected[row : row + 1, day], judged.spread[row : row + 1, day]
    low, high = (int(outlook.quantile(share, expected, spread)[0]) for share in (LOW, HIGH))
    days = range(max(0, day + 1 - SHOWN), day + 1)
    shown = tuple((int(given.counts.counts[row, n]), round(float(judged.expected[row, n]), 2)) for n in days)
    key, count = given.keys[row], int(given.counts.counts[row, day])
    outlets = given.outlets.get((key, day), 0)
    return Find(
        kind, key, given.first + day * DAY, 0.0, 0.0, float(expected[0]), low, high, count, outlets, shown
    )
