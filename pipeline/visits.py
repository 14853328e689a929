"""What a page's answer leaves in the archive."""

from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import transaction

from archive import announced, captures, jobs
from archive.models import AddressState
from crawler import schedule
from crawler.evidence import Place
from crawler.model import Capture

EXTRACT = "extract"
PAGE_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
PATIENCE = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


def take(claim: jobs.Claim, capture: Capture, place: Place | None, now: datetime) -> None:
    """A page answered: keep it and let it be extracted, or say what became of it."""
    address_id = int(claim.key)
    address = announced.row(address_id)
    if address is None:
        with transaction.atomic():
            jobs.done(claim)
    elif place is not None:
        with transaction.atomic():
            capture_id = captures.keep(capture, place, address.source_id)
            payload = {"capture": capture_id, "address": address_id}
            following = [jobs.NewJob(EXTRACT, str(capture_id), now, payload)]
            jobs.done(claim, following)
    elif capture.status in PAGE_GONE or capture.error == "robots.txt":
        state = AddressState.GONE if capture.status in PAGE_GONE else AddressState.REFUSED
        with transaction.atomic():
            announced.mark(address_id, state)
            jobs.done(claim)
    else:
        wait = schedule.retry_after(capture.header("retry-after"), now)
        # A host that asks for patience is not at fault, so such a wait does not count as a try.
        patient = replace(claim, tries=claim.tries - 1) if capture.status in PATIENCE else claim
        jobs.fail(patient, capture.error or f"HTTP {capture.status}", now, wait=wait or timedelta(minutes=5))
