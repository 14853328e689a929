"""Read: language, relevance, places, topics and tone of an article's present version."""

from django.db import transaction

from archive import articles, jobs, readings
from archive.additions import READ
from archive.clock import DESK_ZONE
from classifier.model import Reading
from pipeline.context import Context

STAGE = READ
RELATE = "relate"


def run(job: jobs.Claim, context: Context) -> None:
    """Ask the classifier, store what it says."""
    text = articles.text(int(job.payload["article"]))
    if text is None:
        with transaction.atomic():
            jobs.done(job)
        return
    reading = read(text, context)
    with transaction.atomic():
        readings.keep(text.id, text.version, reading, threshold=context.pack.threshold, now=context.now())
        jobs.done(job, [jobs.NewJob(RELATE, job.key, context.now(), job.payload)])


def read(text: articles.Text, context: Context) -> Reading:
    """What the classifier says of an article; the names of its places mean what they meant on its day."""
    at = text.published_at or text.seen_at
    body = f"{text.standfirst}\n{text.body}"
    return context.reader.read(text.title, body, lang=text.lang, day=at.astimezone(DESK_ZONE).date())
