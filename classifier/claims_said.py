"""A sentence as it is held against a statement: its words, pieces, names and numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifier.claims_keys import edges, pieces, stem
from classifier.claims_numbers import possible, stated
from language.sentences import split
from language.text import is_accented
from language.tokens import Token, analyse

# Behind these a capital tells of a beginning, not of a name.
_BEGINS = frozenset(".!?:;“\"'‘«(-–—…")
# What runs on for longer is no sentence, but a text that lost its stops: it is cut at a space.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Level:
    """The words of a text, with every accent or without any.

    ``rest`` are those of no name, ``names`` its names word pair by word pair; ``links`` all words and pairs.
    """

    words: frozenset[str]
    rest: frozenset[str]
    names: frozenset[str]
    links: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says, in the keys by which statements are compared."""

    strict: Level
    loose: Level
    pieces: frozenset[str]
    stated: frozenset[float]
    possible: frozenset[float]
    is_accented: bool


def said(text: str, lang: str) -> Said:
    """Read what a text says."""
    tokens = analyse(text)
    named = name_runs(text, tokens)
    loose = [stem(token.loose) for token in tokens if token.loose]
    return Said(
        strict=_level(tokens, named, "strict"),
        loose=_level(tokens, named, "loose"),
        pieces=frozenset((*pieces(loose), *edges(loose))),
        stated=stated(text, lang),
        possible=possible(text, lang),
        is_accented=is_accented(text),
    )


def _level(tokens: Sequence[Token], named: Sequence[Sequence[Token]], stream: str) -> Level:
    words = keys(tokens, stream)
    of_names = {token.start for run in named for token in run}
    rest = [token for token in tokens if token.start not in of_names]
    names = (paired(keys(run, stream)) for run in named)
    return Level(
        words=frozenset(word for word in words if not word.isdigit()),
        rest=frozenset(word for word in keys(rest, stream) if not word.isdigit()),
        names=frozenset(name for of in names for name in of if not name.isdigit()),
        links=frozenset((*words, *paired(words))),
    )


def keys(tokens: Sequence[Token], stream: str) -> list[str]:
    """The keys of some tokens in one of the two streams."""
    told = (token.strict if stream == "strict" else token.loose for token in tokens)
    return [stem(key) for key in told if key]


def paired(words: Sequence[str]) -> list[str]:
    """Two words are one key; a word alone is one."""
    return [f"{a} {b}" for a, b in pairwise(words)] or list(words)


def name_runs(text: str, tokens: Sequence[Token]) -> list[list[Token]]:
    """The names in a text: words with capitals side by side, one alone where no beginning explains it."""
    if text.isupper():  # a headline all in capitals tells no name from any other word
        return []
    runs: list[list[Token]] = []
    for token in tokens:
        if not text[token.start].isupper():
            continue
        between = text[runs[-1][-1].end : token.start] if runs else "."
        if runs and between in {" ", "-"}:
            runs[-1].append(token)
        else:
            runs.append([token])
    return [run for run in runs if len(run) > 1 or not _is_beginning(text, run[0])]


def _is_beginning(text: str, token: Token) -> bool:
    before = text[: token.start].rstrip()[-1:]
    return not before or before in _BEGINS


def sentences_of(title: str, body: str) -> list[str]:
    """The headline, then every sentence of a body."""
    whole = [title, *(body[start:end] for start, end in split(body))]
    return [piece for one in whole for piece in _cut(one)]


def _cut(sentence: str) -> Iterator[str]:
    """A sentence, or pieces of what is too long for one."""
    while len(sentence) > LONGEST:
        at = sentence.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        yield sentence[:at]
        sentence = sentence[at:].lstrip()
    yield sentence


def lit(text: str, wanted: frozenset[str], figures: frozenset[float], lang: str) -> list[tuple[int, int]]:
    """The stretches of a text whose words are among some keys, or whose numbers are; neighbours in one."""
    found = [
        (token.start, token.end)
        for token in analyse(text)
        if not wanted.isdisjoint({stem(token.strict), stem(token.loose)})
        or (token.strict.isdigit() and figures & stated(text[token.start : token.end], lang))
    ]
    return list(_joined(text, found))


def _joined(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans with nothing but space between them as one."""
    if not spans:
        return
    start = spans[0][0]
    for (_, end), (begin, _) in pairwise(spans):
        if text[end:begin].strip():
            yield start, end
            start = begin
    yield start, spans[-1][1]
