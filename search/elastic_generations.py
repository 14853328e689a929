"""The generations in a cluster: a part for each year, and one alias that leads readers to one generation."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from search.elastic_engine import ElasticEngine
from search.elastic_index import BEFORE, Cluster, make_part, stamp
from search.elastic_query import Query
from search.elastic_standing import Lying, look, refused
from search.errors import SearchError
from search.generations import Generation, Progress, Standing, nothing

_T = TypeVar("_T")


class ElasticGenerations:
    """What lies in a cluster, to be written by any number of processes."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def look(self) -> Standing:
        """Return what lies there now."""
        return self._look().standing

    def only(self) -> ElasticEngine:
        """Open the generation that answers, to write nothing else; where there is none yet it begins one."""
        if not self.look().all:
            self.begin()
            self.swap()
        return self._live(self.close)

    def live(self) -> ElasticEngine:
        """Open the generation that answers, to write."""
        return self._live(nothing)

    def building(self) -> ElasticEngine | None:
        """Open the generation that is being built, if there is one."""
        lying = self._look()
        found = lying.standing.building
        if found is None:
            return None
        return ElasticEngine(self.cluster, found, is_live=False, release=nothing, parts=lying.parts[found])

    def begin(self) -> None:
        """Make the next generation beside the one that answers."""
        generation = self.look().next()
        first = self.cluster.part(generation, BEFORE)
        self._asked(lambda: make_part(self.cluster.patient, first, generation, Progress()))

    def progress(self) -> Progress | None:
        """Return how far the next generation is built, if there is one."""
        return self._look().progress

    def note(self, reached: Progress) -> None:
        """Keep how far the next generation is built."""
        found = self.look().building
        if found is not None:
            first = self.cluster.part(found, BEFORE)
            told = stamp(found, reached)
            self._asked(lambda: self.cluster.patient.indices.put_mapping(index=first, meta=told))

    def swap(self) -> None:
        """Let the next generation answer, in one step; readers meet it at their next question."""
        lying = self._look()
        found = lying.standing.building
        if found is not None:
            alias = self.cluster.alias(found)
            left = sorted(name for name in lying.answering if name.startswith(f"{alias}g"))
            self._lead(alias, left, self.cluster.parts(found))

    def clean(self) -> None:
        """Remove what nobody needs any more, and lead readers to every part of what answers."""
        lying = self._look()
        for generation in lying.standing.stale:
            self._drop(lying.parts[generation])
        live = lying.standing.live
        # Made by a process that did not know yet that this generation answers.
        if live is not None and lying.parts[live] - lying.answering:
            self._lead(self.cluster.alias(live), [], self.cluster.parts(live))

    def close(self) -> None:
        """Close the connections."""
        self.cluster.close()

    def _live(self, release: Callable[[], None]) -> ElasticEngine:
        lying = self._look()
        live = lying.standing.live
        if live is None or lying.standing.is_superseded:
            raise refused(self.cluster)
        return ElasticEngine(self.cluster, live, is_live=True, release=release, parts=lying.parts[live])

    def _lead(self, alias: str, left: list[str], to: str) -> None:
        actions: list[Query] = [{"add": {"index": to, "alias": alias}}]
        if left:
            actions.insert(0, {"remove": {"indices": left, "alias": alias}})
        self._asked(lambda: self.cluster.patient.indices.update_aliases(actions=actions))

    def _drop(self, parts: Iterable[str]) -> None:
        names = ",".join(sorted(parts))
        self._asked(lambda: self.cluster.patient.indices.delete(index=names, ignore_unavailable=True))

    def _look(self) -> Lying:
        return self._asked(lambda: look(self.cluster))

    def _asked(self, do: Callable[[], _T]) -> _T:
        return self.cluster.asked(do)


def reader(cluster: Cluster) -> ElasticEngine:
    """Open the generation that answers, to read; say why none does."""
    engine = ElasticEngine(cluster, Generation(0), is_live=True, release=cluster.close)
    try:
        engine.count()
    except SearchError:
        engine.close()
        raise
    return engine
