"""The tree as Elasticsearch's queries."""

import base64
import json
from collections.abc import Sequence
from typing import TypeAlias

from search.rows import order_bounds, tag_keys
from search.tree import And, Days, Everything, Near, Node, Not, Or, Phrase, Slot, Tag
from search.weighing import TITLE_WEIGHT

Query: TypeAlias = dict[str, object]

# A node refuses queries nested more than 30 deep, but reads a wrapped one afresh; a leaf adds two levels.
_DEEPEST = 12
# Keys hold letters and digits only, so this is none.
_NO_KEY = "∅"
# To turn two words round takes this much of a phrase's slop.
_TURNED = 2


def compile_query(tree: Node, depth: int = 1) -> Query:
    """Return the query that finds what the tree asks for."""
    if depth > _DEEPEST and isinstance(tree, And | Or | Not):
        inner = json.dumps(compile_query(tree)).encode()
        return {"wrapper": {"query": base64.b64encode(inner).decode()}}
    match tree:
        case Phrase() | Near():
            return _in_texts(tree)
        case And():
            return _all(tree.parts, depth)
        case Or():
            return {"bool": {"should": [compile_query(part, depth + 1) for part in tree.parts]}}
        case Not():
            return _all((tree,), depth)
        case _:
            return {"constant_score": {"filter": _filter(tree), "boost": 0}}


def _filter(tree: Tag | Days | Everything) -> Query:
    match tree:
        case Tag():
            return {"terms": {"tags": [*tag_keys(tree.field, tree.value)]}}
        case Days():
            first, end = order_bounds(tree)
            return {"range": {"ord": {"gte": first, "lt": end}}}
        case Everything():
            return {"match_all": {}}


def _all(parts: Sequence[Node], depth: int) -> Query:
    wanted = [part for part in parts if not isinstance(part, Not)] or [Everything()]
    unwanted = [part.part for part in parts if isinstance(part, Not)]
    return {
        "bool": {
            "must": [compile_query(part, depth + 1) for part in wanted],
            "must_not": [compile_query(part, depth + 1) for part in unwanted],
        },
    }


def _in_texts(asked: Phrase | Near) -> Query:
    first = asked if isinstance(asked, Phrase) else asked.left[0]
    title = _in_field(f"title_{first.stream}", asked, TITLE_WEIGHT)
    if first.title:
        return title
    return {"dis_max": {"queries": [title, _in_field(f"body_{first.stream}", asked, 1.0)]}}


def _in_field(field: str, asked: Phrase | Near, weight: float) -> Query:
    if isinstance(asked, Near):
        return {"intervals": {field: {**_near(asked), "boost": weight}}}
    if any(slot.pattern for slot in asked.slots):
        return _patterned(field, asked, weight)
    if len(asked.slots) == 1:
        return {"term": {field: {"value": asked.slots[0].key, "boost": weight}}}
    apart = {"slop": asked.slop} if asked.slop else {}
    return {"match_phrase": {field: {"query": _joined(asked.slots), **apart, "boost": weight}}}


def _patterned(field: str, asked: Phrase, weight: float) -> Query:
    if len(asked.slots) == 1:
        return {"regexp": {field: {"value": asked.slots[0].pattern, "flags": "NONE", "boost": weight}}}
    found = _sloppy(asked) if asked.slop else _adjacent(asked.slots)
    return {"intervals": {field: {**found, "boost": weight}}}


def _sloppy(asked: Phrase) -> Query:
    """Two words with a pattern among them: as they are with gaps, or the other way round with two fewer."""
    first, second = ((slot,) for slot in asked.slots)
    ordered = _followed(first, second, asked.slop)
    if asked.slop < _TURNED:
        return ordered
    return {"any_of": {"intervals": [ordered, _followed(second, first, asked.slop - _TURNED)]}}


def _near(near: Near) -> Query:
    """Both orders of every pair: alternatives left to the engine would hide longer ones behind shorter."""
    pairs = [(a.slots, b.slots) for a in near.left for b in near.right]
    both_orders = dict.fromkeys(pairs + [(b, a) for a, b in pairs])
    return {"any_of": {"intervals": [_followed(a, b, near.distance) for a, b in both_orders]}}


def _followed(first: Sequence[Slot], second: Sequence[Slot], gaps: int) -> Query:
    return _ordered([_adjacent(first), _apart(second) if first == second else _adjacent(second)], gaps)


def _adjacent(slots: Sequence[Slot]) -> Query:
    if not any(slot.pattern for slot in slots):
        return {"match": {"query": _joined(slots), "max_gaps": 0, "ordered": True}}
    rules: list[Query] = [
        {"regexp": {"pattern": slot.pattern}} if slot.pattern else {"match": {"query": slot.key}}
        for slot in slots
    ]
    return _ordered(rules, 0) if len(rules) > 1 else rules[0]


def _apart(slots: Sequence[Slot]) -> Query:
    """Return a rule that does not look like its twin: Lucene takes twins for repeats, overlaps too."""
    return {"any_of": {"intervals": [_adjacent(slots), {"match": {"query": _NO_KEY}}]}}


def _ordered(rules: list[Query], gaps: int) -> Query:
    return {"all_of": {"intervals": rules, "ordered": True, "max_gaps": gaps}}


def _joined(slots: Sequence[Slot]) -> str:
    return " ".join(slot.key for slot in slots)
