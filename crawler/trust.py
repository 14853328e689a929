"""How far a time of publication may be trusted, before anything is sorted or counted by it."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from crawler.model import Moment

# Clocks of outlets run ahead by minutes; what lies further ahead is a mistake or a lure.
AHEAD = timedelta(minutes=15)
# Before there were outlets on the web.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


class Trust(StrEnum):
    """What speaks against a time of publication."""

    SURE = "sure"
    NO_ZONE = "no_zone"  # read in the source's zone
    FUTURE = "future"
    ANCIENT = "ancient"
    NONE = "none"


def trust_of(moment: Moment, fetched_at: datetime) -> Trust:
    """How far to trust a time that stood on what was fetched then."""
    if moment.at is None:
        return Trust.NONE
    if moment.at > fetched_at + AHEAD:
        return Trust.FUTURE
    if moment.at < EARLIEST:
        return Trust.ANCIENT
    return Trust.SURE if moment.has_zone else Trust.NO_ZONE
