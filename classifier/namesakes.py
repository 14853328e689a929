"""What a place name means where it stands: the place, or a street, a club, a person called like it."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypedDict, cast

import yaml

from language.tokens import is_sign

PLACE = "place"
# Only that much beside a name is looked at.
LOOK_BACK = 32
LOOK_AHEAD = 20

_FILE = Path(__file__).with_name("namesakes.yaml")
_UPPER = "".join(chr(code) for code in range(0x41, 0x1F00) if chr(code).isupper())
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_]+[ .]+){1,3}\Z")
_SENTENCE_STARTS = re.compile(r"(?:\A|[.!?:;…|“\"‘'(\n–-])\s*\Z")
_DIRECTIONS = frozenset(["Bắc", "Nam", "Đông", "Tây", "Trung"])


class Cues(TypedDict, total=False):
    """The words beside a name that give it one sense."""

    before: list[str]
    after: list[str]
    surnames: list[str]


def sense(text: str, start: int, end: int, *, province: bool) -> str:
    """What the name at that stretch of a text means: ``place`` or another sense of namesakes.yaml."""
    rules = _rules()
    before, after = text[max(0, start - LOOK_BACK) : start], text[end : end + LOOK_AHEAD]
    found = rules.after.match(after) or rules.before.search(before.lower())
    if found:
        name = str(found.lastgroup)
        # A ward called like a province is no part of it; a ward's own name is what it is.
        return PLACE if name == "ward" and not province else name
    if rules.surname.search(before):
        return "person"
    return "longer" if province and _joins_a_name(before) else PLACE


def _joins_a_name(before: str) -> bool:
    """Whether a capitalised word before it makes the place name a part of a longer one, as a brand's."""
    found = _WORDS_BEFORE.search(before)
    if found is None or "." in found.group():
        return False
    last = found.group().split()[-1]
    if not last[0].isupper() or last.isupper() or last in _DIRECTIONS:
        return False
    return _SENTENCE_STARTS.search(before[: before.rindex(last)]) is None


class _Rules:
    """The cues of namesakes.yaml as three patterns."""

    def __init__(self, cues: Mapping[str, Cues]) -> None:
        before = {name: cue["before"] for name, cue in cues.items() if "before" in cue}
        after = {name: cue["after"] for name, cue in cues.items() if "after" in cue}
        self.before = re.compile(rf"(?:^|[^\w])(?:{_either(before)})[ .]*[“\"‘']?\Z")
        self.after = re.compile(rf"[ ”\"’']*(?:{_either(after)})")
        surnames = "|".join(cues["person"]["surnames"])
        self.surname = re.compile(rf"(?:^|[^\w])(?:{surnames}) (?:[{_UPPER}][^\W\d_]* ){{0,2}}\Z")


def _either(words: Mapping[str, Iterable[str]]) -> str:
    """One alternation of named groups; in each the longest words come first."""
    return "|".join(f"(?P<{name}>{_words(group)})" for name, group in words.items())


def _words(group: Iterable[str]) -> str:
    return "|".join(_word(word) for word in sorted(group, key=len, reverse=True))


def _word(word: str) -> str:
    """A cue with a capital stands as it is written; signs stand wherever they stand."""
    cue = re.escape(word) if word[0].isupper() else f"(?i:{re.escape(word)})"
    return cue if is_sign(word[0]) else rf"{cue}(?!\w)"


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    with _FILE.open(encoding="utf-8") as lines:
        return _Rules(cast("Mapping[str, Cues]", yaml.safe_load(lines)))
