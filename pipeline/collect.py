"""Collect: polls and pages, from the job table to the archive; the crawler between knows neither."""

import itertools
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.db import InterfaceError, OperationalError, transaction

from archive import jobs, pulse, sources
from crawler import marks, robots, schedule
from crawler.evidence import Shelf
from crawler.model import Capture, Fetch, Shape
from pipeline import polls, visits, withholding
from pipeline.apart import HERE, Apart
from pipeline.errands import Arrived, Errand, Question, Trail, no_answer, question_of
from pipeline.lanes import STAGES, Ask, Lane, Lanes
from pipeline.leaves import PATIENCE
from pipeline.rules import is_failure, learn

OWN_TROUBLE = (OSError, OperationalError, InterfaceError)
SOON = timedelta(minutes=1)
BEAT_SECONDS = 5.0
# How many steps outside all lanes are put into theirs at a time, and how many polls fail with their host.
MOST_AT_ONCE = 50
log = logging.getLogger(__name__)


@dataclass
class Collector:
    """The desk as the spider sees it."""

    now: Callable[[], datetime]
    owner: str
    shelf: Shelf
    lanes: Lanes
    apart: Apart = HERE
    under_way: dict[str, Errand | Question] = field(default_factory=dict)
    lost: list[tuple[jobs.Claim, str]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)
    beaten_at: float = float("-inf")

    @classmethod
    def at(cls, folder: Path, owner: str, now: Callable[[], datetime], apart: Apart = HERE) -> "Collector":
        """A collector that writes its evidence into ``folder`` and reads lists where it is told."""
        stamp = now().strftime("%Y%m%dT%H%M%S")
        name = f"{stamp}-{owner.replace(':', '-').replace(jobs.MACHINE, '-')}"
        return cls(now, owner, Shelf(folder, name), Lanes(owner, now), apart)

    def due(self, limit: int) -> Sequence[Fetch]:
        """What to ask now: one question of each host whose turn has come."""
        # No request may start on a lease that nobody has kept.
        self.beat()
        if self.lanes.is_time_to_look():
            self.sort_in()
            self.lanes.gather()
        fetches = [fetch for lane in self.lanes.open(limit) if (fetch := self.next_of(lane))]
        self.lanes.let_go()
        return fetches

    def sort_in(self) -> None:
        """Steps that nobody has put in a lane go into that of their host."""
        for claim in jobs.claim_lanes([""], STAGES, self.owner, self.now(), MOST_AT_ONCE):
            self.errand_of(claim)

    def next_of(self, lane: Lane) -> Fetch | None:
        """The next question to a host, as far as its rules allow one."""
        if lane.asks:
            return self.ask_rules(lane, lane.asks.popleft())
        while lane.queue:
            claim = lane.queue.popleft()
            errand = self.errand_of(claim)
            if errand is None:
                continue
            rules = lane.rules_at(self.lanes.tick())
            if rules is None:
                lane.queue.appendleft(claim)
                lane.is_asking = True
                return self.ask_rules(lane, Ask(lane.name, robots.address_of(errand.trail.url)))
            if robots.allows(rules, errand.trail.url):
                return self.send(lane, errand, errand.fetch)
            self.keep([errand.unasked(robots.REFUSED, self.now())])
        return None

    def errand_of(self, claim: jobs.Claim) -> Errand | None:
        """The question for a step where it stands in the right lane; otherwise it is put there, or ends."""
        first = question_of(claim)
        if first is None:  # the source sleeps or the address is gone: the step ends with it
            self.safely(partial(self.end, claim), claim)
            return None
        trail = Trail.of(claim.payload, first.url)
        name = jobs.lane_of(trail.url)
        lane = self.lanes.held.get(name)
        if lane is not None and name == claim.lane:
            return Errand(lane, claim, first, trail)
        if name:
            self.safely(partial(jobs.move, claim, name), claim)
        else:
            self.keep([Arrived(claim, first, no_answer(first, "no host", self.now()))])
        return None

    def end(self, claim: jobs.Claim) -> None:
        """Nothing is left to ask."""
        with transaction.atomic():
            jobs.done(claim)

    def ask_rules(self, lane: Lane, ask: Ask) -> Fetch:
        """Let a question for rules leave."""
        return self.send(lane, Question(lane, ask), Fetch("", ask.url, Shape.PAGE, hops=ask.hops))

    def send(self, lane: Lane, what: Errand | Question, fetch: Fetch) -> Fetch:
        """Let a question leave."""
        key = str(next(self.numbers))
        self.under_way[key] = what
        lane.turns.begin(key, self.lanes.tick())
        return replace(fetch, key=key)

    def take(self, captures: Sequence[Capture]) -> None:
        """Keep answers: first the evidence, then in one transaction their rows and what follows from them."""
        self.keep([arrived for capture in captures if (arrived := self.arrive(capture))])

    def arrive(self, capture: Capture) -> Arrived | None:
        """What an answer says of its host, and what it is an answer to if it is one to a step."""
        errand = self.under_way.pop(capture.key)
        lane = errand.lane
        lane.turns.end(capture.key, self.lanes.tick())
        if capture.status in PATIENCE:
            asked = schedule.patience_of(capture, self.now())
            self.lanes.rest(lane, asked, f"HTTP {capture.status}")
        elif capture.status:
            self.lanes.calm(lane)
        if isinstance(errand, Question):
            self.learn(errand, capture)
        elif capture.hop:
            self.safely(partial(self.follow, errand, capture), errand.claim)
        else:
            return errand.arrived(capture)
        return None

    def follow(self, errand: Errand, capture: Capture) -> None:
        """Go on to where an answer leads: at once on the same host, in the other's turn on another."""
        trail = errand.trail.on(capture)
        payload = trail.payload(errand.claim.payload)
        name = jobs.lane_of(trail.url)
        if self.lanes.held.get(name) is errand.lane and not errand.lane.is_resting:
            errand.lane.queue.appendleft(replace(errand.claim, payload=payload))
        else:
            jobs.move(errand.claim, name, payload)

    def learn(self, question: Question, capture: Capture) -> None:
        """Keep a host's rules; where they cannot be had, its polls have failed and its pages wait."""
        reason = learn(self.lanes, question.ask, capture)
        if not reason or not is_failure(capture):
            return
        host = [question.ask.host]
        claims = jobs.claim_lanes(host, [sources.POLL], self.owner, self.now(), MOST_AT_ONCE)
        answers = [(claim, first) for claim in claims if (first := question_of(claim))]
        self.keep([Arrived(claim, first, no_answer(first, reason, self.now())) for claim, first in answers])

    def keep(self, arrived: Sequence[Arrived]) -> None:
        """Check answers for marks, keep their evidence, then their rows; what fails fails by itself."""
        kept: list[Arrived] = []
        for one in arrived:
            self.safely(partial(self.shelve, one, kept), one.claim)
        for one in kept:
            if one.is_list:
                self.beat()
                self.safely(partial(self.store, [one]), one.claim)
        pages = [one for one in kept if not one.is_list]
        if len(pages) > 1 and self.safely(partial(self.store, pages)):
            return
        for one in pages:
            self.safely(partial(self.store, [one]), one.claim)

    def shelve(self, one: Arrived, kept: list[Arrived]) -> None:
        """Write an answer's evidence, unless it bears a mark."""
        capture = one.capture
        rule = marks.rule_of(capture.body, capture.header("content-type")) if capture.body else ""
        if rule:
            withholding.withhold(one.claim, capture, rule, self.now())
        else:
            kept.append(replace(one, place=self.shelf.keep(capture) if one.is_evidence else None))

    def store(self, arrived: Sequence[Arrived]) -> None:
        """Write what answers leave in the archive."""
        if arrived[0].is_list:
            (one,) = arrived
            take = polls.take if one.claim.stage == sources.POLL else polls.take_part
            take(one.claim, one.fetch, one.capture, one.place, self.now(), self.apart)
            return
        with transaction.atomic():
            for one in arrived:
                visits.take(one.claim, one.fetch, one.capture, one.place, self.now())

    def safely(self, act: Callable[[], object], claim: jobs.Claim | None = None) -> bool:
        """Do something; the step it fails for is let go at the next beat."""
        try:
            act()
        except Exception as fault:  # the loop's edge: what could not be kept is asked again
            if claim is not None:
                # A full disk or an archive that is away is no fault of the answer: it costs no try.
                ours = isinstance(fault, OWN_TROUBLE)
                again = replace(claim, tries=claim.tries - 1) if ours else claim
                self.lost.append((again, f"{type(fault).__name__}: {fault}"))
                log.warning("could not keep the answer to %s %s", claim.stage, claim.key, exc_info=True)
            return False
        return True

    def beat(self) -> None:
        """From time to time, keep this process's leases and its sign of life; let go of what it lost."""
        at = self.lanes.tick()
        if at - self.beaten_at < BEAT_SECONDS:
            return
        while self.lost:
            claim, reason = self.lost[-1]
            jobs.fail(claim, reason, self.now(), wait=SOON)
            self.lost.pop()
        jobs.extend(self.owner)
        self.lanes.extend()
        pulse.beat(self.owner.partition(jobs.MACHINE)[0], "crawl")
        self.beaten_at = at
