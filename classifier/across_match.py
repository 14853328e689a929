"""Which stories of other languages tell what a story tells: pure, by what they share and how rare that is."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from classifier.across import DAY, NAME, NUMBER, PLACE, READ, THING, Marks
from classifier.encoders import StoryEncoder

# From this score on a pair is shown to officers.
SHOWN = 0.5
# A pool of a few stories knows little of what is rare: it counts as if so many more were there.
_UNSEEN_STORIES = 50
_WEIGHTS: Mapping[str, float] = {NAME: 1.0, NUMBER: 1.0, PLACE: 0.8, THING: 0.7, DAY: 0.5}
# So much must two stories share until it is half believed: little may be chance, however short both are.
_HALF_SURE = 1.5
# A mark that says less is no reason to give.
_REASON = 0.2
# What a short story does not tell is no reason against it.
_SPARE = 0.5
_YEARS = range(1990, 2036)
_SMALL, _FEW, _HUNDRED, _ROUND_TO = 4, 10, 100, 1000
# What happens, and when, is told of many events: it makes no pair without so much of names, numbers, places.
_VAGUE = frozenset({THING, DAY})
_LEAST_SOLID, _NOT_SHOWN = 0.8, 0.49
# The share from which on nineteen of twenty pairs are one event, by whether both write Latin letters: those
# share more by chance. By the development reports of tests/gates/across.py and the demo press.
_LATIN = frozenset({"vi", "en", "fr", "es", "de"})
_FROM_LATIN, _FROM_OTHER = 0.36, 0.28


@dataclass(frozen=True, slots=True)
class Tale:
    """A story as it is compared: its marks, each with how it was written; and its vector, if it has one."""

    id: int
    lang: str
    marks: Marks
    vector: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A story of another language, how likely it tells the same, and the marks that say so, best first."""

    id: int
    score: float
    shared: tuple[str, ...]
    # Whether an encoder says more than the marks do.
    by_encoder: bool = False


class Pool:
    """The stories of some days, in every language: what is rare among them says much."""

    def __init__(self, tales: Iterable[Tale], encoder: StoryEncoder | None = None) -> None:
        self.tales = tuple(tales)
        self._encoder = encoder
        self._keys = {tale.id: keys_of(tale.marks) for tale in self.tales}
        self._counts = Counter(key for keys in self._keys.values() for key in keys)
        self._weights: dict[str, float] = {}
        self._lengths: dict[int, float] = {}

    @cached_property
    def _langs(self) -> Mapping[str, set[str]]:
        """Which languages tell a mark."""
        told: dict[str, set[str]] = {}
        for tale in self.tales:
            for key in self._keys[tale.id]:
                told.setdefault(key, set()).add(tale.lang)
        return told

    def like(self, tale: Tale, *, least: float = SHOWN) -> list[Match]:
        """The stories of other languages that may tell the same, the likeliest first."""
        own = keys_of(tale.marks)
        length = self._length(own)
        found = (self._match(tale, own, length, other) for other in self.tales if other.lang != tale.lang)
        able = (one for one in found if one.score >= least)
        return sorted(able, key=lambda one: (-one.score, one.id))

    def _match(self, tale: Tale, own: Collection[str], length: float, other: Tale) -> Match:
        # In one order, whatever the hashes of the day: sums of floats depend on it.
        shared = sorted(self._keys[other.id].intersection(own))
        told, encoded = self._told(tale, length, other, shared), self._encoded(tale, other)
        reasons = [key for key in shared if self.weight(key) >= _REASON]
        best_first = tuple(sorted(reasons, key=lambda key: -self.weight(key)))
        return Match(other.id, max(told, encoded), best_first, by_encoder=encoded > told)

    def _told(self, tale: Tale, length: float, other: Tale, shared: Sequence[str]) -> float:
        """What the shared marks say, beside how much both tell."""
        if not shared:
            return 0.0
        much = sum(map(self.weight, shared))
        solid = sum(self.weight(key) for key in shared if key.partition(":")[0] not in _VAGUE)
        share = much / math.sqrt((length + _SPARE) * (self._length_of(other) + _SPARE))
        score = score_of(share * much / (much + _HALF_SURE), tale.lang, other.lang)
        return score if solid >= _LEAST_SOLID else min(score, _NOT_SHOWN)

    def _encoded(self, tale: Tale, other: Tale) -> float:
        """What the encoder says, where it has seen both."""
        if self._encoder is None or tale.vector is None or other.vector is None:
            return 0.0
        return self._encoder.score(float(tale.vector @ other.vector))

    def weight(self, key: str) -> float:
        """How much a mark says: by its kind, and by how few stories tell it."""
        found = self._weights.get(key)
        if found is None:
            size = len(self.tales) + _UNSEEN_STORIES
            rarity = math.log(size / (self._counts[key] + 0.5)) / math.log(size)
            found = self._weights[key] = _worth(key) * max(rarity, 0.0)
        return found

    def _length_of(self, tale: Tale) -> float:
        if tale.id not in self._lengths:
            self._lengths[tale.id] = self._length(self._keys[tale.id])
        return self._lengths[tale.id]

    def _length(self, keys: Collection[str]) -> float:
        """How much a story tells that another language tells, too."""
        return sum(self.weight(key) for key in sorted(keys) if len(self._langs.get(key, ())) > 1)


def keys_of(marks: Iterable[str]) -> frozenset[str]:
    """The marks as they are compared: what Han signs may be read as is a name."""
    return frozenset(
        f"{NAME}:{mark.partition(':')[2]}" if mark.startswith(f"{READ}:") else mark for mark in marks
    )


def score_of(share: float, lang: str, other: str) -> float:
    """What two stories share as a score of one scale for all pairs of languages."""
    least = _FROM_LATIN if {lang, other} <= _LATIN else _FROM_OTHER
    return share / (share + least)


def _worth(key: str) -> float:
    kind, _, value = key.partition(":")
    return _WEIGHTS[kind] * (_size(float(value)) if kind == NUMBER else 1.0)


def _size(value: float) -> float:
    """Small and round numbers and years are told of everything."""
    if value < _SMALL:
        return 0.3
    if value < _FEW:
        return 0.4
    if value in _YEARS:
        return 0.3
    return 0.6 if value < _HUNDRED or (value <= _ROUND_TO and value % _HUNDRED == 0) else 1.0
