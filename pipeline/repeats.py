"""Repeats: an article is held against every open claim, and the archive is looked through for a new one."""

import logging
from contextlib import closing
from datetime import timedelta

from django.db import transaction

from archive import jobs
from desk import claim_hits, claim_search
from desk.claim_search import Search
from desk.claims import CLAIM
from pipeline.context import Context
from search.errors import IndexMismatch, SearchUnavailable

STAGE = CLAIM
LATER = timedelta(minutes=5)
log = logging.getLogger(__name__)
# So many articles are held against a new claim in one step, and so many at most in all.
BATCH, MOST = 100, 5_000


def run(job: jobs.Claim, context: Context) -> None:
    """Hold one article against all open claims, or the next articles of the archive against one claim."""
    if "claim" in job.payload:
        _search(job, context)
    else:
        _hold(job, context)


def _hold(job: jobs.Claim, context: Context) -> None:
    claims = claim_hits.open_wordings()
    found = claim_hits.versions([int(job.payload["article"])])
    held = [(one.article_id, claim_hits.hold_against(one, claims)) for one in found]
    with transaction.atomic():
        for article_id, courses in held:
            claim_hits.keep(article_id, courses, claims, context.now())
        jobs.done(job)


def _search(job: jobs.Claim, context: Context) -> None:
    """The next part of a look through the archive; one that was overtaken by another ends."""
    search = claim_search.searching(int(job.payload["claim"]), int(job.payload["search"]))
    if search is None:
        with transaction.atomic():
            jobs.done(job)
        return
    try:
        ids = _candidates(search, context)
    except (SearchUnavailable, IndexMismatch) as away:
        log.warning("%s", away)
        with transaction.atomic():
            jobs.again(job, context.now() + LATER)
        return
    waiting = claim_search.rest(ids, job.payload["before"])
    batch, now = waiting[:BATCH], context.now()
    claims = {search.claim_id: search.wordings}
    held = [(one.article_id, claim_hits.hold_against(one, claims)) for one in claim_hits.versions(batch)]
    is_over = len(waiting) <= BATCH
    with transaction.atomic():
        for article_id, courses in held:
            claim_hits.keep(article_id, courses, claims, now)
        looked_at = len(ids) - len(waiting) + len(batch)
        claim_search.note(search, looked_at=looked_at, total=len(ids), is_over=is_over, now=now)
        told = search.claim_id, search.number, now
        jobs.done(job, () if is_over else [claim_search.to_search(*told, before=batch[-1])])


def _candidates(search: Search, context: Context) -> set[int]:
    """What the index finds for a claim, and what came in since it was last filled."""
    with closing(context.engine()) as engine:
        found = {hit.id for hit in engine.every(claim_search.tree(search), MOST)}
    return found | set(claim_search.lately(search))
