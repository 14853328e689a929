"""Which article an officer is asked to judge next: by chance at first, then where the machine hesitates."""

import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum

# Below so many labels by chance, choosing the doubtful teaches a model less than chance does.
BY_CHANCE = 150
# Accuracy stays measurable: later, too, one label in so many is of an article chosen by chance.
CHANCE_EVERY = 5
# One article in so many is asked for by chance only: what is left after the doubtful were picked out of all
# is easier than all, and would flatter the machine.
RESERVED_EVERY = 3
# What a reading does not list is less likely than this.
_UNLISTED = 0.12


class Turn(StrEnum):
    """How the next article is chosen."""

    UNSURE = "unsure"
    RANDOM = "random"
    MARGIN = "margin"


def turn(by_chance: int, total: int) -> Turn:
    """Whose turn it is after so many labels, of which some were by chance."""
    if by_chance < BY_CHANCE:
        return Turn.UNSURE if total % 3 == 2 else Turn.RANDOM  # noqa: PLR2004 - the third of three
    if total % CHANCE_EVERY == 0:
        return Turn.RANDOM
    return Turn.UNSURE if total % 2 else Turn.MARGIN


def is_reserved(article_id: int) -> bool:
    """Whether an article is asked for by chance only."""
    return _hash(f"chance {article_id}") % RESERVED_EVERY == 0


def margin(topics: Sequence[tuple[str, float]]) -> float:
    """How far the likeliest topic is before the next: the smaller, the more a label teaches."""
    ordered = sorted((p for _, p in topics), reverse=True)
    if not ordered:
        return 0.0
    second = ordered[1] if len(ordered) > 1 else min(_UNLISTED, 1 - ordered[0])
    return max(0.0, ordered[0] - second)


def pick(ids: Iterable[int], officer: int, after: int | None = None) -> int | None:
    """One of some articles, in an order by chance that is each officer's own; the one behind ``after``."""
    ordered = sorted(set(ids), key=lambda id: (place(id, officer), id))
    if after is None:
        return next(iter(ordered), None)
    behind = (place(after, officer), after)
    rest = [id for id in ordered if id != after]
    return next((id for id in rest if (place(id, officer), id) > behind), next(iter(rest), None))


def place(article_id: int, officer: int) -> int:
    """Where an article stands in an officer's order; two officers seldom meet at the same one."""
    return _hash(f"{officer} {article_id}")


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
