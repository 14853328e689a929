"""One analysis for the index, the query, the watches and the highlighter, in two streams.

The strict stream keeps every accent; the loose one is what a plain keyboard types. A Vietnamese or
Latin syllable has one key in each. Scripts written without spaces give the strict stream the words of a
dictionary and the loose one pairs of characters; Korean gives the spaced word and its pairs. A token
whose key is empty has no place in that stream.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from operator import add
from typing import TypeAlias

from language.scripts import HANGUL, HANGUL_SIGN, SIGN, SPACELESS, UNSEEN, ZERO_WIDTH_SPACE
from language.text import fold
from language.words import cut, even, spread

# Any change of a key below needs a new number here: an index of another number is rebuilt.
ANALYSIS_VERSION = 2

# Both engines keep keys of this length whole; what lies behind that much of a word is never looked at.
LONGEST_KEY = 64
_LONGEST_WORD = 256
# Words come again and again: keys are remembered by what stands between two spaces, up to this length.
_LONGEST_CHUNK = 32
_MOST_CHUNKS = 1 << 16

_MARKS = "".join(
    sign
    for sign in map(chr, range(0x300, 0x1E00))
    if unicodedata.category(sign)[0] == "M" and not SIGN.match(sign)
)

_RUN = re.compile(f"([{SPACELESS}][{SPACELESS}{UNSEEN}{ZERO_WIDTH_SPACE}]*)")
_SPACED = re.compile(
    f"([{HANGUL}][{HANGUL}{UNSEEN}]*)"
    rf"|(?:[^\W_{SPACELESS}{HANGUL}]+[{_MARKS}{UNSEEN}]*)+"
)
_PIECE = re.compile(f"{_RUN.pattern}|{_SPACED.pattern}")
_RUN_PIECE = 1
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_DIGITS = str.maketrans(_TONES, "12345")
# One letter in two guises: old Vietnamese typing takes the Icelandic or the African letter for đ, Russian may
# write ё as е, and capitals and telegrams have no ß and no œ.
_GUISES = str.maketrans({"ð": "đ", "ɖ": "đ", "ё": "е", "ß": "ss", "œ": "oe"})
_SHORT_I = re.compile("(h|k|l|m|n|s|t|v|qu|b|d|ph|th|ch|nh|r|x|gi|g)y")
# A letter and what composes with it: accents, the vowels and finals of spelt-out Korean, one Burmese vowel.
_CLUSTER = re.compile(
    "(?s:.)["
    + "".join(chr(code) for code in range(0x300, 0xFFFF) if unicodedata.combining(chr(code)))
    + "\u1161-\u1175\u11a8-\u11c2\u102e]*"
)

# The strict and the loose keys of one stretch.
_Keys: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Token:
    """One key of each stream and the stretch of text it stands for."""

    strict: str
    loose: str
    start: int
    end: int

    @property
    def weighed(self) -> str:
        """The key a model weighs: the strict one, but pairs where only a dictionary knows the words."""
        if self.strict and self.loose:
            return self.strict
        return self.strict if is_hangul((self.strict or self.loose)[0]) else self.loose


def analyse(text: str) -> list[Token]:
    """Return the tokens of a text in order, with offsets into exactly the text given."""
    if unicodedata.is_normalized("NFC", text):
        return list(_analyse(text))
    composed, starts, ends = compose(text)
    return [Token(t.strict, t.loose, starts[t.start], ends[t.end - 1]) for t in _analyse(composed)]


def streams(text: str) -> tuple[list[str], list[str]]:
    """Return the strict and the loose keys of a text in order, as the index takes them."""
    parts = _RUN.split(unicodedata.normalize("NFC", text))
    strict, loose = _spaced_keys(parts[0])
    if len(parts) == 1:
        return strict, loose
    # One call for all runs, each in a line of its own: ICU takes longer to begin than to cut.
    runs = even("\n".join(parts[1::2]))
    words = iter(cut(f"{runs}\n"))
    for run, spaced in zip(runs.split("\n"), parts[2::2], strict=True):
        strict += [word[:LONGEST_KEY] for word in iter(words.__next__, "\n")]
        loose += _pairs(run)
        more_strict, more_loose = _spaced_keys(spaced)
        strict += more_strict
        loose += more_loose
    return strict, loose


@lru_cache(maxsize=1 << 16)
def word_keys(word: str) -> tuple[str, str]:
    """Return the strict and the loose key of one spaced word in NFC."""
    letters, tones = spell(word)
    base = canonical(letters)
    # "ma2" and "má" must not share a key: a code that ends in a digit carries a nought of its own.
    coded = not tones and base[-1:].isdigit() and not base.isdigit()
    # One Greek letter is nothing but a mark, which folding would take off.
    return base + ("0" if coded else tones), (fold(base) or base)[:LONGEST_KEY]


def spell(word: str) -> tuple[str, str]:
    """Return a word's letters without tones, and its tones as digits: where the tone was set is forgotten."""
    if word.isascii() and word.isalnum():
        return word.lower()[:LONGEST_KEY], ""
    spelt = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).lower())
    letters = unicodedata.normalize("NFC", _TONE.sub("", spelt))
    if not letters.isalnum() or not letters.isascii():
        letters = "".join([_plain(sign) for sign in letters.translate(_GUISES)])
    return letters[:LONGEST_KEY], "".join(_TONE.findall(spelt)).translate(_DIGITS)


