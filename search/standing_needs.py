"""What a text must hold for a query to find it: read off the tree, before there is a text.

A fact is a short string that is seen to be true of a document in one go, for all queries at once: keys
that stand in one of its streams (``s: quang4 nam ``), in its titles (``s¶ quang4 nam ``), or a tag of it.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from search.rows import tag_keys
from search.tree import And, Days, Everything, Near, Node, Not, Or, Phrase, Slot, Stream, Tag, heads

Fact: TypeAlias = str
Group: TypeAlias = frozenset[Fact]
Leaf: TypeAlias = Phrase | Near | Days

NOTHING: Group = frozenset()


@dataclass(frozen=True, slots=True)
class Needs:
    """A query taken apart: it holds when every part of this does."""

    groups: tuple[Group, ...] = ()  # of each, one is a fact
    barred: Group = NOTHING  # none of these is
    exact: tuple[Leaf, ...] = ()  # only the keys in their order can tell
    either: "tuple[tuple[Needs, ...], ...]" = ()  # of each, one holds
    neither: "tuple[Needs, ...]" = ()  # none of these holds

    @property
    def lone(self) -> Group:
        """The group that is the whole of it; empty where there is more."""
        return self.groups[0] if self.groups and self == Needs(self.groups[:1]) else NOTHING


def needs(tree: Node) -> Needs:
    """Return what a query asks of a document."""
    match tree:
        case And():
            return _all([needs(part) for part in tree.parts])
        case Or():
            return _any([needs(part) for part in tree.parts])
        case Not():
            return _not(needs(tree.part))
        case _:
            return _leaf(tree)


def holds(asked: Needs, facts: AbstractSet[Fact], leaf: Callable[[Leaf], bool]) -> bool:
    """Whether a query finds a document of these facts; ``leaf`` tells what facts do not."""
    if not asked.barred.isdisjoint(facts):
        return False
    for group in asked.groups:
        if group.isdisjoint(facts):
            return False
    for one in asked.exact:
        if not leaf(one):
            return False
    for ways in asked.either:
        if not any(holds(way, facts, leaf) for way in ways):
            return False
    return not asked.neither or not any(holds(one, facts, leaf) for one in asked.neither)


def cheapest(asked: Needs) -> Group:
    """Return the rarest group of facts without one of which the query cannot hold; empty if there is none."""
    offered = [*asked.groups, *(_union(ways) for ways in asked.either)]
    return min((group for group in offered if group), key=_cost, default=NOTHING)


def facts_of(asked: Needs) -> set[Fact]:
    """Return every fact a query asks about."""
    inner = chain(asked.neither, *asked.either)
    return {*asked.barred, *chain(*asked.groups), *chain(*map(facts_of, inner))}


def mark(stream: Stream, *, title: bool) -> str:
    """Return how the facts about one stream begin."""
    return f"{stream.value}{'¶' if title else ':'}"


def _leaf(tree: Leaf | Tag | Everything) -> Needs:
    match tree:
        case Phrase():
            return _phrase(tree)
        case Near():
            return Needs((_side(tree.left), _side(tree.right)), exact=(tree,))
        case Tag():
            return Needs((frozenset(tag_keys(tree.field, tree.value)),))
        case Days():
            return Needs(exact=(tree,))
        case Everything():
            return Needs()


def _phrase(asked: Phrase) -> Needs:
    *words, last = asked.slots
    if asked.slop:
        # Words that may stand apart, and in another order, still have to be there.
        return Needs(tuple(_group(asked, _wherever([slot])) for slot in asked.slots), exact=(asked,))
    if any(slot.pattern for slot in words) or not _is_open(last):
        return Needs((_group(asked, _wherever(asked.slots)),), exact=(asked,))
    return Needs((_group(asked, _begun(words, last) if last.pattern else [_run(asked.slots)]),))


def _is_open(slot: Slot) -> bool:
    """Whether a slot is a key, or a pattern that asks for a key's beginning and nothing else."""
    return not slot.pattern or slot.pattern == "|".join(f"{head}.*" for head in heads(slot.pattern))


def _begun(words: Sequence[Slot], last: Slot) -> list[str]:
    return [_run(words) + head for head in heads(last.pattern)]


def _group(asked: Phrase, texts: Iterable[str]) -> Group:
    start = mark(asked.stream, title=asked.title)
    return frozenset(f"{start}{text}" for text in texts)


def _run(slots: Sequence[Slot]) -> str:
    return "".join([" ", *(f"{slot.key} " for slot in slots)])


def _wherever(slots: Sequence[Slot]) -> list[str]:
    """Return the rarest texts of which one stands wherever patterns fit in their order."""
    offered: list[list[str]] = []
    begun = 0
    for place, slot in enumerate(slots):
        if slot.pattern:
            offered.append(_begun(slots[begun:place], slot))
            if all(slot.key in one for one in slot.pattern.split("|")):
                offered.append([slot.key])
            begun = place + 1
    offered.append([_run(slots[begun:])])
    return min(offered, key=_cost)


def _side(phrases: Iterable[Phrase]) -> Group:
    return frozenset(chain(*(cheapest(_phrase(one)) for one in phrases)))


def _all(parts: Sequence[Needs]) -> Needs:
    return Needs(
        groups=tuple(dict.fromkeys(chain(*(part.groups for part in parts)))),
        barred=frozenset(chain(*(part.barred for part in parts))),
        exact=tuple(dict.fromkeys(chain(*(part.exact for part in parts)))),
        either=tuple(chain(*(part.either for part in parts))),
        neither=tuple(chain(*(part.neither for part in parts))),
    )


def _any(ways: Sequence[Needs]) -> Needs:
    """Of ways that are one group each, one group is made."""
    lone = frozenset(chain(*(way.lone for way in ways)))
    others = tuple(way for way in ways if not way.lone)
    if not others:
        return Needs((lone,))
    return Needs(either=((*((Needs((lone,)),) if lone else ()), *others),))


def _not(asked: Needs) -> Needs:
    if asked.lone:
        return Needs(barred=asked.lone)
    if asked.barred and asked == Needs(barred=asked.barred):
        return Needs((asked.barred,))
    return Needs(neither=(asked,))


def _union(ways: Sequence[Needs]) -> Group:
    groups = [cheapest(way) for way in ways]
    return frozenset(chain(*groups)) if all(groups) else NOTHING


def _cost(group: Iterable[str]) -> float:
    """Return how often one of a group may be expected: the longer, the rarer; a tag is never rare."""
    return sum(1.0 if "=" in fact else 2.0 ** -len(fact.encode()) for fact in group)
