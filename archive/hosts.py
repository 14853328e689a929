"""Hosts: whose turn it is to ask them, when they last were asked, when they want peace, what they allow.

Their times are real ones, whatever the desk's clock shows: a server's patience is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from archive import jobs
from archive.models import Host

LEASE = timedelta(seconds=60)
# A request takes no longer than this: a process starts none when less is left of its lease.
LONGEST_REQUEST = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host whose turn is ours until the lease ends."""

    name: str
    asked_ago: float | None  # seconds since somebody may have asked it last
    rests: int = 0
    has_rested: bool = False
    robots_status: int | None = None
    robots_text: str = ""
    robots_age: timedelta | None = None
    crawl_delay: float | None = None


def claim(owner: str, stages: Sequence[str], now: datetime, limit: int) -> list[HostRow]:
    """Take the turn of hosts that have due steps, those first that have not been asked for longest."""
    real = timezone.now()
    steps = jobs.due(now).filter(lane=OuterRef("name"), stage__in=stages)
    found = _free(real).filter(Exists(steps)).order_by(F("last_start_at").asc(nulls_first=True), "id")
    if not found.exists():  # a look takes no write lock
        return []
    return _take(found, owner, real, limit)


def claim_one(owner: str, name: str) -> HostRow | None:
    """Take the turn of one host, whatever is due there; nothing if it rests or is another's."""
    jobs.know_hosts([name])
    real = timezone.now()
    taken = _take(_free(real).filter(name=name), owner, real, 1)
    return taken[0] if taken else None


def _free(real: datetime) -> QuerySet[Host]:
    return Host.objects.filter(
        Q(leased_until__isnull=True) | Q(leased_until__lt=real),
        Q(rest_until__isnull=True) | Q(rest_until__lte=real),
    )


def _take(found: QuerySet[Host], owner: str, real: datetime, limit: int) -> list[HostRow]:
    with transaction.atomic():
        rows = list(found.select_for_update(skip_locked=True, of=("self",))[:limit])
        Host.objects.filter(id__in=[row.id for row in rows]).update(owner=owner, leased_until=real + LEASE)
    return [_row(row, real) for row in rows]


def _row(row: Host, real: datetime) -> HostRow:
    # Whose lease ran out may have begun a last request as late as its lease let it.
    late = row.leased_until - LONGEST_REQUEST if row.leased_until else None
    asked = [at for at in (row.last_start_at, late) if at is not None]
    return HostRow(
        row.name,
        (real - max(asked)).total_seconds() if asked else None,
        row.rests,
        bool(row.rest_reason),
        row.robots_status,
        row.robots_text,
        real - row.robots_at if row.robots_at else None,
        row.crawl_delay,
    )


def extend(owner: str) -> frozenset[str]:
    """Keep the turns of a process that is alive; tells which it still has."""
    mine = Host.objects.filter(owner=owner)
    mine.update(leased_until=timezone.now() + LEASE)
    return frozenset(mine.values_list("name", flat=True))


def let_go(owner: str, asked_ago: Mapping[str, float]) -> None:
    """Give hosts back, with the seconds since each was last asked; nothing may be under way there."""
    real = timezone.now()
    with transaction.atomic():
        for name, seconds in asked_ago.items():
            Host.objects.filter(name=name, owner=owner).update(
                owner="", leased_until=None, last_start_at=real - timedelta(seconds=seconds)
            )


def rest(owner: str, name: str, wait: timedelta, reason: str, rests: int) -> None:
    """Leave a host in peace for a while, all processes together."""
    Host.objects.filter(name=name, owner=owner).update(
        rest_until=timezone.now() + wait, rest_reason=reason[:200], rests=rests
    )


def calm(owner: str, name: str) -> None:
    """A host that asked for patience answers again."""
    Host.objects.filter(name=name, owner=owner).update(rest_until=None, rest_reason="", rests=0)


def note_robots(owner: str, name: str, status: int, text: str, delay: float | None) -> None:
    """Keep a host's rules for all processes."""
    Host.objects.filter(name=name, owner=owner).update(
        robots_status=status, robots_text=text, crawl_delay=delay, robots_at=timezone.now()
    )
