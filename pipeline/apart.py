"""Where the bytes of strangers are read: in a confined child process, or here for those who trust them."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Apart(Protocol):
    """Runs a function of plain arguments somewhere; a confined one raises ``TooHeavy``."""

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function gives."""


class Here:
    """Runs it in this process."""

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the function gives."""
        return function(*args, **kwargs)


HERE = Here()
