"""Looking through the archive for a claim: what the index is asked, and how far the look has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.clock import DESK_ZONE
from archive.jobs import NewJob
from archive.models import Article
from classifier.claims_handles import Handles, handles
from desk.models import Claim
from search.tree import And, Days, Node, Or, phrase

CLAIM = "claim"
BACK = timedelta(days=90)
LATELY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Search:
    """A look through the archive that is under way."""

    claim_id: int
    number: int
    wordings: tuple[str, ...]
    opened_at: datetime


def to_search(claim_id: int, number: int, now: datetime, before: int | None = None) -> NewJob:
    """The step that looks at the next articles, those with numbers below ``before``."""
    payload = {"claim": claim_id, "search": number, "before": before}
    return NewJob(CLAIM, f"claim {claim_id}/{number}:{before or ''}", now, payload)


def searching(claim_id: int, number: int) -> Search | None:
    """The look that a step belongs to; nothing if the claim was closed or reworded meanwhile."""
    claim = Claim.objects.filter(id=claim_id, search=number, closed_at__isnull=True).first()
    if claim is None:
        return None
    return Search(claim.id, number, (claim.text, *claim.wordings.splitlines()), claim.opened_at)


def note(search: Search, *, looked_at: int, total: int, is_over: bool, now: datetime) -> None:
    """Write down how far a look has come, in the caller's transaction."""
    mine = Claim.objects.filter(id=search.claim_id, search=search.number)
    mine.update(searched=looked_at, to_search=total, searched_at=now if is_over else None)


def tree(search: Search) -> Node:
    """What the index is asked: articles of the period with a name of a wording and a word of it."""
    asked = [one for wording in search.wordings if (one := _asked(handles(wording)))]
    since = (search.opened_at - BACK).astimezone(DESK_ZONE).date()
    return And((_any(asked), Days(since, None)))


def _asked(told: Handles) -> Node | None:
    parts = [_any([phrase(text) for text in texts]) for texts in (told.names, told.words) if texts]
    return And(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)


def _any(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def lately(search: Search) -> list[int]:
    """What came in just before a claim was opened: it met no claim, and the index may not know it yet."""
    came = search.opened_at - LATELY, search.opened_at + LATELY
    return list(Article.objects.filter(first_fetched_at__range=came).values_list("id", flat=True))


def rest(ids: Iterable[int], before: int | None) -> list[int]:
    """The articles still to be looked at, the newest first."""
    return sorted((id for id in ids if before is None or id < before), reverse=True)
