"""A whole diembao as its users start it: ``diembao up`` in a process of its own, on a home of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
DIEMBAO = [sys.executable, "-m", "config.command"]


def free_ports(count: int = 3) -> int:
    """The first of ``count`` free ports in a row."""
    for first in range(21_000 + os.getpid() * 30 % 9_000, 40_000, count):
        with contextlib.ExitStack() as held:
            try:
                for port in range(first, first + count):
                    probe = held.enter_context(socket.socket())
                    probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return first
    raise RuntimeError("no free ports")


def reachable(truth: Mapping[str, Any]) -> set[str]:
    """The addresses of all articles that stand at the press and that robots.txt lets anybody ask for."""
    there = (one for one in truth["articles"] if one["reachable"] and not one["removed"])
    return {article["url"] for article in there}


@dataclass
class Running:
    """One ``up``."""

    home: Path
    port: int
    environment: dict[str, str]
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def press_port(self) -> int:
        """The demo press's port."""
        return self.port + 1

    @property
    def log(self) -> Path:
        """What it printed."""
        return self.home.with_suffix(".log")

    def start(self, *arguments: str, pack: str = "demo") -> None:
        """Start it."""
        which = ["--demo"] if pack == "demo" else ["--pack", pack]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*DIEMBAO, "up", *which, "--port", str(self.port), *arguments],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop it as Ctrl-C does."""
        if self.process is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)
        code = self.process.wait(180)
        self.process = None
        return code

    def page(self, path: str) -> str:
        """A page of the site, or nothing while it does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return str(answer.read(), "utf-8")
        except (OSError, urllib.error.URLError):
            return ""

    def diembao(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a verb on the same home."""
        command = [*DIEMBAO, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def findings(self) -> list[dict[str, str]]:
        """What the doctor says."""
        told: list[dict[str, str]] = json.loads(self.diembao("doctor", "--json").stdout)
        return told

    def truth(self) -> dict[str, Any]:
        """What the press has published by its own account."""
        # The system need not resolve *.localhost as browsers do, so the host is named in the request.
        host = {"Host": f"press.localhost:{self.press_port}"}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.press_port}/truth.json", headers=host)
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310 - loopback
            told: dict[str, Any] = json.load(answer)
        return told

    def children(self) -> dict[str, int]:
        """The processes by verb."""
        found: dict[str, int] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and (words := command_of(entry)) and self.is_mine(entry):
                found[words] = int(entry.name)
        return found

    def is_mine(self, entry: Path) -> bool:
        """Whether a process runs on this home."""
        try:
            return f"DIEMBAO_HOME={self.home}".encode() in (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            return False


def command_of(entry: Path) -> str:
    """The verb a process of ours runs."""
    try:
        words = (entry / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        return ""
    if "config.command" not in words:
        return ""
    verb = words[words.index("config.command") + 1 :]
    return " ".join(verb[:2]) if verb[:1] == ["demo"] else verb[0] if verb else ""


@contextlib.contextmanager
def running(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    """A home and its ``up``, stopped at the end whatever happened."""
    told = {
        **os.environ,
        **(environment or {}),
        "DIEMBAO_HOME": str(folder / "home"),
        "DIEMBAO_OFFLINE": "yes",
    }
    for name in ("DIEMBAO_STATIC_STORAGE", "DJANGO_SETTINGS_MODULE"):
        told.pop(name, None)
    if "DATABASE_URL" not in (environment or {}):
        told.pop("DATABASE_URL", None)
    house = Running(folder / "home", free_ports(), told)
    try:
        yield house
    finally:
        house.stop(signal.SIGTERM)
        for pid in house.children().values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def wait_for(what: str, seconds: float, is_so: Any, house: Running | None = None) -> None:
    """Wait until something is so, or say what was waited for and what the program printed."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return
        time.sleep(0.5)
    printed = house.log.read_text("utf-8")[-3000:] if house and house.log.exists() else ""
    raise AssertionError(f"waited {seconds} s for: {what}\n{printed}")
