"""Articles with what a plain reader says a query finds among them: the third opinion beside two engines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone
from functools import cached_property

from search.matching import Analysed, matches, read
from search.model import Answer, Ask, Bucket, Document, Hit
from search.tree import Node

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Shelf:
    """Some articles, each with a time of its own."""

    documents: Sequence[Document]

    @cached_property
    def ask(self) -> Ask:
        """Everything an engine can be asked about all of them."""
        return Ask(limit=len(self.documents), facets=True, histogram=True)

    @cached_property
    def newest_first(self) -> list[tuple[Document, Analysed]]:
        """The articles ready to be held against queries."""
        pairs = [(document, read(document)) for document in self.documents]
        return sorted(pairs, key=lambda pair: -pair[1].ord)

    def answer(self, tree: Node) -> Answer:
        """What an engine must answer, found article by article and counted by hand."""
        found = [(one, analysed) for one, analysed in self.newest_first if matches(tree, analysed)]
        documents = [one for one, _ in found]
        hits = tuple(Hit(one.id, 0.0, analysed.ord) for one, analysed in found)
        return Answer(len(hits), hits, facets(documents), histogram(documents))

    def ids(self, tree: Node) -> list[int]:
        """Which articles a query finds, the newest first."""
        return [one.id for one, analysed in self.newest_first if matches(tree, analysed)]


def facets(documents: Sequence[Document]) -> dict[str, tuple[Bucket, ...]]:
    """How many of these articles have each value."""
    return {
        "source": buckets(one.source for one in documents),
        "outlet": buckets(one.outlet for one in documents),
        "kind": buckets(one.kind for one in documents),
        "country": buckets(one.country for one in documents),
        "lang": buckets(one.lang for one in documents),
        "topic": buckets(topic for one in documents for topic in set(one.topics)),
        "tone": buckets(str(one.tone) for one in documents),
        "place": buckets(place for one in documents for place in set(one.places)),
    }


def buckets(values: Iterable[str]) -> tuple[Bucket, ...]:
    """The most frequent first, equal ones by name."""
    counted = Counter(value for value in values if value)
    return tuple(Bucket(*pair) for pair in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def histogram(documents: Sequence[Document]) -> tuple[Bucket, ...]:
    """How many of these articles came out on each day in Vietnam."""
    moments = [one.published_at or one.fetched_at for one in documents]
    days = Counter(at.astimezone(VIETNAM).date().isoformat() for at in moments)
    return tuple(Bucket(*pair) for pair in sorted(days.items()))
