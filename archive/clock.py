"""The one clock: real time, or the demo's time that runs faster and rests while nobody looks."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

MAX_SPEED = 1_000_000
DESK_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Clock:
    """Shown time: ``shown_at`` at the real instant ``real``, then ``speed`` seconds for each real one."""

    real: float
    shown_at: datetime
    speed: float = 1.0
    read_real: Callable[[], float] = time.time

    def now(self) -> datetime:
        """The shown time, aware, in UTC."""
        return self.shown_at + timedelta(seconds=(self.read_real() - self.real) * self.speed)

    def real_seconds(self, shown: timedelta) -> float:
        """How long a shown span takes by the wall."""
        return shown.total_seconds() / self.speed


def system_clock() -> Clock:
    """Real time."""
    real = time.time()
    return Clock(real, datetime.fromtimestamp(real, UTC))


def read_clock(path: Path) -> Clock:
    """The clock written at ``path``, or real time where there is none."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return system_clock()
    return Clock(float(told["real"]), datetime.fromisoformat(told["shown_at"]), float(told["speed"]))


def write_clock(path: Path, clock: Clock) -> None:
    """Keep the clock's present position, whole or not at all."""
    told = {"real": clock.read_real(), "shown_at": clock.now().isoformat(), "speed": clock.speed}
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_text(json.dumps(told), "utf-8")
    aside.replace(path)


def desk_day(at: datetime) -> str:
    """The desk's calendar day of an instant, as ISO."""
    return at.astimezone(DESK_ZONE).date().isoformat()


def parse_speed(text: str) -> float:
    """``1d/min``, ``6h/min``, ``90s/s`` or a plain factor, as seconds shown for each real one."""
    spans = {"s": 1.0, "min": 60.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
    span, slash, per = text.strip().partition("/")
    number = span.rstrip("abcdefghijklmnopqrstuvwxyz")
    unit = span[len(number) :]
    if (unit and unit not in spans) or (slash and per not in spans) or not number:
        raise ValueError(text)
    speed = float(number) * spans.get(unit, 1.0) / spans.get(per, 1.0)
    if not 0 < speed <= MAX_SPEED:
        raise ValueError(text)
    return speed
