"""A crawl in a process of its own, for a reactor runs once: ``python -m tests.crawler.crawling PLAN.json``.

Every answer is a line of JSON on standard output; the crawl asks itself to stop when all are there.
"""

import json
import logging
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.model import Capture, Fetch, Shape
from crawler.spider import Manners, crawl


@dataclass
class Notebook:
    """A desk that asks for a list of addresses once and writes down what comes."""

    wanted: list[Fetch]
    waiting: set[str]
    ends: bool
    fails: str = ""
    beats: int = 0

    def due(self, limit: int) -> Sequence[Fetch]:
        """The next of the list."""
        if self.fails == "due":
            raise OSError("the desk is away")
        taken, self.wanted = self.wanted[:limit], self.wanted[limit:]
        return taken

    def take(self, captures: Sequence[Capture]) -> None:
        """Write answers down."""
        for capture in captures:
            self.waiting.discard(capture.key)
            print(json.dumps(told(capture)), flush=True)
        if self.ends and not self.waiting:
            os.kill(os.getpid(), signal.SIGTERM)
        if self.fails == "take":
            raise OSError("the answers cannot be kept")

    def beat(self) -> None:
        """Tell the first sign of life."""
        self.beats += 1
        if self.beats == 1:
            print(json.dumps({"key": "alive"}), flush=True)


def told(capture: Capture) -> dict[str, Any]:
    """An answer as JSON."""
    return {
        "key": capture.key,
        "url": capture.url,
        "final_url": capture.final_url,
        "status": capture.status,
        "headers": {name.lower(): value for name, value in capture.headers},
        "body": capture.body[:500].decode("latin-1"),
        "size": len(capture.body),
        "error": capture.error,
        "hop": capture.hop,
        "is_permanent": capture.is_permanent,
        "sent": dict(capture.request_headers),
        "fetched_at": capture.fetched_at.isoformat(),
    }


def main(path: Path) -> None:
    """Crawl what the plan says."""
    logging.basicConfig(level=logging.WARNING)
    plan = json.loads(path.read_text("utf-8"))
    wanted = [Fetch(shape=Shape.PAGE, **fetch) for fetch in plan["fetches"]]
    desk = Notebook(wanted, {fetch.key for fetch in wanted}, plan["ends"], plan.get("fails", ""))
    crawl(desk, Manners(agent="diembao/test", **plan["manners"]), lambda: datetime.now(UTC))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
