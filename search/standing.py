"""Many standing queries held against one document at a time: what an index does, the other way round.

Of each query it is known which rare facts it cannot hold without. One pass over a document's keys finds
the facts of all queries together; only queries with such a fact among them are looked at more closely.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from search.matching import Analysed, Keys, matches
from search.model import Document
from search.rows import Row, row
from search.standing_needs import Fact, Leaf, cheapest, facts_of, holds, needs
from search.standing_scan import Scanner
from search.tree import Node, Stream


@dataclass(frozen=True, slots=True)
class Standing:
    """A query that stands, and the number it is known by."""

    id: int
    tree: Node


class Watchers:
    """A set of standing queries made ready; it never changes, another set is another object."""

    def __init__(self, standing: Sequence[Standing]) -> None:
        self._needs = {one.id: needs(one.tree) for one in standing}
        self._roused: dict[Fact, list[int]] = defaultdict(list)
        self._always: list[int] = []
        for number, asked in self._needs.items():
            rare = cheapest(asked)
            for fact in rare:
                self._roused[fact].append(number)
            if not rare:
                self._always.append(number)
        self._scanner = Scanner({fact for asked in self._needs.values() for fact in facts_of(asked)})

    def matched(self, document: Document) -> tuple[int, ...]:
        """Return which queries find a document, in order: each for which ``matches`` is true."""
        return self.matched_row(row(document))

    def matched_row(self, given: Row) -> tuple[int, ...]:
        """Return the same of a document that was analysed already."""
        facts = self._scanner.found(given)
        facts.update(given.tags)
        reading = _Reading(given)
        roused = set(self._always)
        for fact in facts & self._roused.keys():
            roused.update(self._roused[fact])
        return tuple(sorted(n for n in roused if holds(self._needs[n], facts, reading.holds)))


class _Reading:
    """A document read no further than its queries ask, and each leaf once."""

    def __init__(self, given: Row) -> None:
        self._known: dict[Leaf, bool] = {}
        self._analysed = Analysed(
            title=_Streams(given.title_s, given.title_f),
            body=_Streams(given.body_s, given.body_f),
            tags=frozenset(given.tags),
            ord=given.ord,
        )

    def holds(self, leaf: Leaf) -> bool:
        if leaf not in self._known:
            self._known[leaf] = matches(leaf, self._analysed)
        return self._known[leaf]


class _Streams(dict[Stream, Keys]):
    """Both streams of a text, each looked up when it is first asked for."""

    def __init__(self, strict: str, loose: str) -> None:
        super().__init__()
        self._texts = {Stream.STRICT: strict, Stream.LOOSE: loose}

    def __missing__(self, stream: Stream) -> Keys:
        keys = self[stream] = Keys(self._texts[stream].split(" "))
        return keys
