"""The table's material: rules with an example each, and sentences whose word boundaries are marked.

In the sentences a stroke parts two words that are written together, a space two that are not; in Vietnamese
an underline joins the syllables of one word.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
RULES = FOLDER / "vietnamese_rules.yaml"
LANGUAGES = ("vi", "zh", "ja", "ko", "th", "km", "lo")
_SPELT = "{NFD}"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a reader expects of a query over one text."""

    name: str
    text: str
    query: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and whether a space stands before each."""

    words: tuple[str, ...]
    spaced: tuple[bool, ...]

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        return self.stretch(0, len(self.words))

    def stretch(self, first: int, last: int) -> str:
        """Some of its words as they are printed."""
        gaps = ("", *(" " if space else "" for space in self.spaced[first + 1 : last]))
        return "".join(gap + word for gap, word in zip(gaps, self.words[first:last], strict=True))


def rules(path: Path = RULES) -> list[Rule]:
    """All rules."""
    rows = yaml.safe_load(path.read_text("utf-8"))
    return [Rule(name, _spelt(text), _spelt(query), found) for name, text, query, found in rows]


def sentences(language: str) -> list[Sentence]:
    """The sentences of a language."""
    path = FOLDER / "vietnamese_sentences" / f"{language}.txt"
    return [sentence(line) for line in path.read_text("utf-8").splitlines()]


def sentence(line: str) -> Sentence:
    """A sentence from its marked line."""
    pieces = re.findall(r"([| ]?)([^| ]+)", line)
    words = tuple(word.replace("_", " ") for _, word in pieces)
    return Sentence(words, tuple(gap == " " for gap, _ in pieces))


def queries(marked: Iterable[Sentence]) -> Mapping[str, frozenset[int]]:
    """Each word and each two neighbouring words, with the numbers of the sentences they are words of."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(marked):
        for first, last in _stretches(one):
            found[one.stretch(first, last).lower()].add(number)
    return {query: frozenset(numbers) for query, numbers in found.items()}


def _stretches(one: Sentence) -> Iterator[tuple[int, int]]:
    worded = [any(map(str.isalnum, word)) for word in one.words]
    yield from ((place, place + 1) for place, is_word in enumerate(worded) if is_word)
    yield from ((place, place + 2) for place, pair in enumerate(pairwise(worded)) if all(pair))


def _spelt(text: str) -> str:
    return unicodedata.normalize("NFD", text.removeprefix(_SPELT)) if text.startswith(_SPELT) else text
