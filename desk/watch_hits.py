"""What watches caught: recorded once, listed, and what of it is still to be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q

from archive import articles
from archive.articles import ArticleRow
from archive.jobs import NewJob
from desk import watch_stories
from desk.models import Watch, WatchHit, WatchLook, WatchState
from desk.watch_rows import HitRow

ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Stories:
    """What a watch caught in a period: the newest stories, and how many there were."""

    newest: tuple[ArticleRow, ...]
    total: int


def to_match(article_id: int, revision: object, now: datetime) -> NewJob:
    """The step that holds an article against all watches.

    Whoever changes what of an article can be searched puts it in, in the same transaction; the revision, or
    whatever else tells one change from the next, keeps a step that already runs from hiding a later one.
    """
    return NewJob(ALERT, f"{article_id}:{revision}", now, {"article": article_id})


def record(article_id: int, watch_ids: Iterable[int], now: datetime, *, swept: bool) -> int:
    """Write down which watches caught an article, each once; returns how many were new."""
    wanted = set(watch_ids)
    if not wanted or watch_stories.is_removed(article_id):
        return 0
    with transaction.atomic():
        # The lock makes two processes that matched the same article wait for each other.
        found = Watch.objects.filter(id__in=wanted, state=WatchState.ACTIVE).order_by("id")
        watches = list(found.select_for_update())
        known = WatchHit.objects.filter(article_id=article_id)
        before = set(known.values_list("watch_id", flat=True))
        rows = [_hit(watch, article_id, now, swept=swept) for watch in watches if watch.id not in before]
        WatchHit.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _hit(watch: Watch, article_id: int, now: datetime, *, swept: bool) -> WatchHit:
    return WatchHit(
        watch=watch,
        article_id=article_id,
        found_at=now,
        is_swept=swept,
        is_mail_due=watch.by_mail,
        is_hook_due=bool(watch.hook_url) and watch.hook_stopped_at is None,
    )


def hits(watch_id: int, limit: int, before: int | None = None) -> list[HitRow]:
    """What a watch caught, newest first; ``before`` is the hit after which the next page begins."""
    found = WatchHit.objects.filter(watch_id=watch_id)
    if before is not None:
        found = found.filter(id__lt=before)
    rows = list(found.order_by("-id")[:limit])
    shown = {row.id: row for row in articles.by_ids([hit.article_id for hit in rows])}
    return [
        HitRow(hit.id, shown[hit.article_id], hit.found_at, hit.is_swept)
        for hit in rows
        if hit.article_id in shown
    ]


def found_since(watch_ids: Sequence[int], since: datetime) -> dict[int, int]:
    """How much each of some watches caught since then; one that caught nothing is left out."""
    found = WatchHit.objects.filter(watch_id__in=watch_ids, found_at__gte=since)
    return dict(found.values_list("watch_id").annotate(Count("id")))


def note_look(officer_id: int, watch_id: int, now: datetime) -> None:
    """Remember that an officer looked at what a watch caught; what comes later is new to them."""
    WatchLook.objects.update_or_create(watch_id=watch_id, officer_id=officer_id, defaults={"looked_at": now})


def caught_between(
    watch_ids: Sequence[int], since: datetime, until: datetime, shown: int
) -> dict[int, Stories]:
    """What some watches caught in a period that they had not caught before, each story once, newest first."""
    found = WatchHit.objects.filter(watch_id__in=watch_ids, found_at__gte=since, found_at__lt=until)
    needless = watch_stories.needless(found, Q(found_at__lt=since)).values("id")
    new = found.exclude(id__in=needless)
    caught = {id: watch_stories.leads(watch_stories.catches(new.filter(watch_id=id))) for id in watch_ids}
    return {
        id: Stories(tuple(articles.by_ids([one.article_id for one in leads[:shown]])), len(leads))
        for id, leads in caught.items()
        if leads
    }


def swept_since(since: datetime) -> list[tuple[str, int]]:
    """The watches that had missed something, by name, with how much the sweep found since then."""
    found = WatchHit.objects.filter(is_swept=True, found_at__gte=since)
    named = found.order_by("watch_id").values_list("watch_id", "watch__name").annotate(Count("id"))
    return [(name, count) for _, name, count in named]
