"""Which sentences a taker cut, changed or added, and who still carries what its origin has corrected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from archive.differences import Change, Changes, Kind, Line, Part, words
from archive.pages import VersionRow
from archive.pickups import Member
from classifier.cuts import Cut, Cuts, Fate, align, carried
from web.versions import Stretch, stretches


@dataclass(frozen=True, slots=True)
class CutsShown:
    """What became of the origin's sentences, in numbers."""

    share: float
    cut: int
    changed: int
    added: int
    has_other_figures: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A taker's text held against the text it was taken from, sentence by sentence."""

    taker: Member
    origin: Member
    title: Changes
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """Sentences an outlet corrected after others had taken them, and who still has them as they were."""

    member: Member
    number: int
    at: datetime
    lines: tuple[Changes, ...]
    behind: tuple[Member, ...]


def as_taken(origin: Member, taker: Member, versions: Sequence[VersionRow]) -> Member:
    """The origin as it stood when the other took it: what was edited later was no cut of the taker's."""
    known = [one for one in versions if one.seen_at <= taker.came_at] or list(versions[:1])
    if not known:
        return origin
    then = known[-1]
    return replace(origin, title=then.title, standfirst=then.standfirst, body=then.body)


def cuts_of(origin: Member, taker: Member) -> Cuts:
    """The taker's text held against the origin's."""
    return align(text_of(origin), text_of(taker))


def in_numbers(found: Cuts) -> CutsShown:
    """What became of the sentences, counted."""
    cut, changed, added = map(found.count, (Fate.CUT, Fate.CHANGED, Fate.ADDED))
    return CutsShown(found.share, cut, changed, added, found.has_other_figures)


def beside(origin: Member, taker: Member) -> Beside:
    """Both texts in one: what was cut, what came, and the changed words within a sentence."""
    lines = [Line(Part.BODY, _changes(cut)) for cut in cuts_of(origin, taker).told]
    return Beside(taker, origin, words(origin.title, taker.title), tuple(stretches(lines)))


def corrections(family: Sequence[Member], edits: Mapping[int, Sequence[VersionRow]]) -> Iterator[Corrected]:
    """What was corrected in an article from which others were taken, where one of them still has it."""
    for member in family:
        takers = list(_after(member.id, family))
        for before, after in pairwise(edits.get(member.id, ()) if takers else ()):
            yield from _corrected(member, before, after, takers)


def _after(id: int, family: Sequence[Member]) -> Iterator[Member]:
    """Whoever took it, and whoever took it from those; no circle is ever settled."""
    for one in family:
        if one.edge and one.edge.origin == id:
            yield one
            yield from _after(one.id, family)


def _corrected(
    member: Member, before: VersionRow, after: VersionRow, takers: Sequence[Member]
) -> Iterator[Corrected]:
    found = {one.id: carried(_text(before), _text(after), text_of(one)) for one in takers}
    still = dict.fromkeys(cut for cuts in found.values() for cut in cuts)
    behind = tuple(one for one in takers if found[one.id])
    if still:
        lines = tuple(map(_changes, still))
        yield Corrected(member, after.number, after.seen_at, lines, behind)


def text_of(member: Member) -> str:
    """The words that are compared."""
    return "\n".join(filter(None, (member.standfirst, member.body)))


def _text(row: VersionRow) -> str:
    return "\n".join(filter(None, (row.standfirst, row.body)))


def _changes(cut: Cut) -> Changes:
    match cut.fate:
        case Fate.CHANGED:
            return words(cut.before, cut.after)
        case Fate.CUT:
            return (Change(Kind.OUT, cut.before),)
        case Fate.ADDED:
            return (Change(Kind.IN, cut.after),)
        case _:
            return (Change(Kind.SAME, cut.after),)
