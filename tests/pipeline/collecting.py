"""A collector in a test's hands: what it asks is answered one by one, its seconds are turned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from crawler.evidence import Shelf
from crawler.model import Capture, Fetch
from pipeline.apart import HERE, Apart
from pipeline.collect import Collector
from pipeline.lanes import Lanes

ROUND = 10.0


@dataclass
class Seconds:
    """A clock that only goes when it is turned."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Desk:
    """A collector, its clock, and the rules that hosts answer with; none are a 404."""

    collector: Collector
    seconds: Seconds = field(default_factory=Seconds)
    rules: dict[str, str] = field(default_factory=dict)

    def due(self, limit: int = 50) -> list[Fetch]:
        """What is asked at the next turns, robots.txt answered on the way."""
        for _ in range(4):
            self.seconds.at += ROUND
            found = list(self.collector.due(limit))
            asked = [one for one in found if one.url.endswith("/robots.txt")]
            self.collector.take([self.robots(one) for one in asked])
            if len(asked) < len(found):
                return [one for one in found if one not in asked]
        return []

    def robots(self, fetch: Fetch) -> Capture:
        """A host's rules."""
        text = self.rules.get(fetch.url.split("/")[2], "")
        return answer(fetch, text.encode(), 200 if text else 404)

    def one(self) -> Fetch:
        """The only question that is due."""
        (fetch,) = self.due()
        return fetch

    def take(self, *captures: Capture) -> None:
        """Hand answers over."""
        self.collector.take(captures)


def desk(folder: Path, now: Callable[[], datetime], owner: str = "crawl:1@may", apart: Apart = HERE) -> Desk:
    """A collector that writes its evidence into ``folder`` and reads lists where it is told."""
    seconds = Seconds()
    lanes = Lanes(owner, now, seconds)
    shelf = Shelf(folder, owner.replace(":", "-"))
    return Desk(Collector(now, owner, shelf, lanes, apart), seconds)


def answer(
    fetch: Fetch, body: bytes = b"", status: int = 200, *, error: str = "", hop: str = "", **headers: str
) -> Capture:
    """An answer to a question; a redirect with the status 301 is one for good."""
    told = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    at = datetime.fromisoformat("2026-10-01T01:00:00+00:00")
    made = Capture(fetch.key, fetch.url, fetch.url, fetch.shape, status, told, body, at, error)
    return replace(made, hop=hop, is_permanent=bool(hop) and status == HTTPStatus.MOVED_PERMANENTLY)


def urls(fetches: Sequence[Fetch]) -> list[str]:
    """What is asked, as addresses."""
    return sorted(fetch.url for fetch in fetches)
