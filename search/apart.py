"""Words of a phrase that may stand apart: in which ways they may, and where in a text they do.

A word's shift is its place in the text less its place in the phrase. The words stand together as long as
the largest shift exceeds the smallest by the slop at most, and no two of them are one word of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

Places: TypeAlias = Sequence[int]

# An engine that cannot do this by itself looks for so many ways of standing at most.
MOST_WAYS = 330
_MOST_WORDS = 20


@lru_cache(maxsize=256)
def ways(words: int, slop: int) -> tuple[Places, ...]:
    """Return the places of the words in each way they may stand; one too many where there are too many."""
    return tuple(islice(_ways(words, slop, ()), MOST_WAYS + 1))


@lru_cache(maxsize=64)
def widest(words: int, farthest: int) -> int:
    """Return the largest slop, no larger than the farthest, that so many words may be given."""
    if words > _MOST_WORDS:
        return 0
    slops = range(1, farthest + 1)
    return next((slop - 1 for slop in slops if len(ways(words, slop)) > MOST_WAYS), farthest)


def together(words: Sequence[Places], slop: int) -> Iterator[list[Places]]:
    """Yield where each word may stand, for every stretch that holds them all; their places ascend."""
    for lowest in sorted({place - at for at, places in enumerate(words) for place in places}):
        stretch = [_between(places, lowest + at, slop) for at, places in enumerate(words)]
        if all(stretch) and _are_distinct(stretch):
            yield stretch


def _between(places: Places, first: int, slop: int) -> Places:
    return places[bisect_left(places, first) : bisect_right(places, first + slop)]


def _are_distinct(stretch: Sequence[Places]) -> bool:
    """Whether each word can have a place of its own."""
    owners: dict[int, int] = {}

    def finds_room(word: int, tried: set[int]) -> bool:
        for place in stretch[word]:
            if place not in tried:
                tried.add(place)
                if place not in owners or finds_room(owners[place], tried):
                    owners[place] = word
                    return True
        return False

    return all(finds_room(word, set()) for word in range(len(stretch)))


def _ways(words: int, slop: int, placed: tuple[int, ...]) -> Iterator[Places]:
    """Yield every row of places that begins like the one given and leaves some word unshifted."""
    if len(placed) == words:
        if any(place == at for at, place in enumerate(placed)):
            yield placed
        return
    for place in range(len(placed), len(placed) + slop + 1):
        if place not in placed:
            yield from _ways(words, slop, (*placed, place))
