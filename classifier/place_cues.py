"""The cues of namesakes.yaml as tables: which words beside a name give it which sense."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict, cast

import yaml

from classifier.place_words import Word, Words
from language.tokens import is_sign

_FILE = Path(__file__).with_name("namesakes.yaml")
_ROUTE = "route"
_LONGER = "longer"
# What may stand between a cue and a name, and says nothing.
_QUIET = " .“”\"‘’'«»"
_INNER = frozenset([" ", "-", " - ", ". ", "."])
_WIDEST_GAP = 4
_ENOUGH = 2


class Near(TypedDict, total=False):
    """Words around a name: one strong or two weak ones give it a sense."""

    strong: list[str]
    weak: list[str]


class Cues(TypedDict, total=False):
    """The words beside a name that give it one sense."""

    before: list[str]
    after: list[str]
    accented: list[str]
    surnames: list[str]
    heads: list[str]
    quoted: list[str]
    near: Near
    of: list[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its sense, the places it is for if not for all, and its words."""

    sense: str
    of: frozenset[str]
    items: tuple[Word, ...]

    def fits(self, place: str, words: Words, at: int) -> bool:
        """Whether the words from there are written as the cue is; a shouted text has capitals everywhere."""
        if self.of and place not in self.of:
            return False
        return all(
            not own.is_capital
            or (word.is_capital and (self.sense == _LONGER or word.is_shouted == own.is_shouted))
            for word, own in zip(words.items[at : at + len(self.items)], self.items, strict=True)
        )


@dataclass
class _Table:
    """Cues by the keys of their words and the sign that must stand between them and the name."""

    cues: dict[tuple[str, str], Cue] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)


class _Side:
    """The cues of one side of a name: as texts with accents write them, and as plain ones do."""

    def __init__(self) -> None:
        self.strict, self.loose = _Table(), _Table()
        self.signs: dict[str, list[tuple[str, Cue]]] = {}

    def of(self, words: Words) -> _Table:
        """The table for a text."""
        return self.loose if words.is_plain else self.strict


@dataclass(frozen=True, slots=True)
class Around:
    """What the words around a name may tell: phrases as a run of keys with a space on either side."""

    strong: tuple[tuple[str, ...], tuple[str, ...]]
    weak: tuple[tuple[str, ...], tuple[str, ...]]
    firsts: tuple[frozenset[str], frozenset[str]]
    of: frozenset[str]

    def speak(self, around: str, *, is_plain: bool) -> bool:
        """Whether they do."""
        if any(phrase in around for phrase in self.strong[is_plain]):
            return True
        return sum(phrase in around for phrase in self.weak[is_plain]) >= _ENOUGH


class Rules:
    """All cues, ready to be asked."""

    def __init__(self, senses: Mapping[str, Cues]) -> None:
        self._before, self._after = _Side(), _Side()
        self._route_before, self._route_after = _Side(), _Side()
        self._near = {name: _around(cues) for name, cues in senses.items() if "near" in cues}
        for name, cues in senses.items():
            is_route = name == _ROUTE
            _fill(self._route_before if is_route else self._before, name, cues, cues.get("before", ()), -1)
            _fill(self._route_after if is_route else self._after, name, cues, cues.get("after", ()), 0)
        self.surnames = frozenset(Words(name).items[0].strict for name in senses["person"]["surnames"])
        self._titled = _Side()
        _fill(self._titled, "title", senses["title"], senses["title"]["quoted"], -1)
        self._heads = _both(senses["place"]["heads"], senses["place"]["accented"])

    def before(self, words: Words, at: int, start: int, place: str) -> str:
        """The sense that the words before a name give it; the longest phrase counts."""
        stop = start - 1 if words.text[start - 1 : start] == " " else start
        for text, cue in self._before.signs.get(words.text[stop - 1 : stop], ()):
            if words.text.endswith(text, 0, stop) and cue.fits(place, words, at):
                return cue.sense
        return _ending(self._before.of(words), words, at, start, place)

    def after(self, words: Words, at: int, end: int, place: str) -> str:
        """The sense that the words behind a name give it."""
        text = words.text
        sign = text[end : end + 2].lstrip(" ")[:1]
        for own, cue in self._after.signs.get(sign, ()):
            if text.startswith((own, f" {own}"), end) and cue.fits(place, words, at):
                return cue.sense
        return _beginning(self._after.of(words), words, at, end, place)

    def route_before(self, words: Words, at: int, start: int) -> bool:
        """Whether a word for a road, a line or a flight ends before that place in the text."""
        return bool(_ending(self._route_before.of(words), words, at, start, ""))

    def route_after(self, words: Words, at: int) -> bool:
        """Whether such a word begins there."""
        return bool(_beginning(self._route_after.of(words), words, at, words.spans[at][0], ""))

    def titled(self, words: Words, at: int, opening: int) -> str:
        """The sense of a title whose quotation mark stands there, if a word for a film or a book leads it."""
        return _ending(self._titled.of(words), words, at, opening, "")

    def is_head(self, words: Words, at: int) -> bool:
        """Whether a word begins the name of an office or the like."""
        return words.key(at) in self._heads[words.is_plain]

    def near(self, words: Words, place: str) -> Iterator[tuple[str, Around]]:
        """The senses that words around a name may give it in this text."""
        for name, around in self._near.items():
            if (not around.of or place in around.of) and not around.firsts[words.is_plain].isdisjoint(
                words.keys
            ):
                yield name, around

    def around(self, words: Words, first: int, last: int) -> str:
        """The keys of some words as phrases are looked for in them."""
        items = words.items[max(0, first) : last]
        keys = [word.loose for word in items] if words.is_plain else [word.strict for word in items]
        return f" {' '.join(keys)} "


