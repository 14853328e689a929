"""Lists of phrases of a language as one pattern: whole words where they are spaced, else signs.

A spaced word that ends in ``*`` stands for all that begin so: Russian has six cases, French two genders.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

import yaml

from language.tokens import is_sign

Lists = Mapping[str, list[str]]
_OPEN = "*"
# A vowel or a letter set below belongs to the sign before it: "គង" is no part of "គង់", "ត្រី" none of "ស្ត្រី".
_COENG = "\u17d2"
_MARKS = "".join(sign for sign in map(chr, range(0xE00, 0x1800)) if unicodedata.category(sign)[0] == "M")
# Typesetters bend the apostrophe, lists do not.
_STRAIGHT = str.maketrans("’", "'")


def read(path: Path) -> Lists | None:
    """The lists of a file, by name; nothing if there is no such file."""
    if not path.is_file():
        return None
    with path.open(encoding="utf-8") as lines:
        return cast("Lists", yaml.safe_load(lines))


class Phrases:
    """Finds the phrases of several lists in one pass, the longest first, spaced ones in the plural too."""

    def __init__(self, lists: Lists) -> None:
        self.owners: dict[str, tuple[str, ...]] = {}
        for name, phrases in lists.items():
            for phrase in map(_plain, phrases):
                self.owners[phrase] = tuple(dict.fromkeys((*self.owners.get(phrase, ()), name)))
        groups: list[str] = []
        self._pattern = re.compile(_either(self.owners, groups))
        self._groups = tuple(groups)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each phrase that stands in a text, with its stretch; none over another."""
        for match in self._pattern.finditer(_lower(text)):
            yield self._listed(match), match.start(), match.end()

    def _listed(self, match: re.Match[str]) -> str:
        """A phrase as the lists have it, without the ending it may stand with."""
        if match.lastindex:
            return self._groups[match.lastindex - 1]
        found = " ".join(match.group().split())
        return next(
            one for one in (found, found.removesuffix("s"), found.removesuffix("es")) if one in self.owners
        )


def _plain(phrase: str) -> str:
    return unicodedata.normalize("NFC", phrase).lower().translate(_STRAIGHT)


def _lower(text: str) -> str:
    """Small letters, each where it stood: a letter that would grow stays as it is."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.translate(_STRAIGHT)


def _either(phrases: Iterable[str], groups: list[str]) -> str:
    """A spaced word stands whole; signs stand wherever they stand. Open phrases are told by their group."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    words = _grouped((phrase for phrase in ordered if not is_sign(phrase[0])), groups, plural="(?:s|es)?")
    signs = _grouped((phrase for phrase in ordered if is_sign(phrase[0])), groups, plural="")
    return rf"(?<!\w)(?:{words})(?!\w)|(?<!{_COENG})(?:{signs})(?![{_MARKS}])"


def _grouped(ordered: Iterable[str], groups: list[str], *, plural: str) -> str:
    """The longest first, each under its first character: side by side they took eighty times as long."""
    firsts: dict[str, list[str]] = {}
    for phrase in ordered:
        firsts.setdefault(phrase[0], []).append(phrase)
    told = []
    for first, those in firsts.items():
        groups += [phrase for phrase in those if _OPEN in phrase]
        told.append(f"{re.escape(first)}(?:{'|'.join(_behind(phrase, plural) for phrase in those)})")
    return "|".join(told) or r"(?!)"


def _behind(phrase: str, plural: str) -> str:
    """What follows the first character of a phrase; it may run over a line's end."""
    spelt = re.escape(phrase[1:]).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
    return f"({spelt})" if _OPEN in phrase else spelt + plural
