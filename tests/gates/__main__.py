"""``make gates``: the quality figures beside their floors; non-zero if one fell under its own."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.gates import (
    across,
    claims,
    copies,
    events,
    floors,
    foreign,
    hostile,
    language,
    parity,
    places,
    quotes,
    reading,
    spikes,
    stories,
    vietnamese,
)
from tests.gates.extraction import unseen
from tests.gates.measures import GATES as OWN
from tests.gates.measures import ROOT, SHARED, Figures, NotMeasured, Place

FIGURES = ROOT / "docs" / "figures" / "gates.json"
ABSENT = (
    "../shared không nằm cạnh kho mã: không đo được gì."
    " / ../shared does not lie beside the checkout: nothing was measured."
)


def abuse(place: Place) -> Figures:
    """Hostile inputs that came to their safe end."""
    found = hostile.measure(place.data / "hostile")
    for name, whys in found.failures.items():
        print(f"{name}: {'; '.join(whys)}", file=sys.stderr)
    print(f"worst: {found.worst_megabytes:.0f} MiB, {found.worst_seconds:.1f} s")
    return {"hostile inputs safe": found.safe}


def alike(_: Place) -> Figures:
    """Queries that both engines and the matcher answer alike."""
    return {"parity of engines": parity.agreement().share}


GATES: Mapping[str, Callable[[Place], Figures]] = {
    **OWN,
    "reading": reading.measure,
    "foreign": foreign.measure,
    "language": language.measure,
    "places": places.measure,
    "quotes": quotes.measure,
    "events": events.measure,
    "across": across.measure,
    "copies": copies.measure,
    "stories": stories.measure,
    "claims": claims.measure,
    "spikes": spikes.measure,
    "unseen": unseen,
    "hostile": abuse,
    "vietnamese": vietnamese.measure,
    "parity": alike,
}


def main(arguments: Sequence[str] | None = None, shared: Path = SHARED) -> int:
    """Measure, compare, write down."""
    found = argparse.ArgumentParser(prog="python -m tests.gates")
    found.add_argument("gates", nargs="*", metavar="GATE", help=f"one of {', '.join(GATES)}; all if none")
    found.add_argument(
        "--raise", dest="is_raising", action="store_true", help="raise the floors, never lower"
    )
    asked = found.parse_args(arguments)
    strange = [gate for gate in asked.gates if gate not in GATES]
    if strange:
        found.error(f"no such gate: {', '.join(strange)} ({', '.join(GATES)})")
    if not (shared / "data").is_dir():
        print(ABSENT)
        return 0
    figures, whys = measure(asked.gates or list(GATES), shared)
    return tell(figures, whys, is_whole=not asked.gates, is_raising=asked.is_raising)


def measure(gates: Sequence[str], shared: Path) -> tuple[dict[str, float], list[str]]:
    """The figures of some gates, and why others gave none."""
    figures: dict[str, float] = {}
    whys = []
    for gate in gates:
        print(f"· {gate}", flush=True)
        with tempfile.TemporaryDirectory(prefix="diembao-gate-") as folder:
            try:
                figures |= GATES[gate](Place(shared / "data", Path(folder)))
            except NotMeasured as why:
                whys.append(f"{gate}: {why}")
    return figures, whys


def tell(figures: dict[str, float], whys: list[str], *, is_whole: bool, is_raising: bool) -> int:
    """The table, the file of figures, and the verdict."""
    kept = floors.read()
    verdicts = [one for one in floors.judge(figures, kept) if is_whole or one.figure is not None]
    print(f"\n{'':28} {'figure':>8} {'floor':>8}\n{floors.table(verdicts)}")
    for why in whys:
        print(why, file=sys.stderr)
    if is_whole:
        FIGURES.parent.mkdir(parents=True, exist_ok=True)
        rounded = {name: round(figure, 4) for name, figure in figures.items()}
        FIGURES.write_text(json.dumps(rounded, indent=2) + "\n", "utf-8")
    if is_raising:
        floors.write(floors.raised(kept, figures))
    return 1 if whys or any(one.is_under for one in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
