"""The hosts whose turn this process has: their steps, their pauses, their rules, their peace."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from archive import announced, hosts, jobs, revisits, sources
from archive.hosts import HostRow
from crawler import robots, schedule
from crawler.turns import Turns

# A lane's steps in the order of their haste; a list that is asked late loses news.
STAGES = (sources.POLL, sources.PART, announced.FETCH, announced.LEAF, revisits.REVISIT)
MOST_HELD = 400
# At one look only so many, so that other processes find some too.
MOST_GATHERED = 32
# How many steps of one host wait here: a few, so that a poll that falls due is not behind many pages.
EACH = 6
LOOK_SECONDS = 0.5
DELAYS_SECONDS = 60.0
DEFAULT_PAUSE = 2.0
ROBOTS_SECONDS = 86_400.0
# Rules that cannot be had are asked for again soon: nothing is allowed until then.
ROBOTS_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for rules: whose they are, and where they lie after so many hops."""

    host: str
    url: str
    hops: int = 0


@dataclass(slots=True)
class Lane:
    """A host whose turn is ours."""

    name: str
    turns: Turns
    rests: int = 0
    has_rested: bool = False
    rules: str | None = None  # none while nobody knows them
    rules_until: float = 0.0
    queue: deque[jobs.Claim] = field(default_factory=deque)
    asks: deque[Ask] = field(default_factory=deque)
    is_asking: bool = False  # for its rules
    is_resting: bool = False
    is_spent: bool = False  # nothing more is due there

    def is_open(self, at: float) -> bool:
        """Whether something may be asked there now."""
        is_blind = self.is_asking and not self.asks
        return self.turns.is_open(at) and not self.is_resting and not is_blind

    def learn(self, rules: str, until: float) -> None:
        """Know what the host allows, for some time."""
        self.rules, self.rules_until, self.is_asking = rules, until, False

    def rules_at(self, at: float) -> str | None:
        """What the host allows; none while nobody knows or what was known is too old."""
        return self.rules if at < self.rules_until else None

    @property
    def is_over(self) -> bool:
        """Whether its turn may be given back."""
        is_idle = self.is_spent and not self.queue and not self.asks and not self.is_asking
        return not self.turns.flying and (self.is_resting or is_idle)


@dataclass
class Lanes:
    """The hosts whose turn is ours; ``tick`` counts seconds and never goes back."""

    owner: str
    now: Callable[[], datetime]
    tick: Callable[[], float] = time.monotonic
    most: int = MOST_HELD
    held: dict[str, Lane] = field(default_factory=dict)
    delays: dict[str, float] = field(default_factory=dict)
    looked_at: float = float("-inf")
    delays_at: float = float("-inf")

    def is_time_to_look(self) -> bool:
        """Whether to look for more hosts: not all the time, and not while there are plenty."""
        return self.tick() - self.looked_at >= LOOK_SECONDS and len(self.held) < self.most

    def gather(self) -> None:
        """Take the turn of more hosts that have due steps."""
        at = self.looked_at = self.tick()
        if at - self.delays_at >= DELAYS_SECONDS:
            self.delays, self.delays_at = sources.delays(), at
        room = min(MOST_GATHERED, self.most - len(self.held))
        for row in hosts.claim(self.owner, STAGES, self.now(), room):
            self.hold(row)

    def borrow(self, name: str) -> Lane | None:
        """The turn of one host; nothing while another process has it."""
        if name in self.held:
            return self.held[name]
        row = hosts.claim_one(self.owner, name)
        return self.hold(row) if row else None

    def hold(self, row: HostRow) -> Lane:
        """Begin with a host where whoever had it before left off."""
        pause = self.pause_of(row.name, row.crawl_delay)
        ago = pause if row.asked_ago is None else max(row.asked_ago, 0.0)
        at = self.tick()
        lane = Lane(row.name, Turns(pause, at - ago), row.rests, row.has_rested)
        status, age = row.robots_status, row.robots_age
        if status is not None and age is not None and robots.word_of(status) is not robots.Word.CLOSED:
            lane.learn(row.robots_text, at + ROBOTS_SECONDS - age.total_seconds())
        self.held[row.name] = lane
        return lane

    def pause_of(self, name: str, crawl_delay: float | None) -> float:
        """What lies between two questions: the longest that the pack or the host itself asks for."""
        return max(self.delays.get(name, DEFAULT_PAUSE), crawl_delay or 0.0)

    def open(self, limit: int) -> list[Lane]:
        """Hosts whose turn has come, those first that have waited longest; each with what is due there."""
        at = self.tick()
        ready = sorted(
            (lane for lane in self.held.values() if lane.is_open(at)), key=lambda lane: lane.turns.opens_at
        )[:limit]
        self._refill([lane for lane in ready if not lane.queue and not lane.asks])
        return ready

    def _refill(self, empty: Sequence[Lane]) -> None:
        if not empty:
            return
        names = [lane.name for lane in empty]
        for claim in jobs.claim_lanes(names, STAGES, self.owner, self.now(), EACH):
            self.held[claim.lane].queue.append(claim)
        for lane in empty:
            lane.is_spent = not lane.queue

    def let_go(self) -> None:
        """Give back hosts with nothing more to ask and nothing under way."""
        at = self.tick()
        over = [lane for lane in self.held.values() if lane.is_over]
        if over:
            hosts.let_go(self.owner, {lane.name: at - lane.turns.reached_at for lane in over})
        for lane in over:
            del self.held[lane.name]

    def extend(self) -> None:
        """Keep the hosts of a process that is alive; what another has taken over meanwhile is its own."""
        kept = hosts.extend(self.owner)
        for name in self.held.keys() - kept:
            lane = self.held.pop(name)
            jobs.put_back(lane.queue)
            lane.queue.clear()
            for asker in self._askers(lane):
                asker.is_asking = False

    def _askers(self, lane: Lane) -> list[Lane]:
        """Take back what was to be asked there for other hosts."""
        asks = list(lane.asks)
        lane.asks.clear()
        return [self.held[ask.host] for ask in asks if ask.host in self.held]

    def rest(
        self, lane: Lane, asked: timedelta | None, reason: str, most: timedelta = schedule.LONGEST
    ) -> None:
        """Leave a host in peace as long as it asks, or longer each time; what waits for it waits on."""
        if lane.is_resting:
            return
        lane.is_resting, lane.is_asking = True, False
        wait = min(schedule.rest(asked, lane.rests), most)
        lane.rests += not asked
        hosts.rest(self.owner, lane.name, wait, reason, lane.rests)
        jobs.put_back(lane.queue)
        lane.queue.clear()
        for asker in self._askers(lane):
            self.rest(asker, None, robots.UNREACHABLE, ROBOTS_AGAIN)

    def calm(self, lane: Lane) -> None:
        """A host that asked for patience answers again."""
        if lane.has_rested and not lane.is_resting:
            lane.rests, lane.has_rested = 0, False
            hosts.calm(self.owner, lane.name)
