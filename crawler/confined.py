"""Work on what strangers wrote, done in a child process that can neither hang nor eat the machine."""

import contextlib
import io
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Literal, ParamSpec, Self, TypeVar, cast

from crawler.cell import HEADER, MEGABYTE, PATIENCE, Kind, load

P = ParamSpec("P")
R = TypeVar("R")
Why = Literal["time", "memory", "crash"]

ROOT = Path(__file__).resolve().parent.parent
# What reading lists, pages and mails loads at its first use, which is too late once nothing may be written.
PARSERS = ("crawler.warm:warm",)
# A child is replaced after so many calls, whatever they may have leaked.
MOST_CALLS = 2000
START_SECONDS = 60.0
# One that hung up has ended or is about to.
END_SECONDS = 1.0
# Nothing of ours is inherited, no address and no password; and no library starts threads of its own.
SURROUNDINGS = {
    "LANG": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_PROGRAM = "from crawler.cell import main; main({!r}, {!r})"
_CLOCKS = frozenset({signal.SIGPROF, signal.SIGALRM})
_HEAVY: dict[Kind, Why] = {Kind.MEMORY: "memory", Kind.STACK: "crash"}
_TIMES = frozenset({"datetime", "date", "time", "timedelta", "timezone"})
# What a pickle gives rise to that was not made by pickle.
_NONSENSE = (pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError, LookupError)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take: seconds of work, and memory above what the child has before its first."""

    seconds: float = 5.0
    megabytes: int = 64


class TooHeavy(Exception):
    """A call that took too much or brought its process down."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why: Why = why


class Room:
    """A warm child process for one call at a time; after a breach the next call gets a new one.

    ``preload`` names the modules the child loads before its limits close, and with ``module:function`` what
    it calls then, for what is loaded at first use. What is called stands in a module and gives plain values,
    frozen dataclasses, enums or times; its exceptions come back as themselves.
    """

    def __init__(
        self, limits: Limits | None = None, preload: Iterable[str] = PARSERS, most_calls: int = MOST_CALLS
    ) -> None:
        self.limits = limits or Limits()
        self.preload = tuple(preload)
        self.most_calls = most_calls
        self.lock = threading.Lock()
        self.child: _Child | None = None

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What a function gives for these arguments."""
        task = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        with self.lock:
            is_sound = False
            try:
                kind, told = self._child_for(function.__module__).exchange(
                    task, self.limits.seconds * PATIENCE
                )
                is_sound = kind is not Kind.LAST
            finally:
                # Also when we are interrupted: a late answer would be taken for the next call's.
                if not is_sound:
                    self._leave()
        if kind is Kind.RAISED:
            raise cast("Exception", told)
        return cast("R", told)

    def close(self) -> None:
        """End the child; a later call starts another."""
        with self.lock:
            self._leave()

    def _child_for(self, module: str) -> "_Child":
        if self.child is not None and self.child.calls > self.most_calls:
            self._leave()
        if self.child is None:
            self.child = _Child(self.limits, dict.fromkeys([*self.preload, module]))
        return self.child

    def _leave(self) -> None:
        if self.child is not None:
            self.child.end()
            self.child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Child:
    """The process and the line to it."""

    def __init__(self, limits: Limits, modules: Iterable[str]) -> None:
        self.limits = limits
        self.calls = 0  # loading among them
        self.line, inner = socket.socketpair()
        program = _PROGRAM.format(limits.seconds, limits.megabytes)
        with inner:
            self.process = subprocess.Popen(
                [sys.executable, "-c", program],
                cwd=ROOT,
                env=SURROUNDINGS,
                stdin=inner.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        # Also when nobody closes the room, and when the program ends.
        self.end = weakref.finalize(self, _ended, self.line, self.process)
        is_ready = False
        try:
            kind, told = self.exchange(pickle.dumps((load, (list(modules),), {})), START_SECONDS)
            is_ready = kind is Kind.DONE
        finally:
            if not is_ready:
                self.end()
        if not is_ready:
            raise cast("Exception", told)

    def exchange(self, task: bytes, seconds: float) -> tuple[Kind, object]:
        """Hand over a task and wait for what comes of it."""
        self.calls += 1
        deadline = time.monotonic() + seconds
        self.line.settimeout(seconds)
        try:
            # One that hung up may have said why before.
            with contextlib.suppress(ConnectionError):
                self.line.sendall(HEADER.pack(Kind.TASK.value, len(task)) + task)
            return self._receive(deadline)
        except TimeoutError as fault:
            raise TooHeavy("time") from fault
        except (OSError, *_NONSENSE) as fault:
            raise self._fallen() from fault

    def _receive(self, deadline: float) -> tuple[Kind, object]:
        name, length = HEADER.unpack(self._read(HEADER.size, deadline))
        kind = Kind(name)
        if kind in _HEAVY:
            raise TooHeavy(_HEAVY[kind])
        if length > self.limits.megabytes * MEGABYTE:
            raise TooHeavy("memory", f"{length} bytes")
        frame = self._read(length, deadline)
        return kind, _raised(frame) if kind is Kind.RAISED else _opened(frame)

    def _read(self, length: int, deadline: float) -> bytearray:
        found = bytearray(length)
        view, have = memoryview(found), 0
        while have < length:
            self.line.settimeout(max(deadline - time.monotonic(), 0.001))
            got = self.line.recv_into(view[have:])
            if not got:
                raise EOFError
            have += got
        return found

    def _fallen(self) -> TooHeavy:
        """Why there is no answer, told from how the process ended."""
        try:
            ended = -self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            return TooHeavy("crash", "no answer that could be read")
        if ended in _CLOCKS:
            return TooHeavy("time")
        return TooHeavy("crash", signal.Signals(ended).name if ended > 0 else f"exit {-ended}")


def _ended(line: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    """Make sure that a process is gone."""
    line.close()
    process.kill()
    process.wait()


class _Opener(pickle.Unpickler):
    """Reads values alone: a child that was taken over must not reach its parent through an answer."""

    def find_class(self, module: str, name: str) -> type:
        """A class without an act of its own."""
        found = _class_of(module, name)
        is_time = module == "datetime" and name in _TIMES
        if found is None or not (is_time or issubclass(found, Enum) or _is_frozen(found)):
            raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
        return found


def _is_frozen(kind: type) -> bool:
    parameters = getattr(kind, "__dataclass_params__", None)
    return parameters is not None and bool(parameters.frozen)


def _class_of(module: str, name: str) -> type | None:
    found = getattr(sys.modules.get(module), name, None)
    return found if isinstance(found, type) else None


def _opened(frame: bytearray) -> object:
    return _Opener(io.BytesIO(frame)).load()


def _raised(frame: bytearray) -> Exception:
    """The exception a child met, made again past a constructor of its own."""
    module, name, args, state = cast("tuple[str, str, tuple[object, ...], dict[str, object]]", _opened(frame))
    kind = _class_of(module, name)
    if kind is None or not issubclass(kind, Exception):
        return TooHeavy("crash", f"{module}.{name}: {args}")
    # Those of the language keep their parts where only their constructors reach.
    fault = kind(*args) if module == "builtins" else kind.__new__(kind, *args)
    vars(fault).update(state)
    return fault
