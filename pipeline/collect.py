"""Collect: polls and pages, from the job table to the archive; the crawler between knows neither."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from django.db import InterfaceError, OperationalError, transaction

from archive import announced, jobs, pulse, sources
from crawler import addresses, marks
from crawler.evidence import Shelf
from crawler.model import Capture, Fetch
from pipeline import polls, visits, withholding

OWN_TROUBLE = (OSError, OperationalError, InterfaceError)
SOON = timedelta(minutes=1)


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
            withholding.withhold(claim, capture, rule, self.now())
            return
        place = self.shelf.keep(capture) if capture.status == HTTPStatus.OK else None
        if claim.stage == sources.POLL:
            polls.take(claim, fetch, capture, place, self.now())
        else:
            visits.take(claim, capture, place, self.now())

    def beat(self) -> None:
        """Keep this process's leases and its sign of life; let go of what it could not keep."""
        while self.lost:
            claim, reason = self.lost[-1]
            jobs.fail(claim, reason, self.now(), wait=SOON)
            self.lost.pop()
        jobs.extend(self.owner)
        pulse.beat(self.owner, "crawl")


def hosts(delays: dict[str, float]) -> dict[str, float]:
    """The pause each host asks for: the longest of its sources'."""
    found: dict[str, float] = {}
    for url, delay in delays.items():
        host = addresses.host_of(url)
        found[host] = max(delay, found.get(host, 0.0))
    return found
