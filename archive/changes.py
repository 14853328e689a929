"""What the search index does not know yet: written with every result, drained by revision."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import Count, F, Max, Min

from archive.models import Article, IndexChange

CHUNK = 500


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


def queue(indexed: Mapping[int, int], now: datetime) -> int:
    """Queue articles whose index entry is not as it should be; ``indexed`` is the revision it has, or 0.

    An index may know more than the archive: after a backup was put back. Such an article is raised above it,
    for no engine takes an older revision.
    """
    for some in _chunks(indexed):
        known = dict(Article.objects.filter(id__in=some).values_list("id", "revision"))
        ahead = {id: indexed[id] + 1 for id in some if indexed[id] > known.get(id, indexed[id])}
        revision_of = {id: ahead.get(id, known.get(id, 0)) for id in some}
        with transaction.atomic():
            for id, revision in ahead.items():
                Article.objects.filter(id=id, revision__lt=revision).update(revision=revision)
            rows = [IndexChange(article_id=id, revision=n, queued_at=now) for id, n in revision_of.items()]
            IndexChange.objects.bulk_create(rows, ignore_conflicts=True)
    return len(indexed)


def queued(ids: Iterable[int]) -> set[int]:
    """Those of some articles that wait for the index."""
    found: set[int] = set()
    for some in _chunks(ids):
        found.update(IndexChange.objects.filter(article_id__in=some).values_list("article_id", flat=True))
    return found


def revisions(after: int, limit: int) -> list[tuple[int, int]]:
    """The next articles behind one, by their number, each with its revision."""
    rows = Article.objects.filter(id__gt=after).order_by("id")
    return list(rows.values_list("id", "revision")[:limit])


def articles() -> int:
    """How many articles the index should hold."""
    return Article.objects.count()


def sample(size: int, turn: int) -> list[int]:
    """Some articles from all over the archive; each turn takes others."""
    ends = Article.objects.aggregate(first=Min("id"), last=Max("id"))
    if ends["first"] is None:
        return []
    step = max(1, (ends["last"] - ends["first"]) // size)
    starts = (ends["first"] + step * place + turn % step for place in range(size))
    rows = Article.objects.order_by("id")
    found = (rows.filter(id__gte=start).values_list("id", flat=True).first() for start in starts)
    return sorted({id for id in found if id is not None})


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


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """As many as a statement takes."""
    rest = iter(ids)
    while some := list(islice(rest, CHUNK)):
        yield some
