"""Whether the readers of the press behaved: what its log tells of pauses, robots.txt, refusals and names."""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path

from demo.crowd import Crowd
from demo.edition import edition
from demo.ledger import Row
from demo.outlets import Outlet
from demo.robots import PATH, STEPS

PAUSE = 0.2
AT_ONCE = 2
# A request may wait in its sender's queue while the one before it did not.
TOLERANCE = 0.1
ROBOTS_SECONDS = 86_400.0
AGENT = r"diembao/\S+ \(.*\+https?://\S+\)"


@dataclass(frozen=True, slots=True)
class Wish:
    """What one host asks of its readers."""

    disallow: str = ""
    pause: float | None = None
    robots: frozenset[str] = frozenset({PATH})


@dataclass(frozen=True, slots=True)
class Rules:
    """What all hosts ask, and what is due to a host that asks nothing; other hosts are nobody's business."""

    hosts: Mapping[str, Wish]
    pause: float = PAUSE
    agent: str = AGENT
    tolerance: float = TOLERANCE


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that a reader should not have done, at an instant of real time."""

    kind: str
    host: str
    path: str
    at: float
    detail: str = ""


@dataclass
class Known:
    """What the readers of one host know of it while its log is gone through."""

    wish: Wish
    asked_at: float | None = None
    robots: list[Row] = field(default_factory=list)
    refusals: list[Row] = field(default_factory=list)


def rules_of(outlets: Sequence[Outlet], pause: float = PAUSE) -> Rules:
    """What the outlets of a press ask, on their own hosts and on those for telephones."""
    found: dict[str, Wish] = {}
    for outlet in outlets:
        robots = frozenset(STEPS if outlet.robots == "moved" else {PATH})
        wish = Wish(outlet.hidden, outlet.crawl_delay or None, robots)
        found[f"{outlet.slug}.localhost"] = found[f"m.{outlet.slug}.localhost"] = wish
    return Rules(found, pause)


def rules_of_crowd(crowd: Crowd, pause: float = PAUSE) -> Rules:
    """What the outlets of a crowd ask."""
    numbers = range(1, crowd.feeds + 1)
    wishes = {n: Wish(crowd.hidden(n), crowd.pause(n) or None) for n in numbers}
    return Rules({f"{crowd.slug(n)}.localhost": wish for n, wish in wishes.items()}, pause)


def read_log(path: Path) -> list[Row]:
    """The rows of a log; a line that is still being written is left out."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def breaches(rows: Iterable[Row], rules: Rules) -> list[Breach]:
    """Everything that was not as it should be, in the order in which it was done."""
    known: dict[str, Known] = {}
    found: list[Breach] = []
    for row in sorted(rows, key=lambda row: row["began"]):
        host = row["host"].partition(":")[0]
        if host in rules.hosts:
            before = known.setdefault(host, Known(rules.hosts[host]))
            found += [
                Breach(kind, host, row["path"], row["began"], detail)
                for kind, detail in faults_of(row, before, rules)
            ]
            note(row, before)
    return found


def faults_of(row: Row, known: Known, rules: Rules) -> Iterator[tuple[str, str]]:
    """What is wrong with one request, after all that came to its host before it."""
    if not re.fullmatch(rules.agent, row["agent"]):
        yield "agent", row["agent"] or "none"
    if row["flying"] > AT_ONCE:
        yield "at once", f"{row['flying']} at once"
    pause = known.wish.pause or rules.pause
    if known.asked_at is not None and row["began"] - known.asked_at < pause - rules.tolerance:
        yield "pause", f"{row['began'] - known.asked_at:.2f} s after the one before, {pause:g} s wanted"
    for refusal in known.refusals:
        until = rest_until(refusal)
        if refusal["ended"] <= row["began"] < until - rules.tolerance:
            yield "retry-after", f"{until - row['began']:.1f} s too early"
    if _path(row) not in known.wish.robots:
        yield from _robots_faults(row, known)


def _robots_faults(row: Row, known: Known) -> Iterator[tuple[str, str]]:
    if known.wish.disallow and row["path"].startswith(known.wish.disallow):
        yield "disallowed", known.wish.disallow
    answered = [one for one in known.robots if one["ended"] <= row["began"]]
    if not answered:
        yield "robots not asked", ""
        return
    last = max(answered, key=lambda one: one["ended"])
    if last["status"] >= HTTPStatus.INTERNAL_SERVER_ERROR or last["status"] == HTTPStatus.TOO_MANY_REQUESTS:
        yield "robots refused", f"robots.txt answered {last['status']}"
    elif row["began"] - last["ended"] > ROBOTS_SECONDS:
        yield "robots old", f"{(row['began'] - last['ended']) / 3600:.1f} h"


def note(row: Row, known: Known) -> None:
    """Keep what a request tells of its host for those that follow."""
    # It may have come while the press did not listen, and then the next came sooner after it than it seems.
    known.asked_at = row["began"] - row["late"]
    if _path(row) in known.wish.robots:
        known.robots.append(row)
    if row["retry_after"]:
        known.refusals.append(row)


def rest_until(refusal: Row) -> float:
    """Until when a refusal asked for rest, in real seconds."""
    text = refusal["retry_after"]
    if text.isdecimal():
        return refusal["ended"] + int(text)
    return parsedate_to_datetime(text).replace(tzinfo=UTC).timestamp()


def table(found: Sequence[Breach], count: int) -> str:
    """The breaches by kind and host, with an example of each."""
    groups: defaultdict[tuple[str, str], list[Breach]] = defaultdict(list)
    for one in found:
        groups[one.kind, one.host].append(one)
    lines = [f"{count} requests, {len(found)} breaches"]
    for (kind, host), ones in sorted(groups.items()):
        lines.append(f"{kind:<18}{host:<28}{len(ones):>5}  {ones[0].path}  {ones[0].detail}")
    return "\n".join(lines)


def _path(row: Row) -> str:
    return row["path"].partition("?")[0]


def main(arguments: list[str] | None = None) -> None:
    """Print the breaches in a log of the press; exit 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m demo.manners", description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--pause", type=float, default=PAUSE, help=f"seconds where nobody asks ({PAUSE})")
    parser.add_argument("--feeds", type=int, default=0, help="the log is of so many made-up outlets")
    given = parser.parse_args(arguments)
    rows = read_log(given.log)
    crowd = Crowd(given.feeds, 1) if given.feeds else None
    rules = rules_of_crowd(crowd, given.pause) if crowd else rules_of(edition().outlets, given.pause)
    found = breaches(rows, rules)
    sys.stdout.write(table(found, len(rows)) + "\n")
    if found:
        sys.exit(1)


if __name__ == "__main__":
    main()
