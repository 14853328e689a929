"""Progress of long work, on the terminal of a person; silent in a file."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")
EVERY_SECONDS = 0.5


class Progress:
    """A line that counts."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.shown_at = 0.0
        self.is_shown = False

    def over(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """Count what passes by."""
        for number, thing in enumerate(things, 1):
            self.tell(f"{number}")
            yield thing

    def left(self, count: int) -> None:
        """Tell how many are left."""
        self.tell(f"còn / left: {count}")

    def tell(self, words: str) -> None:
        """Rewrite the line, twice a second at most."""
        now = time.monotonic()
        if sys.stderr.isatty() and now - self.shown_at >= EVERY_SECONDS:
            self.shown_at, self.is_shown = now, True
            print(f"\r\x1b[K{self.what}: {words}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Clear the line."""
        if self.is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
