"""How a claim spread: who carried it first, day by day, and what became of those who carried it; pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from archive.clock import DESK_ZONE
from desk.claim_rows import ClaimHitRow
from desk.models import Bearing

# A picture holds no more days; what came later is in the list alone.
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class SpreadDay:
    """One day: how many carried the claim, how many answered it, how many wait for a judgement."""

    day: date
    carries: int
    answers: int
    unjudged: int

    @property
    def total(self) -> int:
        """All of the day."""
        return self.carries + self.answers + self.unjudged


@dataclass(frozen=True, slots=True)
class Spread:
    """A claim's way; ``standing`` still carry it uncorrected, ``mended`` changed their words."""

    first: ClaimHitRow | None
    days: tuple[SpreadDay, ...]
    outlets: int
    carriers: int
    standing: tuple[ClaimHitRow, ...]
    mended: tuple[ClaimHitRow, ...]
    removed: tuple[ClaimHitRow, ...]


def spread(rows: Sequence[ClaimHitRow]) -> Spread:
    """The way of a claim through what was found for it; what has nothing to do with it is left out."""
    flat = [one for row in rows for one in (row, *row.copies) if one.bearing != Bearing.UNRELATED]
    flat.sort(key=lambda one: (one.told_at, one.id))
    carriers = [one for one in flat if one.bearing == Bearing.CARRIES]
    return Spread(
        first=next(iter(carriers or [one for one in flat if not one.bearing]), None),
        days=_days(flat),
        outlets=len({one.article.outlet_key for one in carriers}),
        carriers=len(carriers),
        standing=tuple(one for one in carriers if one.is_standing),
        mended=tuple(one for one in carriers if one.mended_at and not one.removed_at),
        removed=tuple(one for one in carriers if one.removed_at),
    )


def _days(rows: Sequence[ClaimHitRow]) -> tuple[SpreadDay, ...]:
    """Every day from the first article to the last, quiet ones too."""
    if not rows:
        return ()
    counts = Counter((_day(row), row.bearing) for row in rows)
    first, last = _day(rows[0]), _day(rows[-1])
    days = [first + timedelta(days=at) for at in range(min((last - first).days + 1, MOST_DAYS))]
    return tuple(
        SpreadDay(
            day,
            counts[day, Bearing.CARRIES],
            counts[day, Bearing.DENIES] + counts[day, Bearing.REPORTS],
            counts[day, ""],
        )
        for day in days
    )


def _day(row: ClaimHitRow) -> date:
    return row.told_at.astimezone(DESK_ZONE).date()
