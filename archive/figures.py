"""Counts for the pages and the digest, over originals and copies alike unless they say otherwise."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from archive.clock import desk_day
from archive.models import Article, Source, SourceState


@dataclass(frozen=True, slots=True)
class DayTone:
    """How many articles about the province one desk day had, by tone."""

    day: str
    negative: int
    neutral: int
    positive: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many articles one value has."""

    key: str
    name: str
    count: int
    about: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what should be watched is alive, and what came in."""

    articles: int
    about: int
    sources: int
    alive: int


def tone_by_day(now: datetime, days: int = 14) -> list[DayTone]:
    """The last days by publication, today last; undated articles are in no day."""
    first = now - timedelta(days=days + 1)
    wanted = [desk_day(now - timedelta(days=back)) for back in range(days - 1, -1, -1)]
    counts = {day: [0, 0, 0] for day in wanted}
    rows = Article.objects.filter(published_at__gte=first, published_at__lte=now, reading__is_about=True)
    for published_at, tone in rows.values_list("published_at", "reading__tone"):
        if published_at and (day := desk_day(published_at)) in counts:
            counts[day][tone + 1] += 1
    return [DayTone(day, *counts[day]) for day in wanted]


def by_outlet(since: datetime, limit: int = 20) -> list[Share]:
    """The outlets that brought most since an instant."""
    rows = (
        Article.objects.filter(first_fetched_at__gte=since)
        .values("outlet__key", "outlet__name")
        .annotate(count=Count("id"), about=Count("id", filter=Q(reading__is_about=True)))
        .order_by("-count", "outlet__name")[:limit]
    )
    return [Share(r["outlet__key"], r["outlet__name"], r["count"], r["about"]) for r in rows]


def by_topic(since: datetime, limit: int = 16) -> list[Share]:
    """First topics of the articles about the province since an instant."""
    rows = (
        Article.objects.filter(first_fetched_at__gte=since, reading__is_about=True)
        .values("reading__topic")
        .annotate(count=Count("id"))
        .order_by("-count", "reading__topic")[:limit]
    )
    return [Share(r["reading__topic"] or "", "", r["count"], r["count"]) for r in rows]


def coverage(since: datetime | None = None) -> Coverage:
    """Articles, those about the province, sources, and those alive."""
    articles = Article.objects.all() if since is None else Article.objects.filter(first_fetched_at__gte=since)
    told = articles.aggregate(all=Count("id"), about=Count("id", filter=Q(reading__is_about=True)))
    sources = Source.objects.filter(is_active=True)
    alive = sources.filter(state=SourceState.ALIVE).count()
    return Coverage(told["all"], told["about"], sources.count(), alive)
