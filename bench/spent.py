"""What work takes: CPU seconds of this thread, memory of this process, the middle and the worst of many."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_STATUS = Path("/proc/self/status")


@dataclass
class Stopwatch:
    """The CPU seconds this thread spends inside it, all visits together."""

    seconds: float = 0.0
    began: float = 0.0

    def __enter__(self) -> None:
        self.began = time.thread_time()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds += time.thread_time() - self.began


@dataclass(frozen=True, slots=True)
class Spread:
    """Of many figures the middle one, and the one that one in twenty exceeds."""

    count: int
    p50: float
    p95: float


def spread(figures: Sequence[float]) -> Spread:
    """The middle and the nearly worst; there must be one figure at least."""
    ordered = sorted(figures)
    return Spread(len(ordered), *(ordered[math.ceil(share * len(ordered)) - 1] for share in (0.5, 0.95)))


def memory() -> dict[str, float]:
    """The most this process has held, and what of it now is no file's, in MB; nothing off Linux."""
    if not _STATUS.exists():
        return {}
    told = dict(line.split(":", 1) for line in _STATUS.read_text("ascii").splitlines())
    names = {"peak_mb": "VmHWM", "own_mb": "RssAnon"}
    return {name: round(int(told[field].split()[0]) / 1024, 1) for name, field in names.items()}
