"""Outlets and sources: put in from a pack, polled, shown."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count

from archive import jobs
from archive.models import Outlet, Source, SourceState
from archive.packs import Pack, SourceSpec
from crawler.model import Fetch, SectionRules, Shape
from crawler.schedule import Standing

POLL = "poll"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as pages and the doctor see it."""

    id: int
    key: str
    outlet: str
    outlet_key: str
    kind: str
    country: str
    lang: str
    url: str
    shape: str
    state: str
    reason: str
    failures: int
    is_verified: bool
    articles: int
    polls: int
    polled_at: datetime | None
    answered_at: datetime | None
    last_new_at: datetime | None
    next_poll_at: datetime | None


def sync(pack: Pack, now: datetime) -> int:
    """Make outlets and sources what the pack says; what left the pack sleeps, its articles stay."""
    kept: list[str] = []
    with transaction.atomic():
        for spec in pack.outlets:
            outlet, _ = Outlet.objects.update_or_create(
                key=spec.key,
                defaults={
                    "name": spec.name,
                    "kind": spec.kind.value,
                    "country": spec.country,
                    "lang": spec.lang,
                    "home_page": spec.home_page,
                },
            )
            kept.extend(_sync_source(outlet, source).key for source in spec.sources)
        Source.objects.exclude(key__in=kept).update(is_active=False)
        plan_polls(now)
    return len(kept)


def _sync_source(outlet: Outlet, spec: SourceSpec) -> Source:
    rules = spec.rules
    told = (
        {"entry": rules.entry, "link": rules.link, "title": rules.title, "date": rules.date} if rules else {}
    )
    source, _ = Source.objects.update_or_create(
        key=spec.key,
        defaults={
            "outlet": outlet,
            "url": spec.url,
            "shape": spec.shape.value,
            "rules": told,
            "zone": spec.zone,
            "every_minutes": spec.every_minutes,
            "delay_seconds": spec.delay,
            "is_verified": spec.verified is not None,
            "is_active": True,
        },
    )
    return source


def plan_polls(now: datetime) -> None:
    """Every active source has its poll in the job table."""
    ids = Source.objects.filter(is_active=True).values_list("id", flat=True)
    jobs.put(jobs.NewJob(POLL, str(id), now) for id in ids)


def fetch_of(source_id: int) -> Fetch | None:
    """What a poll of a source asks for; nothing if it sleeps."""
    source = Source.objects.select_related("outlet").filter(id=source_id, is_active=True).first()
    if source is None:
        return None
    return Fetch(
        key="",
        url=source.moved_to or source.url,
        shape=Shape(source.shape),
        etag=source.etag,
        last_modified=source.last_modified,
        rules=SectionRules(**source.rules) if source.rules else None,
        zone=source.zone,
        lang=source.outlet.lang,
        delay=source.delay_seconds,
    )


def interval_of(source_id: int) -> tuple[timedelta, int]:
    """How often a source is polled, and how many times in a row it has failed."""
    every, failures = Source.objects.values_list("every_minutes", "failures").get(id=source_id)
    return timedelta(minutes=every), failures


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll leaves on its source."""

    standing: Standing
    at: datetime
    next_at: datetime
    etag: str = ""
    last_modified: str = ""
    body_sha256: str = ""
    moved_to: str = ""
    new: int = 0


def note_poll(source_id: int, polled: Polled) -> None:
    """Keep a poll's outcome."""
    source = Source.objects.get(id=source_id)
    source.state = SourceState(polled.standing.state)
    source.failures = polled.standing.failures
    source.reason = polled.standing.reason[:500]
    source.polled_at = polled.at
    source.next_poll_at = polled.next_at
    source.polls += 1
    source.entries_seen += polled.new
    if polled.standing.state == SourceState.ALIVE:
        source.answered_at = polled.at
    if polled.new:
        source.last_new_at = polled.at
    if polled.body_sha256:
        source.etag, source.last_modified = polled.etag[:500], polled.last_modified[:100]
        source.body_sha256 = polled.body_sha256
    if polled.moved_to:
        source.moved_to = polled.moved_to
    source.save()


def body_is_known(source_id: int, sha256: str) -> bool:
    """Whether the last answer of a source had the same body."""
    return Source.objects.filter(id=source_id, body_sha256=sha256).exists()


def rows(ids: Iterable[int] | None = None) -> list[SourceRow]:
    """All active sources, by outlet."""
    found = (
        Source.objects.filter(is_active=True)
        .select_related("outlet")
        .annotate(article_count=Count("articles"))
        .order_by("outlet__name", "key")
    )
    if ids is not None:
        found = found.filter(id__in=list(ids))
    return [_row(source) for source in found]


def _row(source: Source) -> SourceRow:
    return SourceRow(
        id=source.id,
        key=source.key,
        outlet=source.outlet.name,
        outlet_key=source.outlet.key,
        kind=source.outlet.kind,
        country=source.outlet.country,
        lang=source.outlet.lang,
        url=source.moved_to or source.url,
        shape=source.shape,
        state=source.state,
        reason=source.reason,
        failures=source.failures,
        is_verified=source.is_verified,
        articles=getattr(source, "article_count", 0),
        polls=source.polls,
        polled_at=source.polled_at,
        answered_at=source.answered_at,
        last_new_at=source.last_new_at,
        next_poll_at=source.next_poll_at,
    )


def delays() -> dict[str, float]:
    """Addresses of active sources and the pause each asks for."""
    return dict(Source.objects.filter(is_active=True).values_list("url", "delay_seconds"))


def import_source(outlet_name: str, lang: str) -> int:
    """The source that stands for an outlet known only from loaded files; it is never polled."""
    key = f"tep-{hashlib.sha256(outlet_name.encode()).hexdigest()[:12]}"
    named = Outlet.objects.filter(name=outlet_name).first()
    outlet = named or Outlet.objects.create(key=key, name=outlet_name, kind="import", country="", lang=lang)
    source, _ = Source.objects.get_or_create(
        key=f"{outlet.key}-tep"[:120],
        defaults={"outlet": outlet, "url": "", "shape": "import", "is_active": False},
    )
    return source.id
