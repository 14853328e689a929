"""Spikes, silences and the week ahead on a press that does not exist, beside plain rules in the same run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from classifier import outlook, silences, spike_alerts
from classifier.days import Floats, Ints
from classifier.spikes import Counts, judge
from tests.gates.measures import ROOT, Figures, Place
from tests.gates.press_counts import VOLUMES, Press, press, surge
from tests.gates.spike_rules import RULES, best_bar, quiet_days

TABLE = ROOT / "docs" / "figures" / "spikes.md"
SEEDS = (1, 2, 3, 4, 5)
KEYS, DAYS = 60, 210
# The past before it sets the bars; a quarter is judged.
JUDGED = slice(120, DAYS)
QUARTER, MONTH, BUDGET = 90, 30, 1.0
TIMES = (2, 3, 5)
ROUNDS = 3
TWO_A_DAY, WITHIN, MOST_LATE = 2.0, 4, 7
POOLS: Mapping[str, tuple[tuple[float, ...], int]] = {
    "twenty of each volume": (VOLUMES, 20),
    "all two a day": ((TWO_A_DAY,), 100),
}
POOL_SEEDS = tuple(range(1, 25))
OLD_CHANCE = 1e-4
OURS = "ours"
_ABOUT = """Written by `make gates` from one committed simulator (tests/gates/press_counts.py): counts with
the variance of a negative binomial, weekends of .55, a drift of ±30 %, past surges. Every rule is allowed one
false alarm a month a topic: ours sets its bars itself from the ninety days before, the others are given the
bar that is best for the very days they are judged by. Found: on the day of the surge itself."""
_SILENT = """Sources of two a day fall silent for good, each on a day of its own: the share that is found so
many days after the first silent one at the latest. False alarms: in a quarter, over the pool of a hundred.
Nobody can do much better where all publish two a day: of a hundred that are well one is quiet for four days
every few weeks, and for five about once a quarter."""


@dataclass(frozen=True, slots=True)
class Spikes:
    """What one rule found: by size of surge and volume, and its false alarms a month by volume."""

    found: dict[str, list[float]]
    false: list[float]

    def mean(self, times: int) -> float:
        """Over all volumes."""
        return float(np.mean(self.found[str(times)]))


@dataclass(frozen=True, slots=True)
class Silences:
    """What share one rule found so many days late at most, and its false alarms a quarter."""

    within: list[float]
    false: float


@dataclass(frozen=True, slots=True)
class Told:
    """Everything measured."""

    spikes: dict[str, Spikes]
    seeds: list[dict[str, float]]
    silences: dict[str, dict[str, Silences]]
    coverage: float
    held_out: float


def whole(given: Ints, kinds: Ints) -> Counts:
    """Counts of which every day is known."""
    return Counts(given, kinds, np.ones(given.shape, dtype=np.bool_))


def ours(counts: Ints, kinds: Ints) -> NDArray[np.bool_]:
    """Our alerts, as the desk and ``try spikes`` raise them."""
    judged = judge(whole(counts, kinds))
    return spike_alerts.alerts(judged.score, judged.expected, BUDGET).is_alert


def surges(seed: int, keys: int = KEYS) -> dict[str, Spikes]:
    """One press: in each round each key has one surge of each size on some day of the quarter."""
    given = press(seed, keys, DAYS)
    rows = np.arange(len(given.counts))
    rounds = np.random.default_rng(seed).integers(JUDGED.start, DAYS, (ROUNDS, len(rows)))
    plain = ours(given.counts, given.kinds)
    quiet = ~given.surged[:, JUDGED]
    scores = {name: rule(given.counts) for name, rule in RULES.items()}
    bars = {name: best_bar(of[:, JUDGED][quiet], BUDGET / MONTH) for name, of in scores.items()}
    told = {name: Spikes({}, by_volume(given, of > bars[name])) for name, of in scores.items()}
    told[OURS] = Spikes({}, by_volume(given, plain))
    for times in TIMES:
        hits: dict[str, list[NDArray[np.bool_]]] = {name: [] for name in told}
        for days in rounds:
            counts = given.counts.copy()
            counts[rows, days] = surge(given, times, seed + times)[rows, days]
            for name, rule in RULES.items():
                hits[name].append(rule(counts)[rows, days] > bars[name])
            hits[OURS].append(ours(counts, given.kinds)[rows, days])
        for name, hit in hits.items():
            found = np.mean(hit, axis=0)
            told[name].found[str(times)] = [float(found[given.volumes == one].mean()) for one in VOLUMES]
    return told


def by_volume(given: Press, alerts: NDArray[np.bool_]) -> list[float]:
    """False alarms a month of each volume: alerts on days without a surge."""
    quiet = ~given.surged[:, JUDGED]
    had = alerts[:, JUDGED] & quiet
    of = [given.volumes == one for one in VOLUMES]
    return [float(MONTH * had[rows].sum() / quiet[rows].sum()) for rows in of]


def quiets(name: str, seeds: Sequence[int] = POOL_SEEDS) -> dict[str, Silences]:
    """One kind of pool: our rule, the rule it replaces, and four days of nothing."""
    volumes, keys = POOLS[name]
    found: dict[str, list[tuple[list[float], int]]] = {}
    for seed in seeds:
        given = press(seed, keys, DAYS, volumes)
        dies = np.random.default_rng(seed).integers(JUDGED.start, DAYS - MOST_LATE, len(given.counts))
        dead = given.counts.copy()
        of_two = given.volumes == TWO_A_DAY
        dead[of_two[:, None] & (np.arange(DAYS) >= dies[:, None])] = 0
        for rule in (OURS, "rate alone", "four days of nothing"):
            late = lateness(alarms(rule, dead, given.kinds), dies)[of_two]
            false = int(alarms(rule, given.counts, given.kinds)[:, JUDGED].sum())
            shares = [float((late <= days).mean()) for days in range(MOST_LATE)]
            found.setdefault(rule, []).append((shares, false))
    return {
        rule: Silences(
            [float(of) for of in np.mean([shares for shares, _ in rows], axis=0)],
            float(np.mean([false for _, false in rows])),
        )
        for rule, rows in found.items()
    }


def alarms(rule: str, counts: Ints, kinds: Ints) -> NDArray[np.bool_]:
    """On which days a rule says that a source is silent."""
    if rule == OURS:
        given = whole(counts, kinds)
        quiet = silences.quiet(given, judge(given))
        bars = np.stack([silences.bars(level) for level in quiet.level.T], axis=1)
        return silences.first_days(quiet.surprise, bars)
    silent = quiet_days(counts).astype(np.float64)
    if rule == "four days of nothing":
        return silences.first_days(silent, np.array(float(WITHIN)))
    rates = np.stack([counts[:, max(0, day - 28) : day + 1].mean(1) for day in range(DAYS)], axis=1)
    return silences.first_days(rates * silent, np.array(-np.log(OLD_CHANCE)))


def lateness(told: NDArray[np.bool_], dies: Ints) -> Ints:
    """How many days after the first silent one each source is told of; an alarm before it does not count."""
    after = told & (np.arange(told.shape[1]) >= dies[:, None])
    found: Ints = np.where(after.any(1), after.argmax(1) - dies, DAYS)
    return found


def foretold(seed: int, keys: int = KEYS) -> tuple[float, float]:
    """How often the ranges held: in all weeks that were past, and in one that was held out."""
    given = press(seed, keys, DAYS)
    past = whole(given.counts[:, : -outlook.WEEK], given.kinds[: -outlook.WEEK])
    told = outlook.outlook(past, given.kinds[-outlook.WEEK :])
    came = given.counts[:, -outlook.WEEK :].sum(1)
    held = (came >= told.coming.low) & (came <= told.coming.high)
    return told.inside / told.judged, float(held.mean())


def mean_of(seeds: Sequence[Mapping[str, Spikes]]) -> dict[str, Spikes]:
    """All presses together."""
    return {
        name: Spikes(
            {str(times): _mean([one[name].found[str(times)] for one in seeds]) for times in TIMES},
            _mean([one[name].false for one in seeds]),
        )
        for name in seeds[0]
    }


def _mean(rows: Sequence[Sequence[float]]) -> list[float]:
    found: Floats = np.mean(np.array(rows), axis=0)
    return [float(one) for one in found]


def told() -> Told:
    """Measure everything."""
    each = [surges(seed) for seed in SEEDS]
    ahead = [foretold(seed) for seed in SEEDS]
    return Told(
        mean_of(each),
        [{f"x{times}": one[OURS].mean(times) for times in TIMES} for one in each],
        {name: quiets(name) for name in POOLS},
        float(np.mean([inside for inside, _ in ahead])),
        float(np.mean([held for _, held in ahead])),
    )


def figures(of: Told) -> Figures:
    """What the floors hold; the better the higher."""
    mine, mixed = of.spikes[OURS], of.silences["twenty of each volume"][OURS]
    worst = max(pool[OURS].false for pool in of.silences.values())
    return {
        **{f"spikes x{times} same day": mine.mean(times) for times in TIMES},
        **{f"spikes x{times} worst seed": min(one[f"x{times}"] for one in of.seeds) for times in TIMES},
        "spikes budget kept": min(1.0, BUDGET / float(np.mean(mine.false))),
        "spikes even over volumes": min(mine.false) / max(mine.false),
        "spikes silences in 4 days": mixed.within[WITHIN],
        "spikes silences budget kept": min(1.0, 1.0 / max(worst, 1e-9)),
        "spikes outlook coverage": 1 - abs(of.coverage - outlook.INSIDE),
    }


def table(of: Told) -> str:
    """The tables in Markdown."""
    volumes = " / ".join(f"{one:g}" for one in VOLUMES)
    lines = ["# Spikes, silences and the week ahead", "", _ABOUT, ""]
    lines += [f"| rule | x2 | x3 | x5 | x3 by volume {volumes} | false alarms a month by volume |"]
    lines += ["|---|---|---|---|---|---|"]
    for name, one in sorted(of.spikes.items(), key=lambda row: row[1].mean(3)):
        found = " | ".join(f"{one.mean(times):.2f}" for times in TIMES)
        by = " / ".join(f"{share:.2f}" for share in one.found["3"])
        false = " / ".join(f"{count:.2f}" for count in one.false)
        lines.append(f"| {name} | {found} | {by} | {false} |")
    seeds = "; ".join(" ".join(f"{share:.2f}" for share in one.values()) for one in of.seeds)
    lines += ["", f"Ours, seed by seed (x2 x3 x5): {seeds}.", "", _SILENT, ""]
    lines += [
        "| pool | rule | 3 days | 4 days | 5 days | 6 days | false alarms |",
        "|---|---|---|---|---|---|---|",
    ]
    for pool, rules in of.silences.items():
        for name, quiet in rules.items():
            within = " | ".join(f"{share:.2f}" for share in quiet.within[3:MOST_LATE])
            lines.append(f"| {pool} | {name} | {within} | {quiet.false:.2f} |")
    lines += [
        "",
        f"Ranges for a week that should hold {outlook.INSIDE:.0%}: they held {of.coverage:.1%} of all past",
    ]
    lines += [
        f"weeks, each foretold by the days before it alone, and {of.held_out:.1%} of a week held out.",
        "",
    ]
    return "\n".join(lines)


def measure(_: Place) -> Figures:
    """Measure, print, and keep the table."""
    of = told()
    shown = table(of)
    print(shown)
    TABLE.write_text(shown, "utf-8")
    TABLE.with_suffix(".json").write_text(json.dumps(rounded(asdict(of)), indent=1) + "\n", "utf-8")
    return figures(of)


def rounded(of: object) -> object:
    """The same with figures of three digits, so that a rerun changes little."""
    if isinstance(of, dict):
        return {name: rounded(one) for name, one in of.items()}
    if isinstance(of, list):
        return [rounded(one) for one in of]
    return round(of, 3) if isinstance(of, float) else of
