"""Further pages of an article: each fetched in its host's turn, then the article is read as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.db import transaction

from archive import announced, captures, jobs
from archive.additions import EXTRACT
from crawler.evidence import Place
from crawler.model import Capture

PATIENCE = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
MOST_TRIES, WAIT = 2, timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is known of an article on its way: its first page, those after it, and whether more may come."""

    capture: int
    address: int
    told: Mapping[str, str]
    pages: Sequence[int] = ()
    is_last: bool = False

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> "Bundle":
        """As a step's payload tells it."""
        told = {name: str(payload.get(name, "")) for name in ("etag", "last_modified")}
        pages = [int(page) for page in payload.get("pages", ())]
        return cls(
            int(payload["capture"]), int(payload["address"]), told, pages, bool(payload.get("is_last"))
        )

    @property
    def payload(self) -> dict[str, Any]:
        """What a step must not forget of it."""
        told = {"capture": self.capture, "address": self.address, **self.told}
        return {**told, "pages": list(self.pages), "is_last": self.is_last}


def following(bundle: Bundle, url: str, now: datetime) -> jobs.NewJob:
    """The step that fetches the next page."""
    key = f"{bundle.capture}:{len(bundle.pages) + 1}"
    return jobs.NewJob(announced.LEAF, key, now, {**bundle.payload, "url": url}, lane=jobs.lane_of(url))


def reading(bundle: Bundle, now: datetime) -> jobs.NewJob:
    """The step that reads the article with the pages there are."""
    key = f"{bundle.capture}:{'last' if bundle.is_last else len(bundle.pages) + 1}"
    return jobs.NewJob(EXTRACT, key, now, bundle.payload)


def take(claim: jobs.Claim, capture: Capture, place: Place | None, now: datetime) -> None:
    """A further page answered: read on with it, or without it where it cannot be had."""
    bundle = Bundle.of(claim.payload)
    if place is None and may_come_yet(claim, capture):
        patient = replace(claim, tries=claim.tries - 1) if capture.status in PATIENCE else claim
        jobs.fail(patient, capture.error or f"HTTP {capture.status}", now, wait=WAIT)
        return
    with transaction.atomic():
        address = announced.row(bundle.address)
        if place is not None and address is not None:
            kept = captures.keep(capture, place, address.source_id)
            bundle = replace(bundle, pages=[*bundle.pages, kept])
        else:
            bundle = replace(bundle, is_last=True)
        jobs.done(claim, [reading(bundle, now)] if address else ())


def without(claim: jobs.Claim, now: datetime) -> jobs.NewJob:
    """The article without the page that may not be kept."""
    return reading(replace(Bundle.of(claim.payload), is_last=True), now)


def may_come_yet(claim: jobs.Claim, capture: Capture) -> bool:
    """Whether a page that gave no answer is asked again."""
    if capture.status in PATIENCE:
        return True
    is_fault = capture.status == 0 or capture.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return is_fault and capture.error != "robots.txt" and claim.tries < MOST_TRIES
