"""Whose territory a place is: of which province before the provinces were merged, and of which today."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from classifier.model import Place

PROVINCES = frozenset({"province", "city"})

_FORMER = re.compile(r" (?:cũ|\(cũ\))\Z")


@dataclass(frozen=True, slots=True)
class Territories:
    """The provinces a place lies in: of then, and of now; alike where nothing changed."""

    then: frozenset[str]
    now: frozenset[str]


class History:
    """What places were and became; nothing in it changes."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places: Mapping[str, Place] = {place.key: place for place in places}
        self._self_before = dict(self._former_selves())
        self._origins: dict[str, list[Place]] = {}
        for place in self._places.values():
            for key in place.became:
                self._origins.setdefault(key, []).append(place)

    def is_province(self, key: str) -> bool:
        """Whether a place is a province, or a city of a province's rank."""
        return key in self._places and self._places[key].kind in PROVINCES

    def territory(self, key: str) -> frozenset[str]:
        """A place, what lies in it, and the places it was made of."""
        return frozenset({key, *(one for one in self._places if key in self._leads(one))})

    def territories(self, key: str, day: date | None = None) -> Territories:
        """The provinces of then and of now of a place named on that day.

        A name that went away means its former territory, whenever it is written; one that lives on meant
        the smaller territory it had until the merger.
        """
        now = frozenset(one for one in {key, *self._leads(key)} if self._is_present(one))
        return Territories(self._then(key, day) or now, now)

    def chain(self, keys: Iterable[str], day: date | None = None) -> tuple[str, ...]:
        """Places with all they lie in, of then and of now: what a search for one of these is to find."""
        found: set[str] = set()
        for key in keys:
            told = self.territories(key, day)
            found |= {key, *self._parents(key), *told.then, *told.now}
        return tuple(sorted(found))

    def _then(self, key: str, day: date | None) -> frozenset[str]:
        place = self._places.get(key)
        if place is None:
            return frozenset()
        if place.kind in PROVINCES:
            return frozenset({self._on(place, day)})
        if place.formerly:
            return frozenset(place.formerly)
        above = {one for one in self._parents(key) if self.is_province(one)}
        former = {one for one in above if not self._is_present(one)}
        if former:
            return frozenset(former)
        before = (self._then(one.key, day) for one in self._origins.get(key, ()))
        return frozenset().union(*before) or frozenset(self._on(self._places[one], day) for one in above)

    def _on(self, place: Place, day: date | None) -> str:
        """The province of that name on a day: itself, or the smaller one it was until it took others in."""
        before = self._self_before.get(place.key)
        if before is None or day is None or before.valid_to is None or day > before.valid_to:
            return place.key
        return before.key

    def _is_present(self, key: str) -> bool:
        return self.is_province(key) and self._places[key].valid_to is None

    def _parents(self, key: str) -> Iterator[str]:
        """All that a place lies in, the nearest first."""
        seen = {key}
        place = self._places.get(key)
        while place is not None and place.parent and place.parent not in seen:
            seen.add(place.parent)
            yield place.parent
            place = self._places.get(place.parent)

    def _leads(self, key: str) -> set[str]:
        """All that a place lies in, was part of or became, however far."""
        seen: set[str] = set()
        ahead = [key]
        while ahead:
            place = self._places.get(ahead.pop())
            nexts = set() if place is None else {place.parent, *place.became, *place.formerly} - seen - {""}
            seen |= nexts
            ahead += nexts
        return seen

    def _former_selves(self) -> Iterator[tuple[str, Place]]:
        """Provinces that kept their name, and the entry of what they were before they took others in."""
        for place in self._places.values():
            if place.kind in PROVINCES and place.valid_to is not None and len(place.became) == 1:
                heir = self._places.get(place.became[0])
                names = {_FORMER.sub("", name.text) for name in place.names}
                if heir is not None and names & {name.text for name in heir.names}:
                    yield heir.key, place
