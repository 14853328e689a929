"""Errands: the questions under way, each for a step or for a host's rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any, Self

from archive import announced, jobs, revisits, sources
from crawler.evidence import Place
from crawler.model import Capture, Fetch
from pipeline import polls
from pipeline.lanes import Ask, Lane

LISTS = frozenset({sources.POLL, sources.PART})
QUESTIONS: Mapping[str, Callable[[int], Fetch | None]] = {
    sources.POLL: sources.fetch_of,
    announced.FETCH: announced.fetch_of,
    revisits.REVISIT: revisits.fetch_of,
}


@dataclass(frozen=True, slots=True)
class Trail:
    """Where redirects have led a step so far, and whether all of them were for good."""

    url: str
    hops: int = 0
    is_permanent: bool = True

    @classmethod
    def of(cls, payload: Mapping[str, Any], url: str) -> Self:
        """As a step's payload tells it; without a word of it the step stands where it begins."""
        told = payload.get(jobs.HOP)
        return cls(told["url"], told["hops"], told["is_permanent"]) if told else cls(url)

    def on(self, capture: Capture) -> "Trail":
        """One hop further."""
        return Trail(capture.hop, self.hops + 1, self.is_permanent and capture.is_permanent)

    def payload(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """What a step must not forget of it."""
        told = {"url": self.url, "hops": self.hops, "is_permanent": self.is_permanent}
        return {**before, jobs.HOP: told}


@dataclass(frozen=True, slots=True)
class Errand:
    """A question for a step: the step, its first question, and where redirects have led it."""

    lane: Lane
    claim: jobs.Claim
    first: Fetch
    trail: Trail

    @property
    def fetch(self) -> Fetch:
        """What is asked now."""
        return replace(self.first, url=self.trail.url, hops=self.trail.hops)

    def arrived(self, capture: Capture) -> "Arrived":
        """The end of the trail, as an answer to its first question."""
        is_permanent = self.trail.hops > 0 and self.trail.is_permanent
        return Arrived(
            self.claim, self.first, replace(capture, url=self.first.url, is_permanent=is_permanent)
        )

    def unasked(self, reason: str, now: datetime) -> "Arrived":
        """No answer, for a reason of our own."""
        return self.arrived(no_answer(self.fetch, reason, now))


@dataclass(frozen=True, slots=True)
class Question:
    """A question for a host's rules, in the lane of the host that is asked."""

    lane: Lane
    ask: Ask


@dataclass(frozen=True, slots=True)
class Arrived:
    """An answer to a step, with the place of its evidence once it has one."""

    claim: jobs.Claim
    fetch: Fetch
    capture: Capture
    place: Place | None = None

    @property
    def is_list(self) -> bool:
        """Whether it was asked for news rather than for an article."""
        return self.claim.stage in LISTS

    @property
    def is_evidence(self) -> bool:
        """Whether it is kept: every page and every list that is not the last one again.

        Of a look at an article every answer, for that something is gone is to be shown too.
        """
        if self.claim.stage == revisits.REVISIT:
            return self.capture.status not in {0, HTTPStatus.NOT_MODIFIED}
        is_news = not self.is_list or not polls.is_known(self.capture, self.fetch)
        return self.capture.status == HTTPStatus.OK and is_news


def question_of(claim: jobs.Claim) -> Fetch | None:
    """The question for a step; nothing if its source sleeps or its address is no more."""
    if claim.stage == sources.PART:
        return sources.part_fetch_of(int(claim.payload["source"]), claim.payload["url"])
    if claim.stage == announced.LEAF:
        return announced.leaf_fetch_of(int(claim.payload["address"]), claim.payload["url"])
    return QUESTIONS[claim.stage](int(claim.key))


def no_answer(fetch: Fetch, reason: str, now: datetime) -> Capture:
    """That nobody was asked, as an answer without a status."""
    return Capture(fetch.key, fetch.url, fetch.url, fetch.shape, 0, (), b"", now, reason)
