"""A pack, whole: everything about one province that is data and not code; and the files it is written in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Annotated

from archive.pack_basis import Language, Names, PlaceRef, Slug, Words
from archive.pack_office import (
    AgencySpec,
    Calendar,
    DutySpec,
    HolderSpec,
    Holiday,
    Letterhead,
    PlanItem,
    RoleSpec,
)
from archive.pack_places import FormerPlace, PlaceSpec
from archive.pack_press import DigestTexts, OutletSpec, TopicSpec
from archive.pack_rules import Checked, Within, zone_fault
from classifier.model import Gazetteer, Place, PlaceName
from classifier.own_topics import OwnTopic

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """pack.yaml: the pack's head, and what its other files leave out."""

    schema: Annotated[int, Within(SCHEMA, SCHEMA)]
    title: Words
    home: PlaceRef
    languages: tuple[Language, ...]
    zone: Annotated[str, Checked(zone_fault)]
    digest_hour: Annotated[int, Within(0, 23)]
    delay: Annotated[float, Within(0, 600)]
    every_minutes: Annotated[int, Within(1, 10_080)]
    threshold: Annotated[float, Within(0, 1)] = 0.5
    fill: tuple[Slug, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceFile:
    """province.yaml: the places of the province and the bodies that mean it."""

    places: tuple[PlaceSpec, ...]
    bodies: Names = field(default_factory=dict)
    not_home: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvincesFile:
    """_common/provinces.yaml."""

    provinces: tuple[PlaceSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsFile:
    """outlets.yaml."""

    outlets: tuple[OutletSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsFile:
    """topics.yaml, of a pack and of all."""

    topics: tuple[TopicSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgenciesFile:
    """agencies.yaml, of a pack and of all."""

    agencies: tuple[AgencySpec, ...]
    duties: tuple[DutySpec, ...] = ()
    roles: tuple[RoleSpec, ...] = ()
    holders: tuple[HolderSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """plan.yaml."""

    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaysFile:
    """_common/holidays.yaml."""

    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """templates.yaml: the words of what leaves the desk."""

    digest: DigestTexts
    letterhead: Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All a desk must be told about its province; ``places`` are its own, ``provinces`` the country's.

    An article is about the home from the probability ``threshold`` on.
    """

    name: str
    title: Words
    home: str
    languages: tuple[str, ...]
    zone: str
    digest_hour: int
    threshold: float
    outlets: tuple[OutletSpec, ...]
    topics: tuple[TopicSpec, ...]
    agencies: tuple[AgencySpec, ...]
    duties: tuple[DutySpec, ...]
    roles: tuple[RoleSpec, ...]
    holders: tuple[HolderSpec, ...]
    plan: tuple[PlanItem, ...]
    calendar: Calendar
    templates: Templates
    places: tuple[PlaceSpec, ...]
    provinces: tuple[PlaceSpec, ...]
    bodies: Mapping[str, tuple[str, ...]]
    not_home: tuple[str, ...]

    def own_topics(self) -> tuple[OwnTopic, ...]:
        """The topics that are found by example phrases."""
        return tuple(OwnTopic(one.code, one.phrases) for one in self.topics if one.phrases)

    def gazetteer(self, day: date | None = None) -> Gazetteer:
        """The places as the classifier takes them; kinds as of ``day``, else as they are now."""
        return Gazetteer(
            home=self.home,
            places=tuple(_place(spec, day) for spec in chain(self.places, self.provinces)),
            bodies=tuple(_names(self.bodies)),
            not_home=self.not_home,
        )

    def role(self, duty: str, day: date) -> RoleSpec | None:
        """Who led a duty and took part in it on that day."""
        return next((role for role in self.roles if role.duty == duty and role.valid_on(day)), None)

    def to_check(self) -> tuple[str, ...]:
        """Keys of what a person has yet to compare with its document, and of sources nobody saw answer."""
        places = (*self.places, *self.provinces)
        return (
            *(place.key for place in places if place.check),
            *(outlet.key for outlet in self.outlets if outlet.check),
            *(agency.key for agency in self.agencies if agency.check),
            *(role.duty for role in self.roles if role.check),
            *(holder.name for holder in self.holders if holder.check),
            *(item.key for item in self.plan if item.check),
            *(report.key for report in self.calendar.reports if report.check),
            *(source.key for outlet in self.outlets for source in outlet.sources if not source.verified),
        )


def successors(provinces: tuple[PlaceSpec, ...]) -> dict[str, tuple[str, ...]]:
    """Each place of the list and what it is today: itself, or what it became."""
    return {spec.key: spec.became or (spec.key,) for spec in provinces}


def _names(names: Mapping[str, tuple[str, ...]]) -> Iterator[PlaceName]:
    return (PlaceName(text, lang) for lang, texts in names.items() for text in texts)


def _place(spec: PlaceSpec, day: date | None) -> Place:
    forms: tuple[PlaceSpec | FormerPlace, ...] = (spec, *spec.was)
    names = chain.from_iterable(_names(form.names) for form in forms)
    return Place(
        key=spec.key,
        kind=spec.kind_on(day) if day else spec.kind,
        names=tuple(dict.fromkeys(names)),
        parent=spec.parent,
        valid_from=spec.valid_from,
        valid_to=spec.valid_to,
        became=spec.became,
        formerly=spec.formerly,
    )
