"""What an article said at different times, what the looks at it showed, and whether it still stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import Http404

from archive.differences import Line, Words, compare, plain
from archive.pages import ArticlePage, VersionRow
from archive.revisits import RevisitRow, Told
from web import names

# So many unchanged paragraphs are shown around a change; a longer run is folded between its ends.
LONGEST_RUN = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are shown, or unchanged ones that are folded away."""

    lines: tuple[Line, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Older:
    """A version that is looked at instead of the present words, and the one it is compared with, if any."""

    row: VersionRow
    against: VersionRow | None
    stretches: tuple[Stretch, ...]
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version in the list of all, with what it changed since the one before it."""

    row: VersionRow
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookShown:
    """A look in the reader's words."""

    at: datetime
    mark: names.Mark
    detail: str


@dataclass(frozen=True, slots=True)
class Looks:
    """All looks at an article."""

    count: int
    rows: tuple[LookShown, ...]
    next_at: datetime | None

    @property
    def last(self) -> LookShown | None:
        """The newest look."""
        return self.rows[0] if self.rows else None


@dataclass(frozen=True, slots=True)
class Removal:
    """How an outlet took its article down, when that was seen, and when it was last seen standing."""

    at: datetime
    how: str
    alive_at: datetime


def older(told: Sequence[VersionRow], number: int, against: int | None) -> Older:
    """A version beside another, or beside the one before it; 404 if there is none of such a number."""
    by_number = {row.number: row for row in told}
    other = number - 1 if against is None else against
    if number not in by_number or (against is not None and against not in by_number):
        raise Http404
    row, before = by_number[number], by_number.get(other)
    lines = compare(words_of(before), words_of(row)) if before else plain(words_of(row))
    others = tuple(n for n in sorted(by_number) if n not in {number, other})
    return Older(row, before, tuple(stretches(lines)), others)


def words_of(row: VersionRow) -> Words:
    """The words of a version."""
    return Words(row.title, row.standfirst, row.body)


def stretches(lines: Sequence[Line]) -> Iterator[Stretch]:
    """Lines with long unchanged runs folded; where nothing changed, nothing is folded."""
    has_changes = any(line.is_changed for line in lines)
    for is_changed, group in groupby(lines, key=lambda line: line.is_changed):
        run = tuple(group)
        if is_changed or not has_changes or len(run) <= LONGEST_RUN:
            yield Stretch(run)
        else:
            yield Stretch(run[:1])
            yield Stretch(run[1:-1], is_folded=True)
            yield Stretch(run[-1:])


def listed(told: Sequence[VersionRow]) -> tuple[VersionShown, ...]:
    """The versions in the order given, newest first, each with the parts it changed."""
    before = {row.number + 1: row for row in told}
    return tuple(VersionShown(row, parts_of(before.get(row.number), row)) for row in told)


def parts_of(before: VersionRow | None, row: VersionRow) -> tuple[str, ...]:
    """The parts of an article that a version changed, by their names."""
    if before is None:
        return ()
    pairs = {
        "title": (before.title, row.title),
        "standfirst": (before.standfirst, row.standfirst),
        "body": (before.body, row.body),
    }
    return tuple(str(names.FIELDS[name]) for name, (old, new) in pairs.items() if old != new)


def looks_of(told: Told) -> Looks:
    """The looks at an article in the reader's words."""
    return Looks(told.count, tuple(_look(row) for row in told.rows), told.next_at)


def _look(row: RevisitRow) -> LookShown:
    return LookShown(row.visited_at, names.outcome(row.outcome), names.detail(row.detail))


def removal(found: ArticlePage, told: Told) -> Removal | None:
    """How an article went, if it did."""
    if found.removed_at is None:
        return None
    alive_at = told.alive_at or found.first_fetched_at
    return Removal(found.removed_at, names.detail(found.removed_how), alive_at)
