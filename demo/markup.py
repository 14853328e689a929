"""The page templates of templates/*.page and the words around the articles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import yaml

from demo.outlets import Outlet

TEMPLATES = Path(__file__).parent / "templates"
BLOCK = re.compile(r"^== ([a-z]+) ==\n", re.MULTILINE)

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Words:
    """What the pages of one language say around the articles."""

    said: Mapping[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    captions: tuple[str, ...]
    comments: tuple[tuple[str, str], ...]
    places: Mapping[str, str]

    def caption(self, places: tuple[str, ...], number: int) -> str:
        """A picture's caption, about the first place that has a name in this language."""
        known = [self.places[place] for place in places if place in self.places]
        if not known or not self.captions:
            return self.said["caption"]
        text = self.captions[number % len(self.captions)].format(place=known[0])
        return text[0].upper() + text[1:]


def fill(family: str, block: str, values: Values) -> str:
    """A block of a family's templates, or the common one; the values are HTML already."""
    blocks = _blocks(family)
    return (blocks.get(block) or _blocks("common")[block]).substitute(values)


def words(lang: str) -> Words:
    """The words of a language."""
    return _all_words()[lang]


def spoken(lang: str) -> dict[str, str]:
    """A language's words as values for a template."""
    return {f"w_{key}": escape(text) for key, text in words(lang).said.items()}


def shown_date(outlet: Outlet, at: datetime) -> str:
    """An instant as the outlet's pages print it."""
    local = at.astimezone(outlet.timezone)
    known = words(outlet.wording)
    return outlet.shown_date.format(
        weekday=known.weekdays[local.weekday()],
        month=known.months[local.month - 1],
        y=local.year,
        m=local.month,
        d=local.day,
        H=local.hour,
        M=local.minute,
    )


@cache
def _blocks(family: str) -> Mapping[str, Template]:
    parts = BLOCK.split((TEMPLATES / f"{family}.page").read_text("utf-8"))
    return {name: Template(text.rstrip("\n")) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


@cache
def _all_words() -> Mapping[str, Words]:
    told = yaml.safe_load((TEMPLATES / "words.yaml").read_text("utf-8"))
    places: Mapping[str, Mapping[str, str]] = told.pop("places")
    return {
        lang: _words(row, {slug: names[lang] for slug, names in places.items() if lang in names})
        for lang, row in told.items()
    }


def _words(row: Mapping[str, Any], places: Mapping[str, str]) -> Words:
    return Words(
        said={key: text for key, text in row.items() if isinstance(text, str)},
        months=tuple(row["months"]),
        weekdays=tuple(row["weekdays"]),
        captions=tuple(row["captions"]),
        comments=tuple((one["who"], one["text"]) for one in row["said"]),
        places=places,
    )
