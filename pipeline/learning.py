"""Learn: the next models from the desk's labels, each night in which there are enough, or when asked."""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import chain

from django.db import transaction

from archive import jobs, training_runs
from archive.clock import DESK_ZONE
from classifier.model import Gazetteer
from classifier.relearning import Relearned, Tell, relearn
from classifier.shelf import Shelf, ShelfBusy
from pipeline import rereading
from pipeline.context import Context

STAGE = "learn"
KEY = "nightly"
BEGINS = time(3, 15)
DAY = timedelta(days=1)
LATER = timedelta(hours=1)
# Fewer new labels are not worth a training of their own.
ENOUGH = 20
log = logging.getLogger(__name__)


def run(job: jobs.Claim, context: Context) -> None:
    """Train if it is worth it, and come back the next night; an hour later if another training runs."""
    now = context.now()
    again_at = next_night(now)
    shelf = context.shelf
    if shelf is not None and is_due(training_runs.fresh(), shelf):
        try:
            train(shelf, context.pack.gazetteer(), context.now, log.info)
        except ShelfBusy:
            again_at = now + LATER
    with transaction.atomic():
        jobs.again(job, again_at)


def next_night(now: datetime) -> datetime:
    """When the next night's training begins."""
    local = now.astimezone(DESK_ZONE)
    begins = datetime.combine(local.date(), BEGINS, DESK_ZONE)
    return begins if begins > local else begins + DAY


def is_due(fresh: int, shelf: Shelf) -> bool:
    """Whether it is worth it: there are enough new labels, or the desk's model is of an older release."""
    name = shelf.chosen()
    return fresh >= ENOUGH or bool(name and shelf.is_outdated(name))


def train(
    shelf: Shelf,
    gazetteer: Gazetteer,
    now: Callable[[], datetime],
    tell: Tell,
    *,
    is_dry: bool = False,
) -> Relearned | None:
    """Train on the desk's labels and write down what became of it; nothing if there is no label.

    ``ShelfBusy`` if another training runs.
    """
    with shelf.held():
        started_at = now()
        labelled = training_runs.examples()
        first = next(labelled, None)
        if first is None:
            return None
        found = relearn(shelf, gazetteer, chain([first], labelled), tell, is_dry=is_dry)
        if not is_dry:
            _written_down(found, started_at, now())
    return found


def _written_down(found: Relearned, started_at: datetime, now: datetime) -> None:
    with transaction.atomic():
        training_runs.record(
            started_at,
            now,
            parent=found.parent,
            model=found.name,
            labels=found.labels,
            held=found.held,
            judgements=found.judgements,
        )
        if found.is_accepted:
            rereading.begin(found.name, now)
