"""How well quotes and their speakers are found, on sentences written for this project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from classifier import features, quotes
from tests.classifier.places import finder
from tests.gates.measures import Figures, Place

SENTENCES = Path(__file__).with_name("quotes.yaml")

# The words of a quote, and who says them.
Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the quotes in it."""

    lang: str
    text: str
    quotes: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was expected beside what was found."""

    sentence: Sentence
    found: tuple[Pair, ...]


def sentences(path: Path = SENTENCES) -> list[Sentence]:
    """All of them."""
    rows = yaml.safe_load(path.read_text("utf-8"))
    return [Sentence(lang, text, tuple(map(tuple, told))) for lang, text, told in rows]


def verdicts(given: Iterable[Sentence]) -> list[Verdict]:
    """What is found in each."""
    return [Verdict(one, pairs(one.text, one.lang)) for one in given]


def pairs(text: str, lang: str) -> tuple[Pair, ...]:
    """The quotes of a text as words."""
    prepared = features.prepare("", text, finder(), finder().home_places)
    return tuple((text[one.start : one.end], one.speaker) for one in quotes.find(prepared, lang))


def measure(_: Place) -> Figures:
    """Precision and recall of the words, and how many of those found have the right speaker."""
    return figures(verdicts(sentences()))


def figures(found: Sequence[Verdict]) -> Figures:
    """The figures of some verdicts."""
    told = sum(len(one.found) for one in found)
    wanted = sum(len(one.sentence.quotes) for one in found)
    words = sum(
        len({said for said, _ in one.found} & {said for said, _ in one.sentence.quotes}) for one in found
    )
    right = sum(len(set(one.found) & set(one.sentence.quotes)) for one in found)
    return {
        "quotes precision": words / told if told else 0.0,
        "quotes recall": words / wanted if wanted else 0.0,
        "quotes speakers": right / words if words else 0.0,
    }
