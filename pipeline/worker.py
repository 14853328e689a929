"""The worker: takes jobs stage by stage, keeps the index and the outbox going, sets what falls due."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError, connection

from archive import jobs, pulse
from pipeline import (
    across,
    alert,
    canary,
    extract,
    learning,
    read,
    relate,
    repeats,
    rereading,
    seal,
    send,
    signals,
    story,
    sweep,
    tell,
)
from pipeline.calls import Caller
from pipeline.context import Context, Post
from pipeline.index import Indexer

log = logging.getLogger(__name__)
BATCH = 20
BEAT_SECONDS = 10.0
IDLE_SECONDS = 0.3

Run = Callable[[jobs.Claim, Context], None]
STAGES: Mapping[str, Run] = {
    extract.STAGE: extract.run,
    read.STAGE: read.run,
    relate.STAGE: relate.run,
    story.STAGE: story.run,
    across.STAGE: across.run,
    repeats.STAGE: repeats.run,
    alert.STAGE: alert.run,
    seal.STAGE: seal.run,
    canary.STAGE: canary.run,
    sweep.STAGE: sweep.run,
    signals.STAGE: signals.run,
    learning.STAGE: learning.run,
    rereading.STAGE: rereading.run,
}
# More kinds of work have their own queues: index changes; what watches have to tell, with mails and calls.
ALL_WORK = (*STAGES, "index", "send")


@dataclass(frozen=True, slots=True)
class Worker:
    """One process's share of the work."""

    context: Context
    post: Post
    indexer: Indexer
    work: Sequence[str] = ALL_WORK
    caller: Caller = field(default_factory=Caller)
    broken: threading.Event = field(default_factory=threading.Event)

    def run(self, stop: threading.Event, *, until_idle: bool = False) -> None:
        """Work until asked to stop, or until nothing is left."""
        heart = threading.Thread(target=self.beat, args=(stop,), name="heart", daemon=True)
        heart.start()
        try:
            while not stop.is_set():
                did = self.step_safely()
                if not did and until_idle and not self.broken.is_set():
                    return
                stop.wait(0 if did else IDLE_SECONDS)
        finally:
            stop.set()
            heart.join()
            self.caller.close()
            self.indexer.close()

    def step_safely(self) -> int:
        """One round; an archive that is away for a moment is asked again."""
        try:
            return self.step()
        except (OperationalError, InterfaceError):
            log.warning("the archive does not answer", exc_info=True)
            connection.close()
            self.broken.set()
            return 0

    def step(self) -> int:
        """One round over all work; returns how much was done."""
        if self.broken.is_set():
            # What a broken round had claimed would stay ours as long as this process lives.
            jobs.release(self.context.owner)
            self.broken.clear()
        did = run_jobs([s for s in STAGES if s in self.work], self.context)
        if "index" in self.work:
            did += self.indexer.step()
        if "send" in self.work:
            did += self.tell()
        return did

    def tell(self) -> int:
        """Write what is due for readers and let it go: digests, letters of watches, calls."""
        now, pack = self.context.now, self.context.pack
        did = send.write_digests(now(), pack, self.post)
        did += tell.write_watches(now(), pack, self.post)
        did += send.drain_outbox(now, self.post)
        return did + self.caller.step(now, self.post)

    def beat(self, stop: threading.Event) -> None:
        """Show that this process lives and keep its leases, until it stops."""
        while True:
            self.beat_safely()
            if stop.wait(BEAT_SECONDS):
                connection.close()
                return

    def beat_safely(self) -> None:
        """One beat; a connection that broke is let go, for it never mends by itself."""
        try:
            pulse.beat(self.context.owner, "work")
            jobs.extend(self.context.owner)
        except (OperationalError, InterfaceError):
            log.warning("the archive does not answer", exc_info=True)
            connection.close()


def run_jobs(stages: Sequence[str], context: Context) -> int:
    """Claim a batch and run it, each job by itself."""
    claims = jobs.claim(stages, context.owner, context.now(), BATCH)
    for claim in claims:
        run_job(claim, context)
    return len(claims)


def run_job(claim: jobs.Claim, context: Context) -> None:
    """Run one job; what it cannot do waits for another try, and at last for a person."""
    try:
        STAGES[claim.stage](claim, context)
    except jobs.LeaseLost:
        log.info("%s %s was taken over", claim.stage, claim.key)
    except Exception as fault:  # the loop's edge: one article must not stop the others
        reason = f"{type(fault).__name__}: {fault}"
        aside = jobs.fail(claim, reason, context.now())
        log.warning(
            "%s %s: %s%s", claim.stage, claim.key, reason, " (put aside)" if aside else "", exc_info=True
        )
