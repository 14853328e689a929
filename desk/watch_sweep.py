"""What the nightly sweep asks of the desk: which watches it has yet to look after, and which articles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from archive.models import Article, IndexChange, Job
from desk.models import Watch, WatchHit, WatchState
from desk.watch_hits import ALERT

# What was not settled at one sweep is looked at again at the next.
OVERLAP = timedelta(days=2)
FARTHEST = timedelta(days=30)
# The steps between a text and the watches.
STEPS = ("read", "relate", ALERT)


@dataclass(frozen=True, slots=True)
class Swept:
    """A watch to look after, and since when articles read are its own."""

    id: int
    query: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that watches have seen by now, when it was read, and its day in the index."""

    id: int
    read_at: datetime
    moment: datetime


def unswept(since: datetime, now: datetime, limit: int) -> list[Swept]:
    """The active watches not swept since then, longest waiting first."""
    waits = Q(swept_at__isnull=True) | Q(swept_at__lt=since)
    found = Watch.objects.filter(waits, state=WatchState.ACTIVE, changed_at__lte=now)
    rows = found.order_by(F("swept_at").asc(nulls_first=True), "id")[:limit]
    return [Swept(row.id, row.query, _since(row, now)) for row in rows]


def _since(row: Watch, now: datetime) -> datetime:
    before = row.swept_at - OVERLAP if row.swept_at else row.changed_at
    return max(before, row.changed_at, now - FARTHEST)


def candidates(since: datetime, until: datetime) -> list[Candidate]:
    """The articles read in a period whose steps are all done and which the index knows as they are.

    One whose step was put aside is among them: it is what a sweep is for.
    """
    busy = Job.objects.filter(stage__in=STEPS, quarantined_at__isnull=True).values_list("payload", flat=True)
    left = {int(payload["article"]) for payload in busy if "article" in payload}
    left.update(IndexChange.objects.values_list("article_id", flat=True))
    found = Article.objects.filter(reading__read_at__gte=since, reading__read_at__lt=until)
    rows = found.values_list("id", "reading__read_at", "published_at", "first_fetched_at")
    return [Candidate(id, read, published or first) for id, read, published, first in rows if id not in left]


def caught(watch_id: int, since: datetime) -> set[int]:
    """The articles read since then that a watch has caught."""
    found = WatchHit.objects.filter(watch_id=watch_id, article__reading__read_at__gte=since)
    return set(found.values_list("article_id", flat=True))


def swept(watch_ids: Iterable[int], now: datetime) -> None:
    """These were looked after."""
    Watch.objects.filter(id__in=list(watch_ids)).update(swept_at=now)
