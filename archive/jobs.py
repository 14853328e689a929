"""The work still to do: one table, claimed by lease, at least once.

A lease is counted in real time, for a process dies in real time; ``run_at`` follows the shown clock.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from archive.models import Job

MAX_TRIES = 3
LEASE = timedelta(seconds=60)
BACKOFF = timedelta(minutes=1)


class LeaseLost(Exception):
    """Another process has taken the job over; what this one did must not be stored."""


@dataclass(frozen=True, slots=True)
class NewJob:
    """A step to put in."""

    stage: str
    key: str
    run_at: datetime
    payload: Mapping[str, Any] = field(default_factory=dict)
    lane: str = ""  # the host whose turn it needs


@dataclass(frozen=True, slots=True)
class Claim:
    """A step that is ours until the lease ends."""

    id: int
    stage: str
    key: str
    payload: Mapping[str, Any]
    lease: str
    tries: int


@dataclass(frozen=True, slots=True)
class StageState:
    """How much waits in a stage, and since when."""

    stage: str
    waiting: int
    due: int
    leased: int
    quarantined: int
    oldest_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A step that failed for good until a person looks."""

    id: int
    stage: str
    key: str
    tries: int
    reason: str
    at: datetime


def put(jobs: Iterable[NewJob]) -> None:
    """Put steps in; one that is already there stays as it is."""
    rows = [
        Job(stage=j.stage, key=j.key, payload=dict(j.payload), run_at=j.run_at, lane=j.lane) for j in jobs
    ]
    Job.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def claim(stages: Sequence[str], owner: str, now: datetime, limit: int) -> list[Claim]:
    """Take up to ``limit`` due steps, oldest first, for one lease."""
    real = timezone.now()
    due = Job.objects.filter(
        Q(leased_until__isnull=True) | Q(leased_until__lt=real),
        stage__in=stages,
        run_at__lte=now,
        quarantined_at__isnull=True,
    )
    if not due.exists():  # a look takes no write lock
        return []
    lease = secrets.token_hex(8)
    with transaction.atomic():
        rows = list(due.select_for_update(skip_locked=True).order_by("run_at", "id")[:limit])
        ids = [row.id for row in rows]
        Job.objects.filter(id__in=ids).update(leased_until=real + LEASE, owner=owner, lease=lease)
    return [Claim(row.id, row.stage, row.key, row.payload, lease, row.tries) for row in rows]


def done(job: Claim, following: Iterable[NewJob] = ()) -> None:
    """End a step and put its successors in; call it in the transaction that stores the result."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a step ends in the transaction that stores its result")
    if not Job.objects.filter(id=job.id, lease=job.lease).delete()[0]:
        raise LeaseLost(f"{job.stage} {job.key}")
    put(following)


def again(job: Claim, run_at: datetime) -> None:
    """End this run of a step that comes back by plan, such as a poll."""
    kept = Job.objects.filter(id=job.id, lease=job.lease).update(
        run_at=run_at, leased_until=None, owner="", lease="", tries=0, reason=""
    )
    if not kept:
        raise LeaseLost(f"{job.stage} {job.key}")


def fail(
    job: Claim, reason: str, now: datetime, *, final: bool = False, wait: timedelta | None = None
) -> bool:
    """Send a step back to wait longer each time; after three tries, or at once if ``final``, put it aside.

    Returns whether it was put aside.
    """
    tries = job.tries + 1
    aside = final or tries >= MAX_TRIES
    Job.objects.filter(id=job.id, lease=job.lease).update(
        tries=tries,
        reason=reason[:2000],
        run_at=now + (wait or BACKOFF * tries),
        leased_until=None,
        owner="",
        lease="",
        quarantined_at=now if aside else None,
    )
    return aside


def extend(owner: str) -> int:
    """Keep all leases of a process that is alive."""
    return Job.objects.filter(owner=owner).update(leased_until=timezone.now() + LEASE)


def release(owner: str = "") -> int:
    """Give back the leases of a process known to be dead, or of all processes."""
    held = Job.objects.exclude(owner="") if not owner else Job.objects.filter(owner=owner)
    return held.update(leased_until=None, owner="", lease="")


def stats(now: datetime) -> list[StageState]:
    """Every stage that has steps."""
    free = Q(quarantined_at__isnull=True)
    due = free & Q(run_at__lte=now)
    rows = (
        Job.objects.values("stage")
        .annotate(
            waiting=Count("id", filter=free),
            due=Count("id", filter=due),
            leased=Count("id", filter=free & ~Q(owner="")),
            aside=Count("id", filter=~free),
            oldest=Min("run_at", filter=due),
        )
        .order_by("stage")
    )
    return [
        StageState(r["stage"], r["waiting"], r["due"], r["leased"], r["aside"], r["oldest"]) for r in rows
    ]


def quarantined(limit: int = 50) -> list[Quarantined]:
    """The steps put aside, newest first."""
    rows = Job.objects.filter(quarantined_at__isnull=False).order_by("-quarantined_at")[:limit]
    return [
        Quarantined(r.id, r.stage, r.key, r.tries, r.reason, r.quarantined_at)
        for r in rows
        if r.quarantined_at
    ]


def retry(ids: Iterable[int], now: datetime) -> int:
    """Let steps that were put aside run once more."""
    return Job.objects.filter(id__in=list(ids), quarantined_at__isnull=False).update(
        quarantined_at=None, tries=0, run_at=now
    )