def canonical(letters: str) -> str:
    """Return a toneless syllable in its one spelling: ``kỹ`` and ``kĩ``, ``Mỹ`` and ``Mĩ`` are the same."""
    return letters[:-1] + "i" if _SHORT_I.fullmatch(letters) else letters


def is_sign(sign: str) -> bool:
    """Whether a character is of a script whose loose keys are pairs of characters, and strict ones words."""
    return SIGN.fullmatch(sign) is not None


def is_hangul(sign: str) -> bool:
    """Whether a character is Korean, whose words have spaces between them."""
    return HANGUL_SIGN.fullmatch(sign) is not None


def _plain(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else ""


class _Remembered(dict[str, _Keys]):
    """The keys of what stood between two spaces; when it is full it begins anew: no order is to be kept."""

    def __missing__(self, chunk: str) -> _Keys:
        keys = _keys_of(chunk)
        if len(chunk) <= _LONGEST_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = keys
        return keys


_KEYS = _Remembered()


def _spaced_keys(text: str) -> tuple[list[str], list[str]]:
    chunks = [_KEYS[chunk] for chunk in text.split()]
    strict = chain.from_iterable([keys[0] for keys in chunks])
    loose = chain.from_iterable([keys[1] for keys in chunks])
    return list(strict), list(loose)


def _keys_of(chunk: str) -> _Keys:
    """Return the keys of a stretch without spaceless signs."""
    strict: list[str] = []
    loose: list[str] = []
    for piece in _SPACED.finditer(chunk):
        if piece.lastindex is None:
            keys = word_keys(piece.group()[:_LONGEST_WORD])
            strict.append(keys[0])
            loose.append(keys[1])
        else:
            word = even(piece.group())
            strict.append(word[:LONGEST_KEY])
            loose += _pairs(word)
    return tuple(strict), tuple(loose)


def _pairs(run: str) -> list[str]:
    """Each two neighbouring characters of a run, or its only one."""
    return list(map(add, run, run[1:])) or [run]


def _analyse(text: str) -> Iterator[Token]:
    for piece in _PIECE.finditer(text):
        if piece.lastindex is None:
            strict, loose = word_keys(piece.group()[:_LONGEST_WORD])
            yield Token(strict, loose, piece.start(), piece.end())
        else:
            yield from _run_tokens(piece)


def _run_tokens(piece: re.Match[str]) -> Iterator[Token]:
    """The words and the pairs of a run; a pair that is a word as well is one token."""
    run, starts, ends = spread(piece.group(), piece.start())
    words = cut(run) if piece.lastindex == _RUN_PIECE else [run]
    begun = dict(zip(accumulate(map(len, words), initial=0), words, strict=False))
    for at, pair in enumerate(_pairs(run)):
        word = begun.pop(at, "")
        is_both = len(word) == len(pair)
        if word and not is_both:
            yield Token(word[:LONGEST_KEY], "", starts[at], ends[at + len(word) - 1])
        yield Token(word if is_both else "", pair, starts[at], ends[at + len(pair) - 1])
    # No pair begins with the last sign, but a word may.
    for at, word in begun.items():
        yield Token(word, "", starts[at], ends[at])


def compose(text: str) -> tuple[str, list[int], list[int]]:
    """Return the text in NFC and, for each of its characters, where it starts and ends in the text given."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", cluster.group())
        parts.append(part)
        if part == cluster.group():
            starts.extend(range(cluster.start(), cluster.end()))
            ends.extend(range(cluster.start() + 1, cluster.end() + 1))
        else:
            starts.extend([cluster.start()] * len(part))
            ends.extend([cluster.end()] * len(part))
    return "".join(parts), starts, ends
