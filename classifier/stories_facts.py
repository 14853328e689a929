"""What an article is specific about: the names and numbers that set one accident apart from another."""

import re
from collections.abc import Iterator

from language.text import fold

# Behind that much of a text stands what was there before.
LEAD = 1200
_NUMBER = re.compile(r"\d(?:[\d.,:/-]*\d)?")
_GROUPING = str.maketrans("", "", ".,")
_SENTENCE_END = re.compile(r"[.!?:;\"\u201c\u201d\n]\s+|\n")
_OPENING, _CLOSING = "('\"\u2018[\u201c", ")'\"\u2019,\u201d].!?:;"
# Where so many words have capitals, as in a headline of capitals, they mark no names.
_LEAST, _MOST = 4, 0.8


def facts(title: str, body: str) -> set[str]:
    """The folded names of a text, and its numbers."""
    text = f"{title}\n{body[:LEAD]}"
    return names(text) | {number[0].translate(_GROUPING) for number in _NUMBER.finditer(text)}


def names(text: str) -> set[str]:
    """The folded names of a text, as far as capitals show them."""
    return {fold(name) for sentence in _SENTENCE_END.split(text) for name in _names(sentence.split())}


def _names(words: list[str]) -> Iterator[str]:
    """Rows of words with capitals; one word that only begins a sentence is no name."""
    capitals = sum(word.strip(_OPENING)[:1].isupper() for word in words)
    if capitals >= _LEAST and capitals > _MOST * len(words):
        return
    for start, name in _rows(words):
        if start:
            yield " ".join(name)
        elif len(name) > 1:
            # The first has its capital from the sentence, unless the name is of two.
            yield " ".join(name[1:] if len(name) > len(("family", "given")) else name)


def _rows(words: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row of neighbouring words with capitals, and where it begins."""
    row: list[str] = []
    for at, word in enumerate(words):
        bare = word.strip(_OPENING)
        name = bare.rstrip(_CLOSING)
        is_name = name[:1].isupper()
        # A bracket or a comma begins or ends a name.
        if row and (not is_name or bare != word):
            yield at - len(row), row
            row = []
        if is_name:
            row.append(name)
            if name != bare:
                yield at - len(row) + 1, row
                row = []
    if row:
        yield len(words) - len(row), row
