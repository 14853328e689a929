"""Which sitemaps of an index to ask: the newest by their names, the others in turn."""

import math
import re
from collections.abc import Sequence

# How many are asked with their index: the newest each time, the others by and by.
MOST = 8
NEWEST = 4
_NUMBER = re.compile(r"\d{1,18}")
_YEARS = range(1990, 2101)


def chosen(further: Sequence[str], turn: int) -> list[str]:
    """The sitemaps to ask at one poll of their index; after enough turns each had its own."""
    newest = by_newest(further)
    if len(newest) <= MOST:
        return newest
    others = newest[NEWEST:]
    step = MOST - NEWEST
    begin = turn * step % len(others)
    return newest[:NEWEST] + (others[begin:] + others[:begin])[:step]


def by_newest(further: Sequence[str]) -> list[str]:
    """Sitemaps without a number first, as news sitemaps are, then by year and number, the highest first."""
    return sorted(dict.fromkeys(further), key=_age)


def _age(url: str) -> tuple[float, ...]:
    name = url.split("/", 3)[-1]  # what follows the host
    numbers = [int(found) for found in _NUMBER.findall(name)]
    years = [number for number in numbers if number in _YEARS]
    others = [number for number in numbers if number not in _YEARS]
    return tuple(-number for number in (*years, *others)) or (-math.inf,)
