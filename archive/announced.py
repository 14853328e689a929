"""Addresses that sources announced: each is fetched once, whoever announces it again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count

from archive import jobs, outlets
from archive.models import Address, AddressState
from crawler import addresses
from crawler.model import Entry, Fetch, Shape

FETCH = "fetch"
# A further page of an article that goes on over several.
LEAF = "leaf"


@dataclass(frozen=True, slots=True)
class AddressRow:
    """An announced address with what its source said of it."""

    id: int
    url: str
    source_id: int
    lang: str
    zone: str
    title: str
    summary: str
    published_at: datetime | None
    state: str
    article_id: int | None = None


def announce(source_id: int, entries: Sequence[Entry], base: str, now: datetime) -> int:
    """Put unknown addresses in, each with its fetch, in the caller's transaction; tells how many were new."""
    rules = outlets.host_rules_of(source_id)
    told = ((addresses.normalise(entry.link, base, rules), entry) for entry in entries if entry.link)
    clean = {addresses.key_of(url): (url, entry) for url, entry in told if url}
    known = set(Address.objects.filter(url_key__in=clean).values_list("url_key", flat=True))
    fresh = [
        _address(key, url, entry, source_id, now) for key, (url, entry) in clean.items() if key not in known
    ]
    Address.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=200)
    put_in = Address.objects.filter(
        url_key__in=[a.url_key for a in fresh], source_id=source_id, state=AddressState.WAITING
    ).values_list("id", "url")
    jobs.put(jobs.NewJob(FETCH, str(id), now, lane=jobs.lane_of(url)) for id, url in put_in)
    return len(fresh)


def _address(key: str, url: str, entry: Entry, source_id: int, now: datetime) -> Address:
    return Address(
        url_key=key,
        url=url,
        source_id=source_id,
        first_seen_at=now,
        title=entry.title[:1000],
        summary=entry.summary,
        published_at=entry.published.at,
        published_raw=entry.published.raw[:200],
        published_has_zone=entry.published.has_zone,
    )


def row(address_id: int) -> AddressRow | None:
    """One address."""
    found = Address.objects.select_related("source__outlet").filter(id=address_id).first()
    if found is None:
        return None
    return AddressRow(
        found.id,
        found.url,
        found.source_id,
        found.source.outlet.lang,
        found.source.zone,
        found.title,
        found.summary,
        found.published_at,
        found.state,
        found.article_id,
    )


def fetch_of(address_id: int) -> Fetch | None:
    """The question for an announced page; nothing if the address is no more."""
    found = Address.objects.select_related("source").filter(id=address_id).first()
    if found is None:
        return None
    return Fetch(key="", url=found.url, shape=Shape.PAGE, zone=found.source.zone)


def leaf_fetch_of(address_id: int, url: str) -> Fetch | None:
    """The question for a further page of an article; nothing if its address is no more."""
    first = fetch_of(address_id)
    return first and replace(first, url=url)


def mark(address_id: int, state: AddressState) -> None:
    """Remember what became of an address."""
    Address.objects.filter(id=address_id).update(state=state)


def remember(address_id: int, *, etag: str, last_modified: str, body_sha256: str) -> None:
    """Keep what a page that holds its article said of itself, for the question at the next visit."""
    Address.objects.filter(id=address_id).update(
        etag=etag[:500], last_modified=last_modified[:100], body_sha256=body_sha256
    )


def forget(address_id: int) -> None:
    """Ask in full at the next visit: the last page held no article."""
    remember(address_id, etag="", last_modified="", body_sha256="")


def withhold(address_id: int) -> None:
    """Keep of an address whose page bears a state-secret mark nothing but the address."""
    Address.objects.filter(id=address_id).update(state=AddressState.REFUSED, title="", published_raw="")


def count_by_state() -> dict[str, int]:
    """How many addresses stand how."""
    return dict(Address.objects.values_list("state").annotate(Count("id")))


def import_address(source_id: int, entry: Entry, now: datetime) -> int:
    """The address of an article that comes from a file: known or put in, without a fetch."""
    key = addresses.key_of(entry.link)
    found, _ = Address.objects.get_or_create(
        url_key=key,
        defaults={
            "url": entry.link,
            "source_id": source_id,
            "first_seen_at": now,
            "title": entry.title[:1000],
            "published_at": entry.published.at,
            "published_raw": entry.published.raw[:200],
            "published_has_zone": entry.published.has_zone,
        },
    )
    return found.id


@dataclass(frozen=True, slots=True)
class Announcement:
    """When a source first announced an address."""

    url: str
    source: str
    first_seen_at: datetime


def of_article(article_id: int) -> list[Announcement]:
    """All addresses an article was announced by, oldest first."""
    rows = (
        Address.objects.filter(article_id=article_id).select_related("source").order_by("first_seen_at", "id")
    )
    return [Announcement(row.url, row.source.key, row.first_seen_at) for row in rows]
