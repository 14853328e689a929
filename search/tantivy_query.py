"""The tree as tantivy's queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query, Schema

from search.rows import order_bounds, tag_key
from search.tree import And, Days, Everything, Near, Node, Not, Or, Phrase, Slot, Tag

TITLE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class _Way:
    """One way words may stand: each at its place, counted in keys, give or take the slop."""

    placed: tuple[tuple[int, Slot], ...]
    slop: int


class Compiler:
    """Turns trees into queries of one schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def compile(self, tree: Node) -> Query:
        """Return the query that finds what the tree asks for."""
        match tree:
            case Phrase():
                return self._in_texts([_adjacent(tree.slots)], tree)
            case Near():
                return self._in_texts(_nearby(tree), tree.left[0])
            case And():
                return self._all(tree.parts)
            case Or():
                return Query.boolean_query([(Occur.Should, self.compile(part)) for part in tree.parts])
            case Not():
                return self._all((tree,))
            case _:
                return self._filter(tree)

    def before(self, tree: Query, order: int) -> Query:
        """Return the part of a query's hits that comes after a page's last order key."""
        return Query.boolean_query([(Occur.Must, tree), (Occur.Must, self._ordered(None, order))])

    def _filter(self, tree: Tag | Days | Everything) -> Query:
        match tree:
            case Tag():
                found = Query.term_query(self.schema, "tags", tag_key(tree.field, tree.value), "basic")
            case Days():
                found = self._ordered(*order_bounds(tree))
            case Everything():
                found = Query.all_query()
        return Query.const_score_query(found, 0.0)

    def _all(self, parts: Sequence[Node]) -> Query:
        clauses = [
            (Occur.MustNot, self.compile(part.part))
            if isinstance(part, Not)
            else (Occur.Must, self.compile(part))
            for part in parts
        ]
        # Exclusions alone find nothing in tantivy: they need something to be taken from.
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, self._filter(Everything())))
        return Query.boolean_query(clauses)

    def _ordered(self, first: int | None, end: int | None) -> Query:
        if first is None and end is None:
            return Query.all_query()
        # An open side must be called included.
        included = end is None
        return Query.range_query(self.schema, "ord", FieldType.Integer, first, end, include_upper=included)

    def _in_texts(self, ways: list[_Way], asked: Phrase) -> Query:
        title = self._one_of(f"title_{asked.stream}", ways)
        if asked.title:
            return title
        body = self._one_of(f"body_{asked.stream}", ways)
        return Query.disjunction_max_query([Query.boost_query(title, TITLE_WEIGHT), body])

    def _one_of(self, field: str, ways: list[_Way]) -> Query:
        queries = [self._phrase(field, way) for way in ways]
        return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)

    def _phrase(self, field: str, way: _Way) -> Query:
        first = way.placed[0][1]
        if len(way.placed) == 1 and first.pattern:
            return Query.regex_query(self.schema, field, first.pattern)
        if len(way.placed) == 1:
            return Query.term_query(self.schema, field, first.key)
        words: list[str | tuple[int, str]] = [(place, slot.pattern or slot.key) for place, slot in way.placed]
        if any(slot.pattern for _, slot in way.placed):
            return Query.regex_phrase_query(self.schema, field, words, way.slop)
        return Query.phrase_query(self.schema, field, words, way.slop)


def _adjacent(first: Sequence[Slot], second: Sequence[Slot] = (), gap: int = 0, slop: int = 0) -> _Way:
    """Return words that follow each other, with a gap of so many keys before the second half."""
    behind = enumerate(second, start=len(first) + gap)
    return _Way((*enumerate(first), *behind), slop)


def _nearby(near: Near) -> list[_Way]:
    """Return every way in which two sides may stand near each other."""
    pairs = [(a.slots, b.slots) for a in near.left for b in near.right]
    both_orders = dict.fromkeys(pairs + [(b, a) for a, b in pairs])
    return [way for first, second in both_orders for way in _gaps(first, second, near.distance)]


def _gaps(first: Sequence[Slot], second: Sequence[Slot], distance: int) -> list[_Way]:
    # Slop is exact between two different keys. Longer sides it would let drift apart, and a pattern it would
    # let stand near itself: for those each gap is a phrase of its own.
    if len(first) == len(second) == 1 and first != second and not first[0].pattern and not second[0].pattern:
        return [_adjacent(first, second, slop=distance)]
    return [_adjacent(first, second, gap) for gap in range(distance + 1)]
