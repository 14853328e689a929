"""Processes looked at from outside while they work: what they take, they and their children together."""

import json
import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent
GIVE_UP_SECONDS = 60.0
SAMPLE_SECONDS = 0.002
PAGE, TICKS = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
MEGABYTE = 1024 * 1024

Item = dict[str, Any]
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What came of an item, and what it took."""

    told: Told
    megabytes: float
    seconds: float
    asked: tuple[str, ...] = ()
    leaked: int = 0


class Watched:
    """A child whose memory is looked at from outside, it and its own children together."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self.command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def meet(self, item: Item | None) -> Meeting:
        """Hand over an item and wait for what comes of it; a child that dies is replaced."""
        if item is not None:
            self._say(json.dumps(item))
        if not self._hear():
            return self._died()
        before = memory_of(self.process.pid)
        most, stop = [before], threading.Event()
        sampler = threading.Thread(target=self._sample, args=(most, stop))
        sampler.start()
        clock = threading.Timer(GIVE_UP_SECONDS, self.process.kill)
        clock.start()
        began, worked = time.monotonic(), work_of(self.process.pid)
        self._say("go")
        told = self._hear()
        # Reading costs the processor's time, which other programs do not lengthen; an answer costs waiting.
        is_reading = item is not None and item["layer"] != "fetch"
        seconds = work_of(self.process.pid) - worked if is_reading else time.monotonic() - began
        clock.cancel()
        stop.set()
        sampler.join()
        return Meeting(json.loads(told), (most[0] - before) / MEGABYTE, seconds) if told else self._died()

    def _sample(self, most: list[int], stop: threading.Event) -> None:
        while not stop.wait(SAMPLE_SECONDS):
            most[0] = max(most[0], memory_of(self.process.pid))

    def _say(self, line: str) -> None:
        if self.process.stdin:
            self.process.stdin.write(f"{line}\n")
            self.process.stdin.flush()

    def _hear(self) -> str:
        return self.process.stdout.readline() if self.process.stdout else ""

    def _died(self) -> Meeting:
        _, errors = self.process.communicate()
        self.process = self._start()
        return Meeting({"died": errors[-500:]}, 0.0, 0.0)


def work_of(process: int) -> float:
    """The seconds a processor has worked for a process and its children, those that ended among them."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS + sum(work_of(int(child)) for child in children)


def memory_of(process: int) -> int:
    """The bytes a process and its children hold."""
    try:
        resident = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return resident + sum(memory_of(int(child)) for child in children)
