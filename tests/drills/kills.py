"""kill -9 of a process of ``diembao up`` at a moment left to chance, again and again; then count."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.running import ROOT, Running, reachable, running, wait_for

PRESS_AWAY = "the press does not answer"
# Far more than a loaded machine needs: what comes late is not lost.
PATIENCE = 480
VICTIMS = ("up", "crawl", "work", "serve", "demo press", "demo mail")


@dataclass
class Report:
    """What the kills did."""

    kills: int = 0
    victims: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    red: list[str] = field(default_factory=list)
    seconds: float = 0.0


def drill(folder: Path, kills: int, seed: int) -> Report:
    """Start, kill, start again; at the end everything reachable is there exactly once."""
    chance = random.Random(seed)
    report = Report()
    began = time.monotonic()
    with running(folder) as house:
        house.start()
        wait_for("the site", 180, lambda: house.page("/health"), house)
        for number in range(kills):
            time.sleep(chance.uniform(0.5, 4.0))
            victim = VICTIMS[number % len(VICTIMS)] if number < len(VICTIMS) else chance.choice(VICTIMS)
            if kill(house, victim):
                report.kills += 1
                report.victims.append(victim)
        report.lost = sorted(late(house))
        urls = stored(house)
        report.double = sorted({url for url in urls if urls.count(url) > 1})
        report.red = [f"{one['what']}: {one['state']}" for one in house.findings() if one["colour"] == "red"]
    report.seconds = time.monotonic() - began
    return report


def kill(house: Running, victim: str) -> bool:
    """Kill one process; when it was ``up`` itself, its children end by themselves and it is started again."""
    pid = house.children().get(victim)
    if pid is None:
        return False
    os.kill(pid, signal.SIGKILL)
    if victim == "up" and house.process is not None:
        house.process.wait(90)
        house.process = None
        wait_for("the children's end", 90, lambda: not house.children(), house)
        house.start()
        wait_for("the site", 180, lambda: house.page("/health"), house)
    return True


def stored(house: Running) -> list[str]:
    """Every article that can be found."""
    told = house.diembao("search", "", "--json", "--limit", "5000")
    return [hit["url"] for hit in json.loads(told.stdout)["hits"]] if told.returncode == 0 else []


def late(house: Running) -> set[str]:
    """Wait for all that stood at the press when the waiting began; returns what did not come.

    The press goes on publishing meanwhile: what it adds is always a moment behind, and not late.
    """
    asked: set[str] = set()

    def is_there() -> bool:
        lacking = missing(house)
        if not asked and PRESS_AWAY not in lacking:
            asked.update(reachable(house.truth()))
        return bool(asked) and not asked & lacking

    try:
        wait_for("everything reachable", PATIENCE, is_there, house)
    except AssertionError:
        lost = asked & missing(house) if asked else {PRESS_AWAY}
        print(whereabouts(house, lost))
        return lost
    return set()


def whereabouts(house: Running, urls: set[str]) -> str:
    """Where addresses that did not come stand in the archive, and what the program printed last."""
    command = [sys.executable, "-m", "tests.drills.whereabouts", *sorted(urls)]
    asked = subprocess.run(
        command, cwd=ROOT, env=house.environment, capture_output=True, text=True, check=False
    )
    printed = house.log.read_text("utf-8")[-3000:]
    return f"{asked.stdout}{asked.stderr[-1000:]}\n{printed}"


def missing(house: Running) -> set[str]:
    """What is reachable at the press and not yet in the archive."""
    try:
        wanted = reachable(house.truth())
    except OSError:  # the press itself was just killed
        return {PRESS_AWAY}
    return wanted - set(stored(house))
