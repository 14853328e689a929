"""By what a statement is looked for in an index: its names, and the words that tell most beside them."""

from dataclasses import dataclass
from itertools import pairwise

from classifier.claims_keys import stem
from classifier.claims_said import name_runs
from classifier.claims_words import weight
from language.identify import identify
from language.text import fold
from language.tokens import Token, analyse

_MOST_NAMES, _MOST_WORDS = 12, 12


@dataclass(frozen=True, slots=True)
class Handles:
    """Pieces of a statement as they are typed: names without accents, two words of each at a time."""

    names: tuple[str, ...]
    words: tuple[str, ...]


def handles(text: str) -> Handles:
    """The names of a statement, and its telling words; without names, its telling pairs of words."""
    tokens = analyse(text)
    runs = name_runs(text, tokens)
    named = {token.start for run in runs for token in run}
    rest = [token for token in tokens if token.start not in named and (token.strict or token.loose)]
    in_names = [span for run in runs for span in (list(pairwise(run)) or [(run[0], run[0])])]
    names = dict.fromkeys(fold(text[a.start : b.end]) for a, b in in_names)
    pairs = [(a, b) for a, b in pairwise(rest) if not text[a.end : b.start].strip()]
    told = [(token, token) for token in rest] if names else pairs or [(token, token) for token in rest]
    return Handles(tuple(names)[:_MOST_NAMES], _telling(text, told))


def _telling(text: str, spans: list[tuple[Token, Token]]) -> tuple[str, ...]:
    lang = identify(text)
    worth = {
        text[a.start : b.end]: weight(stem(a.strict), lang) + weight(stem(b.strict), lang) for a, b in spans
    }
    return tuple(sorted(worth, key=lambda word: -worth[word])[:_MOST_WORDS])
