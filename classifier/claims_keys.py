"""What of a text is compared when a statement is looked for: words, pairs, pieces of words, names."""

import re
from collections.abc import Iterator

from language.tokens import streams

# What a post carries beside its words: addresses, and who sent it when.
_ADDRESS = re.compile(r"https?://\S*|pic\.twitter\.com/\S*|\bwww\.\S*")
_SENDER = re.compile(r"\s[\u2014\u2013-]\s[^\u2014\u2013]{1,80}\(@\w+\)[^\u2014\u2013]{0,30}$")
# "#NướcSạch" and "@BaoLamGiang" are words written together.
_TAG = re.compile(r"[@#](\w+)")
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)")
_PIECE = 4
_ENDINGS = ("ingly", "edly", "ing", "ed", "ly", "es", "s")
_LEAST_STEM = 3


def plain(text: str) -> str:
    """A post's own words: no addresses, no sender, words written together taken apart."""
    bare = _SENDER.sub("", _ADDRESS.sub(" ", text))
    return _TAG.sub(lambda tag: f" {_JOINT.sub(' ', tag[1])} ", bare)


def stems(text: str) -> list[str]:
    """The words of a text, every accent kept, English endings taken off."""
    return [stem(word) for word in streams(text)[0]]


def stem(word: str) -> str:
    """A word without its English ending; one of another language has none of these."""
    if len(word) <= _LEAST_STEM or not word.isascii() or not word.isalpha():
        return word
    if word.endswith(("ies", "ied")) and len(word) > _LEAST_STEM + 1:
        return f"{word[:-3]}y"
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _LEAST_STEM), "")
    base = word if word.endswith("ss") else word.removesuffix(ending)
    return base[:-1] if base.endswith("e") and len(base) > _LEAST_STEM else base


def pieces(words: list[str]) -> Iterator[str]:
    """Every four signs of a line of words, over the spaces between them, too."""
    line = f" {' '.join(words)} "
    return (line[at : at + _PIECE] for at in range(len(line) - _PIECE + 1))


def edges(words: list[str]) -> Iterator[str]:
    """Every four signs of each word by itself, its ends marked; a short word is one piece."""
    for word in words:
        marked = f"#{word}#"
        for at in range(max(1, len(marked) - _PIECE + 1)):
            yield marked[at : at + _PIECE]
