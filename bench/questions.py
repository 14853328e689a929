"""What is asked of an index: questions of nine kinds, worded out of the articles that are in it.

Words taken from texts are as frequent as they are read, which makes the questions hard ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from random import Random

from bench import corpus

SAMPLED = 1000
WORD = re.compile(r"[^\W\d_]{2,}")
LAST_DAY = (corpus.FIRST_AT + corpus.SPAN).date() - timedelta(days=1)
NINETY_DAYS = timedelta(days=89)
LETTERS = 3


class Kind(StrEnum):
    """A kind of question, by the name it is told by."""

    TERM = "one term, by time"
    TERM_SCORE = "one term, by score"
    THREE = "three terms, by time"
    PHRASE = "phrase of two"
    NEAR = "NEAR/10 of two phrases"
    BOOLEAN = "boolean, 90 days, facets, histogram"
    FACETS = "facets of everything"
    PREFIX = "prefix of three letters"
    LATEST = "latest 20"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in our words and in those of the peer."""

    kind: Kind
    query: str = ""
    match: str = ""
    days: tuple[date, date] | None = None

    @property
    def by_score(self) -> bool:
        """Whether the best come first, and not the newest."""
        return self.kind is Kind.TERM_SCORE

    @property
    def has_facets(self) -> bool:
        """Whether the answer also counts by facet."""
        return self.kind in {Kind.BOOLEAN, Kind.FACETS}

    @property
    def has_histogram(self) -> bool:
        """Whether the answer also counts by day."""
        return self.kind is Kind.BOOLEAN


def questions(each: int, seed: int = 1) -> list[Question]:
    """So many of each kind, the same for the same seed."""
    chance, texts = Random(seed), list(worded())
    return [made for kind in Kind for made in islice(of_kind(kind, texts, chance), each)]


def worded() -> Iterator[list[str]]:
    """The words of some Vietnamese articles."""
    for one in corpus.articles(SAMPLED):
        if one.lang == "vi":
            yield [word.lower() for word in WORD.findall(one.body)]


def of_kind(kind: Kind, texts: Sequence[Sequence[str]], chance: Random) -> Iterator[Question]:
    """Questions of a kind without end."""
    while True:
        words = texts[int(chance.random() * len(texts))]
        places = sorted(chance.sample(range(len(words) - 1), 6))
        a, b, c, d, e, f = (words[place] for place in places)
        pair, other = (" ".join(words[place : place + 2]) for place in places[:2])
        last = LAST_DAY - timedelta(days=chance.randrange(600))
        days = (last - NINETY_DAYS, last)
        match kind:
            case Kind.TERM | Kind.TERM_SCORE:
                yield Question(kind, a, f'"{a}"')
            case Kind.THREE:
                yield Question(kind, f"{a} {b} {c}", f'"{a}" "{b}" "{c}"')
            case Kind.PHRASE:
                yield Question(kind, f'"{pair}"', f'"{pair}"')
            case Kind.NEAR:
                yield Question(kind, f'"{pair}" NEAR/10 "{other}"', f'NEAR("{pair}" "{other}", 10)')
            case Kind.BOOLEAN:
                query = f"({a} OR {b} OR {c}) AND ({d} OR {e}) -{f} date:{days[0]}..{days[1]}"
                match = f'("{a}" OR "{b}" OR "{c}") AND ("{d}" OR "{e}") NOT "{f}"'
                yield Question(kind, query, match, days)
            case Kind.PREFIX:
                yield Question(kind, f"{a[:LETTERS]}*", f'"{a[:LETTERS]}"*')
            case _:
                yield Question(kind)
