"""An answer that bears a state-secret mark: that it was met is kept, nothing of it."""

from datetime import datetime, timedelta

from django.db import transaction

from archive import announced, captures, jobs, sources
from crawler.model import Capture

# A list that bears a mark is not asked again the same day.
AFTER_MARK = timedelta(days=1)


def withhold(claim: jobs.Claim, capture: Capture, rule: str, now: datetime) -> None:
    """An answer bears a state-secret mark: nothing of it is written, only that it was met."""
    is_poll = claim.stage == sources.POLL
    address = None if is_poll else announced.row(int(claim.key))
    source_id = int(claim.key) if is_poll else address.source_id if address else None
    with transaction.atomic():
        if source_id is not None:
            captures.withhold(capture, rule, source_id)
        if is_poll:
            jobs.again(claim, now + AFTER_MARK)
        else:
            announced.withhold(int(claim.key))
            jobs.done(claim)
