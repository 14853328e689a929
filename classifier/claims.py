"""A statement held against an article: the sentence that says it or answers it, how well, and what is lit.

A score is no verdict: an article that denies a statement says its words as clearly as one that carries it.
Whether it carries or denies is left to an officer; words of denial are shown as a hint.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from classifier import claims_hints
from classifier.claims_said import Level, Said, lit, said, sentences_of
from classifier.claims_words import weight
from language.identify import identify

# From here on a sentence is shown: fitted on every second statement of tests/gates/claims.yaml.
THRESHOLD = 0.40
# What each part of a statement is worth: the words that are no names, pieces of words, the names.
_REST, _PIECES, _NAMES = 0.35, 0.25, 0.40
# Of a name that stands in the headline or the sentence before, but not in the sentence, so much counts.
_AROUND = 0.65
# Names alone are no statement: so much of what is said of them must be there.
_LEAST_REST = 0.15
# What speaks against a sentence: other figures, the opposite of what is said.
_OTHER_FIGURES, _OPPOSITE = 0.35, 0.15
# In another language only names and figures can be compared: nearly all must be there.
_FOREIGN_NAMES, _FOREIGN_FIGURES, _FOREIGN_WORDS = 0.35, 0.15, 0.5
_FOREIGN_LEAST = 0.99
# Words that tell so little are not lit.
_LIT = 2.0
_NOTHING = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Statement:
    """One wording of a claim, ready to be held against texts."""

    text: str
    lang: str
    said: Said


@dataclass(frozen=True, slots=True)
class Read:
    """An article, read once for all claims: its headline and sentences, and what each says."""

    lang: str
    sentences: Sequence[str]
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Found:
    """The sentence of an article that is nearest to a claim, and the wording it is nearest to."""

    score: float
    sentence: str
    hint: str
    wording: str


@lru_cache(maxsize=1024)
def statement(text: str, lang: str = "") -> Statement:
    """Make a wording ready; without a language it is recognised."""
    spoken = lang or identify(text)
    return Statement(text, spoken, said(text, spoken))


def read(title: str, body: str, lang: str) -> Read:
    """Read an article."""
    sentences = sentences_of(title, body)
    return Read(lang, sentences, [said(one, lang) for one in sentences])


def hold(wordings: Iterable[str], article: Read) -> Found | None:
    """The sentence of an article that is nearest to a claim in any of its wordings, if one is near enough."""
    found = [
        (score_of(wanted, article, at), -at, wanted)
        for wanted in map(statement, wordings)
        for at in range(len(article.sentences))
    ]
    score, place, wanted = max(found, key=lambda one: one[:2])
    if score < THRESHOLD:
        return None
    sentence = article.sentences[-place]
    after = article.sentences[1 - place : 2 - place]
    hint = claims_hints.find(sentence, after, wanted.text, article.lang)
    return Found(round(score, 4), sentence, hint, wanted.text)


def score_of(wanted: Statement, article: Read, at: int) -> float:
    """How far a sentence says what a statement says; who and where may stand in the headline or before it."""
    one = article.said[at]
    around = (article.said[0], one, article.said[max(at - 1, 0)])
    if wanted.lang != article.lang:
        return _foreign(wanted.said, one, around)
    is_bare = wanted.said.is_accented and not one.is_accented
    claim, level = (wanted.said.loose, one.loose) if is_bare else (wanted.said.strict, one.strict)
    links = _NOTHING.union(*((near.loose if is_bare else near.strict).links for near in around))
    rest = _share(claim.rest, level.words, wanted.lang)
    named = _named(claim.names, level.links, links, wanted.lang) if claim.names else rest
    if not named or rest < _LEAST_REST:
        return 0.0
    score = _REST * rest + _PIECES * _part(wanted.said.pieces, one.pieces) + _NAMES * named
    return max(score - _against(wanted, one, around, claim, level), 0.0)


def _named(names: frozenset[str], here: frozenset[str], around: frozenset[str], lang: str) -> float:
    """How much of the names is there; what only the headline or the sentence before names counts less."""
    return _AROUND * _share(names, around, lang) + (1 - _AROUND) * _share(names, here, lang)


def _against(wanted: Statement, one: Said, around: Sequence[Said], claim: Level, level: Level) -> float:
    """What speaks against a sentence: it tells other figures, or the opposite."""
    against = _OPPOSITE * claims_hints.is_opposite(claim.words, level.words, wanted.lang)
    if wanted.said.stated and one.stated - wanted.said.stated:
        possible = one.possible.union(*(near.possible for near in around))
        against += _OTHER_FIGURES * (1 - _part(wanted.said.stated, possible))
    return against


def _foreign(wanted: Said, one: Said, around: Sequence[Said]) -> float:
    """What names and figures tell of a sentence in another language; without both of them it is nothing."""
    links = _NOTHING.union(*(near.loose.links for near in around))
    possible = one.possible.union(*(near.possible for near in around))
    named = _part(wanted.loose.names, links)
    if named < _FOREIGN_LEAST or not wanted.stated & possible:
        return 0.0
    figures, words = _part(wanted.stated, possible), _part(wanted.loose.rest, one.loose.words)
    return _FOREIGN_NAMES * named + _FOREIGN_FIGURES * figures + _FOREIGN_WORDS * words


def _share(wanted: frozenset[str], there: frozenset[str], lang: str) -> float:
    """How much of what some keys tell is there."""
    whole = sum(_worth(key, lang) for key in wanted)
    return sum(_worth(key, lang) for key in wanted & there) / whole if whole else 0.0


def _worth(key: str, lang: str) -> float:
    return sum(weight(word, lang) for word in key.split())


def _part(wanted: frozenset[object], there: frozenset[object]) -> float:
    """How many of some keys are there."""
    return len(wanted & there) / len(wanted) if wanted else 0.0


def marked(wording: str, sentence: str, lang: str) -> list[tuple[int, int]]:
    """What of a sentence is in a wording."""
    wanted = statement(wording)
    telling = (word for word in wanted.said.strict.words if weight(word, wanted.lang) >= _LIT)
    names = (word for name in wanted.said.loose.names for word in name.split())
    return lit(sentence, frozenset((*telling, *names)), wanted.said.stated, lang)


@dataclass(frozen=True, slots=True)
class Held:
    """One version of an article held against a claim."""

    version: int
    seen_at: datetime
    found: Found | None


@dataclass(frozen=True, slots=True)
class Course:
    """How an article came to a claim: in which version it spoke of it first, since when it is mended."""

    version: int
    found: Found
    mended_at: datetime | None


def course(versions: Sequence[Held]) -> Course | None:
    """What the versions of an article, in order, make of a claim; nothing if none speaks of it.

    It is mended where the newest words say the claim no more, or say it with a denial that was not there.
    """
    first = next(((one, one.found) for one in versions if one.found), None)
    if first is None:
        return None
    held, found = first
    mended_at: datetime | None = None
    for later in reversed(versions):
        if later.version <= held.version or not _is_mended(found, later.found):
            break
        mended_at = later.seen_at
    return Course(held.version, found, mended_at)


def _is_mended(first: Found, later: Found | None) -> bool:
    return later is None or bool(later.hint and not first.hint)
