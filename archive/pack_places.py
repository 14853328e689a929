"""Places: provinces, what they were made of, communes, and other names on the map."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from typing import Annotated

from archive.pack_basis import Dated, Names, PlaceRef
from archive.pack_converter import FieldFault
from archive.pack_rules import Key


class PlaceKind(StrEnum):
    """What a place is; the classifier's words."""

    PROVINCE = "province"
    CITY = "city"  # run by the centre, of a province's rank
    DISTRICT = "district"
    COMMUNE = "commune"
    WARD = "ward"
    ZONE = "zone"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPlace:
    """What a place was until a day, and the names it had then if others."""

    kind: PlaceKind
    valid_to: date
    names: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSpec(Dated):
    """A place: its names in every language, its dates, what it was and what it became.

    A place that only changed its rank or its borders keeps its key and tells it in ``was``; one whose name
    went away ends with ``valid_to`` and ``became``. A commune of today tells in ``formerly`` which former
    provinces its territory was part of; ``sources`` tells where names are from, where that is worth telling.
    """

    key: Annotated[str, Key("place")]
    kind: PlaceKind
    names: Names
    parent: PlaceRef = ""
    became: tuple[PlaceRef, ...] = ()
    formerly: tuple[PlaceRef, ...] = ()
    was: tuple[FormerPlace, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    check: bool = False  # a person has yet to compare it with the document

    def kind_on(self, day: date) -> PlaceKind:
        """What the place was on that day."""
        return next((former.kind for former in self.was if day <= former.valid_to), self.kind)

    @property
    def since(self) -> date | None:
        """The first day of its present form, where known."""
        return self.was[-1].valid_to + timedelta(days=1) if self.was else self.valid_from

    def faults(self) -> Iterator[FieldFault]:
        """Dates out of order, no name, a successor without an end."""
        yield from Dated.faults(self)
        ends = [former.valid_to for former in self.was]
        if ends != sorted(set(ends)):
            yield "was", "“was” phải theo thứ tự ngày; xếp lại", 'put the entries of "was" in order of days'
        if not any(self.names.values()):
            yield "names", "chưa có tên nào; thêm ít nhất một tên", "there is no name; add at least one"
        if self.became and self.valid_to is None:
            yield "became", "“became” cần có “valid_to”; thêm ngày", '"became" needs "valid_to"; add the day'
        for name in sorted(self._sourced - self._told):
            yield (
                "sources",
                f"“{name}” không có trong “names”; thêm vào đó hoặc bỏ khỏi “sources”",
                f'"{name}" is not among the "names"; add it there or take it out of "sources"',
            )

    @property
    def _told(self) -> set[str]:
        """Every name of it, of today and of before."""
        forms = (self.names, *(former.names for former in self.was))
        return set(chain.from_iterable(chain.from_iterable(names.values()) for names in forms))

    @property
    def _sourced(self) -> set[str]:
        return set(chain.from_iterable(self.sources.values()))
