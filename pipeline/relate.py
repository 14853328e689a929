"""Relate: articles of the same content stand under the one that was first; then others look at them.

Which article stands under which depends on what there is, never on the order it came in: each stands under
the closest of those before it that stand for themselves, and whoever that changes is looked at again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from archive import articles, families, jobs, marks, overlaps
from archive.families import Look, Neighbour, Standing
from archive.stories import to_cluster
from classifier import copies
from classifier.recurring import is_recurring
from desk.claims import to_hold
from desk.watch_hits import to_match
from pipeline import pickups
from pipeline.context import Context

STAGE = "relate"
BOTH = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Under whom an article stands, and how much of the smaller they share; or whose parts it has."""

    head_id: int | None = None
    share: float = 0.0
    parts: Mapping[int, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    """What bringing an article to its place did: whose families changed; whether it turned head or copy."""

    around: Look
    touched: frozenset[int] = frozenset()
    is_turned: bool = False


def run(job: jobs.Claim, context: Context) -> None:
    """Fingerprint an article, find its family, and let whoever depends on it follow."""
    now, text = context.now(), articles.text(int(job.payload["article"]))
    if text is None:
        with transaction.atomic():
            jobs.done(job)
        return
    own = copies.fingerprints(f"{text.standfirst}\n{text.body}")
    revision = job.key.partition(":")[2]
    with transaction.atomic():
        marks.take_turn()
        touched = settle(text.id, now, is_changed=marks.keep(text.id, own))
        marks.drop_old(now)
        others = [to_cluster(id, f"{text.id}:{revision}", now) for id in sorted(touched - {text.id})]
        jobs.done(job, [*after(text.id, revision, now), *others])


def after(article_id: int, revision: str, now: datetime) -> list[jobs.NewJob]:
    """What follows once it is known whose words an article's are."""
    told = article_id, revision, now
    return [to_match(*told), to_cluster(*told), *to_hold(*told)]


def settle(article_id: int, now: datetime, *, is_changed: bool) -> set[int]:
    """Bring an article to its place, and all whose place hangs on it; gives those whose families changed."""
    waiting = families.standings([article_id])
    touched: set[int] = set()
    is_first = True
    while waiting:
        me = waiting.pop(min(waiting, key=lambda id: waiting[id].came))
        step = _put(me, now)
        touched |= step.touched
        if is_first and is_changed and step.around.near:
            touched |= {me.id, *families.heads([me.id])}
        # After the first only those that came later than one are asked again: there is an end.
        if is_first or step.is_turned:
            waiting |= _followers(me, step.around)
        if is_first:
            waiting |= {id: one for id, one in step.around.apart.items() if not one.is_head}
        is_first = False
    for head in sorted(families.heads(touched)):
        pickups.settle(head, now)
    return touched


def decide(me: Standing, near: Sequence[Neighbour]) -> Place:
    """Where an article stands among its neighbours, of which the closest comes first."""
    before = [
        one
        for one in near
        if one.standing.is_head
        and one.standing.came < me.came
        and not is_recurring(me.told, one.standing.told)
    ]
    head = next((one for one in before if one.containment >= copies.SAME), None)
    if head:
        return Place(head.article_id, head.containment)
    return Place(parts={one.article_id: (one.shared / one.own_size, one.shared / one.size) for one in before})


def _put(me: Standing, now: datetime) -> _Step:
    kept = marks.of({me.id, me.head_id or me.id})
    around = families.look(me.id, kept.get(me.id, ()), me.seen_at)
    marks.release(me.id, around.formulas)
    place = decide(me, around.near)
    if me.head_id and place.head_id is None and len(kept) < BOTH:
        # It or its head has left the window: what cannot be compared any more stays.
        return _Step(around)
    is_moved = families.fold(me.id, place.head_id, place.share, now)
    is_parted = overlaps.keep(me.id, place.parts)
    touched = {id for id in (me.id, me.head_id, place.head_id) if id and (is_moved or is_parted)}
    return _Step(around, frozenset(touched), me.is_head is not (place.head_id is None))


def _followers(me: Standing, around: Look) -> dict[int, Standing]:
    """Whoever may stand elsewhere if an article does: those that look up to it, or could."""
    later = {one.article_id: one.standing for one in around.near if one.standing.came > me.came}
    return later | families.members(me.id) | families.standings(overlaps.after(me.id))