def load() -> Rules:
    """The rules of namesakes.yaml."""
    with _FILE.open(encoding="utf-8") as lines:
        return Rules(cast("Mapping[str, Cues]", yaml.safe_load(lines)))


def _fill(side: _Side, sense: str, cues: Cues, texts: Iterable[str], at_end: int) -> None:
    accented, of = cues.get("accented", ()), frozenset(cues.get("of", ()))
    for text in texts:
        if is_sign(text[0]):
            side.signs.setdefault(text[at_end], []).append((text, Cue(sense, of, ())))
            continue
        found = Words(text)
        words = found.items
        cue = Cue(sense, of, tuple(words))
        mark = text[found.spans[-1][1] :] if at_end else text[: found.spans[0][0]]
        _put(side.strict, [word.strict for word in words], mark.strip(), cue, at_end)
        if text not in accented:
            _put(side.loose, [word.loose for word in words], mark.strip(), cue, at_end)


def _put(table: _Table, keys: Sequence[str], mark: str, cue: Cue, at_end: int) -> None:
    table.cues.setdefault((" ".join(keys), mark), cue)
    for count in range(1, len(keys) + 1):
        table.parts.add(" ".join(keys[-count:] if at_end else keys[:count]))


def _ending(table: _Table, words: Words, at: int, start: int, place: str) -> str:
    """The sense of the longest cue that ends before a place in the text."""
    if not at:
        return ""
    gap = words.text[words.spans[at - 1][1] : start]
    if len(gap) > _WIDEST_GAP:
        return ""
    mark, key, best = gap.strip(_QUIET), "", ""
    for first in range(at - 1, -1, -1):
        key = f"{words.key(first)} {key}" if key else words.key(first)
        if key not in table.parts:
            break
        cue = table.cues.get((key, mark))
        if cue is not None and cue.fits(place, words, first):
            best = cue.sense
        if words.gap(first) not in _INNER:
            break
    return best


def _beginning(table: _Table, words: Words, at: int, end: int, place: str) -> str:
    """The sense of the longest cue that begins behind a place in the text."""
    if at >= len(words.items):
        return ""
    gap = words.text[end : words.spans[at][0]]
    if len(gap) > _WIDEST_GAP:
        return ""
    mark, key, best = gap.strip(_QUIET), "", ""
    for last in range(at, len(words.items)):
        key = f"{key} {words.key(last)}" if key else words.key(last)
        if key not in table.parts or (last > at and words.gap(last) not in _INNER):
            break
        cue = table.cues.get((key, mark))
        if cue is not None and cue.fits(place, words, at):
            best = cue.sense
    return best


def _around(cues: Cues) -> Around:
    near = cues["near"]
    strong, weak = near.get("strong", []), near.get("weak", [])
    found = [Words(text).items for text in (*strong, *weak)]
    firsts = frozenset(own[0].strict for own in found), frozenset(own[0].loose for own in found)
    return Around(_phrases(strong), _phrases(weak), firsts, frozenset(cues.get("of", ())))


def _phrases(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = [Words(text).items for text in texts]
    return (
        tuple(f" {' '.join(word.strict for word in own)} " for own in found),
        tuple(f" {' '.join(word.loose for word in own)} " for own in found),
    )


def _both(texts: Iterable[str], accented: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Single words as texts with accents write them, and as plain ones do."""
    told = {text: Words(text).items[0] for text in texts}
    return (
        frozenset(word.strict for word in told.values()),
        frozenset(word.loose for text, word in told.items() if text not in accented),
    )
