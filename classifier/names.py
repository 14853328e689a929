"""Names in a text, whatever the script: the longest at each place, by syllables or by signs."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from classifier.place_words import UNSPACED, Stretch, Word, Words

__all__ = ["Found", "NameIndex", "Stretch", "phrases"]

Found = tuple[int, int, tuple[str, ...]]

_SIGN = re.compile(f"[{UNSPACED}]")
_KATAKANA = re.compile("[\u30a0-\u30ff]")
# What may stand between the words of a name; a full stop with a space behind it ends a sentence, but for TP.
_GAP = re.compile(r"[\s(–-]{1,3}|\.|(?<=\bT[Pp])\.\s")
# What must stand behind a name that is an ordinary word too, or begins one: Korean writes Huế as it writes
# "afterwards" and Hà Nam as a town of its own, Thai writes it as the beginning of "to leave out".
_BEHIND = {"후에": re.compile("시|성"), "เว้": re.compile("(?!น)")}
# Without the word for province or city these are places in China, too: only in a text about Việt Nam are
# they sure.
_OF_CHINA_TOO = frozenset(
    [
        *["海防", "广南", "廣南", "平阳", "平陽", "太原", "西宁", "西寧", "平定", "富安", "广平", "廣平"],
        *["南定", "兴安", "興安", "北江", "河江", "安江", "高平", "清化", "永隆", "平顺", "平順", "隆安"],
        *["前江", "安沛", "永福", "海阳", "海陽"],
    ]
)
_COUNTY = re.compile("[县縣区區镇鎮乡鄉村路街河江洋军軍]")
_SURE = re.compile("越南|ベトナム")
# Kawachi, a part of Ōsaka.
_OF_JAPAN_TOO = frozenset(["河内"])
_KANA = re.compile("[\u3040-\u309f]")
# Typed in small letters these are words: peace, great peace.
_SMALL_WORDS = frozenset({"hoa binh", "thai binh"})


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[Word, ...]
    text: str
    keys: tuple[str, ...]

    def end(self, text: str, end: int) -> int:
        """Where it ends in a text: a bracket behind its last word is part of it."""
        return end + 1 if self.text[-1] == text[end : end + 1] == ")" else end


class NameIndex:
    """Names and the keys they stand for."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        spaced: dict[str, list[_Name]] = {}
        self._unspaced: dict[str, list[_Name]] = {}
        for name in _gathered(names):
            if _SIGN.search(name.text):
                self._unspaced.setdefault(name.text[0], []).append(name)
            elif name.words:
                spaced.setdefault(name.words[0].loose, []).append(name)
        for named in (*spaced.values(), *self._unspaced.values()):
            named.sort(key=lambda name: (-len(name.words), -len(name.text), name.text))
        self._spaced = {first: _by_second(named) for first, named in spaced.items()}
        firsts = "".join(map(re.escape, sorted(self._unspaced)))
        self._firsts = re.compile(f"[{firsts}]" if firsts else "(?!)")

    def find(self, words: Words) -> list[Found]:
        """Start, end and keys of the names in a text, in order, none over another."""
        found = [*self._find_spaced(words)]
        if self._firsts.search(words.text):
            found += self._find_unspaced(words.text)
            found.sort()
        return found

    def exact(self, name: str) -> tuple[str, ...]:
        """The keys of a name written as it is."""
        if _SIGN.search(name):
            return next((own.keys for own in self._unspaced.get(name[0], ()) if own.text == name), ())
        found = self._find_spaced(Words(name))
        return next((keys for start, end, keys in found if (start, end) == (0, len(name))), ())

    def _find_spaced(self, words: Words) -> Iterator[Found]:
        items, firsts = words.items, self._spaced
        loose = [word.loose for word in items]
        loose.append("")
        free = 0
        for at in [at for at, key in enumerate(loose) if key in firsts]:
            if at < free:
                continue
            seconds = firsts[loose[at]]
            for name in seconds.get(loose[at + 1]) or seconds[""]:
                last = at + len(name.words)
                if _same(items[at:last], name, words) and _together(words, at, last):
                    yield words.spans[at][0], name.end(words.text, words.spans[last - 1][1]), name.keys
                    free = last
                    break

    def _find_unspaced(self, text: str) -> Iterator[Found]:
        found = [*self._stand(text)]
        is_sure = _SURE.search(text) is not None or any(name.text not in _OF_CHINA_TOO for _, name in found)
        for start, name in found:
            end = start + len(name.text)
            if name.text in _OF_CHINA_TOO and not (is_sure and not _COUNTY.match(text, end)):
                continue
            if not (name.text in _OF_JAPAN_TOO and _KANA.search(text)):
                yield start, end, name.keys

    def _stand(self, text: str) -> Iterator[tuple[int, _Name]]:
        end = 0
        for first in self._firsts.finditer(text):
            start = first.start()
            if start >= end:
                name = next((n for n in self._unspaced[first.group()] if _stands(text, start, n.text)), None)
                if name is not None:
                    end = start + len(name.text)
                    yield start, name


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
            yield _Name(tuple(Words(text).items), text, tuple(its))


def _by_second(named: Sequence[_Name]) -> dict[str, list[_Name]]:
    """Names of one first word by their second, each list with the names of a single word at its end."""
    single = [name for name in named if len(name.words) == 1]
    seconds: dict[str, list[_Name]] = {}
    for name in named:
        if len(name.words) > 1:
            seconds.setdefault(name.words[1].loose, []).append(name)
    return {second: [*those, *single] for second, those in seconds.items()} | {"": single}


def _same(items: Sequence[Word], name: _Name, words: Words) -> bool:
    """Whether the words are the name's; a plain text may leave accents off, a small one capitals too."""
    if len(items) != len(name.words):
        return False
    for word, own in zip(items, name.words, strict=True):
        if word.strict != own.strict and not (word.strict == own.loose and words.is_plain):
            return False
        if own.is_capital and not word.is_capital and not _is_small(name, words):
            return False
    return True


def _is_small(name: _Name, words: Words) -> bool:
    return (
        len(name.words) > 1
        and words.is_small
        and " ".join(word.loose for word in name.words) not in _SMALL_WORDS
    )


def _together(words: Words, at: int, last: int) -> bool:
    text, spans = words.text, words.spans
    return all(
        text[end:start] == " " or _GAP.fullmatch(text, end, start)
        for (_, end), (start, _) in itertools.pairwise(spans[at:last])
    )


def _stands(text: str, start: int, name: str) -> bool:
    """Whether a name of a script without spaces stands there and is not the middle of a longer word."""
    end = start + len(name)
    if not text.startswith(name, start) or unicodedata.category(text[end : end + 1] or " ")[0] == "M":
        return False
    if _KATAKANA.match(name):
        return not (_KATAKANA.match(text, end) or _KATAKANA.match(text[start - 1 : start]))
    return name not in _BEHIND or bool(_BEHIND[name].match(text, end))
