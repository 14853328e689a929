"""What the values of fields are called, so that a query may name them as people do. Pure."""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from language.text import fold, is_accented
from language.tokens import streams
from search.tree import Tag, tag

# Fields whose values are all known; any other value of them is a mistake.
CLOSED = frozenset({"topic", "lang", "kind", "country"})
# Words that stand before a name and are often left out.
_OF_PRESS = re.compile(r"(?:nhat )?bao (?:dien tu )?|tap chi |hang tin |the ")
_HEADS = {
    "outlet": _OF_PRESS,
    "source": _OF_PRESS,
    "kind": re.compile(r"bao "),
    "lang": re.compile(r"tieng "),
}
_BORDERS = re.compile(r"\s+[-–—]\s+|[,;()&/]|\s(?:và|and)\s")
_SPARE = re.compile(r"[\s\-_–—,.;:()&/'’]+")
_PLURAL = re.compile(r"[a-z ]{4,}s", re.IGNORECASE)
_SHORTEST_PART = 2
_LONGEST, _MOST_NEAR, _LIKE = 80, 3, 0.65


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which a value of a field is called."""

    field: str
    code: str
    text: str


class Names:
    """The values of fields by what they are called, in any of their languages, with accents or without.

    A whole name goes before a part of one, and a code before both. What several values are called means
    any of them.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._tags: set[Tag] = set()
        self._whole: defaultdict[tuple[str, str], dict[Tag, None]] = defaultdict(dict)
        self._parts: defaultdict[tuple[str, str], dict[Tag, None]] = defaultdict(dict)
        self._told: defaultdict[str, dict[str, Name]] = defaultdict(dict)
        for name in names:
            self._take(name)

    def is_code(self, field: str, value: str) -> bool:
        """Whether this is the code of a value, which no name stands in front of."""
        return fold(value) == value.lower() and tag(field, value) in self._tags

    def tags(self, field: str, value: str) -> tuple[Tag, ...]:
        """Return what a written value means; nothing where no value is called so."""
        asked, value = tag(field, value), unicodedata.normalize("NFC", value)
        if self.is_code(field, value):
            return (asked,)
        for spelling in (*_spellings(value), *_spellings(_headless(field, value))):
            for called in (self._whole, self._parts):
                if found := called.get((field, spelling)):
                    return tuple(found)
        return (asked,) if asked in self._tags else ()

    def nearest(self, field: str, value: str) -> list[str]:
        """Return the names that are written most like a value no name of the field is."""
        told = self._told.get(field, {})
        if len(value) > _LONGEST:
            return []
        near = difflib.get_close_matches(_plain(value), told, n=2 * _MOST_NEAR, cutoff=_LIKE)
        found: dict[str, str] = {}
        for spelling in near:
            found.setdefault(told[spelling].code, told[spelling].text)
        return list(found.values())[:_MOST_NEAR]

    def _take(self, name: Name) -> None:
        meant = tag(name.field, name.code)
        self._tags.add(meant)
        for text in (name.text, name.code):
            self._note(self._whole, name, text, meant)
        for text in _parts(name):
            self._note(self._parts, name, text, meant)

    def _note(
        self, called: dict[tuple[str, str], dict[Tag, None]], name: Name, text: str, meant: Tag
    ) -> None:
        for spelling in _spellings(text):
            called[name.field, spelling][meant] = None
        self._told[name.field].setdefault(_plain(text), name)


def _spellings(text: str) -> tuple[str, ...]:
    """How a name is compared: with its accents, wherever they were set, and then without."""
    plain = _plain(text)
    return (" ".join(streams(text)[0]), plain) if is_accented(text) else (plain,)


def _plain(text: str) -> str:
    return _SPARE.sub("", fold(text))


def _headless(field: str, text: str) -> str:
    """A name without the word for what it names, where it has one."""
    head = _HEADS[field].match(fold(text)) if field in _HEADS else None
    return text[head.end() :] if head else text


def _parts(name: Name) -> Iterator[str]:
    """Yield a name without the words that are left out, its parts, and what one of many is called."""
    for text in (name.text, *_BORDERS.split(name.text)):
        part = text.strip()
        if len(part) >= _SHORTEST_PART:
            yield part
            yield _headless(name.field, part)
        if _PLURAL.fullmatch(part):
            yield part[:-1]
