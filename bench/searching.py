"""The search measured at one size: an index built, asked, written into, and the peer beside it.

Each part is a process of its own, so that its CPU seconds and its memory are its own.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench import asking, building, fulltext
from config.command import set_up
from config.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
QUICK, USUAL, MILLION = 2_000, 200_000, 1_000_000
EACH, STORED = 100, 20
# So many seconds of CPU has the peer for all its questions together.
CAP_SECONDS = 100.0

Figures = dict[str, Any]


def measure(count: int, *, each: int = EACH, stored: int = STORED) -> Figures:
    """Everything about an index of so many articles."""
    with tempfile.TemporaryDirectory(prefix="diembao-search-") as work:
        index, peer = Path(work) / "index", Path(work) / "peer"
        found = {
            "built": part("build", index, count),
            "asked": part("ask", index, each),
            "found": part("find", index, stored),
        }
        peer.mkdir()
        return found | {"peer": part("compare", peer, count, each)}


def part(name: str, folder: Path, *numbers: int) -> Figures:
    """One part, in a process and with a home of its own."""
    home = folder.parent
    place = {"DIEMBAO_HOME": str(home / "home"), "DATABASE_URL": f"sqlite:///{home}/home/bench.sqlite3"}
    command = [sys.executable, "-m", "bench.searching", name, str(folder), *map(str, numbers)]
    told = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **place}, check=True, stdout=subprocess.PIPE, text=True
    )
    figures: Figures = json.loads(told.stdout.splitlines()[-1])
    return figures


def build(folder: Path, count: int) -> Figures:
    """Build the index."""
    progress = Progress("lập chỉ mục / indexing")
    found = asdict(building.build(folder, count, progress.tell))
    progress.end()
    return found


def ask(folder: Path, each: int) -> Figures:
    """Ask it."""
    return asdict(asking.ask(folder, each))


def find(folder: Path, stored: int) -> Figures:
    """Store articles in an archive and wait until the index has them."""
    set_up()
    importlib.import_module("config.verbs.prepare").ensure()
    found: Figures = importlib.import_module("bench.finding").find(folder, stored)
    return found


def compare(folder: Path, count: int, each: int) -> Figures:
    """Build the peer's index and ask it."""
    progress = Progress("SQLite FTS5")
    found = asdict(fulltext.compare(folder, count, each, CAP_SECONDS, progress.tell))
    progress.end()
    return found


PARTS: Mapping[str, Callable[..., Figures]] = {"build": build, "ask": ask, "find": find, "compare": compare}


def main(name: str, folder: str, *numbers: str) -> None:
    """One of the processes."""
    print(json.dumps(PARTS[name](Path(folder), *map(int, numbers))))


if __name__ == "__main__":
    main(*sys.argv[1:])
