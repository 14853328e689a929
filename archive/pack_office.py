"""The office as a pack knows it: agencies, who leads what, the plan, and when reports fall due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from archive.pack_basis import AgencyRef, Dated, MonthDay, Words, reversed_days
from archive.pack_converter import FieldFault
from archive.pack_rules import Key, Ref, Within

FEWEST_NAMES = 2


class Level(StrEnum):
    """Where in the state an agency stands."""

    CENTRAL = "central"
    PROVINCE = "province"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencySpec(Dated):
    """A body of the state or the Party; ``code`` is its abbreviation in document numbers."""

    key: Annotated[str, Key("agency")]
    name: Words
    level: Level
    code: str = ""
    also: tuple[str, ...] = ()
    became: tuple[AgencyRef, ...] = ()
    check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySpec:
    """A duty of external information that some agency leads."""

    key: Annotated[str, Key("duty")]
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpec(Dated):
    """Who leads a duty (chủ trì) and who takes part (phối hợp)."""

    duty: Annotated[str, Ref("duty")]
    lead: AgencyRef
    partners: tuple[AgencyRef, ...] = ()
    check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderSpec(Dated):
    """Who holds an office that answers to the public, in which anybody's words may be watched."""

    name: str
    office: Words
    agency: Annotated[str, Ref("agency")] = ""
    check: bool = False

    def faults(self) -> Iterator[FieldFault]:
        """A name that is none, an end before its beginning."""
        yield from Dated.faults(self)
        if len(self.name.split()) < FEWEST_NAMES:
            yield "name", "chưa phải họ và tên; viết đủ họ tên", "this is no full name; write it in full"


class Period(StrEnum):
    """How often something returns."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """A line of the year's plan; ``basis`` is the document it stands in."""

    key: Annotated[str, Key("plan item")]
    title: Words
    duty: Annotated[str, Ref("duty")] = ""
    lead: AgencyRef
    partners: tuple[AgencyRef, ...] = ()
    starts_on: date
    ends_on: date | None = None
    every: Period | None = None
    basis: str = ""
    check: bool = False

    def faults(self) -> Iterator[FieldFault]:
        """An end before its beginning."""
        if self.ends_on and self.ends_on < self.starts_on:
            yield reversed_days("ends_on", self.starts_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One return of a report: facts up to ``cut_off`` count; it goes out by the next ``due`` after."""

    cut_off: MonthDay
    due: MonthDay


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate(Dated):
    """A report that falls due; ``remind`` are the days before it on which its lead is reminded."""

    key: Annotated[str, Key("report")]
    title: Words
    period: Period
    turns: tuple[Turn, ...]
    lead: AgencyRef
    to: tuple[AgencyRef, ...] = ()
    remind: tuple[Annotated[int, Within(0, 90)], ...] = (14, 7, 1)
    basis: str = ""
    check: bool = False

    def faults(self) -> Iterator[FieldFault]:
        """Dates out of order, or no turn at all."""
        yield from Dated.faults(self)
        if not self.turns:
            yield "turns", "chưa có ngày nào; thêm cut_off và due", "there is no day; add a cut_off and a due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Days off: the same each year, or dates that the moon or the Government sets."""

    name: Words
    every_year: tuple[MonthDay, ...] = ()
    days: tuple[date, ...] = ()
    check: bool = False

    def falls_on(self, day: date) -> bool:
        """Whether that day is off."""
        return day in self.days or any(known.on(day.year) == day for known in self.every_year)


class DayOff(StrEnum):
    """Where a due date goes that falls on a day off."""

    BEFORE = "before"
    AFTER = "after"
    STAY = "stay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When reports fall due, and which days are off; ``weekend`` counts Monday as 1."""

    reports: tuple[DueDate, ...]
    on_day_off: DayOff = DayOff.BEFORE
    weekend: tuple[Annotated[int, Within(1, 7)], ...] = (6, 7)
    holidays: tuple[Holiday, ...] = ()

    def is_day_off(self, day: date) -> bool:
        """Whether the office is closed on that day."""
        return day.isoweekday() in self.weekend or any(holiday.falls_on(day) for holiday in self.holidays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of a document in the form of NĐ 30/2020; ``code`` is the office in a document's number."""

    superior: str
    office: str
    code: str
    place: str
