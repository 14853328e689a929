"""What the search index does not know yet: written with every result, drained by revision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Min

from archive.models import Article, IndexChange


@dataclass(frozen=True, slots=True)
class Change:
    """An article whose index entry is behind."""

    id: int
    article_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class Lag:
    """How far the index is behind."""

    count: int
    oldest_at: datetime | None


def note(article_id: int, now: datetime) -> int:
    """Raise an article's revision and queue its index entry, in the caller's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an index change belongs to the transaction that stores the result")
    Article.objects.filter(id=article_id).update(revision=F("revision") + 1)
    revision = Article.objects.values_list("revision", flat=True).get(id=article_id)
    IndexChange.objects.update_or_create(
        article_id=article_id,
        defaults={"revision": revision},
        create_defaults={"revision": revision, "queued_at": now},
    )
    return revision


def note_all(now: datetime) -> int:
    """Queue every article, for an index built anew."""
    rows = (
        IndexChange(article_id=id, revision=revision, queued_at=now)
        for id, revision in Article.objects.values_list("id", "revision").iterator()
    )
    IndexChange.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["article_id"],
        update_fields=["revision"],
    )
    return IndexChange.objects.count()


def waiting(limit: int) -> list[Change]:
    """The oldest changes."""
    rows = IndexChange.objects.order_by("id")[:limit]
    return [Change(r.id, r.article_id, r.revision) for r in rows]


def drained(done: Iterable[Change]) -> None:
    """Forget changes that are in the index; one that was raised meanwhile stays."""
    by_revision: dict[int, list[int]] = {}
    for change in done:
        by_revision.setdefault(change.revision, []).append(change.id)
    with transaction.atomic():
        for revision, ids in by_revision.items():
            IndexChange.objects.filter(id__in=ids, revision=revision).delete()


def lag() -> Lag:
    """How many changes wait, and since when."""
    told = IndexChange.objects.aggregate(count=Count("id"), oldest=Min("queued_at"))
    return Lag(told["count"], told["oldest"])
