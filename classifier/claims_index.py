"""Texts ranked by how much they say of what a query says: several counts, put on one scale and added."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from classifier.claims_keys import edges, pieces, plain
from classifier.claims_numbers import possible
from classifier.claims_said import keys, name_runs, paired
from language.identify import identify
from language.tokens import analyse

Scores: TypeAlias = NDArray[np.float64]

# What each kind of keys is worth once its best text counts one; what was tried stands in docs/design.
WEIGHTS = {"words": 1.0, "pairs": 0.2, "pieces": 1.0, "edges": 1.0, "names": 0.4, "figures": 0.3}
_SATURATION, _LENGTH = 1.2, 0.75
# Of texts so nearly equal the one that was given first comes first.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Keys:
    """A text as the kinds of keys by which it is compared, each as often as it stands there."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    pieces: tuple[str, ...]
    edges: tuple[str, ...]
    names: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A text by its number, and how well it answers."""

    number: int
    score: float


def keys_of(text: str) -> Keys:
    """Read the keys of a text: its words with every accent, all else without."""
    tokens = analyse(text)
    loose = keys(tokens, "loose")
    names = (paired(keys(run, "loose")) for run in name_runs(text, tokens))
    return Keys(
        words=tuple(keys(tokens, "strict")),
        pairs=tuple(f"{a} {b}" for a, b in pairwise(loose)),
        pieces=tuple(pieces(loose)),
        edges=tuple(edges(loose)),
        names=tuple(name for run in names for name in run),
        figures=tuple(map(str, sorted(possible(text, identify(text))))),
    )


class Index:
    """A set of texts, ready for many queries."""

    def __init__(self, texts: Iterable[str]) -> None:
        read = [keys_of(text) for text in texts]
        self.size = len(read)
        self.fields = {kind: Postings([getattr(one, kind) for one in read]) for kind in WEIGHTS}

    def rank(self, query: str, limit: int) -> list[Ranked]:
        """The texts that answer a query, the best first; none that shares nothing with it."""
        scores = np.round(self._scores(keys_of(plain(query))), _DIGITS)
        found = np.flatnonzero(scores)
        best = found[np.argsort(-scores[found], kind="stable")[:limit]]
        return [Ranked(int(number), float(scores[number])) for number in best]

    def _scores(self, query: Keys) -> Scores:
        whole = np.zeros(self.size)
        for kind, weight in WEIGHTS.items():
            scores = self.fields[kind].scores(getattr(query, kind))
            highest = scores.max(initial=0.0)
            if highest > 0:
                whole += weight / highest * scores
        return whole


class Postings:
    """BM25 over one kind of keys: which texts have a key, and what it says of each."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.size = len(rows)
        self.known: dict[str, int] = {}
        counted = [
            (self.known.setdefault(key, len(self.known)), number, often)
            for number, row in enumerate(rows)
            for key, often in Counter(row).items()
        ]
        table = np.array(counted, dtype=np.int64).reshape(-1, 3)
        table = table[np.argsort(table[:, 0], kind="stable")]
        having = np.bincount(table[:, 0], minlength=len(self.known))
        lengths = np.array([len(row) for row in rows], dtype=np.float64)
        rarity = np.log(1 + (self.size - having + 0.5) / (having + 0.5))
        often = table[:, 2].astype(np.float64)
        mean = lengths.mean() if lengths.any() else 1.0
        long = 1 - _LENGTH + _LENGTH * lengths[table[:, 1]] / mean
        self.texts = table[:, 1]
        self.worth = rarity[table[:, 0]] * often * (_SATURATION + 1) / (often + _SATURATION * long)
        self.ends = np.concatenate([[0], np.cumsum(having)])

    def scores(self, query: Sequence[str]) -> Scores:
        """What every text is worth for a query."""
        counted = ((self.known.get(key), often) for key, often in Counter(query).items())
        known = [(at, often) for at, often in counted if at is not None]
        stretches = [(self.ends[at], self.ends[at + 1], often) for at, often in known]
        if not stretches:
            return np.zeros(self.size)
        texts = np.concatenate([self.texts[start:end] for start, end, _ in stretches])
        worth = np.concatenate([self.worth[start:end] * often for start, end, often in stretches])
        return np.bincount(texts, weights=worth, minlength=self.size).astype(np.float64)
