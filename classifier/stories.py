"""Stories: which articles tell of one event, told as they come in.

An article joins a story that it is like as a whole, and of which it is like one article at least. How like
is not told by the words alone: in a week full of one subject all articles have much in common. What other
stories have in common with the article is therefore taken off, and only what stands out counts.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp

from classifier.recurring import is_recurring
from classifier.stories_conflicts import is_conflict
from classifier.stories_near import Shelf
from classifier.stories_vectors import Item, item, pack, unpack

__all__ = ["LIFE", "Clusters", "Item", "Placement", "item", "pack", "unpack"]


@dataclass(frozen=True, slots=True)
class Fit:
    """How like an article is to a story as a whole, to its nearest article, and to other stories."""

    story: int
    whole: float
    nearest: float
    crowd: float
    # The articles of the story that are like it, the nearest first.
    beside: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Gates:
    """How far an article must stand out, as a whole and beside its nearest; how much the crowd counts."""

    whole: float
    nearest: float
    crowd: float

    def open_to(self, fit: Fit) -> bool:
        """Whether it stands out so far."""
        crowd = self.crowd * fit.crowd
        return fit.whole - crowd >= self.whole and fit.nearest - crowd >= self.nearest


# One setting for all data; what was tried stands in docs/figures/stories.md.
JOINS = Gates(0.175, 0.155, 1.0)
CHAIN = Gates(0.11, 0.088, 0.5)
# The crowd is what the nearest of so many other stories have in common with an article.
RIVALS = 8
# Few stories do not tell what is common to all: so many more of the usual likeness are thought beside them.
UNSEEN, USUAL = 60, 0.12
# What happened days ago is told of no more.
FADING = timedelta(hours=150)
LIFE = timedelta(days=7)
# No story grows by itself beyond so many articles: what else comes is suggested.
LARGEST = 60
SUGGESTED = 4
# Stories further off are no wholes worth looking at, and articles further off tell of no other issue.
_LOOKED_AT = 10
_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Placement:
    """The story an article belongs to, or None if it begins one; and those it may belong with."""

    story: int | None
    score: float = 0.0
    suggestions: tuple[tuple[int, float], ...] = ()


class Clusters:
    """The stories of the last days, in memory, made of their articles alone."""

    def __init__(self) -> None:
        self._shelves: defaultdict[str, Shelf] = defaultdict(Shelf)
        self._langs: dict[int, str] = {}

    def add(self, item: Item, story: int) -> None:
        """Put an item into a story; one that was there before is moved."""
        self.drop(item.id)
        self._shelves[item.lang].add(item, story)
        self._langs[item.id] = item.lang

    def drop(self, item_id: int) -> None:
        """Take an item out, if it is there."""
        lang = self._langs.pop(item_id, None)
        if lang is not None:
            self._shelves[lang].drop(item_id)

    def expire(self, now: datetime) -> None:
        """Forget the articles whose time is over."""
        for shelf in self._shelves.values():
            for item_id in shelf.older_than(now - LIFE):
                self.drop(item_id)

    def place(self, item: Item, barred: Collection[int] = ()) -> Placement:
        """Where an item belongs; ``barred`` are stories it may not join."""
        shelf = self._shelves[item.lang]
        found = [fit for fit in fits(shelf, item) if fit.story not in barred]
        open_to = [fit for fit in found if JOINS.open_to(fit) or CHAIN.open_to(fit)]
        own = [fit for fit in open_to if not any(is_recurring(item.told, one.told) for one in fit.beside)]
        joined = next((fit for fit in own if may_join(item, fit) and shelf.size(fit.story) < LARGEST), None)
        chain = [(fit.story, fit.whole) for fit in own if fit is not joined][:SUGGESTED]
        if joined is None:
            return Placement(None, suggestions=tuple(chain))
        return Placement(joined.story, joined.whole, tuple(chain))


def may_join(item: Item, fit: Fit) -> bool:
    """Whether an item stands out in a story and its headline tells of nobody else than the nearest one's."""
    return JOINS.open_to(fit) and not is_conflict(item.told.title, fit.beside[0].told.title)


def fits(shelf: Shelf, item: Item) -> list[Fit]:
    """The stories an item may belong to, the likeliest first."""
    likes: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for item_id, like in shelf.likeness(item, shelf.near(item, LIFE)):
        likes[shelf.story_of(item_id)].append((like, item_id))
    faded = {story: fading(item.at, *shelf.span(story)) for story in likes}
    nearest = {story: max(found)[0] * faded[story] for story, found in likes.items()}
    ranked = sorted(nearest, key=lambda story: (-nearest[story], story))
    found = [
        Fit(
            story,
            shelf.whole(item, story) * faded[story],
            nearest[story],
            crowd(nearest, (one for one in ranked if one != story), shelf.stories),
            tuple(shelf.items[one] for _, one in sorted(likes[story], reverse=True)[:_BESIDE]),
        )
        for story in ranked[:_LOOKED_AT]
    ]
    return sorted(found, key=lambda fit: (-fit.whole, fit.story))


def fading(at: datetime, first: datetime, last: datetime) -> float:
    """How much a story still counts at a time, by how long before or after it that is."""
    return exp(-(max(at - last, first - at, timedelta()) / FADING))


def crowd(nearest: Mapping[int, float], others: Iterable[int], stories: int) -> float:
    """What an article has in common with other stories, given in order; of few little is known."""
    seen = sum([nearest[story] for story in others][:RIVALS]) / RIVALS
    return (stories * seen + UNSEEN * USUAL) / (stories + UNSEEN)
