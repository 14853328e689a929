"""Hostile inputs: each meets the real code and must come to a safe end, soon and in little room."""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.crawler.wire import Wire
from tests.gates.hostile_scenes import serving
from tests.gates.hostile_verdicts import faults
from tests.gates.watched import Item, Meeting, Told, Watched

LAYERS = frozenset({"fetch", "parse", "import", "query"})
# What the spider waits for a whole answer here; in a real crawl it is patient for longer.
TIMEOUT = 3.0


@dataclass
class Result:
    """How it went with all."""

    worst_megabytes: float = 0.0
    worst_seconds: float = 0.0
    met: int = 0
    failures: dict[str, list[str]] = field(default_factory=dict)

    @property
    def safe(self) -> float:
        """The share of items that came to their safe end."""
        return 1 - len(self.failures) / self.met if self.met else 0.0

    def add(self, item: Item, meetings: Sequence[Meeting]) -> None:
        """Count an item."""
        self.met += 1
        wrong = list(dict.fromkeys(why for meeting in meetings for why in faults(item, meeting)))
        if wrong:
            self.failures[item["id"]] = wrong
        self.worst_megabytes = max([self.worst_megabytes, *(one.megabytes for one in meetings)])
        self.worst_seconds = max([self.worst_seconds, *(one.seconds for one in meetings)])


def measure(folder: Path) -> Result:
    """Let every item of the index meet what would meet it in a desk."""
    index = json.loads((folder / "index.json").read_text("utf-8"))["items"]
    result = Result()
    with Watched([sys.executable, "-m", "tests.gates.hostile_child"]) as child:
        for item in index:
            if item["layer"] in LAYERS:
                if "file" in item:
                    item["path"] = str(folder / item["file"])
                result.add(item, list(meetings(item, child)))
    return result


def meetings(item: Item, child: "Watched") -> Iterator[Meeting]:
    """One item before the door, the readers or the index, and before the spider."""
    if item["layer"] != "fetch":
        yield child.meet(item)
        return
    with serving(item) as (ports, wires):
        yield noted(child.meet({**item, "ports": ports}), wires)
    with serving(item) as (ports, wires), tempfile.TemporaryDirectory() as work:
        plan = Path(work) / "plan.json"
        plan.write_text(json.dumps(plan_of(item, ports)), "utf-8")
        with Watched([sys.executable, "-m", "tests.gates.hostile_spider", str(plan)]) as spider:
            yield noted(spider.meet(None), wires)


def plan_of(item: Item, ports: Mapping[int, int]) -> Told:
    """What the spider is told of an item."""
    value = item.get("value") or {}
    dns = value.get("dns", {})
    scheme = "https" if "tls" in value else "http"
    url = item.get("url") or f"{scheme}://{next(iter(dns), 'dau.example.vn')}/"
    keys = ["1", "2"] if dns else ["1"]
    fetches = [{"key": key, "url": url} for key in keys]
    return {"fetches": fetches, "ports": ports, "dns": dns, "timeout": TIMEOUT}


def noted(meeting: Meeting, wires: Sequence[Wire]) -> Meeting:
    """With what the servers saw."""
    asked = [one for wire in wires for one in wire.asked]
    leaks = [one for one in asked if one.host == "evil.example" and (one.header("authorization") or one.body)]
    paths = tuple(f"{one.host}{one.path}" for one in asked)
    return Meeting(meeting.told, meeting.megabytes, meeting.seconds, paths, len(leaks))


if __name__ == "__main__":
    found = measure(Path(sys.argv[1]))
    for name, whys in found.failures.items():
        print(name, "; ".join(whys))
    cost = f"{found.worst_megabytes:.0f} MiB, {found.worst_seconds:.1f} s"
    print(f"{found.met} items, safe {found.safe:.3f}, {cost}")
