"""Acts on official visits of foreign correspondents: told, told anew, and their works tied to them."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from archive import delegations
from archive.delegations import Visit
from desk import audit
from desk.audit import Actor
from desk.rights import Right

RECORDED, CHANGED, TIED, UNTIED = "visit_recorded", "visit_changed", "work_tied", "work_untied"


def record(actor: Actor, visit: Visit, now: datetime) -> int:
    """Put a visit in; its number."""
    audit.demand(actor, Right.ADD)
    with transaction.atomic():
        visit_id = delegations.record(visit)
        audit.note(actor, RECORDED, {"visit": visit_id, **_told(visit)}, now)
    return visit_id


def change(actor: Actor, visit_id: int, visit: Visit, now: datetime) -> bool:
    """Tell a visit anew; tells whether there is one of that number."""
    audit.demand(actor, Right.ADD)
    with transaction.atomic():
        is_known = delegations.change(visit_id, visit)
        if is_known:
            audit.note(actor, CHANGED, {"visit": visit_id, **_told(visit)}, now)
    return is_known


def tie(actor: Actor, visit_id: int, article_id: int, now: datetime) -> bool:
    """Let an article be a work of a visit; tells whether it was not yet."""
    return _act(actor, TIED, delegations.tie, visit_id, article_id, now)


def untie(actor: Actor, visit_id: int, article_id: int, now: datetime) -> bool:
    """Let an article be no work of a visit any more; tells whether it was."""
    return _act(actor, UNTIED, delegations.untie, visit_id, article_id, now)


def _act(
    actor: Actor, code: str, do: Callable[[int, int], bool], visit_id: int, article_id: int, now: datetime
) -> bool:
    audit.demand(actor, Right.ADD)
    with transaction.atomic():
        is_done = do(visit_id, article_id)
        if is_done:
            audit.note(actor, code, {"visit": visit_id, "article": article_id}, now)
    return is_done


def _told(visit: Visit) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(visit).items()}
