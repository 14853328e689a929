"""Pickups: who took whose words, settled anew whenever a family changes."""

from datetime import datetime

from archive import pickups
from classifier import origins

FEWEST = 2


def settle(head_id: int, now: datetime) -> None:
    """Judge a family as it stands, in the caller's transaction; of one article there is nothing to say."""
    family = pickups.candidates(head_id)
    if len(family) < FEWEST:
        pickups.forget(head_id)
        return
    pickups.keep(origins.settle(family, pickups.press()), now)
