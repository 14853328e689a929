"""``make drill``: the long form of the faults; figures to docs/figures/drill.json."""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.drills import cluster_kills, index_kills, kills

FIGURES = Path(__file__).resolve().parent.parent.parent / "docs" / "figures" / "drill.json"


def index(folder: Path) -> tuple[index_kills.Report, str, bool]:
    """Fifty kills of the index's writer."""
    told = index_kills.drill(folder, kills=50, seed=1)
    said = f"{told.kills} kills of the index's writer, {told.batches} batches, {told.generations} generations"
    return told, f"{said}; lost: {told.lost[:20]}, torn: {told.torn[:20]}", bool(told.lost or told.torn)


def cluster(folder: Path) -> tuple[cluster_kills.Report, str, bool]:
    """Six kills of nodes under load."""
    told = cluster_kills.drill(folder, kills=6, seed=1)
    said = f"{told.kills} kills of nodes, {told.acknowledged} articles, {told.searches} searches"
    end = f"lost: {told.lost[:20]}, double: {told.double[:20]}, unanswered: {len(told.unanswered)}"
    return told, f"{said}; {end}", bool(told.lost or told.double)


def house(folder: Path) -> tuple[kills.Report, str, bool]:
    """Twenty kills of the processes of a whole desk."""
    told = kills.drill(folder, kills=20, seed=1)
    said = f"{told.kills} kills ({', '.join(told.victims)}) in {told.seconds:.0f} s"
    end = f"lost: {told.lost[:20]}, double: {told.double[:20]}, red: {told.red}"
    return told, f"{said}; {end}", bool(told.lost or told.double)


Told = tuple[index_kills.Report | cluster_kills.Report | kills.Report, str, bool]
DRILLS: dict[str, Callable[[Path], Told]] = {"index": index, "cluster": cluster, "house": house}


def main(asked: Sequence[str]) -> int:
    """Run the drills asked for, or all; non-zero if anything was lost. The figures of the others stay."""
    is_bad = False
    for name in asked or DRILLS:
        with tempfile.TemporaryDirectory(prefix="diembao-drill-") as folder:
            told, said, lost = DRILLS[name](Path(folder))
        figures = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
        figures[name] = asdict(told)
        FIGURES.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
        print(f"{name}: {said}", flush=True)
        is_bad = is_bad or lost
    return 1 if is_bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
