"""What all parts of a pack share: texts in both languages, days, validity, and the marks of a field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Self

from archive.pack_converter import FieldFault
from archive.pack_rules import (
    Checked,
    Filled,
    Ref,
    country_fault,
    language_fault,
    slots_fault,
    slug_fault,
    url_fault,
)

LEAP_YEAR = 2024

Address = Annotated[str, Filled(), Checked(url_fault)]
Language = Annotated[str, Checked(language_fault)]
Country = Annotated[str, Checked(country_fault)]
Slug = Annotated[str, Checked(slug_fault)]
DigestText = Annotated[str, Checked(slots_fault)]
PlaceRef = Annotated[str, Ref("place")]
AgencyRef = Annotated[str, Ref("agency")]
Names = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages of the desk."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day that returns every year, written like ``06-14``."""

    month: int
    day: int

    FORM: ClassVar[tuple[str, str]] = ("tháng-ngày, viết như 06-14", "month-day, written like 06-14")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``06-14``."""
        known = date.fromisoformat(f"{LEAP_YEAR}-{text}")
        if known.isoformat() != f"{LEAP_YEAR}-{text}":
            raise ValueError(text)
        return cls(known.month, known.day)

    def on(self, year: int) -> date:
        """The day in that year; 29 February is the 28th where there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something that is so from a day to a day, both included; an open end is left out."""

    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether it was so on that day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)

    def faults(self) -> Iterator[FieldFault]:
        """An end before its beginning."""
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            yield reversed_days("valid_to", self.valid_from)


def reversed_days(name: str, start: date) -> FieldFault:
    """The fault of an end that lies before its beginning."""
    return (
        name,
        f"“{name}” trước ngày bắt đầu {start}; đổi lại thứ tự",
        f'"{name}" is before its beginning {start}; put them in order',
    )
