"""Acts on ties: an officer says that two stories belong together or do not, and takes it back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from archive import ties
from archive.ties import TieRow, TieState
from desk import audit
from desk.audit import Actor
from desk.models import Officer
from desk.rights import Right

CONFIRMED, REFUSED, TAKEN_BACK = "tie_confirmed", "tie_refused", "tie_taken_back"
CODES = (CONFIRMED, REFUSED, TAKEN_BACK)


def confirm(actor: Actor, tie_id: int, now: datetime) -> bool:
    """The two stories belong together; tells whether that is news."""
    return _decide(actor, tie_id, TieState.CONFIRMED, CONFIRMED, now)


def refuse(actor: Actor, tie_id: int, now: datetime) -> bool:
    """The two have nothing to do with each other, and are not suggested again."""
    return _decide(actor, tie_id, TieState.REFUSED, REFUSED, now)


def undo(actor: Actor, tie_id: int, now: datetime) -> bool:
    """Take an officer's word back: the tie is a suggestion again."""
    return _decide(actor, tie_id, TieState.SUGGESTED, TAKEN_BACK, now)


def deciders(rows: Iterable[TieRow]) -> dict[int, str]:
    """The names of the officers who settled these ties."""
    wanted = {row.decided_by for row in rows if row.decided_by is not None}
    return {officer.id: str(officer) for officer in Officer.objects.filter(id__in=wanted)}


def _decide(actor: Actor, tie_id: int, state: TieState, code: str, now: datetime) -> bool:
    audit.demand(actor, Right.RELATE)
    with transaction.atomic():
        row = ties.get(tie_id)
        if row is None or not ties.decide(tie_id, state, by=actor.id, now=now):
            return False
        told = {"tie": tie_id, "stories": [row.story_id, row.other_id], "kind": str(row.kind)}
        audit.note(actor, code, told, now)
    return True
