"""The shipped press, and a running one whose clock the test sets."""

import json
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiosmtpd
import pytest

from demo.answers import Answer, Asked, answer
from demo.clock import instant
from demo.edition import edition
from demo.outlets import Outlet
from demo.plan import Instance, Plan
from demo.press import serving
from tests import parts

PORT = 8001
CLAIM = "nuoc-phuoc-dien"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def told_to_stop(port: int) -> Iterator[None]:
    """Sends this process SIGTERM once somebody listens on the port, which is after the handlers are set."""

    def tell() -> None:
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    os.kill(os.getpid(), signal.SIGTERM)
                    return
            time.sleep(0.02)

    thread = threading.Thread(target=tell)
    thread.start()
    try:
        yield
    finally:
        thread.join()


@dataclass(frozen=True)
class Reply:
    """What the press sent back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The bytes as UTF-8."""
        return self.body.decode("utf-8", "replace")


class NoFollowing(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_: object) -> None:
        return None


OPENER = urllib.request.build_opener(NoFollowing)


@dataclass(frozen=True)
class Room:
    """A running press: its port, its clock's file, its log."""

    port: int
    clock: Path
    log: Path

    def show(self, at: datetime) -> None:
        """Stop the press's clock at an instant."""
        self.clock.write_text(json.dumps({"real": 0, "shown_at": at.isoformat(), "speed": 0}), "utf-8")

    def ask(
        self, host: str, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> Reply:
        """One request to a virtual host."""
        url = f"http://127.0.0.1:{self.port}{path}"
        sent = {"Host": f"{host}.localhost:{self.port}", **(headers or {})}
        request = urllib.request.Request(url, headers=sent, method=method)
        try:
            with OPENER.open(request, timeout=60) as reply:
                return Reply(reply.status, dict(reply.headers), reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, dict(error.headers), error.read())


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The shipped plan."""
    return edition()


@pytest.fixture
def outlets(plan: Plan) -> Mapping[str, Outlet]:
    """The shipped outlets by slug."""
    return plan.by_slug


@pytest.fixture(scope="session")
def claim(plan: Plan) -> Mapping[str, Instance]:
    """The first claim's articles, by outlet and role."""
    told = [one for one in plan.instances if one.event.claim == CLAIM]
    return {f"{one.outlet}:{one.event.role}": one for one in told}


@pytest.fixture(scope="session")
def edited(plan: Plan) -> Mapping[str, Instance]:
    """For each kind of edit an article with this one edit, at an outlet without peculiarities."""
    plain = {outlet.slug for outlet in plan.outlets if outlet.removal == "gone" and not outlet.features}
    alone = [one for one in plan.instances if len(one.edits) == 1 and one.outlet in plain]
    return {edit.edit.kind: one for one in alone for edit in one.edits}


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The shipped press on a port of its own."""
    folder = tmp_path_factory.mktemp("press")
    found = Room(free_port(), folder / "clock.json", folder / "log" / "press.jsonl")
    with serving(found.port, found.clock, found.log):
        parts.ran("demo press", "40 outlets")
        yield found


@pytest.fixture(scope="session")
def smtp_part() -> None:
    """Notes that a real SMTP server ran."""
    parts.ran("SMTP", f"aiosmtpd {aiosmtpd.__version__}")


class Desk:
    """Asks the pure press, without a server."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def ask(self, host: str, path: str, now: datetime, **told: Any) -> Answer:
        """The answer to one request."""
        path, _, query = path.partition("?")
        return answer(self.plan, Asked(f"{host}.localhost:{PORT}", path, query, PORT, now, **told))


@pytest.fixture
def desk(plan: Plan) -> Desk:
    """The pure press."""
    return Desk(plan)


@pytest.fixture(scope="session")
def opening() -> datetime:
    """When the demo opens."""
    return instant(92, 6)
