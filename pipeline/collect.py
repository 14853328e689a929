"""Collect: polls and pages, from the job table to the archive; the crawler between knows neither."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from django.db import InterfaceError, OperationalError, transaction

from archive import announced, captures, jobs, pulse, sources
from archive.models import AddressState
from crawler import addresses, marks, schedule
from crawler.evidence import Place, Shelf
from crawler.feeds import parse as parse_list
from crawler.model import Capture, Feed, Fetch, Shape

EXTRACT = "extract"
PAGE_GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
OWN_TROUBLE = (OSError, OperationalError, InterfaceError)
SOON = timedelta(minutes=1)
# A list that bears a mark is not asked again the same day.
AFTER_MARK = timedelta(days=1)
PATIENCE = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


@dataclass
class Collector:
    """The desk as the spider sees it."""

    now: Callable[[], datetime]
    owner: str
    shelf: Shelf
    asked: dict[str, tuple[jobs.Claim, Fetch]]
    lost: list[tuple[jobs.Claim, str]] = field(default_factory=list)

    @classmethod
    def at(cls, folder: Path, owner: str, now: Callable[[], datetime]) -> "Collector":
        """A collector that writes its evidence into ``folder``."""
        stamp = now().strftime("%Y%m%dT%H%M%S")
        return cls(now, owner, Shelf(folder, f"{stamp}-{owner.replace(':', '-')}"), {})

    def due(self, limit: int) -> Sequence[Fetch]:
        """Due polls first, then pages."""
        claims = jobs.claim([sources.POLL], self.owner, self.now(), limit)
        if len(claims) < limit:
            claims += jobs.claim([announced.FETCH], self.owner, self.now(), limit - len(claims))
        return [fetch for claim in claims if (fetch := self._fetch_of(claim))]

    def _fetch_of(self, claim: jobs.Claim) -> Fetch | None:
        ask = sources.fetch_of if claim.stage == sources.POLL else announced.fetch_of
        found = ask(int(claim.key))
        if found is None:  # the source sleeps or the address is gone: the step ends with it
            with transaction.atomic():
                jobs.done(claim)
            return None
        fetch = replace(found, key=f"{claim.stage}:{claim.id}:{claim.lease}")
        self.asked[fetch.key] = (claim, fetch)
        return fetch

    def take(self, capture: Capture) -> None:
        """Keep an answer: first the evidence, then in one transaction its row and what follows from it."""
        claim, fetch = self.asked.pop(capture.key)
        try:
            self._keep(claim, fetch, capture)
        except Exception as fault:  # the loop's edge: what could not be kept is asked again
            # A full disk or an archive that is away is no fault of the answer, so it does not count as a try.
            ours = isinstance(fault, OWN_TROUBLE)
            again = replace(claim, tries=claim.tries - 1) if ours else claim
            self.lost.append((again, f"{type(fault).__name__}: {fault}"))
            raise

    def _keep(self, claim: jobs.Claim, fetch: Fetch, capture: Capture) -> None:
        rule = marks.rule_of(capture.body, capture.header("content-type")) if capture.body else ""
        if rule:
            withhold(claim, capture, rule, self.now())
            return
        place = self.shelf.keep(capture) if capture.status == HTTPStatus.OK else None
        if claim.stage == sources.POLL:
            take_poll(claim, fetch, capture, place, self.now())
        else:
            take_page(claim, capture, place, self.now())

    def beat(self) -> None:
        """Keep this process's leases and its sign of life; let go of what it could not keep."""
        while self.lost:
            claim, reason = self.lost[-1]
            jobs.fail(claim, reason, self.now(), wait=SOON)
            self.lost.pop()
        jobs.extend(self.owner)
        pulse.beat(self.owner, "crawl")


def withhold(claim: jobs.Claim, capture: Capture, rule: str, now: datetime) -> None:
    """An answer bears a state-secret mark: nothing of it is written, only that it was met."""
    is_poll = claim.stage == sources.POLL
    address = None if is_poll else announced.row(int(claim.key))
    source_id = int(claim.key) if is_poll else address.source_id if address else None
    with transaction.atomic():
        if source_id is not None:
            captures.withhold(capture, rule, source_id)
        if is_poll:
            jobs.again(claim, now + AFTER_MARK)
        else:
            announced.withhold(int(claim.key))
            jobs.done(claim)


def take_poll(claim: jobs.Claim, fetch: Fetch, capture: Capture, place: Place | None, now: datetime) -> None:
    """A source answered: judge it, announce what is new, and set the next poll."""
    source_id = int(claim.key)
    every, failures = sources.interval_of(source_id)
    digest = hashlib.sha256(capture.body).hexdigest() if capture.body else ""
    is_known = bool(digest) and sources.body_is_known(source_id, digest)
    feed = Feed("", ()) if is_known or capture.status != HTTPStatus.OK else parse_list(capture, fetch)
    standing = schedule.judge(poll_answer(capture, feed, now), failures, every)
    with transaction.atomic():
        new = 0
        if feed.entries:
            captures.keep(capture, place, source_id)
            new = announced.announce(source_id, feed.entries, capture.final_url, now)
        told = sources.Polled(
            standing=standing,
            at=now,
            next_at=now + standing.wait,
            etag=capture.header("etag"),
            last_modified=capture.header("last-modified"),
            body_sha256=digest if capture.status == HTTPStatus.OK and not feed.error else "",
            moved_to=capture.final_url if capture.final_url != fetch.url and feed.entries else "",
            new=new,
        )
        sources.note_poll(source_id, told)
        jobs.again(claim, now + standing.wait)


def poll_answer(capture: Capture, feed: Feed, now: datetime) -> schedule.Answer:
    """What an answer says about its source."""
    is_page = (
        capture.shape in {Shape.FEED, Shape.SITEMAP}
        and capture.status == HTTPStatus.OK
        and looks_like_page(capture)
    )
    return schedule.Answer(
        status=capture.status,
        error=capture.error or feed.error,
        is_page=is_page,
        retry_after=schedule.retry_after(capture.header("retry-after"), now),
    )


def looks_like_page(capture: Capture) -> bool:
    """An HTML page where a list was asked for is a wall, never "no news"."""
    start = capture.body[:512].lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html"))


def take_page(claim: jobs.Claim, capture: Capture, place: Place | None, now: datetime) -> None:
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


def hosts(delays: dict[str, float]) -> dict[str, float]:
    """The pause each host asks for: the longest of its sources'."""
    found: dict[str, float] = {}
    for url, delay in delays.items():
        host = addresses.host_of(url)
        found[host] = max(delay, found.get(host, 0.0))
    return found
