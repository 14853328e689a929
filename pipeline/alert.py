"""Alert: an article that was read, or whose searchable row changed, is held against all watches.

The step follows ``relate``, which follows every reading of a present version; a date that changed without
the words puts it in by itself. What an order removed, or what joined another family, is put in nowhere: a
watch has nothing to find in it that it had not before.
"""

from django.db import transaction

from archive import articles, jobs, namings
from archive.clock import DESK_ZONE
from desk import watches
from desk.watch_hits import ALERT
from pipeline.context import Context

STAGE = ALERT


def run(job: jobs.Claim, context: Context) -> None:
    """Match one article, write down what caught it."""
    now = context.now()
    watchers = context.watching.ready(now.astimezone(DESK_ZONE).date(), namings.names(context.pack))
    found = articles.documents([int(job.payload["article"])])
    with transaction.atomic():
        for document in found:
            watches.record(document.id, watchers.matched(document), now, swept=False)
        jobs.done(job)
