"""Lists of phrases of a language as one pattern: whole words where they are spaced, else signs."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

import yaml

from language.tokens import is_sign

Lists = Mapping[str, list[str]]
# A vowel or a letter set below belongs to the sign before it: "គង" is no part of "គង់", "ត្រី" none of "ស្ត្រី".
_COENG = "\u17d2"
_MARKS = "".join(sign for sign in map(chr, range(0xE00, 0x1800)) if unicodedata.category(sign)[0] == "M")


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
        self._pattern = re.compile(_either(self.owners))

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each phrase that stands in a text, with its stretch; none over another."""
        for match in self._pattern.finditer(_lower(text)):
            yield self._listed(" ".join(match.group().split())), match.start(), match.end()

    def _listed(self, found: str) -> str:
        """A phrase as the lists have it, without the plural it may stand in."""
        return next(
            one for one in (found, found.removesuffix("s"), found.removesuffix("es")) if one in self.owners
        )


def _plain(phrase: str) -> str:
    return unicodedata.normalize("NFC", phrase).lower()


def _lower(text: str) -> str:
    """Small letters, each where it stood: a letter that would grow stays as it is."""
    small = text.lower()
    return (
        small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _either(phrases: Collection[str]) -> str:
    """A spaced word stands whole; signs stand wherever they stand."""
    words = _grouped((phrase for phrase in phrases if not is_sign(phrase[0])), plural="(?:s|es)?")
    signs = _grouped((phrase for phrase in phrases if is_sign(phrase[0])), plural="")
    return rf"(?<!\w)(?:{words})(?!\w)|(?<!{_COENG})(?:{signs})(?![{_MARKS}])"


def _grouped(phrases: Iterable[str], *, plural: str) -> str:
    """The longest first, each under its first character: side by side they took eighty times as long."""
    firsts: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        # A phrase may run over a line's end.
        behind = re.escape(phrase[1:]).replace(r"\ ", r"\s+")
        firsts.setdefault(phrase[0], []).append(behind + plural)
    groups = (f"{re.escape(first)}(?:{'|'.join(those)})" for first, those in firsts.items())
    return "|".join(groups) or r"(?!)"
