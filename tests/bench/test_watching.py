import pytest

from bench import corpus
from bench.watching import Differs, each, indexed, measures, queries, same
from search import matching
from search.query import parse
from search.rows import row
from search.standing import Standing, Watchers
from search.tree import And, Near, Or, Phrase


def test_every_query_can_be_read_and_most_ask_for_several_things() -> None:
    kinds = [type(parse(query)) for query in queries(1000)]
    assert [round(kinds.count(kind) / 50) for kind in (Phrase, And, Near, Or)] == [6, 11, 2, 1]


def test_the_same_queries_stand_in_every_run() -> None:
    assert queries(20) == queries(20)
    assert queries(20) != queries(20, seed=2)


def test_all_ways_find_the_same() -> None:
    documents = list(corpus.articles(60))
    standing = [Standing(number, parse(query)) for number, query in enumerate(queries(200))]
    ours = [Watchers(standing).matched(one) for one in documents]
    assert any(ours)
    assert indexed(standing, [row(one) for one in documents]) == ours
    assert [each(standing, matching.read(one)) for one in documents] == ours


def test_a_way_that_finds_something_else_ends_the_bench() -> None:
    same([(1, 2), ()], [(1, 2), ()])
    with pytest.raises(Differs):
        same([(1, 2), ()], [(1,), ()])


def test_a_quick_measure_has_both_peers() -> None:
    assert [(one.name, one.peer) for one in measures(is_quick=True)] == [
        ("1,000 watches", "tantivy in memory"),
        ("1,000 watches, few", "every query by itself"),
        ("1,000 watches, analysis", ""),
    ]
