"""Words that hint at a denial or a correction near a sentence; what they mean there, an officer says."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from classifier.claims_keys import stems
from classifier.claims_words import weight
from classifier.phrases import Phrases, read

PATH = Path(__file__).with_name("claims_hints.yaml")
OPPOSITES = Path(__file__).with_name("claims_opposites.yaml")
# So much of the words is kept.
LONGEST = 80
# "Không nợ lương", "không phát hiện xyanua" answer a claim of either: no, and soon a word of the claim.
_NEGATION = {
    "vi": re.compile(r"\b(?:không|chưa|chẳng)((?: \w+){1,4})", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never|no|without)((?: \w+){1,4})", re.IGNORECASE),
}
# A word of the claim that tells so little may stand behind any no.
_TELLING = 3.0


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Phrases]:
    return {lang: Phrases({lang: phrases}) for lang, phrases in (read(PATH) or {}).items()}


@lru_cache(maxsize=1)
def _opposites() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Each word with its opposite, and the other way round."""
    both = {}
    for lang, told in (read(OPPOSITES) or {}).items():
        pairs = [(a, b) for a, b in map(stems, told)]
        both[lang] = (*pairs, *((b, a) for a, b in pairs))
    return both


def find(sentence: str, after: Iterable[str], claim: str, lang: str) -> str:
    """The first words of denial in a sentence, or in those that follow it, as they are written there.

    What the claim itself says denies nothing.
    """
    phrases = _phrases().get(lang)
    if phrases is None:
        return ""
    own = {claim[start:end].lower() for _, start, end in phrases.find(claim)}
    for text in (sentence, *after):
        found = (text[start:end] for _, start, end in phrases.find(text))
        told = next((one for one in found if one.lower() not in own), "")
        if told:
            return " ".join(told.split())[:LONGEST]
    return _negated(sentence, claim, lang)


def _negated(sentence: str, claim: str, lang: str) -> str:
    """A no and the word of the claim behind it, where the claim has no such no."""
    pattern = _NEGATION.get(lang)
    if pattern is None:
        return ""
    said = {word for word in stems(claim) if weight(word, lang) >= _TELLING}
    denied = {word for found in pattern.finditer(claim) for word in stems(found[1])}
    for found in pattern.finditer(sentence):
        words = found[1].split()
        at = next((at for at, word in enumerate(words) if said.intersection(stems(word)) - denied), None)
        if at is not None:
            return found[0][: found[0].index(found[1])] + " " + " ".join(words[: at + 1])
    return ""


def is_opposite(claim: Collection[str], sentence: Collection[str], lang: str) -> bool:
    """Whether a sentence has the opposite of a word of the claim in its place."""
    return any(
        a in claim and a not in sentence and b in sentence and b not in claim
        for a, b in _opposites().get(lang, ())
    )
