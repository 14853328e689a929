"""Good and bad words of a language, and the words that turn them round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classifier import traditional
from classifier.phrases import Phrases, read
from language.tokens import is_sign

FOLDER = Path(__file__).with_name("lexicons")
TURN = "not"
GOOD = "good"
# A negation reaches so many characters ahead: three short words, or four signs.
_REACH_SPACED = 18
_REACH_SIGNS = 4
_STOP = re.compile(r"[.!?…\n。！？។]")
_TRAILS = re.compile("[\u3040-\u30ff\u3130-\u318f\uac00-\ud7ff]")


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
        """The words that sway a text; a negation before turns one, in Korean and Japanese one behind it."""
        found = [(self._lists.owners[phrase][0], start, end) for phrase, start, end in self._lists.find(text)]
        for at, (name, start, end) in enumerate(found):
            if name != TURN:
                sign = 1 if name == GOOD else -1
                yield Hit(-sign if _is_turned(text, found, at) else sign, start, end)

    def count(self, text: str) -> tuple[int, int]:
        """How many good and how many bad words stand in a text."""
        signs = [hit.sign for hit in self.hits(text)]
        return signs.count(1), signs.count(-1)


def _is_turned(text: str, found: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Whether a negation stands before the word; one in kana or in Korean stands behind what it turns."""
    _, start, end = found[at]
    before, behind = found[at - 1 : at], found[at + 1 : at + 2]
    return any(
        name == TURN and not _TRAILS.match(text, first) and _reaches(text, last, start)
        for name, first, last in before
    ) or any(
        name == TURN and _TRAILS.match(text, first) is not None and _reaches(text, end, first)
        for name, first, _ in behind
    )


def _reaches(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    reach = _REACH_SIGNS if is_sign(text[start]) else _REACH_SPACED
    return len(between) <= reach and not _STOP.search(between)


@lru_cache(maxsize=32)
def load(lang: str) -> Lexicon | None:
    """The lexicon of a language, if there is one."""
    lists = read(FOLDER / f"{lang}.yaml")
    if lists is None:
        return None
    return Lexicon(Phrases(traditional.with_traditional(lists) if lang == traditional.LANG else lists))
