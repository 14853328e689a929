"""The end of a query that is being typed, and what it may become: a field's name or one of its values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from language.text import fold, squeeze
from search.errors import QueryError
from search.fields import SHOWN, field_named, read_tag
from search.names import Names

MOST = 8
# A longer query is edited, not begun.
_LONGEST = 200
_SHORTEST = 2
_CLOSED_BY = {'"': '"', "“": "”", "„": "”", "‟": "”", "«": "»"}
_END = re.compile(r"[^\s()（）\"“”„‟«»]+\Z")
_WORD = re.compile(r"\S+")
_MARKS = '()（）"”»'
_QUOTES = frozenset('"“”„‟«»')
_SIGNS = re.compile(r"[-=]+")
_OPERATOR = re.compile(r"AND|OR|NOT|VÀ|HOẶC|KHÔNG|(?:NEAR|GẦN)(?:/\d*)?")
_OFFERED = (
    *("title", "outlet", "topic", "tone", "place", "country"),
    *("lang", "kind", "source", "date", "about", "harms"),
)
# Fields by what they are called in Vietnamese and in English, in the order in which they are offered.
FIELDS = {field: (SHOWN[field], field) for field in _OFFERED}


@dataclass(frozen=True, slots=True)
class Typed:
    """The end of a query: the words or the value being typed, and all that stands before it."""

    head: str
    words: tuple[str, ...] = ()
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field as the index keeps it, and what it is called."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What a query may become, what is shown of it, and the code that stands for what is shown."""

    query: str
    shown: str
    code: str = ""


def read(query: str) -> Typed | None:
    """Return the end of a query that can be completed, if there is one."""
    if len(query) > _LONGEST:
        return None
    opening = _unclosed(query)
    if opening is not None:
        return _quoted(query, opening)
    found = _END.search(query)
    if found is None:
        return None
    last, start = found.group(), found.start()
    if ":" in last or "：" in last:
        return _valued(query[:start], last)
    if signs := _SIGNS.match(last):
        return _worded(query[: start + signs.end()], [last[signs.end() :]])
    return _plain(query[:start], last)


def names(typed: Typed) -> tuple[Completion, ...]:
    """Return the fields whose name begins with the last one or two words."""
    found: dict[str, Completion] = {}
    for count in (2, 1):
        written = " ".join(typed.words[-count:])
        if len(typed.words) < count or len(written) < _SHORTEST:
            continue
        before = "".join(f"{word} " for word in typed.words[:-count])
        for field, called in FIELDS.items():
            name = next((name for name in called if fold(name).startswith(fold(written))), None)
            if name and field not in found:
                found[field] = Completion(f"{typed.head}{before}{name}:", f"{name}:")
    return tuple(found.values())


def values(typed: Typed, choices: Sequence[Choice], known: Names) -> tuple[Completion, ...]:
    """Return the choices that begin with what was typed, then those that contain it, as they are given.

    What is written is the name, or the code where the name would be read as something else.
    """
    wanted = squeeze(fold(typed.value))
    ranks = [(rank, choice) for choice in choices if (rank := _rank(choice, wanted)) is not None]
    ranks.sort(key=lambda pair: pair[0])
    return tuple(
        Completion(f"{typed.head}{_safe(_written(typed.field, choice, known))} ", choice.name, choice.value)
        for _, choice in ranks[:MOST]
    )


def is_operator(word: str) -> bool:
    """Whether a word would join others instead of being looked for."""
    return _OPERATOR.fullmatch(word) is not None


def _unclosed(query: str) -> int | None:
    """Return where a quotation begins that has not ended."""
    opening: int | None = None
    for at, sign in enumerate(query):
        if opening is None:
            opening = at if sign in _CLOSED_BY else None
        elif sign in {'"', _CLOSED_BY[query[opening]]}:
            opening = None
    return opening


def _quoted(query: str, opening: int) -> Typed | None:
    inside = query[opening + 1 :]
    before = _END.search(query[:opening])
    if before is not None and before.group().endswith((":", "：")):
        valued = _valued(query[: before.start()], before.group() + inside)
        if valued is None or valued.field:
            return valued
    return _worded(query[: opening + 1], inside.split())


def _valued(head: str, last: str) -> Typed | None:
    """Return a value after its field, whose name may be of two words."""
    name, _, value = last.replace("：", ":").partition(":")
    field = field_named(f"{(head.split() or [''])[-1]} {name}") or field_named(name.lstrip("-"))
    if field == "title":
        return _worded(f"{head}{name}:", [value])
    return None if field is None else Typed(f"{head}{name}:", field=field, value=value)


def _plain(head: str, last: str) -> Typed | None:
    """Return the words at the end that are neither operators nor fields nor in brackets."""
    if _stops(last):
        return None
    before = list(_WORD.finditer(head, max(head.rfind(sign) for sign in _MARKS) + 1))
    words = list(takewhile(lambda word: not _stops(word.group()), reversed(before)))[::-1]
    start = words[0].start() if words else len(head)
    return _worded(head[:start], [*(word.group() for word in words), last])


def _stops(word: str) -> bool:
    return is_operator(word) or ":" in word or "：" in word or "*" in word or _SIGNS.match(word) is not None


def _worded(head: str, words: Sequence[str]) -> Typed | None:
    written = tuple(word for word in words if word)
    return Typed(head, written) if written else None


def _rank(choice: Choice, wanted: str) -> int | None:
    """Return 0 where it begins so, 1 where a later word does, 2 where it stands inside one."""
    told = (squeeze(fold(choice.name)), fold(choice.value))
    if any(text.startswith(wanted) for text in told):
        return 0
    if any(re.search(rf"[\W_]{re.escape(wanted)}", text) for text in told):
        return 1
    inside = len(wanted) >= _SHORTEST and any(wanted in text for text in told)
    return 2 if inside else None


def _written(field: str, choice: Choice, known: Names) -> str:
    if _QUOTES.isdisjoint(choice.name):
        try:
            is_understood = read_tag(field, choice.name, 0, known) == read_tag(field, choice.value, 0, known)
        except QueryError:
            is_understood = False
        if is_understood:
            return choice.name
    return choice.value


def _safe(value: str) -> str:
    return value if _END.fullmatch(value) else f'"{value}"'
