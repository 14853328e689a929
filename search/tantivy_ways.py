"""How words stand for tantivy: each way a phrase of its own, asked of few articles where there are many ways.

tantivy's own slop is exact between two different keys only. Anything else that may stand apart is looked for
in every way it may stand. That is dear, so the articles that could have it at all are found first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from tantivy import Occur, Query, Schema, Searcher

from search.apart import ways
from search.errors import TooHeavy
from search.tree import Near, Phrase, Slot

_PAIR = 2
# With so few ways finding candidates first would cost as much as it saves.
_FEW = 4
_MOST_CANDIDATES = 5_000
# To look for an article by its number costs as much as to look at so many in their order.
_LEAP = 140
# Articles times ways that may be looked at: about a second of work.
_MOST_LOOKS = 15_000_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way words may stand: each at its place, counted in keys, give or take the slop."""

    placed: tuple[tuple[int, Slot], ...]
    slop: int = 0


def ways_of(asked: Phrase | Near) -> list[Way]:
    """Return every way in which what is asked for may stand."""
    if isinstance(asked, Near):
        pairs = [(a.slots, b.slots) for a in asked.left for b in asked.right]
        both_orders = dict.fromkeys(pairs + [(b, a) for a, b in pairs])
        return [way for first, second in both_orders for way in _gaps(first, second, asked.distance)]
    slots, slop = asked.slots, asked.slop
    if not slop or _is_exact(slots):
        return [Way(tuple(enumerate(slots)), slop)]
    return list(dict.fromkeys(_placed(places, slots) for places in ways(len(slots), slop)))


@dataclass
class Moment:
    """An index as it stands, and how much more of it may be looked at for one query."""

    searcher: Searcher
    left: int = _MOST_LOOKS
    leap: int = _LEAP
    most: int = _MOST_CANDIDATES

    def look(self, looks: int) -> None:
        """Count so many articles times ways; raise where they would take too long."""
        self.left -= looks
        if self.left < 0:
            raise TooHeavy(
                "Các từ cần đứng gần nhau trong câu này có ở quá nhiều bài: hãy giảm khoảng cách, hoặc thêm"
                " từ hiếm hơn vào cụm từ.",
                "The words that are to stand near each other are in too many articles: ask for a smaller"
                " distance, or add a rarer word to the phrase.",
            )

    def numbers(self, query: Query, most: int) -> list[int]:
        """The numbers of so many articles that a query finds."""
        hits = self.searcher.search(query, most, count=False, order_by_field="id").hits
        return [int(number) for number, _ in hits]


class Words:
    """Looks for words in one text field of an index, or of its state at one moment."""

    def __init__(self, schema: Schema, field: str, moment: Moment | None) -> None:
        self.schema = schema
        self.field = field
        self.moment = moment

    def query(self, asked: Phrase | Near) -> Query:
        """Return the query that finds exactly what is asked for."""
        found = ways_of(asked)
        dear = [way for way in found if not way.slop]
        if self.moment is None or len(dear) <= _FEW:
            return _any([self._standing(way) for way in found])
        cheap = [self._standing(way) for way in found if way.slop]
        return _any([*cheap, self._looked_up(asked, dear, self.moment)])

    def _looked_up(self, asked: Phrase | Near, dear: list[Way], moment: Moment) -> Query:
        """Return what finds any of many ways, among the articles that may have one if those are few."""
        guards = self._guards(asked)
        in_order = self._looks(dear, moment.searcher)
        # To find the candidates costs about as much as to look for two ways.
        moment.look(2 * len(guards) * in_order // len(dear))
        candidates = moment.numbers(_any(guards), moment.most + 1)
        ways = [self._standing(way) for way in dear]
        by_number = len(candidates) * len(dear) * moment.leap
        if len(candidates) > moment.most or by_number >= in_order:
            moment.look(in_order)
            return _any(ways)
        moment.look(by_number)
        # Each way is held against the candidates by itself: an Or of ways would be gone through whole.
        among = self._numbered(candidates)
        right = moment.numbers(_any([_all([among, way]) for way in ways]), moment.most)
        return _all([self._numbered(right), _any(guards)])

    def _looks(self, dear: list[Way], searcher: Searcher) -> int:
        """How many articles are looked at for all the ways: for each those of its rarest word."""
        slots = {slot for way in dear for _, slot in way.placed}
        known = {
            slot: searcher.num_docs if slot.pattern else searcher.doc_freq(self.field, slot.key)
            for slot in slots
        }
        return sum(min(known[slot] for _, slot in way.placed) for way in dear)

    def _numbered(self, numbers: list[int]) -> Query:
        return Query.const_score_query(Query.term_set_query(self.schema, "id", numbers), 0.0)

    def _standing(self, way: Way) -> Query:
        first = way.placed[0][1]
        if len(way.placed) == 1 and first.pattern:
            return Query.regex_query(self.schema, self.field, first.pattern)
        if len(way.placed) == 1:
            return Query.term_query(self.schema, self.field, first.key)
        words: list[str | tuple[int, str]] = [(place, slot.pattern or slot.key) for place, slot in way.placed]
        if any(slot.pattern for _, slot in way.placed):
            return Query.regex_phrase_query(self.schema, self.field, words, way.slop)
        return Query.phrase_query(self.schema, self.field, words, way.slop)

    def _guards(self, asked: Phrase | Near) -> list[Query]:
        """Return what finds, together, a little more than is asked for."""
        if isinstance(asked, Phrase):
            near = [
                self._standing(Way(((i, one), (j, other)), asked.slop))
                for (i, one), (j, other) in combinations(enumerate(asked.slots), _PAIR)
                if _is_exact((one, other))
            ]
            return [_all([*(self._standing(Way(((0, slot),))) for slot in asked.slots), *near])]
        return [self._both(a.slots, b.slots, asked.distance) for a in asked.left for b in asked.right]

    def _both(self, first: Sequence[Slot], second: Sequence[Slot], distance: int) -> Query:
        sides = [self._standing(Way(tuple(enumerate(side)))) for side in (first, second)]
        ends = (first[-1], second[0])
        if not _is_exact(ends):
            return _all(sides)
        # In either order the end of the one stands no farther from the beginning of the other.
        reach = distance + len(first) + len(second)
        return _all([*sides, self._standing(Way(tuple(enumerate(ends)), reach))])


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)


def _all(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _is_exact(slots: Sequence[Slot]) -> bool:
    """Whether tantivy's own slop is exact: two different keys."""
    keys = {slot.key for slot in slots if not slot.pattern}
    return len(slots) == len(keys) == _PAIR


def _placed(places: Sequence[int], slots: Sequence[Slot]) -> Way:
    first = min(places)
    return Way(tuple(sorted((place - first, slot) for place, slot in zip(places, slots, strict=True))))


def _gaps(first: Sequence[Slot], second: Sequence[Slot], distance: int) -> Iterator[Way]:
    # Longer sides slop would let drift apart, and a pattern it would let stand near itself.
    if len(first) == len(second) == 1 and _is_exact((*first, *second)):
        yield Way(tuple(enumerate((*first, *second))), distance)
        return
    for gap in range(distance + 1):
        yield Way((*enumerate(first), *enumerate(second, start=len(first) + gap)))
