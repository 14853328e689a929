"""``make drill``: the long form of the faults; figures to docs/figures/drill.json."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.drills.kills import drill

FIGURES = Path(__file__).resolve().parent.parent.parent / "docs" / "figures" / "drill.json"


def main() -> int:
    """Twenty kills; non-zero if an article was lost or came twice."""
    with tempfile.TemporaryDirectory(prefix="diembao-drill-") as folder:
        report = drill(Path(folder), kills=20, seed=1)
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(json.dumps({"kill -9": asdict(report)}, indent=2) + "\n", "utf-8")
    print(f"{report.kills} kills ({', '.join(report.victims)}) in {report.seconds:.0f} s")
    print(f"lost: {len(report.lost)}, double: {len(report.double)}")
    print("\n".join([*report.lost[:20], *report.red]))
    return 1 if report.lost or report.double else 0


if __name__ == "__main__":
    sys.exit(main())
