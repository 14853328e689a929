import base64
import json
from datetime import date

import pytest

from search.elastic_answer import answer, request
from search.elastic_query import compile_query
from search.model import Answer, Ask, Bucket, Hit, Order
from search.query import parse
from search.tree import Days, Everything, Tag

NO_SCORE = 0


def constant(query: object) -> dict[str, object]:
    return {"constant_score": {"filter": query, "boost": NO_SCORE}}


def in_both(title: object, body: object) -> dict[str, object]:
    return {"dis_max": {"queries": [title, body]}}


def test_a_word_is_a_term_of_the_loose_fields() -> None:
    assert compile_query(parse("lu")) == in_both(
        {"term": {"title_f": {"value": "lu", "boost": 2.0}}},
        {"term": {"body_f": {"value": "lu", "boost": 1.0}}},
    )


def test_a_word_in_titles_is_a_term_of_the_title_alone() -> None:
    assert compile_query(parse("title:lũ")) == {"term": {"title_s": {"value": "lu3", "boost": 2.0}}}


def test_a_phrase_is_matched_as_one() -> None:
    assert compile_query(parse('title:"sat lo"')) == {
        "match_phrase": {"title_f": {"query": "sat lo", "boost": 2.0}}
    }


def test_a_pattern_is_read_without_lucene_s_extensions() -> None:
    assert compile_query(parse("title:quả*")) == {
        "regexp": {"title_s": {"value": "qua.*4", "flags": "NONE", "boost": 2.0}},
    }


def test_a_phrase_with_an_open_end_is_a_row_of_intervals() -> None:
    assert compile_query(parse('title:"lam gia*"')) == {
        "intervals": {
            "title_f": {
                "all_of": {
                    "intervals": [{"match": {"query": "lam"}}, {"regexp": {"pattern": "gia.*"}}],
                    "ordered": True,
                    "max_gaps": 0,
                },
                "boost": 2.0,
            },
        },
    }


def test_words_that_may_stand_apart_are_a_sloppy_phrase() -> None:
    assert compile_query(parse('title:"sat lo dat"~3')) == {
        "match_phrase": {"title_f": {"query": "sat lo dat", "slop": 3, "boost": 2.0}},
    }


@pytest.mark.parametrize(("slop", "gaps"), [(1, [1]), (2, [2, 0]), (5, [5, 3])])
def test_with_an_open_end_two_words_may_be_turned_round_for_two(slop: int, gaps: list[int]) -> None:
    one, other = {"match": {"query": "lam", "max_gaps": 0, "ordered": True}}, {"regexp": {"pattern": "gia.*"}}
    ways = [
        {"all_of": {"intervals": pair, "ordered": True, "max_gaps": gap}}
        for pair, gap in zip([[one, other], [other, one]], gaps, strict=False)
    ]
    found = {"any_of": {"intervals": ways}} if len(ways) > 1 else ways[0]
    assert compile_query(parse(f'title:"lam gia*"~{slop}')) == {
        "intervals": {"title_f": {**found, "boost": 2.0}}
    }


def test_nearness_is_asked_in_both_orders() -> None:
    a, b = ({"match": {"query": key, "max_gaps": 0, "ordered": True}} for key in ("aa", "bb cc"))
    ways = [{"all_of": {"intervals": pair, "ordered": True, "max_gaps": 3}} for pair in ([a, b], [b, a])]
    assert compile_query(parse('title:(aa NEAR/3 "bb cc")')) == {
        "intervals": {"title_f": {"any_of": {"intervals": ways}, "boost": 2.0}},
    }


@pytest.mark.parametrize(
    ("tree", "query"),
    [
        (Everything(), {"match_all": {}}),
        (Tag("lang", "vi"), {"terms": {"tags": ["lang=vi", "lang~vi"]}}),
        (Days(None, date(1970, 1, 1)), {"range": {"ord": {"gte": None, "lt": 17 * 3600 << 20}}}),
    ],
)
def test_filters_do_not_score(tree: Everything | Tag | Days, query: object) -> None:
    assert compile_query(tree) == constant(query)


def test_exclusions_stand_beside_what_they_are_taken_from() -> None:
    assert compile_query(parse("lang:vi -lang:en -tone:1")) == {
        "bool": {
            "must": [constant({"terms": {"tags": ["lang=vi", "lang~vi"]}})],
            "must_not": [
                constant({"terms": {"tags": ["lang=en", "lang~en"]}}),
                constant({"terms": {"tags": ["tone=1", "tone~1"]}}),
            ],
        },
    }


def test_an_exclusion_alone_is_taken_from_everything() -> None:
    assert compile_query(parse("-lang:en")) == {
        "bool": {
            "must": [constant({"match_all": {}})],
            "must_not": [constant({"terms": {"tags": ["lang=en", "lang~en"]}})],
        },
    }


def depth(query: object) -> int:
    if isinstance(query, dict):
        return int("bool" in query) + max((depth(value) for value in query.values()), default=0)
    return max((depth(value) for value in query), default=0) if isinstance(query, list) else 0


def wrapped(query: object) -> list[object]:
    if isinstance(query, dict) and "wrapper" in query:
        inner = json.loads(base64.b64decode(query["wrapper"]["query"]))
        return [inner, *wrapped(inner)]
    values = query.values() if isinstance(query, dict) else query if isinstance(query, list) else ()
    return [found for value in values for found in wrapped(value)]


def test_a_deep_query_goes_in_shallow_parcels() -> None:
    compiled = compile_query(
        parse("(" * 39 + "aa" + "".join(f" {'OR' if n % 2 else 'AND'} bb)" for n in range(39)))
    )
    parcels = wrapped(compiled)
    assert len(parcels) == 3
    assert max(depth(parcel) for parcel in [compiled, *parcels]) == 12


def test_a_page_by_time_goes_on_behind_its_cursor() -> None:
    asked = request(Everything(), Ask(limit=5, after=7))
    assert (asked["size"], asked["sort"], asked["search_after"]) == (5, [{"ord": "desc"}], [7])


def test_a_first_page_by_time_has_no_cursor() -> None:
    assert "search_after" not in request(Everything(), Ask())


@pytest.mark.parametrize(
    ("limit", "after", "start", "size"),
    [
        (20, None, 0, 20),
        (20, 40, 40, 20),
        (20, 9_990, 9_990, 10),
        (20, 10_000, 10_000, 0),
        (20, 99_999, 10_000, 0),
    ],
)
def test_pages_by_relevance_end_at_the_deepest(limit: int, after: int | None, start: int, size: int) -> None:
    asked = request(Everything(), Ask(order=Order.RELEVANCE, limit=limit, after=after))
    assert (asked["from"], asked["size"]) == (start, size)


def test_an_answer_by_relevance_counts_places_on() -> None:
    page = answer(
        {
            "hits": {
                "total": {"value": 9},
                "hits": [
                    {"_id": "4", "_score": 2.5, "sort": [2.5, 70]},
                    {"_id": "3", "_score": None, "sort": [0, 60]},
                ],
            },
        },
        Ask(order=Order.RELEVANCE, after=5),
    )
    assert page == Answer(9, (Hit(4, 2.5, 6), Hit(3, 0.0, 7)))


def test_an_answer_s_days_are_those_of_the_desk() -> None:
    page = answer(
        {
            "hits": {"total": {"value": 1}, "hits": []},
            "aggregations": {"days": {"buckets": [{"key": 1782838800000.0, "doc_count": 1}]}},
        },
        Ask(histogram=True),
    )
    assert page.histogram == (Bucket("2026-07-01", 1),)
