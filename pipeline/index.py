"""Index: what the archive changed goes into the search engine, by revision."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from archive import changes, jobs
from pipeline import entries, rebuild, reconcile
from search.engine import Engine, Generations, open_generations
from search.errors import IndexBusy, SearchError
from search.generations import Standing

# As many changes are committed at once; a worker's round takes seconds at most, and so each commit.
BATCH = 500
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
ERRANDS = (rebuild.STAGE, reconcile.STAGE)
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Indexer:
    """Keeps one index open for writing; an engine that is away only makes the index late."""

    url: str
    now: Callable[[], datetime]
    owner: str = "index"
    seconds: Callable[[], float] = time.monotonic
    batch: int = BATCH
    slice: int = rebuild.SLICE
    generations: Generations | None = None
    standing: Standing = field(default_factory=Standing)
    engine: Engine | None = None
    building: Engine | None = None
    is_seen: bool = False
    pause: float = 0.0
    wake_at: float = 0.0

    def step(self) -> int:
        """Bring the index up to date by one batch; returns how much was done.

        An engine that cannot be written is asked again later, each time after a longer pause.
        """
        if self.seconds() < self.wake_at:
            return 0
        try:
            did = self.work()
        except IndexBusy:  # another process keeps this index; the changes are in good hands
            self.close()
            return 0
        except SearchError as away:
            log.warning("%s", away)
            self.close()
            self.is_seen = False  # whatever was left half done is looked for when it is back
            self.pause = min(LONGEST_PAUSE, self.pause * 2 or FIRST_PAUSE)
            self.wake_at = self.seconds() + self.pause
            return 0
        self.pause = 0.0
        return did

    def work(self) -> int:
        """One batch, into an engine that must answer."""
        # Once in a process's life the index is looked at though nothing changed: it may have been lost.
        if self.is_seen and not self.has_work():
            return 0
        self.is_seen = True
        self.open()
        did = self.drain() + self.errand()
        if not self.engines:
            self.close()  # another process builds a generation: it is looked for again
        return did

    def has_work(self) -> bool:
        """Whether something waits for the index."""
        return bool(changes.lag().count) or jobs.due(self.now()).filter(stage__in=ERRANDS).exists()

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The generations that are kept up to date: the one that answers and the one being built."""
        return tuple(engine for engine in (self.engine, self.building) if engine is not None)

    def open(self, *, anyway: bool = False) -> Generations:
        """Open what lies there; an index of other keys, a lost or a half-built one is to be built again.

        One that a newer version of this program keeps is left alone, unless it is wanted ``anyway``.
        """
        if self.generations is None:
            self.generations = open_generations(self.url)
            self.generations.clean()
            if not self.generations.look().all and changes.lag().count >= changes.articles():
                # A fresh home: all there is waits in the queue anyway.
                self.generations.begin()
                self.generations.swap()
            self.standing = self.generations.look()
            self.engine = self._live(self.generations, anyway=anyway or rebuild.is_wanted(self.now()))
            self.building = self.generations.building()
            if self.standing.is_behind:
                rebuild.want(self.now())
        return self.generations

    def drain(self) -> int:
        """Put the oldest changes into every generation that is kept."""
        waiting = changes.waiting(self.batch)
        if not waiting or not self.engines or self.generations is None:
            return 0
        entries.put([change.article_id for change in waiting], self.engines)
        if self.generations.look() == self.standing:
            # Only after the commit is a change forgotten: a crash between the two indexes it once more.
            changes.drained(waiting)
        else:
            # Another process has begun or swapped a generation: what that does not know is put in again.
            self.close()
        return len(waiting)

    def errand(self) -> int:
        """The next part of what takes longer: building a generation, or the nightly comparison."""
        if self.generations is None:
            return 0
        for job in jobs.claim(ERRANDS, self.owner, self.now(), 1):
            try:
                self._run(job, self.generations)
            except jobs.LeaseLost:
                log.info("%s was taken over", job.stage)
            except SearchError:
                jobs.put_back([job])
                raise
            return 1
        return 0

    def close(self) -> None:
        """Let the index go."""
        for engine in self.engines:
            engine.close()
        self.engine = self.building = None
        generations, self.generations = self.generations, None
        if generations is not None:
            generations.close()

    def _live(self, generations: Generations, *, anyway: bool) -> Engine | None:
        if self.standing.live is None and not self.standing.is_superseded:
            return None
        try:
            return generations.live()
        except SearchError as unfit:
            if not anyway:
                raise
            log.warning("%s", unfit)
            return None

    def _run(self, job: jobs.Claim, generations: Generations) -> None:
        if job.stage == rebuild.STAGE:
            rebuild.run(job, generations, self.building, self.now(), self.slice)
            if generations.look() != self.standing:
                self.close()
        elif self.engine is not None:
            reconcile.run(job, self.engine, self.now())
        else:
            jobs.again(job, self.now() + reconcile.LATER)
