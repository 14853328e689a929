"""Places in a text: every name the gazetteer knows, in any language, and what it means where it stands."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter

from classifier import namesakes
from classifier.model import Gazetteer, Place, Span
from classifier.names import NameIndex, Stretch, phrases
from classifier.place_history import PROVINCES, History
from classifier.place_words import Words

ELSEWHERE = "elsewhere"

_KINDS = {
    "tỉnh": "province",
    "province": "province",
    "thành phố": "city",
    "tp": "city",
    "city": "city",
    "phường": "ward",
    "ward": "ward",
    "xã": "commune",
    "commune": "commune",
    "huyện": "district",
    "thị xã": "district",
    "đặc khu": "zone",
}
_KIND = "|".join(_KINDS)
_KIND_BEFORE = re.compile(rf"\b({_KIND})[ .]*\Z", re.IGNORECASE)
_KIND_AFTER = re.compile(rf" ({_KIND})\b", re.IGNORECASE)
# "phường Phước Điền, tỉnh Tây Ninh": what may stand between a small place and the province it is in.
_LIES_IN = re.compile(rf"(?:\s(?:{_KIND}))?\s*[,(]\s*(?:(?:{_KIND})[ .]*)?", re.IGNORECASE)

_DASH = re.compile(r"\s*[-–—]\s*")
# Senses that hold for the next name, too, where a dash joins them.
_SORTS = frozenset({"club", "firm"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place's name in a text and its sense; only with the sense ``place`` is it the place itself."""

    place: str
    start: int
    end: int
    sense: str = namesakes.PLACE

    @property
    def real(self) -> bool:
        """Whether the place itself is meant."""
        return self.sense == namesakes.PLACE


class Finder:
    """Finds the places of one gazetteer; nothing in it changes, so threads may share it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._places = {place.key: place for place in gazetteer.places}
        self._home = gazetteer.home
        self.history = History(gazetteer.places)
        self.home_places = self.history.territory(gazetteer.home)
        self._names = NameIndex((name.text, place.key) for place in gazetteer.places for name in place.names)
        self._not_home = phrases(gazetteer.not_home) if gazetteer.not_home else None
        # A body whose name holds the place's is found by that.
        bodies = [body.text for body in gazetteer.bodies if not self._names.find(Words(body.text))]
        self._bodies = phrases(bodies) if bodies else None

    def find(self, text: str) -> tuple[Span, ...]:
        """The places a text speaks of, in order; a street or a club called like one is left out."""
        return tuple(Span(one.place, one.start, one.end) for one in self.mentions(text) if one.real)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every place name in a text with its sense, in order, none over another."""
        words = Words(text)
        found = [self._mention(words, keys, start, end) for start, end, keys in self._names.find(words)]
        found = _joined(self._told(found, text), text)
        return self._elsewhere(text, _with_bodies(found, self._bodies, text, self._home))

    def territory(self, key: str) -> frozenset[str]:
        """A place, what lies in it, and the places it was made of."""
        return self.history.territory(key)

    def key_of(self, name: str) -> str:
        """The key of the place of that name, a province before others; empty if there is none."""
        keys = self._names.exact(name)
        return self._choose(keys, "province") if keys else ""

    def is_province(self, key: str) -> bool:
        """Whether a place is a province, or a city of a province's rank."""
        return self.history.is_province(key)

    def _mention(self, words: Words, keys: tuple[str, ...], start: int, end: int) -> Mention:
        key = keys[0] if len(keys) == 1 else self._choose(keys, _kind_told(words.text, start, end))
        province = self._places[key].kind in PROVINCES
        return Mention(key, start, end, namesakes.sense(words, start, end, place=key, province=province))

    def _told(self, found: list[Mention], text: str) -> list[Mention]:
        """Names of home that stand in a phrase that the pack says means something else."""
        if self._not_home is None or not any(one.place in self.home_places for one in found):
            return found
        away = [match.span() for match in self._not_home.finditer(text)]
        return [replace(one, sense="namesake") if one.real and _over(one, away) else one for one in found]

    def _choose(self, keys: Iterable[str], kind: str) -> str:
        """Of places with one name: the one of that kind, then one that still exists, then one at home."""
        return min(keys, key=lambda key: self._rank(self._places[key], kind))

    def _rank(self, place: Place, kind: str) -> tuple[bool, bool, bool]:
        same = place.kind == kind or {place.kind, kind} <= PROVINCES
        return (not same, place.valid_to is not None, place.key not in self.home_places)

    def _elsewhere(self, text: str, mentions: list[Mention]) -> tuple[Mention, ...]:
        """Take away the small places of home that the text itself puts into another province."""
        away = {
            one.place
            for one, following in itertools.pairwise(mentions)
            if self._small(one.place)
            and self.is_province(following.place)
            and following.place not in self.home_places
            and _LIES_IN.fullmatch(text, one.end, following.start)
        }
        if not away:
            return tuple(mentions)
        return tuple(
            replace(one, sense=ELSEWHERE) if one.place in away and one.real else one for one in mentions
        )

    def _small(self, key: str) -> bool:
        return key in self.home_places and not self.is_province(key)


def _kind_told(text: str, start: int, end: int) -> str:
    """The kind of place that the word before or behind a name says it is."""
    word = _KIND_BEFORE.search(text, max(0, start - 12), start) or _KIND_AFTER.match(text, end)
    return _KINDS[word.group(1).lower()] if word else ""


def _over(mention: Mention, stretches: Sequence[Stretch]) -> bool:
    """Whether a mention lies over one of these stretches, which are in order and apart."""
    at = bisect_right(stretches, mention.start, key=itemgetter(1))
    return at < len(stretches) and stretches[at][0] < mention.end


def _joined(found: list[Mention], text: str) -> list[Mention]:
    """A name joined by a dash to that of a club or a firm is of that sort: “Ngân hàng Sài Gòn - Hà Nội”."""
    told = list(found)
    for at, (one, following) in enumerate(itertools.pairwise(found), start=1):
        before = told[at - 1].sense
        if before in _SORTS and following.real and _DASH.fullmatch(text, one.end, following.start):
            told[at] = replace(following, sense=before)
    return told


def _with_bodies(found: list[Mention], bodies: re.Pattern[str] | None, text: str, home: str) -> list[Mention]:
    """Add the province's bodies whose name holds no place name: they mean the province, too."""
    if bodies is None:
        return found
    taken = [(one.start, one.end) for one in found]
    extra = (Mention(home, *match.span()) for match in bodies.finditer(text))
    return sorted([*found, *(one for one in extra if not _over(one, taken))], key=attrgetter("start"))
