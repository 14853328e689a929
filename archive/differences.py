"""What changed between two versions: by paragraph, and word by word within a paragraph. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# What a comparison costs grows with the things it compares and the pairs of equal ones it has to weigh. With
# more than so many it falls back: a paragraph is told whole, a run of paragraphs as what went and what came.
MOST_THINGS = 4_000
MOST_EQUALS = 100_000
MOST_KIN_PAIRS = 2_500
# Two paragraphs that share less than this are not one that changed, but one that went and one that came.
LEAST_ALIKE = 0.5

# Scripts written without spaces are compared by letter with its marks: Han, kana, Thai, Lao, Khmer, Burmese.
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
_MARKS = (
    "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ece"  # Thai, Lao
    "\u102b-\u103e\u17b4-\u17d1\u17d3\u3099\u309a"  # Burmese, Khmer, kana
)
# A Khmer letter set below another follows a sign of its own.
_CLUSTER = f"[{_SPACELESS}](?:[{_MARKS}]|\u17d2[\u1780-\u17a2])*"
_FIGURE = r"\d+(?:[.,:/]\d+)*"
# A word takes the space before it along: a space by itself would be equal to every other.
_TOKEN = re.compile(rf"\s*(?:{_FIGURE}|{_CLUSTER}|[^\W\d{_SPACELESS}]+|\S)|\s+")


class Kind(StrEnum):
    """Whether words stayed, came or went."""

    SAME = "same"
    IN = "in"
    OUT = "out"


class Part(StrEnum):
    """Where in an article a line stands."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Change:
    """Some words that stayed, came or went together."""

    kind: Kind
    text: str


Changes = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a version said."""

    title: str
    standfirst: str
    body: str


@dataclass(frozen=True, slots=True)
class Line:
    """A title, a standfirst or a paragraph with what came into it and what went."""

    part: Part
    changes: Changes

    @property
    def is_changed(self) -> bool:
        """Whether anything came or went."""
        return any(change.kind is not Kind.SAME for change in self.changes)


def compare(before: Words, after: Words) -> tuple[Line, ...]:
    """Every line of ``after`` with what came and went since ``before``; what went stands where it stood."""
    parts = (
        (Part.TITLE, before.title, after.title),
        (Part.STANDFIRST, before.standfirst, after.standfirst),
        (Part.BODY, before.body, after.body),
    )
    return tuple(Line(part, line) for part, old, new in parts for line in paragraphs(old, new))


def plain(words: Words) -> tuple[Line, ...]:
    """The lines of a version that is compared with nothing."""
    return compare(words, words)


def paragraphs(before: str, after: str) -> tuple[Changes, ...]:
    """The paragraphs of a text, each with what came and what went."""
    old, new = _lines(before), _lines(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = _aligned(old[start : len(old) - end], new[start : len(new) - end])
    same = [(Change(Kind.SAME, line),) for line in new]
    return (*same[:start], *middle, *same[len(new) - end :])


def words(before: str, after: str) -> Changes:
    """One paragraph, word by word; one that is too long to compare is told whole."""
    if before == after:
        return (Change(Kind.SAME, after),) if after else ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if _is_much(old, new):
        return tuple(_told(before, after))
    told: list[Change] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            told.append(Change(Kind.SAME, "".join(new[k:m])))
        else:
            told += _told("".join(old[i:j]), "".join(new[k:m]))
    return tuple(told)


def _counted(text: str) -> Counter[str]:
    return Counter(token.strip() for token in _TOKEN.findall(text))


def _share(old: Counter[str], new: Counter[str]) -> float:
    whole = old.total() + new.total()
    return 2 * (old & new).total() / whole if whole else 1.0


def _is_much(old: Sequence[str], new: Sequence[str]) -> bool:
    counted = Counter(new)
    equals = sum(times * counted[one] for one, times in Counter(old).items())
    return len(old) + len(new) > MOST_THINGS or equals > MOST_EQUALS


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Changes]:
    if _is_much(old, new):
        yield from _replaced(old, new)
        return
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((Change(Kind.SAME, line),) for line in new[k:m])
        else:
            yield from _kin(old[i:j], new[k:m])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Changes]:
    yield from ((Change(Kind.OUT, line),) for line in old)
    yield from ((Change(Kind.IN, line),) for line in new)


def _kin(old: Sequence[str], new: Sequence[str]) -> Iterator[Changes]:
    """Pair the paragraphs that became one another, in order; the others went and came."""
    if len(old) * len(new) > MOST_KIN_PAIRS:
        yield from _replaced(old, new)
        return
    at_old = at_new = 0
    for i, k in _pairs(old, new):
        yield from _replaced(old[at_old:i], new[at_new:k])
        yield words(old[i], new[k])
        at_old, at_new = i + 1, k + 1
    yield from _replaced(old[at_old:], new[at_new:])


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs that share the most together without crossing each other."""
    was, now = [_counted(line) for line in old], [_counted(line) for line in new]
    scores = [[share if (share := _share(a, b)) >= LEAST_ALIKE else 0.0 for b in now] for a in was]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for k in reversed(range(len(new))):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], best[i + 1][k + 1] + scores[i][k])
    found: list[tuple[int, int]] = []
    i = k = 0
    while i < len(old) and k < len(new):
        if scores[i][k] and best[i][k] == best[i + 1][k + 1] + scores[i][k]:
            found.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return found


def _told(before: str, after: str) -> Iterator[Change]:
    space = before[: len(before) - len(before.lstrip())]
    if space and after.startswith(space) and before != space != after:
        yield Change(Kind.SAME, space)
        before, after = before.removeprefix(space), after.removeprefix(space)
    if before:
        yield Change(Kind.OUT, before)
    if after:
        yield Change(Kind.IN, after)
