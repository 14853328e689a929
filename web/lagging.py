"""How far the search index is behind, in the reader's words."""

from dataclasses import dataclass

from django.utils.translation import ngettext

from archive.lagging import Unit, behind
from web.moments import clock


@dataclass(frozen=True, slots=True)
class Lag:
    """How many articles wait, and for how long the first of them."""

    count: int
    age: str


def lag() -> Lag | None:
    """What the reader is told; nothing while all is as it should be."""
    found = behind(clock())
    return Lag(found.count, age(*found.age)) if found else None


def age(number: int, unit: Unit) -> str:
    """A span of time in words."""
    words = {
        Unit.SECOND: ngettext("%(n)d second", "%(n)d seconds", number),
        Unit.MINUTE: ngettext("%(n)d minute", "%(n)d minutes", number),
        Unit.HOUR: ngettext("%(n)d hour", "%(n)d hours", number),
        Unit.DAY: ngettext("%(n)d day", "%(n)d days", number),
    }
    return words[unit] % {"n": number}
