"""Canary: a few times a day, whether each outlet's pages still give what they used to."""

from datetime import timedelta

from django.db import transaction

from archive import canary, jobs
from pipeline.context import Context

STAGE = "canary"
KEY = "outlets"
EVERY = timedelta(hours=6)


def run(job: jobs.Claim, context: Context) -> None:
    """Look, tell, and come back."""
    now = context.now()
    with transaction.atomic():
        canary.look(now)
        jobs.again(job, now + EVERY)
