"""Scripts that write no spaces: their typed variants made even, and their words, cut by ICU's dictionaries.

This is the only door to icu4py.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from icu4py.breakers import WordBreaker
from icu4py.locale import Locale

from language.scripts import UNSEEN, ZERO_WIDTH_SPACE

# Dictionaries are chosen by script, so one locale serves all.
_ANY = Locale("root")
# What looks alike and is typed in more than one way: Thai and Lao ae as twice e, Lao digraphs, Khmer vowels
# in two parts and its subscript t, which is d as well.
_TYPED = {
    "\u0e40\u0e40": "\u0e41",
    "\u0ec0\u0ec0": "\u0ec1",
    "\u0eab\u0e99": "\u0edc",
    "\u0eab\u0ea1": "\u0edd",
    "\u17c1\u17b8": "\u17be",
    "\u17c1\u17b6": "\u17c4",
    "\u17d2\u178a": "\u17d2\u178f",
}
_UNEVEN = re.compile(
    f"[{UNSEEN}{ZERO_WIDTH_SPACE}]+"
    # Thai and Lao am in two parts, its tone before, between or behind them.
    "|\u0e4d([\u0e48-\u0e4b]?)\u0e32|\u0e33([\u0e48-\u0e4b])"
    "|\u0ecd([\u0ec8-\u0ecb]?)\u0eb2|\u0eb3([\u0ec8-\u0ecb])"
    # Narrow kana, a voiced one in two signs.
    f"|[\uff66-\uff9f][\uff9e\uff9f]?|{'|'.join(_TYPED)}"
)
_THAI_AM, _LAO_AM = "\u0e33", "\u0eb3"
_THAI = 2


def cut(text: str) -> list[str]:
    """Return the pieces of a text in order, words and what stands between; joined they are the text.

    Each line is cut for itself. Lone surrogates are refused: they have no UTF-8.
    """
    # Pieces, not segments(): those are counted in UTF-16, where some signs count twice.
    return list(WordBreaker(text, _ANY))


def even(text: str) -> str:
    """Return a text of such a script with one spelling for what is typed in several, and nothing unseen."""
    return _UNEVEN.sub(_evened, text)


def spread(run: str, start: int) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return a run made even and, for each of its signs, where it starts and ends in the text."""
    if not _UNEVEN.search(run):
        return run, range(start, start + len(run)), range(start + 1, start + len(run) + 1)
    starts: list[int] = []
    ends: list[int] = []
    for signs, first, last in _stretches(run):
        begin = start + first
        starts += range(begin, begin + signs)
        # What several signs became stands for one of them each, its last sign for the rest.
        ends += [*range(begin + 1, begin + signs), start + last][:signs]
    return even(run), starts, ends


def _stretches(run: str) -> Iterator[tuple[int, int, int]]:
    """Yield how many even signs each stretch of a run gives, and where it lies."""
    done = 0
    for found in _UNEVEN.finditer(run):
        yield found.start() - done, done, found.start()
        yield len(_evened(found)), *found.span()
        done = found.end()
    yield len(run) - done, done, len(run)


def _evened(found: re.Match[str]) -> str:
    if found.lastindex:
        return found[found.lastindex] + (_THAI_AM if found.lastindex <= _THAI else _LAO_AM)
    typed = found.group()
    if typed[0] in UNSEEN or typed[0] == ZERO_WIDTH_SPACE:
        return ""
    return _TYPED.get(typed) or unicodedata.normalize("NFKC", typed)
