"""Names in a text, whatever the script: the longest at each place, by syllables or by signs."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from language.tokens import word_keys

# Below this share of accented words a text was typed on a plain keyboard, and so were the names in it.
PLAIN_SHARE = 0.2

Found = tuple[int, int, tuple[str, ...]]
Stretch = tuple[int, int]

_UNSPACED = "\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7ff"
_WORD = re.compile(rf"[^\W_{_UNSPACED}]+")
_SIGN = re.compile(f"[{_UNSPACED}]")
# No name has a longer word, and what is remembered of a text stays small.
_LONGEST_WORD = 64
_KATAKANA = re.compile("[\u30a0-\u30ff]")
# What may stand between the words of a name; a full stop with a space behind it ends a sentence, but for TP.
_GAP = re.compile(r"[\s(–-]{1,3}|\.|(?<=\bT[Pp])\.\s")
# Korean writes Huế as it writes "afterwards"; only with the word for city or province is it the place.
_ORDINARY = {"후에": re.compile("시|성")}


@dataclass(frozen=True, slots=True)
class _Word:
    strict: str
    loose: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[_Word, ...]
    text: str
    keys: tuple[str, ...]

    def end(self, text: str, end: int) -> int:
        """Where it ends in a text: a bracket behind its last word is part of it."""
        return end + 1 if self.text[-1] == text[end : end + 1] == ")" else end


class NameIndex:
    """Names and the keys they stand for."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._spaced: dict[str, list[_Name]] = {}
        self._unspaced: dict[str, list[_Name]] = {}
        for name in _gathered(names):
            if _SIGN.search(name.text):
                self._unspaced.setdefault(name.text[0], []).append(name)
            elif name.words:
                self._spaced.setdefault(name.words[0].loose, []).append(name)
        for named in (*self._spaced.values(), *self._unspaced.values()):
            named.sort(key=lambda name: (-len(name.words), -len(name.text), name.text))
        self._firsts = re.compile("|".join(map(re.escape, sorted(self._unspaced))) or r"(?!)")

    def find(self, text: str) -> list[Found]:
        """Start, end and keys of the names in a text in NFC, in order, none over another."""
        found = [*self._find_spaced(text)]
        if self._firsts.search(text):
            found += self._find_unspaced(text)
        return sorted(found)

    def exact(self, name: str) -> tuple[str, ...]:
        """The keys of a name written as it is."""
        return next((keys for start, end, keys in self.find(name) if (start, end) == (0, len(name))), ())

    def _find_spaced(self, text: str) -> Iterator[Found]:
        words, spans = _words(text)
        plain = _is_plain(words)
        free = 0
        for at, word in enumerate(words):
            if at < free or word.loose not in self._spaced:
                continue
            for name in self._spaced[word.loose]:
                last = at + len(name.words)
                if _same(words[at:last], name.words, plain) and _together(text, spans[at:last]):
                    yield spans[at][0], name.end(text, spans[last - 1][1]), name.keys
                    free = last
                    break

    def _find_unspaced(self, text: str) -> Iterator[Found]:
        end = 0
        for first in self._firsts.finditer(text):
            start = first.start()
            name = next((n for n in self._unspaced[first.group()] if _stands(text, start, n.text)), None)
            if name is not None and start >= end:
                end = start + len(name.text)
                yield start, end, name.keys


def phrases(texts: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole phrases; of none, one that never matches."""
    ordered = sorted({text for text in texts if text}, key=lambda text: (-len(text), text))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})(?!\w)")


def _gathered(names: Iterable[tuple[str, str]]) -> Iterator[_Name]:
    """One name for each spelling, with all the keys it stands for."""
    keys: dict[str, dict[str, None]] = {}
    for text, key in names:
        keys.setdefault(unicodedata.normalize("NFC", text).strip(), {})[key] = None
    for text, its in keys.items():
        if text:
            yield _Name(tuple(_words(text)[0]), text, tuple(its))


def _words(text: str) -> tuple[list[_Word], list[Stretch]]:
    """The spaced words of a text and where each of them stands."""
    spans = [match.span() for match in _WORD.finditer(text)]
    return [_word(text[start : min(end, start + _LONGEST_WORD)]) for start, end in spans], spans


@lru_cache(maxsize=1 << 16)
def _word(text: str) -> _Word:
    return _Word(*word_keys(text), text[0].isupper())


def _is_plain(words: list[_Word]) -> bool:
    return sum(1 for word in words if word.strict != word.loose) < PLAIN_SHARE * len(words)


def _same(words: Sequence[_Word], name: Sequence[_Word], plain: bool) -> bool:
    """Whether the words are the name's; a plain text may leave accents off, none the capitals."""
    return len(words) == len(name) and all(
        (word.strict == own.strict or (plain and word.strict == own.loose)) and word.capital >= own.capital
        for word, own in zip(words, name, strict=True)
    )


def _together(text: str, spans: Sequence[Stretch]) -> bool:
    return all(_GAP.fullmatch(text, end, start) for (_, end), (start, _) in itertools.pairwise(spans))


def _stands(text: str, start: int, name: str) -> bool:
    """Whether a name of a script without spaces stands there and is not the middle of a longer word."""
    end = start + len(name)
    if not text.startswith(name, start) or unicodedata.category(text[end : end + 1] or " ")[0] == "M":
        return False
    if _KATAKANA.match(name):
        return not (_KATAKANA.match(text, end) or _KATAKANA.match(text[start - 1 : start]))
    return name not in _ORDINARY or bool(_ORDINARY[name].match(text, end))
