"""Kinds of days, by which the press writes more or less: the seven of the week, and days off."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

SUNDAY, OFF, KINDS = 6, 7, 8
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
IsOff = Callable[[date], bool]


def kinds(first: date, count: int, is_off: IsOff) -> Ints:
    """The kind of each of some days in a row."""
    days = (first + timedelta(days=n) for n in range(count))
    return np.array([kind(day, is_off) for day in days], dtype=np.int64)


def kind(day: date, is_off: IsOff) -> int:
    """A day's kind: a day off is one of its own, whatever its weekday."""
    return OFF if is_off(day) else day.weekday()


def no_day_off(_: date) -> bool:
    """A calendar without any."""
    return False
