"""How far the search index is behind the archive, once it is worth saying."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from archive import changes
from archive.clock import Clock

PATIENCE = 10.0  # seconds by the wall


class Unit(StrEnum):
    """What an age is told in."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


_SECONDS = {Unit.DAY: 86_400, Unit.HOUR: 3_600, Unit.MINUTE: 60}


@dataclass(frozen=True, slots=True)
class Behind:
    """How many changes wait, since when, and how long that is by the wall."""

    count: int
    since: datetime
    seconds: float

    @property
    def age(self) -> tuple[int, Unit]:
        """The age in whole units, the largest that it fills."""
        return age_of(self.seconds)


def behind(clock: Clock) -> Behind | None:
    """How far the index is behind; nothing while no change has waited for long."""
    lag = changes.lag()
    if lag.oldest_at is None:
        return None
    seconds = clock.real_seconds(clock.now() - lag.oldest_at)
    return Behind(lag.count, lag.oldest_at, seconds) if seconds > PATIENCE else None


def age_of(seconds: float) -> tuple[int, Unit]:
    """Return some seconds in whole units, the largest that they fill."""
    for unit, length in _SECONDS.items():
        if seconds >= length:
            return int(seconds // length), unit
    return int(seconds), Unit.SECOND
