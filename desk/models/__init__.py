"""The desk's rows."""

from desk.models.claims import Bearing, Claim, ClaimHit
from desk.models.office import Act, Officer, OfficerSet
from desk.models.planned import PlannedEvent
from desk.models.watching import Watch, WatchHit, WatchLook, WatchState

__all__ = [
    "Act",
    "Bearing",
    "Claim",
    "ClaimHit",
    "Officer",
    "OfficerSet",
    "PlannedEvent",
    "Watch",
    "WatchHit",
    "WatchLook",
    "WatchState",
]
