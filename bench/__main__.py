"""``make bench``: what one machine does in a second, in one run; beside peers where they are installed."""

import argparse
import importlib
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench import search_page, searching
from config.command import set_up

if TYPE_CHECKING:
    from bench.measures import Measure

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "figures" / "bench.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure in a home of its own, print, write down."""
    found = argparse.ArgumentParser(prog="python -m bench")
    found.add_argument("--quick", action="store_true", help="a little of each, written nowhere")
    found.add_argument("--search", action="store_true", help="the search by size, and nothing else")
    found.add_argument("--million", action="store_true", help="the search at a million articles as well")
    asked = found.parse_args(arguments)
    if not asked.search:
        usual(is_quick=asked.quick)
    sizes = [searching.QUICK] if asked.quick else [searching.USUAL]
    search([*sizes, searching.MILLION] if asked.million else sizes, is_quick=asked.quick)
    return 0


def search(sizes: Sequence[int], *, is_quick: bool) -> None:
    """The search at each size, as a page; a quick one is only printed."""
    few = {"each": 2, "stored": 2} if is_quick else {}
    measured = {size: searching.measure(size, **few) for size in sizes}
    print(search_page.page(measured))
    if not is_quick:
        search_page.keep(measured)


def usual(*, is_quick: bool) -> None:
    """All that is measured at one size."""
    with tempfile.TemporaryDirectory(prefix="diembao-bench-") as home:
        os.environ.update(DIEMBAO_HOME=home, DATABASE_URL=f"sqlite:///{home}/bench.sqlite3")
        set_up()
        importlib.import_module("config.verbs.prepare").ensure()
        measures = importlib.import_module("bench.measures")
        clock = importlib.import_module("archive.clock").system_clock()
        figures = [
            *measures.measures(measures.QUICK if is_quick else measures.FULL, clock.now()),
            *importlib.import_module("bench.copies").measures(clock.now(), is_quick=is_quick),
            *importlib.import_module("bench.beside").measures(is_quick=is_quick),
        ]
    print(table(figures))
    if not is_quick:
        FIGURES.parent.mkdir(parents=True, exist_ok=True)
        FIGURES.write_text(json.dumps(written(figures), indent=2) + "\n", "utf-8")


def table(figures: Sequence["Measure"]) -> str:
    """The figures as lines."""
    return "\n".join(line(one) for one in figures)


def line(one: "Measure") -> str:
    """A figure, and how many times the peer's it is."""
    beside = f"  {one.ratio:6.1f} × {one.peer} ({one.theirs:,.0f})" if one.ratio is not None else ""
    return f"{one.name:26} {one.ours:>10,.0f} {one.unit:16}{beside}"


def written(figures: Sequence["Measure"]) -> dict[str, object]:
    """The figures as they are kept."""
    rows = [
        {
            "name": one.name,
            "unit": one.unit,
            "ours": round(one.ours, 1),
            "peer": one.peer,
            "theirs": round(one.theirs, 1),
            "ratio": round(one.ratio, 2) if one.ratio is not None else None,
        }
        for one in figures
    ]
    return {"python": platform.python_version(), "figures": rows}


if __name__ == "__main__":
    sys.exit(main())
