"""Origins: which article of a family was there first, and who took it from whom. Pure.

The order is that of how seldom a mark misleads: an explicit credit, a link, one text lying in the other,
trusted times, the kind of source. Crawl order tells nothing and is not asked.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from classifier.origins_credits import WIRES, Credit, bare
from classifier.origins_marks import CREDIT, Weighed, crediting, deciding, marks, share, weigh
from classifier.origins_model import Basis, Candidate, Direction, Edge, Mark

__all__ = ["Basis", "Candidate", "Direction", "Edge", "Mark", "direction", "settle"]

# Marks are not independent of the one that decides; what contradicts counts for more than what agrees.
AGREEING, CONTRADICTING = 0.5, 0.8
# A rival that fits as well makes it less sure that just this one was the origin.
RIVALLED = 0.9
# Shares nearer than that are the same: credits, frames and later edits move them.
AS_MUCH = 0.05
CREDITED_OUTSIDE = 0.9
SURE_ENOUGH = 0.5


def direction(a: Candidate, b: Candidate) -> Direction:
    """Which of two texts that share words is the other's origin."""
    return _direction(weigh(a), weigh(b))


def settle(family: Sequence[Candidate], press: AbstractSet[str] = frozenset()) -> tuple[Edge, ...]:
    """From whom each article of a family took its words, in the order given.

    ``press`` are the names of outlets that are known beside the family's own.
    """
    weighed = {told.id: weigh(told) for told in family}
    known = WIRES | {bare(name) for name in press}
    edges = {id: _edge(one, weighed, known) for id, one in weighed.items()}
    return tuple(_acyclic(edges).values())


@dataclass(frozen=True, slots=True)
class _Choice:
    """An origin that is possible: whether it is named, and how much of the taker it holds."""

    origin: Weighed
    told: Direction
    is_named: bool
    share: float

    def rank(self, most: float, *, is_passed_on: bool) -> tuple[bool, bool, bool, float, int]:
        """What is named first hand, then what holds most of the words, then the first, whoever asks."""
        at = self.origin.told.published_at
        is_much = self.share >= most - AS_MUCH
        when = at.timestamp() if at else math.inf
        return not self.is_named, is_passed_on, not is_much, when, self.origin.told.id


def _direction(a: Weighed, b: Weighed) -> Direction:
    found = marks(b, a)
    mark = deciding(found)
    if mark is None:
        return Direction(None, Basis.UNCLEAR, 0.0, found)
    odds = mark.weight
    for other in found:
        if other is not mark and other.basis is not mark.basis:
            agrees = other.is_for == mark.is_for
            odds += other.weight * (AGREEING if agrees else -CONTRADICTING)
    confidence = 1 / (1 + math.exp(-odds))
    if confidence < SURE_ENOUGH:
        return Direction(None, Basis.UNCLEAR, round(1 - confidence, 3), found)
    origin = a if mark.is_for else b
    told = found if mark.is_for else tuple(replace(one, is_for=not one.is_for) for one in found)
    return Direction(origin.told.id, mark.basis, round(confidence, 3), told)


def _edge(taker: Weighed, family: Mapping[int, Weighed], press: AbstractSet[str]) -> Edge:
    told = {id: _direction(other, taker) for id, other in family.items() if id != taker.told.id}
    choices = _ranked(_choice(taker, family[id], one) for id, one in told.items() if one.origin == id)
    if choices and choices[0].is_named:
        return _taken(taker, choices)
    if credit := _outside(taker, frozenset(name for one in family.values() for name in one.names), press):
        told_of = {"text": credit.name, "where": credit.where}
        mark = Mark(Basis.CREDIT, is_for=True, weight=CREDIT, data={**told_of})
        return Edge(taker.told.id, None, Basis.OUTSIDE, CREDITED_OUTSIDE, (mark,))
    if choices:
        return _taken(taker, choices)
    return _without(taker, told)


def _outside(taker: Weighed, inside: AbstractSet[str], press: AbstractSet[str]) -> Credit | None:
    """A credit to somebody whose article is not in the family."""
    strangers = (one for one in taker.credits if not one.is_of(inside))
    return next((one for one in strangers if one.where == "agency" or one.is_of(press)), None)


def _choice(taker: Weighed, origin: Weighed, told: Direction) -> _Choice:
    is_named = told.basis in {Basis.CREDIT, Basis.LINK}
    return _Choice(origin, told, is_named, share(taker.shingles, origin.ever))


def _ranked(choices: Iterable[_Choice]) -> list[_Choice]:
    found = list(choices)
    most = max((one.share for one in found), default=0.0)
    named = [one.origin for one in found if one.is_named]
    # Whoever copies a text copies the credit in it: of those it names it was taken from the nearest.
    passed_on = {one.told.id for one in named for other in named if crediting(other, one)}
    return sorted(found, key=lambda one: one.rank(most, is_passed_on=one.origin.told.id in passed_on))


def _taken(taker: Weighed, choices: Sequence[_Choice]) -> Edge:
    best, *others = choices
    is_rivalled = not best.is_named and any(one.share >= best.share - AS_MUCH for one in others)
    doubt = RIVALLED if is_rivalled else 1.0
    return Edge(
        taker.told.id,
        best.origin.told.id,
        best.told.basis,
        round(best.told.confidence * doubt, 3),
        best.told.evidence,
        round(best.share, 3),
    )


def _without(taker: Weighed, told: Mapping[int, Direction]) -> Edge:
    """An article that was taken from none of the others: the first, unless it cannot be told from another."""
    open_ones = [one for one in told.values() if one.origin is None]
    if open_ones:
        doubted = max(open_ones, key=lambda one: len(one.evidence))
        return Edge(taker.told.id, None, Basis.UNCLEAR, 0.0, doubted.evidence)
    sure = min((one.confidence for one in told.values()), default=1.0)
    return Edge(taker.told.id, None, Basis.FIRST, sure)


def _acyclic(edges: dict[int, Edge]) -> dict[int, Edge]:
    """Break every circle where it is weakest."""
    for start in sorted(edges):
        way: list[int] = []
        at: int | None = start
        while at is not None and at not in way:
            way.append(at)
            at = edges[at].origin
        if at is not None:
            weakest = min(way[way.index(at) :], key=lambda id: (edges[id].confidence, id))
            edges[weakest] = replace(edges[weakest], origin=None, basis=Basis.UNCLEAR, confidence=0.0)
    return edges
