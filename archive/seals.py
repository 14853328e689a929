"""Seals: each desk day's captures under one digest, chained; what proves one, and what a check finds."""

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import transaction

from archive.clock import DESK_ZONE
from archive.models import Capture, Seal
from crawler import evidence, tombstone
from crawler.bundle import Finding, Proof, State
from crawler.sealing import NOTHING, Leaf, Link, first_break, forge, leaf_digest, path_of, root_of

CHAIN_FILE = "chain.jsonl"
# What was fetched just before midnight may be written down just after it.
AFTER_MIDNIGHT = timedelta(minutes=10)
BATCH = 1000
LATE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class ChainState:
    """How the chain stands against itself, against its captures, and against its copy beside the evidence."""

    days: int
    sealed: int
    waiting: int
    head: str
    broken_at: Link | None
    differing: tuple[int, ...]  # days whose captures no longer lead to their root
    unlike_copy: int  # the first day that the copy tells otherwise; 0 if none

    @property
    def is_good(self) -> bool:
        """Whether nothing was changed."""
        return self.broken_at is None and not self.differing and not self.unlike_copy


@dataclass(frozen=True, slots=True)
class Summary:
    """How the nightly sealing goes, at a glance."""

    days: int
    waiting: int
    head: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture whose payload lies in a file."""

    capture: int
    place: evidence.Place


def next_sealing(now: datetime) -> datetime:
    """When the running desk day will be sealed."""
    tomorrow = now.astimezone(DESK_ZONE).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), DESK_ZONE) + AFTER_MIDNIGHT


def seal(now: datetime) -> Link | None:
    """Seal all captures up to the last midnight that no seal has yet; nothing if there are none.

    One that comes too late for its own day is sealed with the next.
    """
    midnight = datetime.combine(now.astimezone(DESK_ZONE).date(), time(), DESK_ZONE)
    with transaction.atomic():
        waiting = Capture.objects.select_for_update().filter(seal__isnull=True, fetched_at__lt=midnight)
        rows = list(waiting.order_by("id"))
        if not rows:
            return None
        last = Seal.objects.order_by("-number").first()
        day = midnight.date() - timedelta(days=1)
        if last is not None and last.day >= day:  # sealed already: what came late waits for tomorrow
            return None
        leaves = [leaf_digest(leaf_of(row)) for row in rows]
        number = last.number + 1 if last else 1
        link = forge(number, day, leaves, last.digest if last else NOTHING)
        row = Seal.objects.create(**asdict(link), sealed_at=now)
        for at, capture in enumerate(rows):
            capture.seal, capture.leaf = row, at
        Capture.objects.bulk_update(rows, ["seal", "leaf"], batch_size=BATCH)
    return link


def chain(since: int = 1) -> list[Link]:
    """The days of the chain from a number on."""
    return [_link(row) for row in Seal.objects.filter(number__gte=since).order_by("number")]


def copy_chain(folder: Path) -> int:
    """Bring the copy of the chain beside the evidence up to date; tells how many days were added."""
    known = _copied(folder)
    new = chain(known[-1].number + 1 if known else 1)
    if new:
        with (folder / CHAIN_FILE).open("a", encoding="utf-8") as out:
            out.writelines(json.dumps({**asdict(link), "day": link.day.isoformat()}) + "\n" for link in new)
            out.flush()
            os.fsync(out.fileno())
    return len(new)


def state(folder: Path) -> ChainState:
    """How the chain stands."""
    links = chain()
    rows = Seal.objects.order_by("number")
    differing = tuple(row.number for row in rows if root_of(_leaves(row)) != row.root)
    copied = {link.number: link for link in _copied(folder)}
    unlike = (link.number for link in links if copied.get(link.number, link) != link)
    return ChainState(
        days=len(links),
        sealed=Capture.objects.filter(seal__isnull=False).count(),
        waiting=Capture.objects.filter(seal__isnull=True).count(),
        head=links[-1].digest if links else "",
        broken_at=first_break(links) or _missing_end(links, copied),
        differing=differing,
        unlike_copy=next(unlike, 0),
    )


def _missing_end(links: Sequence[Link], copied: dict[int, Link]) -> Link | None:
    """The first day that the copy has and the chain has lost at its end."""
    lost = [number for number in copied if number > len(links)]
    return copied[min(lost)] if lost else None


def summary(now: datetime, patience: timedelta = LATE) -> Summary:
    """How the nightly sealing goes; late if something waits for the second night."""
    last = Seal.objects.order_by("-number").first()
    waiting = Capture.objects.filter(seal__isnull=True)
    is_late = waiting.filter(fetched_at__lt=now - patience).exists()
    return Summary(last.number if last else 0, waiting.count(), last.digest if last else "", is_late)


def proofs(captures: Sequence[int]) -> list[Proof]:
    """What proves some captures."""
    rows = Capture.objects.select_related("seal", "removed_by").filter(id__in=captures).order_by("id")
    return [_proof(row) for row in rows]


def _proof(row: Capture) -> Proof:
    order = row.removed_by.number if row.removed_by else ""
    if row.seal is None or row.leaf is None:
        return Proof(leaf_of(row), removed_by=order)
    return Proof(leaf_of(row), path_of(_leaves(row.seal), row.leaf), row.seal.number, order)


def places(captures: Sequence[int]) -> list[Kept]:
    """Where the payloads of some captures lie; those removed by an order lie nowhere."""
    rows = Capture.objects.filter(id__in=captures, removed_by__isnull=True).exclude(warc_file="")
    return [
        Kept(row.id, evidence.Place(row.warc_file, row.warc_offset, row.sha256))
        for row in rows.order_by("id")
    ]


def examine(folder: Path, since: datetime | None = None) -> Iterator[Finding]:
    """Look at every payload again, oldest first; one removed by an order must really be gone."""
    found = Capture.objects.select_related("removed_by").exclude(warc_file="").order_by("id")
    if since is not None:
        found = found.filter(fetched_at__gte=since)
    for row in found.iterator(BATCH):
        order = row.removed_by.number if row.removed_by else ""
        yield Finding(leaf_of(row), _state(folder, row, order), row.seal_id is not None, order)


def count(since: datetime | None = None) -> int:
    """How many payloads ``examine`` looks at."""
    found = Capture.objects.exclude(warc_file="")
    return (found.filter(fetched_at__gte=since) if since else found).count()


def _state(folder: Path, row: Capture, order: str) -> State:
    place = evidence.Place(row.warc_file, row.warc_offset, row.sha256)
    if order:
        return State.REMOVED if tombstone.order_at(folder, place) == order else State.ALTERED
    if not (folder / row.warc_file).is_file():
        return State.MISSING
    try:
        evidence.read(folder, place)
    except evidence.EvidenceMissing:
        return State.ALTERED
    return State.INTACT


def leaf_of(row: Capture) -> Leaf:
    """What of a capture is sealed."""
    return Leaf(row.id, row.url, row.fetched_at, row.status, row.sha256)


def _leaves(row: Seal) -> list[str]:
    return [leaf_digest(leaf_of(capture)) for capture in row.captures.order_by("leaf")]


def _link(row: Seal) -> Link:
    return Link(row.number, row.day, row.count, row.root, row.previous, row.digest)


def _copied(folder: Path) -> list[Link]:
    with contextlib.suppress(FileNotFoundError):
        lines = (folder / CHAIN_FILE).read_text("utf-8").splitlines()
        told = [json.loads(line) for line in lines if line.endswith("}")]
        return [Link(**{**one, "day": datetime.fromisoformat(one["day"]).date()}) for one in told]
    return []
