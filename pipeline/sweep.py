"""Sweep: each night every watch's query is put to the index too, to prove that matching missed nothing."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db import transaction

from archive import jobs, namings
from archive.clock import DESK_ZONE
from desk import watch_sweep, watches
from desk.watch_sweep import Candidate, Swept
from pipeline.context import Context
from search.engine import Engine
from search.errors import IndexMismatch, QueryError, SearchUnavailable, TooHeavy
from search.names import Names
from search.query import parse
from search.tree import And, Days, Node

STAGE = "sweep"
KEY = "nightly"
BEGINS = time(2, 30)
DAY = timedelta(days=1)
LATER = timedelta(hours=1)
BATCH = 100
log = logging.getLogger(__name__)


def run(job: jobs.Claim, context: Context) -> None:
    """Look after some watches and come back: at once for the others, an hour later without an index."""
    now = context.now()
    tonight = last_night(now)
    try:
        with closing(context.engine()) as engine:
            is_over = look(engine, tonight, now, namings.names(context.pack))
    except (SearchUnavailable, IndexMismatch) as away:
        log.warning("%s", away)
        again_at = now + LATER
    else:
        again_at = tonight + DAY if is_over else now
    with transaction.atomic():
        jobs.again(job, again_at)


def last_night(now: datetime) -> datetime:
    """When the sweep of the newest night began."""
    local = now.astimezone(DESK_ZONE)
    begins = datetime.combine(local.date(), BEGINS, DESK_ZONE)
    return begins if begins <= local else begins - DAY


def look(engine: Engine, tonight: datetime, now: datetime, names: Names) -> bool:
    """Look after the watches that wait longest; tells whether none is left for this night."""
    waiting = watch_sweep.unswept(tonight, now, BATCH)
    since = min((watch.since for watch in waiting), default=now)
    candidates = watch_sweep.candidates(since, now)
    for watch in waiting:
        try:
            tree = parse(watch.query, today=now.astimezone(DESK_ZONE).date(), names=names)
            _look_after(watch, tree, candidates, engine, now)
        except QueryError:
            continue  # such a watch looks at nothing, and the doctor tells it
        except TooHeavy as heavy:
            # The others are looked after all the same.
            log.warning("watch %s is not swept: %s", watch.id, heavy)
    watch_sweep.swept((watch.id for watch in waiting), now)
    return len(waiting) < BATCH


def _look_after(
    watch: Swept, tree: Node, candidates: Sequence[Candidate], engine: Engine, now: datetime
) -> None:
    """Write down what one watch should have caught and did not."""
    mine = [one for one in candidates if one.read_at >= watch.since]
    found = {id for days in spans(mine) for id in _found(engine, tree, days)}
    missed = found.intersection(one.id for one in mine) - watch_sweep.caught(watch.id, watch.since)
    if missed:
        # What changed since the candidates were told is on its way to the watches again.
        missed &= {one.id for one in watch_sweep.candidates(watch.since, now)}
    for article_id in sorted(missed):
        log.warning("watch %s had missed article %s", watch.id, article_id)
        watches.record(article_id, [watch.id], now, swept=True)


def _found(engine: Engine, tree: Node, days: Days) -> Iterator[int]:
    return (hit.id for hit in engine.every(And((tree, days))))


def spans(candidates: Sequence[Candidate]) -> list[Days]:
    """The days to ask for: from the first to the last of each month that has any.

    What is read in a night may be years old; the months between need not be gone through for it.
    """
    days = sorted({_day(one) for one in candidates})
    months = (list(of) for _, of in groupby(days, key=lambda day: (day.year, day.month)))
    return [Days(of[0], of[-1]) for of in months]


def _day(candidate: Candidate) -> date:
    return candidate.moment.astimezone(DESK_ZONE).date()
