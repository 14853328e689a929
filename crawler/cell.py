"""The inner side of confinement: a process that gives up its rights, then does what it is handed.

``crawler.confined`` starts it; the frames between the two are described here, where both can see them.
"""

import contextlib
import importlib
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

MEGABYTE = 1024 * 1024
# Kind and length stand before every frame.
HEADER = struct.Struct("!cI")
FRAMES = 3
# On a busy machine a second of work takes longer than a second.
PATIENCE = 2
# What no reader has to do: where the system's limits do not hold it, as for root, the interpreter does.
_FORBIDDEN = frozenset(
    {"socket.connect", "socket.sendto", "socket.getaddrinfo", "subprocess.Popen"}
    | {"os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system"}
)
_STATM = Path("/proc/self/statm")


class Kind(bytes, Enum):
    """What a frame holds."""

    TASK = b"t"
    DONE = b"d"
    LAST = b"l"  # done, and the process has grown so much that it should be replaced
    RAISED = b"x"
    MEMORY = b"m"
    STACK = b"s"


def main(seconds: float, megabytes: int) -> None:
    """Load what will be needed, give up every right to more, then serve until the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt at the keyboard is the parent's to answer
    line = socket.socket(fileno=0)
    _send(line, *answer_to(_receive(line), 0))
    room, start = megabytes * MEGABYTE, size()
    confine(start + room if start else resource.RLIM_INFINITY)
    while answer := _served(line, seconds):
        kind, frame = answer
        if kind is Kind.DONE and size() > start + room // 2:
            kind = Kind.LAST
        _send(line, kind, frame)
        if kind is Kind.MEMORY:
            return  # half a task may lie unread


def load(preload: Iterable[str]) -> None:
    """The first task: import modules, and of ``module:function`` call the function."""
    for wanted in preload:
        name, _, function = wanted.partition(":")
        module = importlib.import_module(name)
        if function:
            getattr(module, function)()


def confine(most_bytes: int) -> None:
    """Nothing is written, dialled, started or dumped from here on, and no more memory taken than this."""
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_AS: most_bytes,
    }
    for name, most in wanted.items():
        # Where a system knows no such limit, the clock remains.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(name, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(event)


def _served(line: socket.socket, seconds: float) -> tuple[Kind, bytes] | None:
    try:
        task = _receive(line)
        return answer_to(task, seconds) if task else None
    except MemoryError:
        return Kind.MEMORY, b""


def answer_to(task: bytes, seconds: float) -> tuple[Kind, bytes]:
    """What a task gives: its result or its exception."""
    try:
        function, args, kwargs = pickle.loads(task)  # noqa: S301 - the parent's own words
        _wind(seconds)
        return Kind.DONE, pickle.dumps(function(*args, **kwargs), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        raise
    except RecursionError:
        return Kind.STACK, b""
    except Exception as fault:  # noqa: BLE001 - the loop's edge: whatever it is, the caller judges it
        return Kind.RAISED, parcel(fault)
    finally:
        _wind(0)


def parcel(fault: Exception) -> bytes:
    """An exception as what it is made of: one with a constructor of its own cannot be pickled whole."""
    kind = type(fault)
    # Where it happened would be lost on the way.
    fault.add_note("".join(traceback.format_tb(fault.__traceback__, -FRAMES)))
    try:
        return pickle.dumps((kind.__module__, kind.__qualname__, fault.args, vars(fault)))
    except (pickle.PicklingError, TypeError, AttributeError):
        return pickle.dumps((kind.__module__, kind.__qualname__, (str(fault),), {}))


def size() -> int:
    """The bytes of address space this process has; 0 where the system does not tell."""
    try:
        return int(_STATM.read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _wind(seconds: float) -> None:
    # Both signals end the process. The second clock matters only when nobody outside watches any more.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds and seconds * PATIENCE + 1)


def _send(line: socket.socket, kind: Kind, frame: bytes) -> None:
    line.sendall(HEADER.pack(kind.value, len(frame)) + frame)


def _receive(line: socket.socket) -> bytes:
    header = line.recv(HEADER.size, socket.MSG_WAITALL)
    return line.recv(HEADER.unpack(header)[1], socket.MSG_WAITALL) if header else b""
