"""A query held against one text without an index: the third reader of the tree, and the exact one."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from language.tokens import streams
from search.apart import Places, together
from search.model import Document
from search.rows import moment, order_bounds, order_key, tag_keys, tags, title_keys
from search.tree import And, Days, Everything, Near, Node, Not, Or, Phrase, Slot, Stream, Tag, heads


class Keys:
    """The keys of one stream of a text, and where each of them stands."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(keys):
            self.places[key].append(place)

    def has(self, phrase: Phrase) -> bool:
        """Whether a phrase stands anywhere, its words apart as far as they may be."""
        return any(True for _ in self._together(phrase)) if phrase.slop else bool(self.starts(phrase))

    def lit(self, phrase: Phrase) -> list[tuple[int, Slot]]:
        """Return the place of every word that takes part in a phrase whose words may stand apart."""
        found = {
            (place, slot)
            for stretch in self._together(phrase)
            for slot, places in zip(phrase.slots, stretch, strict=True)
            for place in places
        }
        return sorted(found, key=lambda pair: pair[0])

    def starts(self, phrase: Phrase) -> list[int]:
        """Return every place where a phrase begins, its words next to each other, in order."""
        found = set(self._of(phrase.slots[0]))
        for offset, slot in enumerate(phrase.slots[1:], start=1):
            if not found:
                return []
            found &= {place - offset for place in self._of(slot)}
        return sorted(found)

    def _together(self, phrase: Phrase) -> Iterator[list[Places]]:
        return together([self._of(slot) for slot in phrase.slots], phrase.slop)

    def _of(self, slot: Slot) -> list[int]:
        if not slot.pattern:
            return self.places.get(slot.key, [])
        fits = re.compile(slot.pattern).fullmatch
        found = (self.places[key] for key in self._begun(heads(slot.pattern)) if fits(key))
        return sorted(chain.from_iterable(found))

    def _begun(self, begun: Sequence[str]) -> Iterable[str]:
        """The keys that begin so: far fewer than all, and seen sooner than a pattern is held against one."""
        if not all(begun):
            return self.places
        return {key for head in begun for key in self.places if key.startswith(head)}


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document ready to be held against many queries."""

    title: dict[Stream, Keys]
    body: dict[Stream, Keys]
    tags: frozenset[str]
    ord: int


def read(document: Document) -> Analysed:
    """Return a document with its keys looked up once for all queries."""
    return Analysed(
        title=_keys(*title_keys(document)),
        body=keys_of(document.body),
        tags=frozenset(tags(document)),
        ord=order_key(moment(document), document.id),
    )


def keys_of(text: str) -> dict[Stream, Keys]:
    """Return both streams of a text, each with the places of its keys."""
    return _keys(*streams(text))


def matches(tree: Node, document: Analysed) -> bool:
    """Whether a query finds a document: what the engines say, without an engine."""
    match tree:
        case Phrase():
            return any(texts[tree.stream].has(tree) for texts in _texts(document, title=tree.title))
        case Near():
            first = tree.left[0]
            found = _texts(document, title=first.title)
            return any(near_pairs(texts[first.stream], tree) for texts in found)
        case And():
            return all(matches(part, document) for part in tree.parts)
        case Or():
            return any(matches(part, document) for part in tree.parts)
        case Not():
            return not matches(tree.part, document)
        case _:
            return _filtered(tree, document)


def near_pairs(keys: Keys, near: Near) -> list[tuple[int, Phrase]]:
    """Return the place and the phrase of everything that takes part in a nearness."""
    left = [(place, phrase) for phrase in near.left for place in keys.starts(phrase)]
    right = [(place, phrase) for phrase in near.right for place in keys.starts(phrase)]
    found = _followed(left, right, near.distance) + _followed(right, left, near.distance)
    return sorted(set(found), key=lambda pair: pair[0])


def _keys(strict: Sequence[str], loose: Sequence[str]) -> dict[Stream, Keys]:
    return {Stream.STRICT: Keys(strict), Stream.LOOSE: Keys(loose)}


def _followed(
    before: list[tuple[int, Phrase]],
    after: list[tuple[int, Phrase]],
    distance: int,
) -> list[tuple[int, Phrase]]:
    """Return the pairs in which the second begins at most so many keys behind the end of the first."""
    after = sorted(after, key=lambda pair: pair[0])
    begins = [place for place, _ in after]
    found: list[tuple[int, Phrase]] = []
    for place, phrase in before:
        end = place + len(phrase.slots)
        reached = after[bisect_left(begins, end) : bisect_left(begins, end + distance + 1)]
        if reached:
            found.extend([(place, phrase), *reached])
    return found


def _texts(document: Analysed, *, title: bool) -> tuple[dict[Stream, Keys], ...]:
    return (document.title,) if title else (document.title, document.body)


def _filtered(tree: Tag | Days | Everything, document: Analysed) -> bool:
    match tree:
        case Tag():
            return not document.tags.isdisjoint(tag_keys(tree.field, tree.value))
        case Days():
            first, end = order_bounds(tree)
            return (first is None or first <= document.ord) and (end is None or document.ord < end)
        case Everything():
            return True
