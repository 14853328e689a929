"""The words by which quotes are told, a language's lists made into patterns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from classifier.phrases import Lists
from language.tokens import is_sign

PATH = Path(__file__).with_name("quote_words.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    """One language's patterns; see the head of the lists for what each is."""

    said: re.Pattern[str]
    lead: re.Pattern[str]
    intro: re.Pattern[str]
    filler: re.Pattern[str]
    joint: re.Pattern[str]
    doing: re.Pattern[str]
    according: re.Pattern[str]
    titles: re.Pattern[str]
    own: re.Pattern[str]
    naming: re.Pattern[str]
    nobody: frozenset[str]

    def is_nobody(self, named: str) -> bool:
        """Whether words stand for a speaker and name none."""
        return named.lower() in self.nobody


@lru_cache(maxsize=32)
def load(lang: str) -> Words | None:
    """The words of a language, if there are any."""
    lists = _all().get(lang)
    if lists is None:
        return None
    return Words(
        said=_any(lists, "said"),
        lead=_any(lists, "lead"),
        intro=_any(lists, "intro"),
        filler=_any(lists, "filler"),
        joint=_any(lists, "joint"),
        doing=_any(lists, "doing"),
        according=_any(lists, "according"),
        titles=_any(lists, "titles"),
        own=_any(lists, "own"),
        naming=_any(lists, "naming"),
        nobody=frozenset(lists["nobody"]),
    )


@lru_cache(maxsize=1)
def _all() -> Mapping[str, Lists]:
    return cast("Mapping[str, Lists]", yaml.safe_load(PATH.read_text("utf-8")))


def _any(lists: Lists, name: str) -> re.Pattern[str]:
    """Any word of a list, the longest first, spaced ones whole."""
    ordered = sorted(lists.get(name, ()), key=lambda one: (-len(one), one))
    spaced = "|".join(re.escape(one) for one in ordered if not is_sign(one[0]))
    signs = "|".join(re.escape(one) for one in ordered if is_sign(one[0]))
    return re.compile(rf"(?<!\w)(?:{spaced or '(?!)'})(?!\w)|(?:{signs or '(?!)'})", re.IGNORECASE)
