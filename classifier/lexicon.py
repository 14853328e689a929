"""Good and bad words of a language, and the words that turn them round."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classifier.phrases import Phrases, read
from language.tokens import is_hangul, is_sign

FOLDER = Path(__file__).with_name("lexicons")
TURN = "not"
GOOD = "good"
# A negation reaches so many characters ahead: three short words, or four signs.
_REACH_SPACED = 18
_REACH_SIGNS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A good (+1) or bad (-1) word and where it stands."""

    sign: int
    start: int
    end: int


class Lexicon:
    """The lists of one language."""

    def __init__(self, lists: Phrases) -> None:
        self._lists = lists

    def hits(self, text: str) -> Iterator[Hit]:
        """The words that sway a text, turned where a negation stands before them, in Korean behind."""
        found = [(self._lists.owners[phrase][0], start, end) for phrase, start, end in self._lists.find(text)]
        for at, (name, start, end) in enumerate(found):
            if name == TURN:
                continue
            beside = [found[at - 1][::2]] if at else []
            turned = any(_reaches(text, other_end, start) for other, other_end in beside if other == TURN)
            if is_hangul(text[end - 1]) and at + 1 < len(found) and found[at + 1][0] == TURN:
                turned = _reaches(text, end, found[at + 1][1])
            yield Hit((1 if name == GOOD else -1) * (-1 if turned else 1), start, end)

    def count(self, text: str) -> tuple[int, int]:
        """How many good and how many bad words stand in a text."""
        signs = [hit.sign for hit in self.hits(text)]
        return signs.count(1), signs.count(-1)


def _reaches(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return len(between) <= (_REACH_SIGNS if is_sign(text[start]) else _REACH_SPACED) and "." not in between


@lru_cache(maxsize=32)
def load(lang: str) -> Lexicon | None:
    """The lexicon of a language, if there is one."""
    lists = read(FOLDER / f"{lang}.yaml")
    return None if lists is None else Lexicon(Phrases(lists))
