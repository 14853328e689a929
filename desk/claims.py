"""Claims as pages and stages ask for them: statements the desk follows, what speaks of them, the acts."""

from datetime import datetime

from archive.jobs import NewJob
from desk import audit
from desk.audit import ActRow
from desk.claim_acts import (
    CLOSED,
    JUDGED,
    OPENED,
    REOPENED,
    REWORDED,
    TAKEN_BACK,
    close,
    judge,
    open_claim,
    reopen,
    reword,
    take_back,
)
from desk.claim_hits import counts, forget, hits, of_article, waiting
from desk.claim_rows import ClaimHitRow, ClaimProblem, ClaimRow, ClaimWish, Counts, row_of
from desk.claim_search import CLAIM
from desk.claim_spread import Spread, SpreadDay, spread
from desk.models import Bearing, Claim

__all__ = [
    "CLAIM",
    "CLOSED",
    "JUDGED",
    "OPENED",
    "REOPENED",
    "REWORDED",
    "TAKEN_BACK",
    "Bearing",
    "ClaimHitRow",
    "ClaimProblem",
    "ClaimRow",
    "ClaimWish",
    "Counts",
    "Spread",
    "SpreadDay",
    "acts",
    "close",
    "counts",
    "forget",
    "hits",
    "judge",
    "of_article",
    "open_claim",
    "reopen",
    "reword",
    "row",
    "rows",
    "spread",
    "take_back",
    "to_hold",
    "waiting",
]


def to_hold(article_id: int, revision: object, now: datetime) -> list[NewJob]:
    """The step that holds an article against every open claim; none while there is none."""
    if not Claim.objects.filter(closed_at__isnull=True).exists():
        return []
    return [NewJob(CLAIM, f"{article_id}:{revision}", now, {"article": article_id})]


def rows() -> list[ClaimRow]:
    """Every claim, open ones first, the newest first."""
    found = list(Claim.objects.select_related("opened_by", "closed_by").order_by("-opened_at", "-id"))
    counted = counts([claim.id for claim in found])
    return sorted((row_of(claim, counted) for claim in found), key=lambda one: not one.is_open)


def row(claim_id: int) -> ClaimRow | None:
    """One claim, if there is one."""
    found = Claim.objects.select_related("opened_by", "closed_by").filter(id=claim_id).first()
    return None if found is None else row_of(found, counts([claim_id]))


def acts(claim_id: int, limit: int) -> list[ActRow]:
    """What was done with a claim, newest first."""
    return audit.newest((OPENED, REWORDED, CLOSED, REOPENED, JUDGED, TAKEN_BACK), limit, claim=claim_id)
