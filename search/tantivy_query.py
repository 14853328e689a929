"""The tree as tantivy's queries."""

from collections.abc import Sequence

from tantivy import FieldType, Occur, Query, Schema, Searcher

from search.rows import order_bounds, tag_keys
from search.tantivy_ways import Moment, Words
from search.tree import And, Days, Everything, Near, Node, Not, Or, Phrase, Tag
from search.weighing import TITLE_WEIGHT


class Compiler:
    """Turns trees into queries of one schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def compile(self, tree: Node, searcher: Searcher | None = None) -> Query:
        """Return the query that finds what the tree asks for.

        With the searcher it is meant for, words that may stand apart in many ways are found much sooner;
        where even that would take too long, TooHeavy is raised.
        """
        return self._node(tree, Moment(searcher) if searcher else None)

    def before(self, tree: Query, order: int) -> Query:
        """Return the part of a query's hits that comes after a page's last order key."""
        return Query.boolean_query([(Occur.Must, tree), (Occur.Must, self._ordered(None, order))])

    def _node(self, tree: Node, moment: Moment | None) -> Query:
        match tree:
            case Phrase() | Near():
                return self._in_texts(tree, moment)
            case And():
                return self._all(tree.parts, moment)
            case Or():
                return Query.boolean_query([(Occur.Should, self._node(part, moment)) for part in tree.parts])
            case Not():
                return self._all((tree,), moment)
            case _:
                return self._filter(tree)

    def _filter(self, tree: Tag | Days | Everything) -> Query:
        match tree:
            case Tag():
                found = Query.term_set_query(self.schema, "tags", [*tag_keys(tree.field, tree.value)])
            case Days():
                found = self._ordered(*order_bounds(tree))
            case Everything():
                found = Query.all_query()
        return Query.const_score_query(found, 0.0)

    def _all(self, parts: Sequence[Node], moment: Moment | None) -> Query:
        clauses = [
            (Occur.MustNot, self._node(part.part, moment))
            if isinstance(part, Not)
            else (Occur.Must, self._node(part, moment))
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

    def _in_texts(self, asked: Phrase | Near, moment: Moment | None) -> Query:
        first = asked if isinstance(asked, Phrase) else asked.left[0]
        title = Words(self.schema, f"title_{first.stream}", moment).query(asked)
        if first.title:
            return title
        body = Words(self.schema, f"body_{first.stream}", moment).query(asked)
        return Query.disjunction_max_query([Query.boost_query(title, TITLE_WEIGHT), body])
