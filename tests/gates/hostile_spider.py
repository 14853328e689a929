"""The real spider in a process of its own: ``python -m tests.gates.hostile_spider PLAN.json``.

Names have the addresses of a script, public addresses lead to the test's servers, and every dial is noted.
"""

import json
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.utils.reactor import install_reactor
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

from crawler.model import Capture, Fetch, Shape
from crawler.resolver import Receiver, Resolution
from crawler.spider import Manners, crawl

PUBLIC = "93.184.216.34"
REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"


@implementer(IHostnameResolver)
@dataclass
class Script:
    """A system whose names have the addresses of a script, one answer after the other."""

    answers: dict[str, list[list[str]]]

    def resolveHostName(self, receiver: Receiver, name: str, port: int = 0, *_: object) -> Resolution:  # noqa: N802 - Twisted's name
        """Answer by the script; every other name is public."""
        resolution = Resolution(name)
        receiver.resolutionBegan(resolution)
        for text in self.of(name):
            receiver.addressResolved((IPv6Address if ":" in text else IPv4Address)("TCP", text, port))
        receiver.resolutionComplete()
        return resolution

    def of(self, name: str) -> list[str]:
        """The next answer for a name; a literal is its own."""
        if name.replace(".", "").isdigit() or ":" in name:
            return [name]
        if name not in self.answers:
            return ["127.0.0.1"] if name.endswith("localhost") or "." not in name else [PUBLIC]
        left = self.answers[name]
        return left.pop(0) if len(left) > 1 else left[0]


@dataclass
class Desk:
    """Asks for a list of addresses, follows where they lead, and ends when all have answered."""

    wanted: list[Fetch]
    waiting: set[str]
    dialled: list[str]
    told: list[dict[str, Any]] = field(default_factory=list)
    begun: bool = False

    def due(self, limit: int) -> Sequence[Fetch]:
        """The next of the list; nothing before whoever watches is ready."""
        if not self.begun:
            self.begun = True
            print(json.dumps({"begin": "spider"}), flush=True)
            sys.stdin.readline()
        taken, self.wanted = self.wanted[:limit], self.wanted[limit:]
        return taken

    def take(self, captures: Sequence[Capture]) -> None:
        """Note answers; where one leads on, ask there."""
        for capture in captures:
            if capture.hop:
                hops = len([one for one in self.told if one["key"] == capture.key]) + 1
                self.told.append({"key": capture.key, "hop": capture.hop})
                self.wanted.append(Fetch(capture.key, capture.hop, Shape.PAGE, hops=hops))
                continue
            self.waiting.discard(capture.key)
            self.told.append(
                {
                    "key": capture.key,
                    "status": capture.status,
                    "size": len(capture.body),
                    "error": capture.error,
                }
            )
        if not self.waiting:
            print(json.dumps({"end": "spider", "told": self.told, "dialled": self.dialled}), flush=True)
            os.kill(os.getpid(), signal.SIGTERM)

    def beat(self) -> None:
        """Nobody looks."""


def main(path: Path) -> None:
    """Crawl what the plan says."""
    logging.basicConfig(level=logging.CRITICAL)
    plan = json.loads(path.read_text("utf-8"))
    install_reactor(REACTOR)
    from twisted.internet import reactor  # noqa: PLC0415 - only after it is chosen

    dialled = redirect(reactor, {int(port): real for port, real in plan["ports"].items()})
    reactor.installNameResolver(Script(plan["dns"]))
    wanted = [Fetch(shape=Shape.PAGE, **fetch) for fetch in plan["fetches"]]
    desk = Desk(wanted, {fetch.key for fetch in wanted}, dialled)
    crawl(desk, Manners(agent="diembao/gate", timeout=plan["timeout"]), lambda: datetime.now(UTC))


def redirect(reactor: Any, ports: Mapping[int, int]) -> list[str]:
    """Let public addresses lead to the test's servers; the list of all that is dialled."""
    dialled: list[str] = []
    connect = reactor.connectTCP

    def dial(host: str, port: int, *arguments: Any, **named: Any) -> Any:
        dialled.append(f"{host}:{port}")
        # Nothing leaves the machine, and what is not public is noted and goes nowhere.
        real = ("127.0.0.1", ports.get(port, 9)) if host == PUBLIC else ("127.0.0.1", 9)
        return connect(*real, *arguments, **named)

    reactor.connectTCP = dial
    return dialled


if __name__ == "__main__":
    main(Path(sys.argv[1]))
