"""kill -9 of a process that writes a tantivy index: amid a commit, a merge, a swap, or at any moment."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from search.engine import Engine, open_engine
from search.errors import SearchError
from search.query import parse
from tests.drills.index_writer import state

ROOT = Path(__file__).resolve().parent.parent.parent
# What the writer says before each step; "any" is wherever it happens to be.
MOMENTS = ("commit", "swap", "merge", "any", "clean", "fill", "begin")
# A step takes some tens of milliseconds.
LONGEST_WAIT = 0.06


@dataclass
class Report:
    """What the kills did."""

    kills: int = 0
    moments: dict[str, int] = field(default_factory=dict)
    batches: int = 0
    generations: int = 0
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    seconds: float = 0.0


def drill(folder: Path, kills: int, seed: int) -> Report:
    """Write, kill, look; write on, again and again."""
    chance = random.Random(seed)
    report = Report()
    began = time.monotonic()
    url = f"tantivy://{folder / 'index'}"
    for number in range(kills):
        moment = MOMENTS[number % len(MOMENTS)]
        report.batches = killed(url, moment, report.batches, chance)
        report.kills += 1
        report.moments[moment] = report.moments.get(moment, 0) + 1
        look(url, report)
    report.generations = int((folder / "index" / "live").read_text("utf-8").rpartition("g")[2])
    report.seconds = round(time.monotonic() - began, 1)
    return report


def killed(url: str, moment: str, before: int, chance: random.Random) -> int:
    """Let a child write and kill it at its moment; returns the last batch it told to be durable."""
    passed = chance.randint(1, 3)
    command = [sys.executable, "-m", "tests.drills.index_writer", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        done = before
        for line in child.stdout:
            done = acknowledged(line, done)
            passed -= line.strip() == moment or (moment == "any" and line.startswith("done"))
            if not passed:
                break
        time.sleep(chance.random() * LONGEST_WAIT)
        os.kill(child.pid, signal.SIGKILL)
        for line in child.stdout:
            done = acknowledged(line, done)
    if child.returncode != -signal.SIGKILL:
        raise AssertionError(f"the writer ended by itself after batch {done}: {child.returncode}")
    return done


def acknowledged(line: str, before: int) -> int:
    """The last durable batch, after one more line of the child."""
    word, _, number = line.strip().partition(" ")
    return int(number) if word == "done" and number.isdigit() else before


def look(url: str, report: Report) -> None:
    """See that the index is that of the last batch told, or of the one that was under way; whole."""
    try:
        with closing(open_engine(url, write=False)) as engine:
            there = dict(engine.ids(0, 10_000))
            strange = misfits(engine, there)
    except SearchError as error:
        report.lost.append(f"after {report.batches}: {error.message_en}")
        return
    if there == state(report.batches + 1) != state(report.batches):
        # Committed, and killed before it could say so.
        report.batches += 1
    elif there != state(report.batches):
        report.lost.append(f"after {report.batches}: {differing(there, state(report.batches))}")
    report.torn += strange


def misfits(engine: Engine, there: dict[int, int]) -> list[str]:
    """Entries whose words are not those of their revision, or that are there twice."""
    found = []
    for number, revision in there.items():
        hits = [hit.id for hit in engine.every(parse(f"title:r{number}x{revision}"))]
        if hits != [number]:
            found.append(f"{number} r{revision}: {hits}")
    if engine.count() != len(there):
        found.append(f"{engine.count()} entries of {len(there)} articles")
    return found


def differing(there: dict[int, int], wanted: dict[int, int]) -> dict[int, tuple[int, int]]:
    """What is there and what should be, where they differ."""
    ids = sorted(there.keys() | wanted.keys())
    return {i: (there.get(i, 0), wanted.get(i, 0)) for i in ids if there.get(i) != wanted.get(i)}
