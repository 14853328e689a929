"""Outlets and sources: put in from a pack, polled, shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F

from archive import jobs, outlets
from archive.models import Outlet, Source, SourceState
from archive.packs import Pack, SourceSpec
from crawler import addresses, schedule
from crawler.model import Fetch, SectionRules, Shape
from crawler.schedule import Moving, Rhythm, Standing

POLL = "poll"
# A part of a source that is asked with it: a sitemap that its index names.
PART = "part"
DIGEST_BYTES = 8
UNKNOWN: Mapping[str, object] = {
    "etag": "",
    "last_modified": "",
    "body_sha256": "",
    "seen_items": b"",
    "conditional_polls": 0,
    "moved_to": "",
    "moving_to": "",
    "moving_seen": 0,
}


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
                    "credits": list(spec.credits),
                },
            )
            outlets.take_rules(outlet, spec.article, spec.addresses, now)
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
            "shape": spec.shape.value,
            "rules": told,
            "zone": spec.zone,
            "every_minutes": spec.every_minutes,
            "delay_seconds": spec.delay,
            "is_verified": spec.verified is not None,
            "is_active": True,
        },
    )
    if source.url != spec.url:
        # What the old address said of itself says nothing of the new one.
        Source.objects.filter(id=source.id).update(url=spec.url, **UNKNOWN)
    return source


def plan_polls(now: datetime) -> None:
    """Every active source has its poll in the job table, in the lane of its host."""
    rows = Source.objects.filter(is_active=True).values_list("id", "url", "moved_to")
    jobs.put(jobs.NewJob(POLL, str(id), now, lane=jobs.lane_of(moved or url)) for id, url, moved in rows)


def fetch_of(source_id: int) -> Fetch | None:
    """What a poll of a source asks for; nothing if it sleeps."""
    source = Source.objects.select_related("outlet").filter(id=source_id, is_active=True).first()
    if source is None:
        return None
    every = schedule.interval(_rhythm(source), source.key, timedelta())
    is_full = schedule.is_unconditional(source.conditional_polls, every)
    return Fetch(
        key="",
        url=source.moved_to or source.url,
        shape=Shape(source.shape),
        etag="" if is_full else source.etag,
        last_modified="" if is_full else source.last_modified,
        rules=SectionRules(**source.rules) if source.rules else None,
        zone=source.zone,
        lang=source.outlet.lang,
        seen=_digests(bytes(source.seen_items)),
        body_sha256=source.body_sha256,
    )


def part_fetch_of(source_id: int, url: str) -> Fetch | None:
    """What a part of a source asks for: all of it, for only the whole source remembers what it said."""
    whole = fetch_of(source_id)
    return whole and replace(whole, url=url, etag="", last_modified="", seen=frozenset(), body_sha256="")


def part_of(source_id: int, url: str, depth: int, now: datetime) -> jobs.NewJob:
    """The step that asks a part of a source."""
    key = f"{source_id}:{addresses.key_of(url)[:32]}"
    payload = {"source": source_id, "url": url, "depth": depth}
    return jobs.NewJob(PART, key, now, payload, lane=jobs.lane_of(url))


def _digests(packed: bytes) -> frozenset[bytes]:
    return frozenset(packed[at : at + DIGEST_BYTES] for at in range(0, len(packed), DIGEST_BYTES))


def _rhythm(source: Source) -> Rhythm:
    every = timedelta(minutes=source.every_minutes)
    told = source.adapted_minutes
    return Rhythm(every, timedelta(minutes=told) if told else every)


@dataclass(frozen=True, slots=True)
class Past:
    """What a source's polls have shown so far, as the next one's judgement needs it."""

    key: str
    name: str
    state: str
    failures: int
    polls: int
    rhythm: Rhythm
    moving: Moving
    polled_at: datetime | None


def past_of(source_id: int) -> Past:
    """How a source has fared until now."""
    source = Source.objects.select_related("outlet").get(id=source_id)
    return Past(
        key=source.key,
        name=source.outlet.name,
        state=source.state,
        failures=source.failures,
        polls=source.polls,
        rhythm=_rhythm(source),
        moving=Moving(source.moving_to, source.moving_seen),
        polled_at=source.polled_at,
    )


@dataclass(frozen=True, slots=True)
class Polled:
    """What a poll leaves on its source; ``validators`` and ``items`` are none where the last ones stand."""

    standing: Standing
    at: datetime
    next_at: datetime
    rhythm: Rhythm | None = None
    validators: tuple[str, str, str] | None = None  # ETag, Last-Modified, the body's SHA-256
    items: Sequence[bytes] = ()
    was_conditional: bool = False
    moving: Moving = field(default_factory=Moving)
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
    source.conditional_polls = source.conditional_polls + 1 if polled.was_conditional else 0
    if polled.standing.state == SourceState.ALIVE:
        source.answered_at = polled.at
        source.moving_to, source.moving_seen = polled.moving.to[:2000], polled.moving.seen
    if polled.rhythm is not None:
        source.adapted_minutes = round(polled.rhythm.pace / timedelta(minutes=1))
    if polled.validators is not None:
        etag, last_modified, source.body_sha256 = polled.validators
        source.etag, source.last_modified = etag[:500], last_modified[:100]
    if polled.items:
        source.seen_items = b"".join(polled.items)
    if polled.moved_to:
        source.moved_to = polled.moved_to
    elif source.state in {SourceState.RESTING, SourceState.GONE}:
        source.moved_to = ""  # perhaps the pack's own address is alive again
    source.save()
    note_new(source_id, polled.new, polled.at)


def note_new(source_id: int, new: int, at: datetime) -> None:
    """Count new entries, the source's own or its parts'."""
    if new:
        Source.objects.filter(id=source_id).update(entries_seen=F("entries_seen") + new, last_new_at=at)


def note_part(source_id: int, reason: str) -> None:
    """Say what is wrong with a part of a source, until the whole is asked again."""
    Source.objects.filter(id=source_id).update(reason=reason[:500])


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
    """The pause each host of active sources asks for: the longest of its sources'."""
    found: dict[str, float] = {}
    rows = Source.objects.filter(is_active=True).values_list("url", "moved_to", "delay_seconds")
    for url, moved_to, delay in rows:
        for host in {jobs.lane_of(url), jobs.lane_of(moved_to or url)}:
            found[host] = max(delay, found.get(host, 0.0))
    return found
