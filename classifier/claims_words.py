"""How much a word tells: the rarer it is in what a language's press writes, the more."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

PATH = Path(__file__).with_name("claims_words.json")
# A word that the list of its language does not have is a name or a rare thing.
UNKNOWN = 9.0
# Where there is no list for a language, a word tells so much, and a very short one less.
_UNLISTED, _UNLISTED_SHORT = 5.0, 2.0
_SHORT = 3


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, Mapping[str, float]]:
    told: Mapping[str, Mapping[str, str]] = json.loads(PATH.read_text("utf-8"))
    return {
        lang: {word: float(weight) for weight, words in lists.items() for word in words.split()}
        for lang, lists in told.items()
    }


def weight(word: str, lang: str) -> float:
    """How much a word of a language tells."""
    known = _lists().get(lang)
    if known is not None:
        return known.get(word, UNKNOWN)
    return _UNLISTED_SHORT if word.isascii() and len(word) <= _SHORT else _UNLISTED
