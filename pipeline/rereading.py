"""Reread: what came lately is read again by a model that was accepted, a few articles at a time."""

from datetime import datetime, timedelta

from django.db import transaction

from archive import articles, jobs, readings
from archive.stories import to_cluster
from desk.watch_hits import to_match
from pipeline.context import Context
from pipeline.read import read

STAGE = "reread"
RECENT = timedelta(days=30)
# So few at once, and so long a pause, that an article which comes in meanwhile waits for a moment only.
BATCH = 10
PAUSE = timedelta(seconds=1)


def begin(model: str, now: datetime) -> None:
    """Have everything of late read by a model; newest first."""
    jobs.put([jobs.NewJob(STAGE, model, now, {"model": model})])


def run(job: jobs.Claim, context: Context) -> None:
    """Read the next few; a step of a model that reads no longer is over."""
    now, model = context.now(), str(job.payload["model"])
    ids = []
    if context.reader.name == model:
        below = job.payload.get("below")
        ids = readings.not_read_by(model, now - RECENT, below, BATCH)
    for id in ids:
        read_again(id, context)
    following = jobs.NewJob(STAGE, model, now + PAUSE, {"model": model, "below": min(ids, default=0)})
    with transaction.atomic():
        jobs.done(job, [following] if ids else [])


def read_again(article_id: int, context: Context) -> None:
    """Read one article; where what is searched by changed, watches and stories look anew."""
    text = articles.text(article_id)
    if text is None:
        return
    reading = read(text, context)
    threshold, now = context.pack.threshold, context.now()
    with transaction.atomic():
        if readings.keep(text.id, text.version, reading, threshold=threshold, now=now, again=True):
            told = text.id, reading.model, now
            jobs.put([to_match(*told), to_cluster(*told)])
