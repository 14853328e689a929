"""Which articles of one language are like a new one: by the heaviest terms they share, then by all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import sqrt

import numpy as np

from classifier.stories_vectors import Item
from classifier.stories_words import BITS, Floats

# An article is found by so many of its heaviest terms.
HEAVY = 60
# So many of those that share most of them are compared in full, if they share more than one.
COMPARED = 100
_SHARED = 2


@dataclass(slots=True)
class Held:
    """The articles of a story; the sum of their vectors has ``square`` as the square of its length."""

    ids: set[int] = field(default_factory=set)
    square: float = 0.0


class Shelf:
    """The articles of one language and their stories, found by their terms."""

    def __init__(self) -> None:
        self.items: dict[int, Item] = {}
        self._story: dict[int, int] = {}
        self._held: dict[int, Held] = {}
        self._holders: dict[int, set[int]] = {}
        self._dense: Floats = np.zeros(1 << BITS, np.float32)

    @property
    def stories(self) -> int:
        """How many stories there are."""
        return len(self._held)

    def story_of(self, item_id: int) -> int:
        """The story an item is in."""
        return self._story[item_id]

    def size(self, story: int) -> int:
        """How many articles a story has."""
        return len(self._held[story].ids)

    def span(self, story: int) -> tuple[datetime, datetime]:
        """When a story begins and when it ends."""
        times = [self.items[one].at for one in self._held[story].ids]
        return min(times), max(times)

    def add(self, item: Item, story: int) -> None:
        """Put a new item in."""
        held = self._held.setdefault(story, Held())
        held.square += self._lengthening(item, held)
        held.ids.add(item.id)
        self.items[item.id] = item
        self._story[item.id] = story
        for term in heaviest(item):
            self._holders.setdefault(term, set()).add(item.id)

    def drop(self, item_id: int) -> None:
        """Take an item out."""
        item, story = self.items[item_id], self._story.pop(item_id)
        held = self._held[story]
        held.ids.discard(item_id)
        held.square -= self._lengthening(item, held)
        if not held.ids:
            del self._held[story]
        del self.items[item_id]
        for term in heaviest(item):
            self._holders[term].discard(item_id)
            if not self._holders[term]:
                del self._holders[term]

    def older_than(self, at: datetime) -> list[int]:
        """The items from before a time."""
        return [item.id for item in self.items.values() if item.at < at]

    def near(self, item: Item, reach: timedelta) -> list[int]:
        """The items of about its time that share most of an item's heaviest terms; not the item itself."""
        shared: Counter[int] = Counter()
        for term in heaviest(item):
            shared.update(self._holders.get(term, ()))
        del shared[item.id]
        ranked = sorted(((count, one) for one, count in shared.items() if count >= _SHARED), reverse=True)
        close = [one for _, one in ranked if abs(self.items[one].at - item.at) <= reach]
        return close[:COMPARED]

    def likeness(self, item: Item, ids: Iterable[int]) -> list[tuple[int, float]]:
        """How like an item each of some others is, from nought to one."""
        self._dense[item.terms] = item.vector
        others = [self.items[one] for one in ids]
        found = [(one.id, float(self._dense[one.terms] @ one.vector)) for one in others]
        self._dense[item.terms] = 0
        return found

    def whole(self, item: Item, story: int) -> float:
        """How like an item is to all of a story together; it may be in there itself."""
        held = self._held[story]
        others = held.ids - {item.id}
        total = sum(like for _, like in self.likeness(item, others))
        return total / sqrt(held.square) if len(others) == len(held.ids) else self._without(item, total, held)

    def _without(self, item: Item, total: float, held: Held) -> float:
        own = self.items[item.id]
        rest = Held(held.ids - {item.id})
        rest.square = held.square - self._lengthening(own, rest)
        return total / sqrt(rest.square)

    def _lengthening(self, item: Item, held: Held) -> float:
        """By how much an item lengthens the square of the sum of others."""
        return 1 + 2 * sum(like for _, like in self.likeness(item, held.ids))


def heaviest(item: Item) -> list[int]:
    """The heaviest terms of an item."""
    if len(item.terms) <= HEAVY:
        found: list[int] = item.terms.tolist()
    else:
        found = item.terms[np.argpartition(-item.vector, HEAVY)[:HEAVY]].tolist()
    return found
