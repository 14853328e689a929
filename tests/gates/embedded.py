"""What feedparser's own cases expect, asked of our lists where it is about something that is stored.

The expressions are parsed, never run: comparisons of a field with a constant, joined by ``and``.
"""

import ast
import html
import re
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import nh3

from crawler.entries import Listing
from crawler.model import Entry, Feed
from tests.gates.texts import plain

Path = tuple[str | int, ...]

# What they say of the parser itself.
_ITSELF = frozenset({"bozo", "version", "encoding"})
_MARKUP = re.compile(r"</\w|/>|<\w+\s[^<>]*=|&#?\w+;")


@dataclass(frozen=True, slots=True)
class Read:
    """A list as it was read."""

    feed: Feed
    listing: Listing


@dataclass(slots=True)
class Tally:
    """How many cases hold, which do not, and why the others were not asked."""

    held: int = 0
    missed: list[str] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """The share of those asked that hold."""
        asked = self.held + len(self.missed)
        return self.held / asked if asked else 0.0


def tally(cases: Mapping[str, str], read: Callable[[str], Read | None]) -> Tally:
    """All cases by what becomes of them; ``read`` gives nothing for what is refused."""
    found = Tally()
    for name, expression in cases.items():
        terms = list(terms_of(expression))
        wanted = [(path, value) for path, value in terms if stored(path)]
        if not wanted:
            reason = (
                ".".join(str(part) for part in terms[0][0] if isinstance(part, str)) if terms else "itself"
            )
            found.passed_over[reason] += 1
            continue
        answer = read(name)
        if answer is None:
            found.passed_over["refused"] += 1
        elif all(holds(answer, path, value) for path, value in wanted):
            found.held += 1
        else:
            found.missed.append(name)
    return found


def terms_of(expression: str) -> Iterator[tuple[Path, Any]]:
    """The fields an expression speaks of, each with the constant it is to be."""
    tree = ast.parse(expression, mode="eval").body
    for part in tree.values if isinstance(tree, ast.BoolOp) else [tree]:
        if isinstance(part, ast.Compare):
            *left, right = [part.left, *part.comparators]
            yield from ((path_of(one), constant(right)) for one in left)
        elif (path := path_of(part.operand if isinstance(part, ast.UnaryOp) else part)) and path[
            0
        ] not in _ITSELF:
            yield path, None


def path_of(node: ast.expr) -> Path:
    """The way to a field; empty for what is no field."""
    match node:
        case ast.Name(id=name):
            return (name,)
        case ast.Attribute(value=inner, attr=name):
            return (*path_of(inner), name)
        case ast.Subscript(value=inner, slice=ast.Constant(value=str() | int() as key)):
            return (*path_of(inner), key)
        case ast.Call(func=inner):
            return path_of(inner)
    return ()


def constant(node: ast.expr) -> Any:
    """What is written there; None for what is not simply written."""
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def stored(path: Path) -> bool:
    """Whether something like it is stored."""
    match path:
        case ("entries", int(), *rest):
            return tuple(rest) in _OF_ENTRY or _is_author(rest)
        case ("feed", *rest):
            return tuple(rest) in _OF_FEED
    return False


def holds(read: Read, path: Path, value: Any) -> bool:
    """Whether a stored field is what is expected."""
    match path:
        case ("entries", int(place), *rest):
            if place >= len(read.feed.entries):
                return False
            entry = read.feed.entries[place]
            return value in entry.authors if _is_author(rest) else _OF_ENTRY[tuple(rest)](entry, value)
        case ("feed", *rest):
            return _OF_FEED[tuple(rest)](read, value)
    return False


def _is_author(rest: Iterable[str | int]) -> bool:
    match tuple(rest):
        case ("author",) | ("author_detail", "name") | ("authors", int(), "name"):
            return True
    return False


def words(value: object) -> str:
    """A text as it is stored: what looks like markup without it."""
    text = str(value)
    if _MARKUP.search(text):
        text = html.unescape(nh3.clean(text, tags=set(), clean_content_tags={"script", "style"}))
    return plain(text)


def instant(value: Any) -> datetime | None:
    """A time as feedparser gives it, in nine numbers."""
    return datetime.fromtimestamp(timegm(value), UTC) if isinstance(value, tuple) else None


def _has_title(given: Entry | Feed, value: Any) -> bool:
    return given.title == words(value)


def _has_summary(entry: Entry, value: Any) -> bool:
    return entry.summary == words(value)


def _is_from(entry: Entry, value: Any) -> bool:
    return entry.published.at == instant(value)


_OF_ENTRY: Mapping[Path, Callable[[Entry, Any], bool]] = {
    ("title",): _has_title,
    ("title_detail", "value"): _has_title,
    ("summary",): _has_summary,
    ("description",): _has_summary,
    ("summary_detail", "value"): _has_summary,
    ("content", 0, "value"): _has_summary,
    ("link",): lambda entry, value: entry.link == value,
    ("id",): lambda entry, value: entry.id == value,
    ("guid",): lambda entry, value: entry.id == value,
    ("published",): lambda entry, value: entry.published.raw == value,
    ("published_parsed",): _is_from,
    ("created_parsed",): _is_from,
    ("updated_parsed",): _is_from,
}
_OF_FEED: Mapping[Path, Callable[[Read, Any], bool]] = {
    ("title",): lambda read, value: _has_title(read.feed, value),
    ("title_detail", "value"): lambda read, value: _has_title(read.feed, value),
    ("language",): lambda read, value: read.listing.lang == value,
    ("link",): lambda read, value: read.listing.link == value,
}
