"""The ways to narrow a search: values with their counts, each with its address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from archive import pages
from search.model import Bucket
from web import names, province
from web.asking import FACETS, Asked
from web.moments import long_day, plain_day

FEW, MANY = 7, 60


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet."""

    name: str
    count: int
    address: str
    is_chosen: bool
    mark: names.Mark | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its most frequent values, the chosen ones first."""

    key: str
    name: str
    few: tuple[Value, ...]
    more: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing the search is narrowed by, and where it is not."""

    facet: str
    name: str
    address: str


def facets(asked: Asked, told: Mapping[str, Sequence[Bucket]]) -> tuple[Facet, ...]:
    """Every facet that has something to choose; single sources are chosen on their own page."""
    outlets = pages.outlet_names()
    wanted = (key for key in FACETS if key != "source" or key in asked.chosen)
    found = (_facet(key, asked, told.get(key, ()), outlets) for key in wanted)
    return tuple(facet for facet in found if facet.few)


def chips(asked: Asked) -> tuple[Chip, ...]:
    """All that narrows a search, each to be taken away again."""
    outlets = pages.outlet_names() if "outlet" in asked.chosen else {}
    found = [
        Chip(f"{names.FACETS[key]}: ", word(key, outlets)(value), asked.toggled(key, value).address())
        for key, values in asked.chosen.items()
        for value in values
    ]
    if asked.about:
        found.append(Chip("", gettext("Only about the province"), asked.anywhere().address()))
    if asked.first or asked.last:
        found.append(Chip("", between(asked.first, asked.last), asked.between(None, None).address()))
    return tuple(found)


def between(first: date | None, last: date | None) -> str:
    """Some days in words, open at either end."""
    if first == last and first:
        return long_day(first)
    since = gettext("from %(day)s") % {"day": plain_day(first)} if first else ""
    until = gettext("until %(day)s") % {"day": plain_day(last)} if last else ""
    return " ".join(part for part in (since, until) if part)


def _facet(key: str, asked: Asked, buckets: Sequence[Bucket], outlets: Mapping[str, str]) -> Facet:
    chosen = asked.chosen.get(key, ())
    counts = {bucket.value: bucket.count for bucket in buckets}
    ordered = [*chosen, *(value for value in counts if value not in chosen)]
    named = word(key, outlets)
    values = [
        Value(
            named(value),
            counts.get(value, 0),
            asked.toggled(key, value).address(),
            value in chosen,
            _mark(key, value),
        )
        for value in ordered
    ]
    few = max(FEW, len(chosen))
    # One value that everything has is no choice.
    is_choice = bool(chosen) or len(values) > 1
    return Facet(
        key, str(names.FACETS[key]), tuple(values[:few]) if is_choice else (), tuple(values[few:MANY])
    )


def word(key: str, outlets: Mapping[str, str]) -> Callable[[str], str]:
    """How the values of a facet are called in the reader's words."""
    words: dict[str, Callable[[str], str]] = {
        "tone": lambda value: str(mark.word) if (mark := _mark("tone", value)) else value,
        "topic": province.topic,
        "outlet": lambda value: outlets.get(value, value),
        "kind": names.kind,
        "country": names.country,
        "lang": names.language,
        "place": province.place,
    }
    return words.get(key, str)


def _mark(key: str, value: str) -> names.Mark | None:
    return {str(sign): mark for sign, mark in names.TONES.items()}.get(value) if key == "tone" else None
