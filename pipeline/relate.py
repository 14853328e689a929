"""Relate: articles of the same content fold under the one that was first; then watches look at them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from archive import articles, families, jobs
from classifier import copies
from desk.watch_hits import to_match
from pipeline.context import Context

STAGE = "relate"
UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fold:
    """Which article folds under which, and how much of the smaller they share."""

    article_id: int
    head_id: int
    share: float


def run(job: jobs.Claim, context: Context) -> None:
    """Fingerprint an article, find its family, fold."""
    text = articles.text(int(job.payload["article"]))
    if text is None:
        with transaction.atomic():
            jobs.done(job)
        return
    marks = copies.fingerprints(text.body)
    near = families.neighbours(text.id, marks, text.seen_at)
    fold = decide(text, len(marks), near)
    with transaction.atomic():
        families.keep_fingerprints(text.id, marks)
        if fold is None:
            families.leave(text.id, context.now())
        else:
            families.join(fold.article_id, fold.head_id, fold.share, context.now())
        jobs.done(job, [to_match(text.id, job.key.partition(":")[2], context.now())])


def decide(text: articles.Text, size: int, near: list[families.Neighbour]) -> Fold | None:
    """The fold that the closest neighbour of the same content asks for: the later under the earlier."""
    others = (other for other in near if other.head_id != text.id)
    shares = ((copies.containment(other.shared, size, other.size), other) for other in others)
    share, closest = next(((s, other) for s, other in shares if s >= copies.SAME), (0.0, None))
    if closest is None:
        return None
    head = next((other for other in near if other.article_id == closest.head_id), None)
    if head and came(text.published_at, text.seen_at, text.id) < came(
        head.published_at, head.seen_at, head.article_id
    ):
        return Fold(head.article_id, text.id, share)
    return Fold(text.id, closest.head_id, share)


def came(published_at: datetime | None, seen_at: datetime, id: int) -> tuple[datetime, datetime, int]:
    """What orders a family, the same whoever asks; an article without a date comes after those with one."""
    return (published_at or UNDATED, seen_at, id)
