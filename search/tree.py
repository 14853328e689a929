"""A query as one tree of frozen values, read alike by both engines, the matcher and the highlighter."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from language.scripts import SIGN
from language.text import fold, is_accented, squeeze
from language.tokens import Token, analyse, canonical, is_sign, spell

# Letters at the beginning of a pattern that every key it fits begins with.
_HEAD = re.compile(r"(?:[^.?*+|()\[\]{}\\](?![?*{]))*")
_MOST_HEADS = 4_096


class Stream(StrEnum):
    """Which keys are asked: those with every accent, or those without."""

    STRICT = "s"
    LOOSE = "f"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: a key, or a pattern that Python, tantivy and Lucene read alike."""

    key: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand next to each other, or one word; ``title`` looks for them in titles only.

    With a ``slop`` they may stand apart or in another order: each word's place in the text less its place in
    the phrase is its shift, and the largest shift exceeds the smallest by the slop at most.
    """

    text: str
    slots: tuple[Slot, ...]
    stream: Stream
    title: bool = False
    prefix: bool = False
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """One of the left and one of the right, in either order, with at most ``distance`` keys between."""

    left: tuple[Phrase, ...]
    right: tuple[Phrase, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A field that holds a value: a source, a topic, a tone."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Days:
    """Published from the first day to the last, both included; none is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles: what an empty query asks for."""


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


Node: TypeAlias = Phrase | Near | Tag | Days | Everything | And | Or | Not


def phrase(
    text: str, *, strict: bool = False, prefix: bool = False, title: bool = False, slop: int = 0
) -> Phrase:
    """Return the words of a text as a phrase; an accent anywhere in it asks strictly."""
    asked = Stream.STRICT if strict or is_accented(text) else Stream.LOOSE
    return _phrase(text, asked, prefix=prefix, title=title, slop=slop)


def restate(given: Phrase, stream: Stream, *, title: bool) -> Phrase:
    """Return the same words asked of a stream, or in titles only, as their neighbours are."""
    return _phrase(given.text, stream, prefix=given.prefix, title=title)


def shared_stream(sides: Iterable[Phrase]) -> Stream:
    """Return the stream in which phrases are asked together: strict where one of them insists on accents.

    Beside signs whose words have no sure bounds nothing insists: they are asked by their pairs, as alone.
    """
    asked = Stream.LOOSE
    for side in sides:
        if side.stream is Stream.STRICT:
            asked = Stream.STRICT
        elif SIGN.search(side.text):
            return Stream.LOOSE
    return asked


@lru_cache(_MOST_HEADS)
def heads(pattern: str) -> tuple[str, ...]:
    """Return the letters of which every key that a slot's pattern fits begins with some."""
    return tuple(found[0] if (found := _HEAD.match(one)) else "" for one in pattern.split("|"))


def tag(field: str, value: str) -> Tag:
    """Return a tag whose value is compared without case, accents or spare spaces."""
    return Tag(field, squeeze(fold(value)))


def _phrase(text: str, asked: Stream, *, prefix: bool, title: bool, slop: int = 0) -> Phrase:
    tokens = [token for token in analyse(text) if _key(token, asked)]
    slots = [_slot(_key(token, asked), asked) for token in tokens]
    if prefix and tokens:
        slots[-1] = _prefix(text[tokens[-1].start : tokens[-1].end], slots[-1], asked)
    # A single word has nothing to stand apart from.
    return Phrase(text, tuple(slots), asked, title, prefix, slop if len(slots) > 1 else 0)


def _key(token: Token, stream: Stream) -> str:
    return token.strict if stream is Stream.STRICT else token.loose


def _slot(key: str, stream: Stream) -> Slot:
    lone = len(key) == 1 and _is_paired(key, stream)
    return Slot(key, f"{key}.?|.{key}" if lone else "")


def _prefix(word: str, slot: Slot, stream: Stream) -> Slot:
    if _is_paired(slot.key, stream):
        return slot  # pairs of characters are found inside longer words anyway
    stem, tones = (slot.key, "") if is_sign(slot.key[0]) else spell(word)
    if stream is Stream.LOOSE:
        stem, tones = fold(stem), ""
    whole = canonical(stem)
    pattern = f"{stem}.*{tones}"
    if whole != stem:
        pattern += f"|{whole}{tones or ('[1-5]*' if stream is Stream.STRICT else '')}"
    return Slot(stem, pattern)


def _is_paired(key: str, stream: Stream) -> bool:
    """Whether keys of this script are pairs of characters; strictly, they are words."""
    return stream is Stream.LOOSE and is_sign(key[0])
