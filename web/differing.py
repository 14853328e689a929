"""What a version changed, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

WORD = re.compile(r"\s+|[^\s]+")
LONGEST = 6_000  # words; what is longer is compared by paragraphs only


class Kind(StrEnum):
    """Whether words stayed, came or went."""

    SAME = "same"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Change:
    """Some words that stayed, came or went together."""

    kind: Kind
    text: str


def paragraphs(before: str | None, after: str) -> tuple[tuple[Change, ...], ...]:
    """The paragraphs of a text, each with what came and what went since ``before``, if there is one."""
    new = [line for line in after.split("\n") if line.strip()]
    if before is None:
        return tuple((Change(Kind.SAME, line),) for line in new)
    old = [line for line in before.split("\n") if line.strip()]
    found: list[tuple[Change, ...]] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [(Change(Kind.SAME, line),) for line in new[k:m]]
        else:
            found += [words(a, b) for a, b in zip_longest(old[i:j], new[k:m], fillvalue="")]
    return tuple(found)


def words(before: str, after: str) -> tuple[Change, ...]:
    """One paragraph, word by word."""
    old, new = WORD.findall(before), WORD.findall(after)
    if not old or not new or len(old) + len(new) > LONGEST:
        return tuple(_told(before, after))
    found: list[Change] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Change(Kind.SAME, "".join(new[k:m])))
        else:
            found += _told("".join(old[i:j]), "".join(new[k:m]))
    return tuple(found)


def _told(before: str, after: str) -> Iterator[Change]:
    if before:
        yield Change(Kind.OUT, before)
    if after:
        yield Change(Kind.IN, after)
