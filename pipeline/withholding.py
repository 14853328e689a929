"""An answer that bears a state-secret mark: that it was met is kept, nothing of it."""

from datetime import datetime, timedelta

from django.db import transaction

from archive import announced, captures, jobs, sources
from crawler.model import Capture
from pipeline import leaves

# A list that bears a mark is not asked again the same day.
AFTER_MARK = timedelta(days=1)


def withhold(claim: jobs.Claim, capture: Capture, rule: str, now: datetime) -> None:
    """An answer bears a state-secret mark: nothing of it is written, only that it was met."""
    with transaction.atomic():
        source_id = _source_of(claim)
        if source_id is not None:
            captures.withhold(capture, rule, source_id)
        if claim.stage == sources.POLL:
            jobs.again(claim, now + AFTER_MARK)
            return
        if claim.stage == announced.LEAF:
            jobs.done(claim, [leaves.without(claim, now)])
            return
        if claim.stage == announced.FETCH:
            announced.withhold(int(claim.key))
        # An article that bore none when it was stored stays as it was, and is looked at no more.
        jobs.done(claim)


def _source_of(claim: jobs.Claim) -> int | None:
    if claim.stage == sources.POLL:
        return int(claim.key)
    if claim.stage == sources.PART:
        return int(claim.payload["source"])
    is_leaf = claim.stage == announced.LEAF
    address = announced.row(int(claim.payload["address"] if is_leaf else claim.key))
    return address.source_id if address else None
