"""Seal: after each of the desk's midnights, the day's captures under one digest, and the chain's copy."""

from django.db import transaction

from archive import jobs, seals
from pipeline.context import Context

STAGE = "seal"
KEY = "daily"


def run(job: jobs.Claim, context: Context) -> None:
    """Seal what waits; the copy is made again from the chain, so a crash between the two mends itself."""
    now = context.now()
    with transaction.atomic():
        seals.seal(now)
        jobs.again(job, seals.next_sealing(now))
    seals.copy_chain(context.warc_folder)
