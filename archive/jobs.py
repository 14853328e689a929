"""The work still to do: one table, claimed by lease, at least once.

A lease is counted in real time, for a process dies in real time; ``run_at`` follows the shown clock.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from archive.models import Host, Job
from crawler import addresses

MAX_TRIES = 3
LEASE = timedelta(seconds=60)
BACKOFF = timedelta(minutes=1)
# Where a redirect has led a step so far: part of its payload until it comes to an end.
HOP = "hop"
# Between a process's number and its machine's name in an owner: numbers alone are the same in all containers.
MACHINE = "@"
LONGEST_LANE = 255
FREE: Mapping[str, Any] = {"leased_until": None, "owner": "", "lease": ""}


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
    lane: str = ""


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
    """Put steps in; one that is already there stays as it is. Hosts they need become known."""
    rows = [
        Job(
            stage=j.stage,
            key=j.key,
            payload=dict(j.payload),
            run_at=j.run_at,
            lane=j.lane[:LONGEST_LANE],
        )
        for j in jobs
    ]
    know_hosts({row.lane for row in rows})
    Job.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def plan(stage: str, key: str, now: datetime) -> None:
    """A step that comes back by itself stands in the table from the first start on."""
    put([NewJob(stage, key, now)])


def lane_of(url: str) -> str:
    """The lane in which the step that asks an address waits; none for what is no address."""
    try:
        return addresses.host_of(url)[:LONGEST_LANE]
    except ValueError:
        return ""


def know_hosts(names: Iterable[str]) -> None:
    """Write down hosts that nobody has asked before."""
    wanted = {name for name in names if name}
    known = Host.objects.filter(name__in=wanted).values_list("name", flat=True) if wanted else ()
    fresh = [Host(name=name) for name in sorted(wanted.difference(known))]
    Host.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)


def claim(stages: Sequence[str], owner: str, now: datetime, limit: int) -> list[Claim]:
    """Take up to ``limit`` due steps, oldest first, for one lease."""
    steps = due(now).filter(stage__in=stages)
    if not steps.exists():  # a look takes no write lock
        return []
    lease = secrets.token_hex(8)
    with transaction.atomic():
        rows = list(steps.select_for_update(skip_locked=True).order_by("run_at", "id")[:limit])
        _lease(rows, owner, lease)
    return [_claim(row, lease) for row in rows]


def claim_lanes(
    lanes: Sequence[str], stages: Sequence[str], owner: str, now: datetime, each: int
) -> list[Claim]:
    """Take up to ``each`` due steps of every lane, earlier stages first and in each the oldest.

    The lanes are hosts whose turn the caller has, or the one of steps that nobody has put in a lane.
    """
    lease = secrets.token_hex(8)
    found: dict[str, list[Job]] = {lane: [] for lane in lanes}
    with transaction.atomic():
        for stage in stages:
            for lane, waiting in _waiting(found, stage, now, each):
                found[lane] += waiting[: each - len(found[lane])]
        rows = [row for waiting in found.values() for row in waiting]
        _lease(rows, owner, lease)
    return [_claim(row, lease) for row in rows]


def _waiting(
    found: Mapping[str, list[Job]], stage: str, now: datetime, each: int
) -> Iterator[tuple[str, list[Job]]]:
    """The steps of one stage in lanes that are not full yet."""
    steps = due(now).filter(stage=stage)
    has_some = Host.objects.filter(Exists(steps.filter(lane=OuterRef("name"))))
    open_lanes = [lane for lane, rows in found.items() if len(rows) < each]
    busy = set(has_some.filter(name__in=open_lanes).values_list("name", flat=True))
    for lane in open_lanes:
        if lane in busy or not lane:
            mine = steps.filter(lane=lane).order_by("run_at", "id")
            yield lane, list(mine.select_for_update(skip_locked=True)[:each])


def due(now: datetime) -> QuerySet[Job]:
    """The steps that anyone may take."""
    return Job.objects.filter(
        Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now()),
        run_at__lte=now,
        quarantined_at__isnull=True,
    )


def _lease(rows: Sequence[Job], owner: str, lease: str) -> None:
    if rows:
        Job.objects.filter(id__in=[row.id for row in rows]).update(
            leased_until=timezone.now() + LEASE, owner=owner, lease=lease
        )


def _claim(row: Job, lease: str) -> Claim:
    return Claim(row.id, row.stage, row.key, row.payload, lease, row.tries, row.lane)


def done(job: Claim, following: Iterable[NewJob] = ()) -> None:
    """End a step and put its successors in; call it in the transaction that stores the result."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a step ends in the transaction that stores its result")
    if not Job.objects.filter(id=job.id, lease=job.lease).delete()[0]:
        raise LeaseLost(f"{job.stage} {job.key}")
    put(following)


def again(job: Claim, run_at: datetime) -> None:
    """End this run of a step that comes back by plan, such as a poll; it begins where it always begins."""
    told = {"run_at": run_at, "tries": 0, "reason": "", **FREE, **_begun_anew(job)}
    if not Job.objects.filter(id=job.id, lease=job.lease).update(**told):
        raise LeaseLost(f"{job.stage} {job.key}")


def _begun_anew(job: Claim) -> dict[str, Any]:
    """The payload without where redirects led; others may have changed the rest of it meanwhile."""
    if HOP not in job.payload:
        return {}
    kept = Job.objects.filter(id=job.id).values_list("payload", flat=True).first() or {}
    return {"payload": {name: value for name, value in kept.items() if name != HOP}}


def move(job: Claim, lane: str, payload: Mapping[str, Any] | None = None) -> None:
    """Let a step wait for another host's turn, with what it must not forget; that costs no try."""
    know_hosts({lane})
    told = FREE if payload is None else {**FREE, "payload": dict(payload)}
    if not Job.objects.filter(id=job.id, lease=job.lease).update(lane=lane, **told):
        raise LeaseLost(f"{job.stage} {job.key}")


def put_back(jobs: Iterable[Claim]) -> None:
    """Give back steps that were not begun; that costs no try."""
    by_lease: dict[str, list[int]] = {}
    for job in jobs:
        by_lease.setdefault(job.lease, []).append(job.id)
    for lease, ids in by_lease.items():
        Job.objects.filter(id__in=ids, lease=lease).update(**FREE)


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
        **FREE,
        **_begun_anew(job),
        quarantined_at=now if aside else None,
    )
    return aside


def extend(owner: str) -> int:
    """Keep all leases of a process that is alive."""
    return Job.objects.filter(owner=owner).update(leased_until=timezone.now() + LEASE)


def release(owner: str = "") -> int:
    """Give back the leases of a process known to be dead, or of all processes, those on hosts among them.

    A process may be named without its machine.
    """
    mine = Q(owner=owner) | Q(owner__startswith=f"{owner}{MACHINE}") if owner else ~Q(owner="")
    Host.objects.filter(mine).update(owner="", leased_until=None, last_start_at=timezone.now())
    return Job.objects.filter(mine).update(**FREE)


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
