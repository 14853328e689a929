"""What a story tells that a story in another language may tell too, and how much two of them share.

Marks are names, places, numbers, days and things that happen. The rarer a mark among the stories of the
time, the more it says; one that only one language can write counts little against a story.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

import yaml

from classifier import traditional
from classifier.across_days import days
from classifier.across_names import han_names, latin_names
from classifier.across_numbers import numbers
from classifier.across_world import world_places
from classifier.gazetteer import Finder
from classifier.phrases import Lists, Phrases
from classifier.place_words import Words
from language.text import fold

NAME, PLACE, NUMBER, DAY, THING, READ = "name", "place", "number", "day", "thing", "read"
FILE = Path(__file__).with_name("across.yaml")
# What stands further down is told of other things.
_LONGEST = 12_000
# The first articles of a story tell what happened.
_EARLY = 3
_UNSEEN = re.compile("[\u200b\u200c\u200d\u00ad\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Told:
    """One article, as it is compared."""

    title: str
    body: str
    lang: str
    day: date


Marks = Mapping[str, str]
"""Each mark, ``kind:key``, and how the text writes it."""


def marks(told: Told, finder: Finder) -> Marks:
    """Everything an article tells that may be found again in another language."""
    text = _even(f"{told.title}\n{told.body}"[:_LONGEST])
    named, rest = days(fold(text), told.lang, told.day)
    found = [one for one in finder.mentions(text) if one.real]
    near = {(one.start, one.end): one.place for one in found}
    far = world_places(Words(text), told.lang, [*near])
    taken = [*near, *far]
    return (
        {f"{NAME}:{key}": written for key, written in latin_names(text, told.lang, taken).items()}
        | {f"{READ}:{key}": written for key, written in han_names(text, told.lang, taken).items()}
        | {f"{PLACE}:{key}": "" for key in finder.history.chain(near.values(), told.day)}
        | {f"{PLACE}:{key}": text[slice(*span)] for span, key in far.items()}
        | {f"{NUMBER}:{value:g}": "" for value in numbers(rest, told.lang)}
        | {f"{DAY}:{day}": "" for day in named}
        | {f"{THING}:{thing}": "" for thing in things(text, told.lang)}
    )


def joined(told: Sequence[Marks]) -> Marks:
    """The marks of a story's articles as one; in a large story what one later one alone tells is left out."""
    counts = Counter(mark for one in told for mark in one)
    early = {mark for one in told[:_EARLY] for mark in one}
    return {
        mark: written
        for one in reversed(told)
        for mark, written in one.items()
        if mark in early or counts[mark] > 1
    }


def things(text: str, lang: str) -> set[str]:
    """What happens in a text, by the phrases of its language."""
    phrases = _things(lang)
    if phrases is None:
        return set()
    return {owner for phrase, _, _ in phrases.find(text) for owner in phrases.owners[phrase]}


@cache
def lists() -> Mapping[str, Lists]:
    """The phrases of each language, by what they tell."""
    with FILE.open(encoding="utf-8") as lines:
        told = cast("Mapping[str, Lists]", yaml.safe_load(lines))
    found: dict[str, dict[str, list[str]]] = {}
    for thing, by_lang in told.items():
        for lang, phrases in by_lang.items():
            found.setdefault(lang, {})[thing] = phrases
    return found


def word_for(thing: str, lang: str) -> str:
    """What a thing that happens is called in a language."""
    return next(iter(lists().get(lang, {}).get(thing, ())), thing).rstrip("*")


@cache
def _things(lang: str) -> Phrases | None:
    own = lists().get(lang)
    if own is None:
        return None
    return Phrases(traditional.with_traditional(own) if lang == traditional.LANG else own)


def _even(text: str) -> str:
    """One guise of each sign: full-width forms, unseen signs, and digits of every script."""
    even = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return even if even.isascii() else "".join(map(_digit, even))


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
