"""The press's clock: the time that the clock file shows, asked again at every request."""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

ZONE = timezone(timedelta(hours=7))
DAY_ZERO = datetime(2026, 7, 1, tzinfo=ZONE)
LAST_DAY = 122
OPENING_DAY, OPENING_HOUR = 92, 6


class ClockFault(Exception):
    """A clock file that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Shown time is ``shown_at`` at the real instant ``real`` and runs ``speed`` times as fast."""

    real: float
    shown_at: datetime
    speed: float = 1.0

    def shown(self, real: float) -> datetime:
        """The time shown at a real instant, in UTC."""
        return self.shown_at.astimezone(UTC) + timedelta(seconds=(real - self.real) * self.speed)


def real_time() -> float:
    """Seconds of the machine's own clock."""
    return time.time()


def instant(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """An instant of the demo's calendar, in the province's time."""
    return DAY_ZERO + timedelta(days=day, hours=hour, minutes=minute)


def day_of(at: datetime) -> int:
    """The day's number in the demo's calendar."""
    return (at - DAY_ZERO).days


def day_start(at: datetime) -> datetime:
    """The midnight, in the province's time, before an instant."""
    return instant(day_of(at))


def opening(real: float) -> Setting:
    """What is shown where nobody wrote a clock file: the claim's second morning, running in real time."""
    return Setting(real, instant(OPENING_DAY, OPENING_HOUR))


def parse(text: str) -> Setting:
    """A clock file's text as a setting."""
    try:
        told = json.loads(text)
        setting = Setting(
            float(told["real"]), datetime.fromisoformat(told["shown_at"]), float(told.get("speed", 1))
        )
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        raise ClockFault(_sentence(f"{type(why).__name__}: {why}")) from why
    if setting.shown_at.tzinfo is None:
        raise ClockFault(_sentence("shown_at has no zone"))
    return setting


def read(path: Path, started: float) -> Setting:
    """The setting kept at ``path``; the opening since ``started`` where there is none."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return opening(started)
    return parse(text)


def _sentence(why: str) -> str:
    return (
        f"Tệp đồng hồ không đọc được ({why}); hãy xóa tệp để báo bắt đầu lại từ ngày {OPENING_DAY}. / "
        f"The clock file cannot be read ({why}); delete it to start again from day {OPENING_DAY}."
    )
