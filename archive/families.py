"""Copy families: articles of the same content, found by the fingerprints they share."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive import changes
from archive.models import Article, Fingerprint
from classifier.copies import COMMON

WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that shares fingerprints with another."""

    article_id: int
    head_id: int
    shared: int
    size: int
    published_at: datetime | None
    seen_at: datetime


def neighbours(article_id: int, hashes: Collection[int], at: datetime) -> list[Neighbour]:
    """The articles of the window around ``at`` that share fingerprints, most shared first."""
    shared: Counter[int] = Counter()
    found = Fingerprint.objects.filter(hash__in=list(hashes)).exclude(article_id=article_id)
    near = found.filter(
        article__first_fetched_at__gte=at - WINDOW, article__first_fetched_at__lte=at + WINDOW
    ).values_list("hash", "article_id")
    by_hash: dict[int, list[int]] = {}
    for hash_, other in near:
        by_hash.setdefault(hash_, []).append(other)
    for others in by_hash.values():
        if len(others) <= COMMON:
            shared.update(others)
    best = [id for id, _ in shared.most_common(20)]
    sizes: Counter[int] = Counter(
        Fingerprint.objects.filter(article_id__in=best).values_list("article_id", flat=True)
    )
    rows = {row.id: row for row in Article.objects.filter(id__in=best)}
    return [
        Neighbour(
            id,
            rows[id].copy_of_id or id,
            shared[id],
            sizes[id],
            rows[id].published_at,
            rows[id].first_fetched_at,
        )
        for id in best
        if id in rows
    ]


def keep_fingerprints(article_id: int, hashes: Collection[int]) -> None:
    """Replace an article's fingerprints, in the caller's transaction."""
    Fingerprint.objects.filter(article_id=article_id).delete()
    rows = [Fingerprint(article_id=article_id, hash=hash_) for hash_ in sorted(hashes)]
    Fingerprint.objects.bulk_create(rows, ignore_conflicts=True, batch_size=400)


def join(article_id: int, head_id: int, share: float, now: datetime) -> None:
    """Fold an article, and what was folded under it, under the head of a family."""
    if article_id == head_id:
        return
    moved = Article.objects.filter(copy_of_id=article_id).values_list("id", flat=True)
    for id in [*moved, article_id]:
        Article.objects.filter(id=id).update(copy_of_id=head_id, copy_share=share)
        changes.note(id, now)
    Article.objects.filter(id=head_id).update(copy_of=None)


def leave(article_id: int, now: datetime) -> None:
    """An article that is nobody's copy any more."""
    if Article.objects.filter(id=article_id, copy_of__isnull=False).update(copy_of=None, copy_share=0.0):
        changes.note(article_id, now)
