"""The pickup map: who took an article from whom, how soon, and what was left of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive import pickups
from archive.pickups import Member
from classifier.origins import Basis, Edge, direction
from desk.rights import Right
from web.gate import Request, needs
from web.moments import day_of, now
from web.pickup_cuts import Beside, Corrected, beside, corrections
from web.pickup_map import Map, drawn
from web.pickup_rows import Counts, Row, counts, rows, stops

# More nodes than that are no picture any more; the list has them all.
MOST_DRAWN = 24
LONGEST_NUMBER = len(str(1 << 31))
LANES: dict[str, Promise] = {
    "agency": _("Agencies, official sites"),
    "national": _("National press"),
    "provincial": _("Provincial press"),
    "aggregator": _("Aggregators"),
    "foreign": _("Foreign press"),
}


@dataclass(frozen=True, slots=True)
class Spread:
    """Everything the page shows."""

    article: Member
    counts: Counts
    rows: tuple[Row, ...]
    map: Map | None
    undrawn: int
    beside: Beside | None
    corrections: tuple[Corrected, ...]


@needs(Right.READ)
@require_safe
def page(request: Request, article_id: int) -> HttpResponse:
    """The map of an article's family; with ``?beside=`` one of its texts held against its origin's."""
    whole = pickups.family(article_id)
    if not whole:
        raise Http404
    spread = compose(whole, partial(whole), article_id, asked(request.GET.get("beside", "")), now())
    lanes = [(lane, LANES[lane.code]) for lane in spread.map.lanes] if spread.map else []
    return render(request, "web/pickups.html", {"spread": spread, "lanes": lanes})


def asked(text: str) -> int | None:
    """The article an address asks to hold against its origin; none if it asks for none."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        raise Http404
    return int(text)


def partial(whole: Sequence[Member]) -> tuple[Member, ...]:
    """The articles that share a part with one of a family, each with whether that part came from there."""
    found = pickups.partial([one.id for one in whole])
    told = pickups.candidates_of({id for member, other in found for id in (member.id, other)})
    by_id = {one.id: one for one in told}
    edges = []
    for member, other in found:
        way = direction(by_id[other], by_id[member.id])
        is_taker = way.origin == other
        origin, basis = (other, way.basis) if is_taker else (None, Basis.UNCLEAR)
        edge = Edge(member.id, origin, basis, way.confidence, way.evidence, member.overlap)
        edges.append(replace(member, edge=edge))
    return tuple(edges)


def compose(
    whole: Sequence[Member], parts: Sequence[Member], article_id: int, asked_for: int | None, at: datetime
) -> Spread:
    """Gather what the page shows; a copy is held against its origin without being asked."""
    members = (*whole, *parts)
    edits = pickups.edits(one.id for one in whole)
    told = rows(members, edits, day_of(at))
    shown = told[:MOST_DRAWN]
    held = {row.member.id: row for row in told if row.against}
    if asked_for is not None and asked_for not in held:
        raise Http404
    chosen = held.get(article_id if asked_for is None else asked_for)
    return Spread(
        article=next(one for one in whole if one.id == article_id),
        counts=counts(members),
        rows=told,
        map=drawn(stops(shown, article_id)) if len(told) > 1 else None,
        undrawn=len(told) - len(shown),
        beside=beside(chosen.against, chosen.member) if chosen and chosen.against else None,
        corrections=tuple(corrections(whole, edits)),
    )
