"""One analysis for the index, the query, the watches and the highlighter, in two streams.

The strict stream keeps every accent; the loose one is what a plain keyboard types. A Vietnamese or
Latin syllable has one key in each. Scripts written without spaces give pairs of characters in both.
Korean gives the spaced word to the strict stream and its pairs to the loose one: a token whose key is
empty has no place in that stream.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from language.text import fold

# Any change of a key below needs a new number here: an index of another number is rebuilt.
ANALYSIS_VERSION = 1

# Both engines keep keys of this length whole; what lies behind that much of a word is never looked at.
LONGEST_KEY = 64
_LONGEST_WORD = 256

# Han, kana, bopomofo, Thai, Lao, Khmer and Burmese letters with their vowel signs; no digits, no punctuation.
_SPACELESS = (
    "\u3005\u3007\u3041-\u3096\u3099-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecf\u0edc-\u0edf"
    "\u1780-\u17d3\u17d7\u17dc\u17dd\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"
)
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb"
# Signs that show nothing: they may stand inside a word, and a zero-width space only between spaceless ones.
_UNSEEN = "\u00ad\u200c\u200d\u2060\ufeff"
_MARKS = "".join(sign for sign in map(chr, range(0x300, 0x1E00)) if unicodedata.category(sign)[0] == "M")

_PIECE = re.compile(
    f"([{_SPACELESS}][{_SPACELESS}{_UNSEEN}\u200b]*)"
    f"|([{_HANGUL}][{_HANGUL}{_UNSEEN}]*)"
    rf"|(?:[^\W_{_SPACELESS}{_HANGUL}]+[{_MARKS}{_UNSEEN}]*)+"
)
_HANGUL_PIECE = 2
_SIGN = re.compile(f"[{_SPACELESS}{_HANGUL}]")
_HANGUL_SIGN = re.compile(f"[{_HANGUL}]")
_TONES = str.maketrans({"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"})
_NOT_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))
_SHORT_I = re.compile("(h|k|l|m|n|s|t|v|qu|b|d|ph|th|ch|nh|r|x|gi|g)y")
# A letter and what composes with it: accents, the vowels and finals of spelt-out Korean, one Burmese vowel.
_CLUSTER = re.compile(
    "(?s:.)["
    + "".join(chr(code) for code in range(0x300, 0xFFFF) if unicodedata.combining(chr(code)))
    + "\u1161-\u1175\u11a8-\u11c2\u102e]*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One key of each stream and the stretch of text it stands for."""

    strict: str
    loose: str
    start: int
    end: int


def analyse(text: str) -> list[Token]:
    """Return the tokens of a text in order, with offsets into exactly the text given."""
    if unicodedata.is_normalized("NFC", text):
        return _analyse(text)
    composed, starts, ends = compose(text)
    return [Token(t.strict, t.loose, starts[t.start], ends[t.end - 1]) for t in _analyse(composed)]


def streams(text: str) -> tuple[list[str], list[str]]:
    """Return the strict and the loose keys of a text in order, as the index takes them."""
    strict: list[str] = []
    loose: list[str] = []
    for piece in _PIECE.finditer(unicodedata.normalize("NFC", text)):
        if piece.lastindex is None:
            keys = word_keys(piece.group()[:_LONGEST_WORD])
            strict.append(keys[0])
            loose.append(keys[1])
        else:
            tokens = _piece_tokens(piece)
            strict.extend(token.strict for token in tokens if token.strict)
            loose.extend(token.loose for token in tokens if token.loose)
    return strict, loose


@lru_cache(maxsize=1 << 16)
def word_keys(word: str) -> tuple[str, str]:
    """Return the strict and the loose key of one spaced word in NFC."""
    letters, tones = spell(word)
    base = canonical(letters)
    # "ma2" and "má" must not share a key: a code that ends in a digit carries a nought of its own.
    coded = not tones and base[-1:].isdigit() and not base.isdigit()
    return base + ("0" if coded else tones), fold(base)


def spell(word: str) -> tuple[str, str]:
    """Return a word's letters without tones, and its tones as digits: where the tone was set is forgotten."""
    spelt = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).lower())
    tones = "".join(mark.translate(_TONES) for mark in spelt if ord(mark) in _TONES)
    letters = unicodedata.normalize("NFC", spelt.translate(_NOT_TONES))
    if not letters.isalnum() or not letters.isascii():
        letters = "".join(_plain(sign) for sign in letters)
    return letters[:LONGEST_KEY], tones


def canonical(letters: str) -> str:
    """Return a toneless syllable in its one spelling: ``kỹ`` and ``kĩ``, ``Mỹ`` and ``Mĩ`` are the same."""
    return letters[:-1] + "i" if _SHORT_I.fullmatch(letters) else letters


def is_sign(sign: str) -> bool:
    """Whether a character is of a script whose keys are pairs of characters."""
    return _SIGN.fullmatch(sign) is not None


def is_hangul(sign: str) -> bool:
    """Whether a character is Korean, whose words are kept whole in the strict stream."""
    return _HANGUL_SIGN.fullmatch(sign) is not None


def _plain(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else ""


def _analyse(text: str) -> list[Token]:
    tokens: list[Token] = []
    for piece in _PIECE.finditer(text):
        if piece.lastindex is None:
            strict, loose = word_keys(piece.group()[:_LONGEST_WORD])
            tokens.append(Token(strict, loose, piece.start(), piece.end()))
        else:
            tokens.extend(_piece_tokens(piece))
    return tokens


def _piece_tokens(piece: re.Match[str]) -> list[Token]:
    pairs = _pairs(piece)
    if piece.lastindex != _HANGUL_PIECE:
        return [Token(key, key, start, end) for key, start, end in pairs]
    word = "".join(sign for sign in piece.group() if sign not in _UNSEEN)[:LONGEST_KEY]
    if len(pairs) == 1 and pairs[0][0] == word:
        return [Token(word, word, piece.start(), piece.end())]
    whole = Token(word, "", piece.start(), piece.end())
    return [whole, *(Token("", key, start, end) for key, start, end in pairs)]


def _pairs(piece: re.Match[str]) -> list[tuple[str, int, int]]:
    """Each two neighbouring characters of a run, or its only one, with their place in the text."""
    places = enumerate(piece.group(), start=piece.start())
    signs = [(sign, place) for place, sign in places if sign not in _UNSEEN and sign != "\u200b"]
    if len(signs) == 1:
        return [(signs[0][0], signs[0][1], signs[0][1] + 1)]
    return [(a + b, start, last + 1) for (a, start), (b, last) in pairwise(signs)]


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
