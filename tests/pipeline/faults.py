"""Faults of the archive, told by the statement at which they happen."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class Killed(BaseException):
    """The process ends here; no code of ours catches it."""


class Fault:
    """Lets statements pass until one that counts, and does something there, so many times in a row."""

    def __init__(self, act: Callable[[], None], at: int, begins: str, times: int) -> None:
        self.act = act
        self.begins = begins
        self.bad = range(at, at + times)
        self.passed = 0

    @property
    def happened(self) -> bool:
        """Whether so many statements were sent at all."""
        return self.passed > self.bad[0]

    def __call__(self, execute: Execute, sql: str, params: Any, many: Any, context: dict[str, Any]) -> Any:
        if sql.startswith(self.begins):
            self.passed += 1
            if self.passed - 1 in self.bad:
                self.act()
        return execute(sql, params, many, context)


def die() -> None:
    """End without a goodbye, as far as a test can."""
    raise Killed


def go_away() -> None:
    """The archive does not answer."""
    raise OperationalError("the connection was lost")


def end_process() -> None:
    """End without a goodbye."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def happening(act: Callable[[], None], *, at: int = 0, begins: str = "", times: int = 1) -> Iterator[Fault]:
    """While the block runs, do something at the statement of that number among those that begin so."""
    fault = Fault(act, at, begins, times)
    with connection.execute_wrapper(fault):
        yield fault
