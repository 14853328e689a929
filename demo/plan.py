"""Every article the press will ever publish, planned from the events and a seed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from zlib import crc32

from demo.clock import LAST_DAY, instant
from demo.copying import Taken, planned, take
from demo.events import Edit, Event
from demo.outlets import Outlet
from demo.paths import article_path
from demo.standing import DatedEdit, Text, carried

MINUTES = 30


class PlanFault(Exception):
    """Events and outlets that cannot be planned together."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One article at one address: an original, or what another outlet took from it."""

    outlet: str
    path: str
    published_at: datetime
    event: Event
    section: str
    text: Text
    edits: tuple[DatedEdit, ...] = ()
    copy_of: tuple[str, str] | None = None
    kept: float = 1.0
    credit: str = ""
    # The words under which it links what it took.
    link: str = ""
    is_part: bool = False

    @property
    def role(self) -> str:
        """Whether the outlet wrote it, took it, or took a part of it into an article of its own."""
        if self.is_part:
            return "part"
        return "copy" if self.copy_of else "original"

    @property
    def basis(self) -> str:
        """What tells from whom it was taken, where it was."""
        if not self.copy_of:
            return ""
        if self.credit or self.link:
            return "credit" if self.credit else "link"
        return "containment" if self.kept < 1 and not self.is_part else "time"

    @property
    def address(self) -> tuple[str, str]:
        """The outlet and the path, which together name one instance."""
        return self.outlet, self.path

    @property
    def seed(self) -> int:
        """A number of the instance's own, for what may differ from page to page."""
        return crc32(f"{self.outlet}{self.path}".encode())


@dataclass(frozen=True)
class Plan:
    """The whole press: outlets, and every instance in the order of publication."""

    outlets: tuple[Outlet, ...]
    instances: tuple[Instance, ...]
    seed: int

    @cached_property
    def by_address(self) -> Mapping[tuple[str, str], Instance]:
        """Every instance, by outlet and path."""
        return {one.address: one for one in self.instances}

    @cached_property
    def by_outlet(self) -> Mapping[str, tuple[Instance, ...]]:
        """The instances of each outlet, oldest first."""
        return {o.slug: tuple(i for i in self.instances if i.outlet == o.slug) for o in self.outlets}

    @cached_property
    def by_slug(self) -> Mapping[str, Outlet]:
        """The outlets by their slug."""
        return {outlet.slug: outlet for outlet in self.outlets}


def make_plan(events: Sequence[Event], outlets: Sequence[Outlet], seed: int) -> Plan:
    """The plan of all instances; each event's chance is its own, so a new event moves no other."""
    by_slug = {outlet.slug: outlet for outlet in outlets}
    instances = [one for event in events for one in _instances(event, by_slug, seed)]
    instances.sort(key=lambda one: (one.published_at, one.address))
    if len({one.address for one in instances}) < len(instances):
        raise PlanFault("two articles share one address; another seed may part them")
    return Plan(tuple(outlets), tuple(instances), seed)


def _instances(event: Event, outlets: Mapping[str, Outlet], seed: int) -> Iterator[Instance]:
    outlet = outlets.get(event.outlet)
    if outlet is None:
        raise PlanFault(f"{event.id}: no outlet {event.outlet}")
    if outlet.silent_after and event.day > outlet.silent_after:
        raise PlanFault(f"{event.id}: {outlet.slug} is silent after day {outlet.silent_after}")
    for one in event.taken or ():
        if one.outlet not in outlets:
            raise PlanFault(f"{event.id}: no outlet {one.outlet}")
    original = _original(event, outlet)
    yield original
    there = {event.outlet: original}
    for taken in _taken(event, original.published_at, outlets, seed):
        source = there.get(taken.source or event.outlet)
        if source and taken.published_at < instant(LAST_DAY + 1):
            there[taken.outlet] = _copy(source, taken, outlets)
            yield there[taken.outlet]


def _taken(event: Event, published_at: datetime, outlets: Mapping[str, Outlet], seed: int) -> Iterator[Taken]:
    if event.taken is not None:
        return planned(event, published_at, outlets)
    return take(event, published_at, tuple(outlets.values()), Random(f"{seed}:{event.id}"))


def _original(event: Event, outlet: Outlet) -> Instance:
    published_at = instant(event.day, event.hour, crc32(event.id.encode()) % MINUTES)
    return Instance(
        outlet=outlet.slug,
        path=article_path(outlet, event.section, event.title, published_at, event.id),
        published_at=published_at,
        event=event,
        section=event.section,
        text=Text(event.title, event.standfirst, event.body, event.author),
        edits=tuple(sorted(_dated(published_at, event.edits), key=lambda edit: edit.at)),
    )


def _dated(published_at: datetime, edits: Sequence[Edit]) -> Iterator[DatedEdit]:
    for edit in edits:
        yield DatedEdit(published_at + timedelta(hours=edit.after_hours), edit)


def _copy(source: Instance, taken: Taken, outlets: Mapping[str, Outlet]) -> Instance:
    seen = carried(source.text, source.edits, taken.published_at)
    text, kept = taken.text(seen)
    outlet = outlets[taken.outlet]
    return Instance(
        outlet=outlet.slug,
        path=article_path(outlet, source.section, text.title, taken.published_at, source.event.id),
        published_at=taken.published_at,
        event=source.event,
        section=source.section,
        text=text,
        copy_of=source.address,
        kept=kept,
        credit=taken.credit,
        link=taken.link,
        is_part=bool(taken.added),
    )
