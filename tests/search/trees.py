"""Trees of every kind, made of the words, values and days of some articles."""

import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from language.text import fold
from search.apart import widest
from search.lexer import FARTHEST
from search.model import Document
from search.refusals import SHORTEST_INSIDE, SHORTEST_PREFIX
from search.tree import (
    And,
    Days,
    Everything,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    phrase,
    restate,
    shared_stream,
    tag,
)
from tests.search.shelf import VIETNAM

_FIELDS = ("source", "outlet", "kind", "country", "lang", "tone")
# Words are taken from a stretch of text this long, so that they may stand near each other.
_STRETCH = 12


def trees(documents: Sequence[Document], leaves: int = 8) -> SearchStrategy[Node]:
    """Any tree over these articles."""
    leaf = phrases(documents) | apart(documents) | nearness(documents) | tags(documents) | days(documents)
    return branched(leaf, least=2, most=4, leaves=leaves)


def branched(leaf: SearchStrategy[Node], *, least: int, most: int, leaves: int) -> SearchStrategy[Node]:
    """Any tree of such leaves; each of its branches has so many parts."""

    def inside(inner: SearchStrategy[Node]) -> SearchStrategy[Node]:
        parts = st.lists(inner, min_size=least, max_size=most).map(tuple)
        return parts.map(And) | parts.map(Or) | inner.map(Not)

    return st.recursive(leaf | st.just(Everything()), inside, max_leaves=leaves)


def phrases(documents: Sequence[Document]) -> SearchStrategy[Phrase]:
    """Words as they stand in the articles, in part with an open end, without accents or strictly."""
    made = st.builds(
        lambda text, strict, prefix, title, cut: phrase(
            text[: len(text) - cut] if prefix else text, strict=strict, prefix=prefix, title=title
        ),
        _typed(_runs(documents)),
        st.booleans(),
        st.sampled_from([False, False, True]),
        st.sampled_from([False, False, False, True]),
        st.integers(0, 2),
    )
    return made.filter(_is_askable)


def apart(documents: Sequence[Document]) -> SearchStrategy[Phrase]:
    """Words that stand not far from each other, in any order, with a slop."""
    made = st.builds(
        lambda words, slop, strict, prefix, title: phrase(
            " ".join(words),
            strict=strict,
            prefix=prefix,
            title=title,
            slop=min(slop, widest(len(phrase(" ".join(words), strict=strict).slots), FARTHEST)),
        ),
        _scattered(documents),
        st.integers(1, 15),
        st.booleans(),
        st.sampled_from([False, False, True]),
        st.sampled_from([False, False, False, True]),
    )
    return made.filter(_is_askable)


def nearness(documents: Sequence[Document]) -> SearchStrategy[Near]:
    """One of some phrases near one of others."""
    sides = st.lists(phrases(documents).filter(lambda made: not made.slop), min_size=1, max_size=3)
    return st.builds(beside, sides, sides, st.integers(1, 20))


def beside(left: list[Phrase], right: list[Phrase], distance: int) -> Near:
    """A nearness as the parser makes it: both sides in one stream of one field."""
    stream, title = shared_stream(left + right), left[0].title
    one, other = (tuple(restate(side, stream, title=title) for side in each) for each in (left, right))
    return Near(one, other, distance)


def tags(documents: Sequence[Document]) -> SearchStrategy[Node]:
    """Values of fields, a few of which no article has."""
    values = {(field, str(getattr(one, field))) for one in documents for field in _FIELDS}
    values |= {("topic", topic) for one in documents for topic in one.topics}
    values |= {("place", place) for one in documents for place in one.places}
    values |= {("about", "0"), ("about", "1"), ("lang", "xx"), ("topic", "vi")}
    # The minus of a tone is no hyphen to be folded away.
    return st.sampled_from(sorted(values)).map(lambda pair: tag(*pair))


def days(documents: Sequence[Document]) -> SearchStrategy[Days]:
    """From a day to another, either of which may lack."""
    found = sorted({(one.published_at or one.fetched_at).astimezone(VIETNAM).date() for one in documents})
    some = st.sampled_from(found)
    ranges = st.builds(lambda first, length: Days(first, first + timedelta(length)), some, st.integers(0, 30))
    return ranges | some.map(lambda day: Days(day, None)) | some.map(lambda day: Days(None, day))


def _texts(documents: Sequence[Document]) -> list[str]:
    return [text for one in documents for text in (one.title, one.body, one.alt_title) if text.strip()]


def _runs(documents: Sequence[Document]) -> SearchStrategy[str]:
    """A few words side by side; of a script without spaces a few signs."""
    texts = _texts(documents)

    def run(number: int, start: int, length: int) -> str:
        words = texts[number].split()
        begun = start % len(words)
        found = " ".join(words[begun : begun + length])
        if found.isascii() or len(found) < _STRETCH * length:
            return found
        sign = start % len(found)
        return found[sign : sign + length]

    return st.builds(run, st.integers(0, len(texts) - 1), st.integers(0, 400), st.integers(1, 4))


def _scattered(documents: Sequence[Document]) -> SearchStrategy[list[str]]:
    stretches = [
        words[start : start + _STRETCH]
        for words in map(str.split, _texts(documents))
        for start in range(0, max(len(words) - 1, 1), _STRETCH // 2)
    ]
    places = st.lists(st.integers(0, _STRETCH - 1), min_size=2, max_size=5)

    def scattered(number: int, chosen: list[int]) -> list[str]:
        stretch = stretches[number]
        return [stretch[place % len(stretch)][:_STRETCH] for place in chosen]

    return st.builds(scattered, st.integers(0, len(stretches) - 1), places)


def _typed(texts: SearchStrategy[str]) -> SearchStrategy[str]:
    """Texts as people type them: as they stand, in capitals, decomposed, or without accents."""
    forms = (str, str, str.upper, fold, lambda text: unicodedata.normalize("NFD", text))
    return st.builds(lambda text, form: form(text), texts, st.sampled_from(forms))


def _is_askable(made: Phrase) -> bool:
    """Whether the parser would let such a phrase pass."""
    least = SHORTEST_INSIDE if len(made.slots) > 1 else SHORTEST_PREFIX
    if not made.slots or (made.prefix and len(made.slots[-1].key) < least):
        return False
    patterned = any(slot.pattern for slot in made.slots)
    return not made.slop or len(made.slots) == 2 or not patterned
