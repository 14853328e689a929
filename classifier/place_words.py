"""The words of a text as place names are looked for in them: each with its keys, and where it stands."""

import re
from dataclasses import dataclass
from functools import cached_property

from language.tokens import word_keys

# Below this share of accented words a text was typed on a plain keyboard, and so were the names in it.
PLAIN_SHARE = 0.2
# What no name is written with a space in: Chinese, Japanese, Korean, Khmer, Lao, Thai, Burmese.
UNSPACED = "\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7ff"

Stretch = tuple[int, int]

_WORD = re.compile(rf"[^\W_{UNSPACED}]+")
# No name has a longer word, and what is remembered of a text stays small.
_LONGEST_WORD = 64
_MOST_WORDS = 1 << 16
# Russian names have cases, and what they end in is no part of them.
_RUSSIAN = re.compile("[а-яё]")
_CASE = re.compile("(?<=[а-яё]{3})(?:ем|ом|[аеиуыюяйь])$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its keys with and without accents, and how it begins."""

    strict: str
    loose: str
    is_capital: bool
    is_shouted: bool


class _Known(dict[str, Word]):
    """Words come again and again; when it is full it begins anew: no order is to be kept."""

    def __missing__(self, text: str) -> Word:
        found = _word(text[:_LONGEST_WORD])
        if len(text) <= _LONGEST_WORD:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[text] = found
        return found


_KNOWN = _Known()


def _word(text: str) -> Word:
    strict, loose = word_keys(text)
    if _RUSSIAN.match(loose):
        strict = loose = _CASE.sub("", loose)
    return Word(strict, loose, text[0].isupper(), len(text) > 1 and text.isupper())


class Words:
    """The spaced words of a text in NFC."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.items = [_KNOWN[word] for word in _WORD.findall(text)]

    @cached_property
    def spans(self) -> list[Stretch]:
        """Where each word stands."""
        return [match.span() for match in _WORD.finditer(self.text)]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every word's key as this text writes words."""
        items = self.items
        return frozenset([word.loose for word in items] if self.is_plain else [word.strict for word in items])

    @cached_property
    def is_plain(self) -> bool:
        """Whether the text was typed without accents."""
        accented = sum([word.strict != word.loose for word in self.items])
        return accented < PLAIN_SHARE * len(self.items)

    @cached_property
    def is_small(self) -> bool:
        """Whether it was typed without accents and without capitals, but for the first of a sentence."""
        return self.is_plain and not any(word.is_capital for word in self.items[1:])

    def key(self, at: int) -> str:
        """A word's key as this text writes words."""
        return self.items[at].loose if self.is_plain else self.items[at].strict

    def gap(self, at: int) -> str:
        """What stands between the word before and this one; nothing before the first."""
        return "" if not at else self.text[self.spans[at - 1][1] : self.spans[at][0]]
