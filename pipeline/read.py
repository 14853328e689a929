"""Read: language, relevance, places, topics and tone of an article's present version."""

from django.db import transaction

from archive import articles, jobs, readings
from archive.additions import READ
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
    reading = context.reader.read(text.title, f"{text.standfirst}\n{text.body}", lang=text.lang)
    with transaction.atomic():
        readings.keep(text.id, text.version, reading, threshold=context.pack.threshold, now=context.now())
        jobs.done(job, [jobs.NewJob(RELATE, job.key, context.now(), job.payload)])
