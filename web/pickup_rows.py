"""The articles of a family in words and as stops of the map: outlet, delay, origin, what was kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from archive.pages import VersionRow
from archive.pickups import Member
from classifier.origins import Basis, Edge
from classifier.origins_credits import bare
from web import names, pickup_words
from web.lines import HOME_COUNTRY
from web.moments import stamp
from web.pickup_cuts import CutsShown, as_taken, cuts_of, in_numbers
from web.pickup_map import Stop
from web.pickup_words import OriginTold


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the family; ``against`` is the one its text is held against."""

    member: Member
    kind: str
    country: str
    clock: str
    delay: str
    told: OriginTold | None
    cuts: CutsShown | None
    against: Member | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many took it over, by kind of press, and within which time."""

    takers: int
    kinds: tuple[tuple[str, int], ...]
    lags: tuple[str, str] | None
    partial: int


def rows(
    members: Sequence[Member], edits: Mapping[int, Sequence[VersionRow]], today: date
) -> tuple[Row, ...]:
    """Every article of a family and those that share a part, in the order they came."""
    by_id = {one.id: one for one in members}
    first = first_of(members)
    return tuple(
        _row(one, held_against(one, first, by_id, edits), by_id, first, today)
        for one in sorted(members, key=lambda one: (one.came_at, one.id))
    )


def first_of(members: Sequence[Member]) -> Member:
    """The one that delays are counted from: what was settled to be first, else the earliest whole text."""
    whole = [one for one in members if not one.overlap]
    firsts = [one for one in whole if one.edge and one.edge.basis in {Basis.FIRST, Basis.OUTSIDE}]
    return min(firsts or whole, key=lambda one: (one.came_at, one.id))


def held_against(
    one: Member, first: Member, by_id: Mapping[int, Member], edits: Mapping[int, Sequence[VersionRow]]
) -> Member | None:
    """What a whole text is held against: its origin as it then was, or the first where that is not known."""
    if one.overlap:
        return None
    known = by_id.get(one.edge.origin) if one.edge and one.edge.origin is not None else None
    origin = known or (first if one.id != first.id else None)
    return origin and as_taken(origin, one, edits.get(origin.id, ()))


def counts(members: Sequence[Member]) -> Counts:
    """The family in numbers."""
    first = first_of(members)
    takers = [one for one in members if not one.overlap and one.id != first.id]
    kinds = Counter(names.kind(one.kind) for one in takers)
    lags = (
        sorted(one.published_at - first.published_at for one in takers if one.published_at)
        if first.published_at
        else []
    )
    later = [lag for lag in lags if lag > timedelta(0)]
    span = (pickup_words.lag(later[0]), pickup_words.lag(later[-1])) if later else None
    partial = sum(1 for one in members if one.overlap)
    return Counts(len(takers), tuple(kinds.most_common()), span, partial)


def stops(told: Sequence[Row], chosen: int) -> tuple[Stop, ...]:
    """The rows as the map takes them, and the sources that are known by name alone."""
    drawn = {row.member.id for row in told}
    named: dict[str, Stop] = {}
    found = []
    for row in told:
        edge = row.member.edge
        origin = edge.origin if edge and edge.origin in drawn else None
        if edge and edge.basis is Basis.OUTSIDE and row.told:
            # Below nought no article has its number.
            outside = named.setdefault(bare(row.told.outlet), _outside(row.told.outlet, -1 - len(named)))
            origin = outside.id
        found.append(_stop(row, edge, origin, is_chosen=row.member.id == chosen))
    return (*named.values(), *found)


def _row(one: Member, against: Member | None, by_id: Mapping[int, Member], first: Member, today: date) -> Row:
    origin = by_id.get(one.edge.origin) if one.edge and one.edge.origin is not None else None
    outlet = origin.outlet if origin else ""
    return Row(
        member=one,
        kind=names.kind(one.kind),
        country="" if one.country in {"", HOME_COUNTRY} else names.country(one.country),
        clock=stamp(one.came_at, today),
        delay=_delay(one, first),
        told=pickup_words.told(one.edge, outlet, is_partial=bool(one.overlap)) if one.edge else None,
        cuts=in_numbers(cuts_of(against, one)) if against else None,
        against=against,
    )


def _delay(one: Member, first: Member) -> str:
    if one.id == first.id or not (one.published_at and first.published_at):
        return ""
    return pickup_words.delay(one.published_at - first.published_at)


def _stop(row: Row, edge: Edge | None, origin: int | None, *, is_chosen: bool) -> Stop:
    basis = edge.basis if edge else Basis.UNCLEAR
    return Stop(
        id=row.member.id,
        name=row.member.outlet,
        kind=row.member.kind,
        is_abroad=bool(row.country),
        at=row.member.came_at,
        line=_line(row),
        basis=str(pickup_words.SHORT[basis]),
        origin=origin,
        is_said=basis in pickup_words.SAID,
        clock=row.clock,
        is_partial=bool(row.member.overlap),
        is_chosen=is_chosen,
    )


def _line(row: Row) -> str:
    parts = [row.delay]
    if row.member.overlap:
        parts.append(_("part: %(share)s") % {"share": _percent(row.member.overlap)})
    elif row.cuts:
        parts.append(_("kept %(share)s") % {"share": _percent(row.cuts.share)})
    return " · ".join(filter(None, parts)) or row.kind


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _outside(name: str, id: int) -> Stop:
    return Stop(
        id,
        name,
        "agency",
        is_abroad=False,
        at=None,
        line=_("not in the archive"),
        basis="",
        origin=None,
        is_said=False,
        is_outside=True,
    )
