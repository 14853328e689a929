"""What a confined child is asked to do, bearable and not; it imports this module by its name."""

import ctypes
import os
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.cell import HEADER, Kind
from crawler.entries import BadList, Fault

MEGABYTE = 1024 * 1024
kept: list[bytes] = []


@dataclass(frozen=True, slots=True)
class Told:
    """A plain value, as the crawler's own are."""

    at: datetime
    fault: Fault
    names: frozenset[str]


@dataclass
class Loose:
    """A value that can be changed, and so none that may come back."""

    name: str


class Sealed(Exception):
    """One that cannot be pickled."""

    def __init__(self, name: str) -> None:
        super().__init__(name, threading.Lock())

    def __str__(self) -> str:
        return "sealed"


def same(value: object) -> object:
    return value


def told(name: str) -> Told:
    return Told(datetime(2026, 10, 1, tzinfo=UTC), Fault.WALL, frozenset({name}))


def joined(first: str, second: str, *, between: str) -> str:
    return f"{first}{between}{second}"


def loose() -> Loose:
    return Loose("a")


def process() -> int:
    return os.getpid()


def surroundings() -> dict[str, str]:
    return dict(os.environ)


def spin() -> None:
    while True:
        pass


def doze() -> None:
    time.sleep(60)


def hog() -> int:
    return len(b"x" * (500 * MEGABYTE))


def much(megabytes: int) -> bytes:
    return bytes(megabytes * MEGABYTE)


def keep(megabytes: int) -> int:
    kept.append(b"x" * (megabytes * MEGABYTE))
    return os.getpid()


def dig(depth: int = 0) -> int:
    return dig(depth + 1) + 1


def leave() -> None:
    os._exit(3)


def fall() -> None:
    ctypes.string_at(0)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def babble() -> None:
    os.write(0, b"\xff" * 100)
    time.sleep(60)


def boast() -> None:
    os.write(0, HEADER.pack(Kind.DONE.value, 0xFFFFFFFF))
    time.sleep(60)


def smuggle() -> None:
    """Answer with a pickle that would run a command wherever it is read."""
    frame = b"cposix\nsystem\n(S'true'\ntR."
    os.write(0, HEADER.pack(Kind.DONE.value, len(frame)) + frame)
    time.sleep(60)


def dial() -> None:
    socket.create_connection(("127.0.0.1", 9))


def start() -> None:
    subprocess.run(["true"], check=True)


def write(path: Path) -> None:
    path.write_text("a")


def refuse(text: str) -> None:
    raise ValueError(text)


def refuse_list() -> None:
    raise BadList(Fault.MALFORMED)


def refuse_bytes() -> str:
    return b"\xff".decode("utf-8")


def refuse_sealed() -> None:
    raise Sealed("a")


def refuse_nameless() -> None:
    class Local(Exception):
        pass

    raise Local("a")


def lack() -> None:
    raise MemoryError


def warm() -> None:
    kept.append(b"warm")
