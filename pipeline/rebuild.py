"""Rebuild: a new generation of the index from the archive, slice by slice, beside the one that answers."""

import logging
from datetime import datetime

from django.db import transaction

from archive import articles, changes, jobs, notices
from pipeline import entries, reconcile
from search.engine import Engine, Generations
from search.generations import Progress

STAGE = "reindex"
KEY = "index"
# About two seconds of work, for each commit costs; new articles are put in between.
SLICE = 3_000
log = logging.getLogger(__name__)


def want(now: datetime) -> None:
    """Ask for a new generation; asked twice, it is built once."""
    jobs.put([jobs.NewJob(STAGE, KEY, now)])


def demand(now: datetime) -> None:
    """Ask for a new generation, though an earlier one could not be built."""
    jobs.retry([row.id for row in jobs.quarantined() if row.stage == STAGE], now)
    want(now)


def is_wanted(now: datetime) -> bool:
    """Whether a new generation was asked for and is not there yet."""
    return any(stage.stage == STAGE and stage.waiting for stage in jobs.stats(now))


def run(
    job: jobs.Claim, generations: Generations, building: Engine | None, now: datetime, size: int = SLICE
) -> None:
    """The next part of the work: begin, fill, prove, swap."""
    if building is None:
        begin(generations, now)
    elif fill(generations, building, now, size):
        fault = prove(building)
        if fault:
            log.warning("%s", fault)
            jobs.fail(job, fault, now)
            return
        end(job, generations, now)
        return
    jobs.again(job, now)


def begin(generations: Generations, now: datetime) -> None:
    """Make the next generation, empty."""
    generations.begin()
    tell(generations, Progress(total=changes.articles()), now)


def fill(generations: Generations, building: Engine, now: datetime, size: int) -> bool:
    """Put the next articles in; returns whether all are."""
    reached = generations.progress() or Progress()
    rows = changes.revisions(reached.after, size)
    if rows:
        entries.put([id for id, _ in rows], [building])
        total = reached.total or changes.articles()
        tell(generations, Progress(rows[-1][0], reached.done + len(rows), total), now)
    return len(rows) < size


def prove(building: Engine) -> str:
    """Why a generation may not answer yet, or nothing: what it lacks is put in, and it is looked at again."""
    lacking = [one.id for one in reconcile.unqueued(building)]
    for start in range(0, len(lacking), SLICE):
        entries.put(lacking[start : start + SLICE], [building])
    wrong = len(reconcile.unqueued(building)) if lacking else 0
    if wrong:
        return f"{wrong} bài chưa đúng trong chỉ mục mới / articles are not right in the new index"
    some = articles.documents(changes.sample(reconcile.SAMPLE, 0))
    waiting = changes.queued(document.id for document in some)
    strange = reconcile.unlike(building, [one for one in some if one.id not in waiting])
    if strange:
        ids = ", ".join(str(one.id) for one in strange)
        return f"chỉ mục mới trả lời khác / the new index answers differently: {ids}"
    return ""


def end(job: jobs.Claim, generations: Generations, now: datetime) -> None:
    """Let the new generation answer and drop the old one."""
    # In this order: who comes after a kill in between finds a whole generation to swap, not one to build.
    with transaction.atomic():
        jobs.done(job)
        notices.clear(STAGE, KEY, now)
    generations.swap()
    generations.clean()
    log.info("dựng lại chỉ mục: xong / the index is rebuilt")


def tell(generations: Generations, reached: Progress, now: datetime) -> None:
    """Keep how far it is, for whoever goes on and for whoever asks."""
    generations.note(reached)
    notices.raise_once(STAGE, KEY, {"percent": reached.percent}, now)
