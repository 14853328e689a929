"""Relate: articles of the same content fold under the one that was first."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from archive import articles, families, jobs
from classifier import copies
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
        jobs.done(job)


def decide(text: articles.Text, size: int, near: list[families.Neighbour]) -> Fold | None:
    """The fold that the closest neighbour of the same content asks for: the later under the earlier."""
    for other in near:
        share = copies.containment(other.shared, size, other.size)
        if share < copies.SAME:
            continue
        mine, theirs = (
            (text.published_at or UNDATED, text.seen_at),
            (other.published_at or UNDATED, other.seen_at),
        )
        if mine < theirs and other.head_id == other.article_id:
            return Fold(other.article_id, text.id, share)
        return Fold(text.id, other.head_id, share)
    return None
