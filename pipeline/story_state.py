"""The stories of late in this process's memory, brought up to date from what changed since it last looked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from archive import stories
from archive.stories import Member, Turn
from classifier.stories import Clusters, unpack

# So far back an article finds its like.
LIFE = timedelta(days=7)


@dataclass(slots=True)
class StoryState:
    """One process's clusters; they hold what is committed and nothing else."""

    seen: int = 0
    clusters: Clusters = field(default_factory=Clusters)

    def ready(self, turn: Turn, now: datetime) -> Clusters:
        """The clusters as they stand at a turn; begun anew where an article left or the count fell back."""
        if not turn.left <= self.seen <= turn.number:
            self.seen, self.clusters = 0, Clusters()
        fill(self.clusters, stories.changed_after(self.seen, now - LIFE))
        self.seen = turn.number
        self.clusters.expire(now)
        return self.clusters

    def for_time(self, at: datetime, turn: Turn, now: datetime) -> Clusters:
        """The clusters for an article of a time; for one that comes late those of its own days."""
        if at >= now - LIFE / 2:
            return self.ready(turn, now)
        past = Clusters()
        fill(past, stories.around(at, LIFE))
        return past


def fill(clusters: Clusters, members: Iterable[Member]) -> None:
    """Put articles into clusters; one that was there before moves."""
    for one in members:
        clusters.add(unpack(one.article_id, one.at, one.vector), one.story_id)
