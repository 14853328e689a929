"""What a page's answer leaves in the archive: at its first fetch, and at every look after it."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from django.db import transaction

from archive import announced, captures, jobs, revisits
from archive.additions import EXTRACT
from archive.models import AddressState
from archive.revisits import Sight
from crawler import addresses, schedule
from crawler.evidence import Place
from crawler.model import Capture, Fetch
from pipeline import leaves

PAGE_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
FRONT_PATHS = frozenset({"", "/", "/index.html", "/index.htm", "/index.php", "/default.aspx", "/home"})
FRONT_PAGE = "front page"


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says by itself; ``sight`` is none where the page must be read first."""

    sight: Sight | None
    how: str = ""
    detail: str = ""
    on_trust: bool = False


def take(claim: jobs.Claim, fetch: Fetch, capture: Capture, place: Place | None, now: datetime) -> None:
    """A page answered, for the first time or at a look after it."""
    if claim.stage == revisits.REVISIT:
        take_look(claim, fetch, capture, place, now)
    elif claim.stage == announced.LEAF:
        leaves.take(claim, capture, place, now)
    else:
        take_first(claim, capture, place, now)


def take_first(claim: jobs.Claim, capture: Capture, place: Place | None, now: datetime) -> None:
    """Keep a page and let it be extracted, or say what became of its address."""
    address_id = int(claim.key)
    address = announced.row(address_id)
    if address is None:
        with transaction.atomic():
            jobs.done(claim)
    elif capture.status == HTTPStatus.OK:
        with transaction.atomic():
            jobs.done(claim, [to_extract(capture, place, address.source_id, address_id, now)])
    elif capture.status in PAGE_GONE or capture.error == "robots.txt":
        state = AddressState.GONE if capture.status in PAGE_GONE else AddressState.REFUSED
        with transaction.atomic():
            announced.mark(address_id, state)
            jobs.done(claim)
    else:
        wait = schedule.retry_after(capture.header("retry-after"), now)
        # A host that asks for patience is not at fault, so such a wait does not count as a try.
        patient = replace(claim, tries=claim.tries - 1) if capture.status in leaves.PATIENCE else claim
        jobs.fail(patient, reason_of(capture), now, wait=wait or timedelta(minutes=5))


def take_look(claim: jobs.Claim, fetch: Fetch, capture: Capture, place: Place | None, now: datetime) -> None:
    """Write down what a look showed, or let the page be read; then plan the next look."""
    address_id = int(claim.key)
    with transaction.atomic():
        before = revisits.standing(address_id)
        if before is None:
            jobs.done(claim)
            return
        said = said_by(capture, fetch, before.body_sha256)
        if said.sight is None:
            jobs.put([to_extract(capture, place, before.source_id, address_id, now)])
        else:
            kept = captures.keep(capture, place, before.source_id) if place else None
            look = revisits.Look(capture.fetched_at, said.sight, capture.status, said.detail, said.how, kept)
            revisits.note(before, look)
        wait = schedule.retry_after(capture.header("retry-after"), now)
        revisits.end(claim, before, said.sight, now, wait=wait, on_trust=said.on_trust)


def to_extract(
    capture: Capture, place: Place | None, source_id: int, address_id: int, now: datetime
) -> jobs.NewJob:
    """Keep a page in the caller's transaction; the step that reads it, with what the page said of itself."""
    capture_id = captures.keep(capture, place, source_id)
    told = {"etag": capture.header("etag"), "last_modified": capture.header("last-modified")}
    return jobs.NewJob(EXTRACT, str(capture_id), now, {"capture": capture_id, "address": address_id, **told})


def said_by(capture: Capture, fetch: Fetch, known_sha256: str) -> Said:
    """What an answer to a look says before anyone reads it."""
    if capture.status == HTTPStatus.NOT_MODIFIED:
        if fetch.etag or fetch.last_modified:
            return Said(Sight.SAME, on_trust=True)
        return Said(Sight.NOTHING, detail="304 to a question without conditions")
    if capture.status in PAGE_GONE:
        return Said(Sight.GONE, how=str(capture.status))
    if capture.status != HTTPStatus.OK:
        return Said(Sight.NOTHING, detail=reason_of(capture))
    return said_by_page(capture, fetch, known_sha256)


def said_by_page(capture: Capture, fetch: Fetch, known_sha256: str) -> Said:
    """What a page says before anyone reads it."""
    if leads_home(fetch.url, capture.final_url):
        return Said(Sight.GONE, how=FRONT_PAGE)
    if hashlib.sha256(capture.body).hexdigest() == known_sha256:
        return Said(Sight.SAME)
    return Said(None)


def leads_home(asked: str, final: str) -> bool:
    """Whether an article's address led to its outlet's front page."""
    is_front = urlsplit(final).path.lower() in FRONT_PATHS and not urlsplit(final).query
    return is_front and addresses.key_of(final) != addresses.key_of(asked)


def reason_of(capture: Capture) -> str:
    """Why an answer is none, in a few words."""
    return capture.error or f"HTTP {capture.status}"
