"""More like this: the telling words of a text, and the articles that share most of them.

The ranking is made of exact counts and of what each word finds, so both engines answer alike.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Protocol

from language.tokens import streams
from search.model import Hit
from search.tree import Node, Phrase, Slot, Stream

# How many words and pairs of a text are counted, how many are then looked for, and how far each is followed.
_MOST_PAIRS, _MOST_COUNTED, _MOST_TELLING = 36, 48, 12
_MOST_FOLLOWED = 500
# A word of the title says as much as this many of the body.
_TITLE = 3
# Single syllables of Vietnamese tell little; a single word that tells is longer.
_LONG, _SHORT = 6, 2
# What so many of all articles say is no one's own subject.
_COMMON = 20
_SHARED = 2
_LEAST = 0.2


class Engine(Protocol):
    """What is asked of an engine here."""

    def every(self, tree: Node, limit: int | None = None) -> Iterator[Hit]:
        """Yield all hits, the newest first."""

    def counts(self, trees: Sequence[Node]) -> list[int]:
        """Return how many articles each tree finds."""

    def count(self) -> int:
        """Return how many articles there are."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A word or a pair of words that tells what a text is about, and how much it weighs."""

    phrase: Phrase
    weight: float


def like(
    title: str, body: str, engine: Engine, *, limit: int, without: Collection[int] = ()
) -> tuple[Hit, ...]:
    """Return the articles that share the most telling words with a text, the most alike first."""
    words = telling(title, body, engine)
    scores: defaultdict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    found: dict[int, Hit] = {}
    for word in words:
        for hit in engine.every(word.phrase, _MOST_FOLLOWED):
            scores[hit.id] += word.weight
            shared[hit.id] += 1
            found[hit.id] = hit
    least = _LEAST * sum(word.weight for word in words)
    alike = [i for i, score in scores.items() if shared[i] >= _SHARED and score >= least and i not in without]
    alike.sort(key=lambda i: (-round(scores[i], 6), -found[i].cursor))
    return tuple(Hit(i, round(scores[i], 6), found[i].cursor) for i in alike[:limit])


def telling(title: str, body: str, engine: Engine) -> tuple[Telling, ...]:
    """Return what tells a text from the others: said often in it, and seldom elsewhere."""
    said = _said(title, body)
    total, counts = engine.count(), engine.counts(list(said))
    common = max(total // _COMMON, _COMMON)
    weighed = [
        Telling(phrase, (1 + log(often)) * log(1 + total / count))
        for (phrase, often), count in zip(said.items(), counts, strict=True)
        if 1 < count <= common
    ]
    weighed.sort(key=lambda word: (-word.weight, word.phrase.text))
    return tuple(_apart(weighed)[:_MOST_TELLING])


def _said(title: str, body: str) -> dict[Phrase, int]:
    """Return the words and pairs worth counting, and how often the text says them."""
    head, text = streams(title)[0], streams(body)[0]
    pairs = _counted(list(pairwise(head)), list(pairwise(text)))
    singles = _counted([(key,) for key in head], [(key,) for key in text])
    often = [(keys, n) for keys, n in pairs if not all(key.isdigit() for key in keys)][:_MOST_PAIRS]
    often += [(keys, n) for keys, n in singles if _tells(keys[0])][: _MOST_COUNTED - len(often)]
    return {_phrase(keys): n for keys, n in often}


def _counted(
    head: Sequence[tuple[str, ...]], text: Sequence[tuple[str, ...]]
) -> list[tuple[tuple[str, ...], int]]:
    """Count what stands in a title and a body: the most frequent first, then the earlier."""
    counts: Counter[tuple[str, ...]] = Counter()
    for keys in head:
        counts[keys] += _TITLE
    counts.update(text)
    return counts.most_common()


def _tells(key: str) -> bool:
    """Whether a word may tell something by itself; in scripts without capitals short ones do."""
    return not key.isdigit() and len(key) >= (_SHORT if key.upper() == key.lower() else _LONG)


def _phrase(keys: tuple[str, ...]) -> Phrase:
    return Phrase(" ".join(keys), tuple(Slot(key) for key in keys), Stream.STRICT)


def _apart(words: Sequence[Telling]) -> list[Telling]:
    """Leave out single words that a weightier pair holds already."""
    kept: list[Telling] = []
    held: set[Slot] = set()
    for word in words:
        if len(word.phrase.slots) > 1 or word.phrase.slots[0] not in held:
            kept.append(word)
            held.update(word.phrase.slots)
    return kept
