"""``make drill``: the long form of the faults; figures to docs/figures/drill.json."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.drills import cluster_kills, index_kills, kills

FIGURES = Path(__file__).resolve().parent.parent.parent / "docs" / "figures" / "drill.json"


def main() -> int:
    """Twenty kills of processes, fifty of the index's writer, six of nodes; non-zero if anything was lost."""
    with tempfile.TemporaryDirectory(prefix="diembao-drill-") as folder:
        home = Path(folder)
        index = index_kills.drill(home / "index", kills=50, seed=1)
        cluster = cluster_kills.drill(home / "cluster", kills=6, seed=1)
        (home / "house").mkdir()
        house = kills.drill(home / "house", kills=20, seed=1)
    told = {
        "kill -9": asdict(house),
        "kill -9 of the index's writer": asdict(index),
        "kill -9 of a node": asdict(cluster),
    }
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    print(f"{house.kills} kills ({', '.join(house.victims)}) in {house.seconds:.0f} s")
    print(f"lost: {len(house.lost)}, double: {len(house.double)}")
    print("\n".join([*house.lost[:20], *house.red]))
    print(
        f"{index.kills} kills of the index's writer, {index.batches} batches, {index.generations} generations"
    )
    print(f"lost: {len(index.lost)}, torn: {len(index.torn)}")
    print("\n".join([*index.lost[:20], *index.torn[:20]]))
    print(f"{cluster.kills} kills of nodes, {cluster.acknowledged} articles, {cluster.searches} searches")
    print(f"lost: {len(cluster.lost)}, double: {len(cluster.double)}, unanswered: {len(cluster.unanswered)}")
    bad = [house.lost, house.double, index.lost, index.torn, cluster.lost, cluster.double]
    return 1 if any(bad) else 0


if __name__ == "__main__":
    sys.exit(main())
