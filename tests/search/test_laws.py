"""Laws that any set of articles obeys, whatever the words: asked of the embedded engine."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import Engine
from search.model import Ask, Order
from search.query import parse
from search.tree import And, Node, Not, Or
from tests.search.engines import engine, put
from tests.search.newsstand import newsstand

QUERIES = [
    "lũ",
    "lu",
    "title:cá",
    "Lam Giang",
    '"gia rai"',
    "南",
    "한국",
    "tone:-1",
    "lang:vi",
    "date:2026-07-02",
    "qua*",
]
TREES = st.sampled_from([parse(query) for query in QUERIES])
ALL = Ask(limit=100, facets=True, histogram=True)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine(f"tantivy://{tmp_path_factory.mktemp('laws')}/index") as found:
        put(found, newsstand())
        yield found


def law() -> settings:
    return settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


def numbers(opened: Engine, tree: Node) -> set[int]:
    return {hit.id for hit in opened.search(tree, ALL).hits}


@law()
@given(TREES)
def test_what_does_not_match_is_the_rest(opened: Engine, tree: Node) -> None:
    assert numbers(opened, Not(tree)) == set(range(1, 61)) - numbers(opened, tree)


@law()
@given(TREES, TREES)
def test_both_and_either_are_the_sets_they_sound_like(opened: Engine, one: Node, other: Node) -> None:
    a, b = numbers(opened, one), numbers(opened, other)
    assert numbers(opened, And((one, other))) == a & b
    assert numbers(opened, Or((one, other))) == a | b
    assert numbers(opened, And((one, Not(other)))) == a - b


@law()
@given(TREES, TREES)
def test_either_denied_is_both_denied(opened: Engine, one: Node, other: Node) -> None:
    assert numbers(opened, Not(Or((one, other)))) == numbers(opened, And((Not(one), Not(other))))


@law()
@given(TREES)
def test_the_order_changes_no_set(opened: Engine, tree: Node) -> None:
    ranked = opened.search(tree, Ask(order=Order.RELEVANCE, limit=100))
    assert {hit.id for hit in ranked.hits} == numbers(opened, tree)


@law()
@given(TREES)
def test_the_days_and_the_single_valued_facets_add_up_to_the_count(opened: Engine, tree: Node) -> None:
    found = opened.search(tree, ALL)
    facets = [found.facets[name] for name in ("source", "outlet", "kind", "country", "lang", "tone")]
    assert [sum(bucket.count for bucket in buckets) for buckets in [*facets, found.histogram]] == [
        found.count
    ] * 7


@law()
@given(st.sampled_from(["cá chết", "nước sông", "xả lũ", "lam giang", "南京市"]), st.integers(0, 9))
def test_the_farther_words_may_stand_apart_the_more_is_found(opened: Engine, words: str, slop: int) -> None:
    near, far = (numbers(opened, parse(f'"{words}"~{n}')) for n in (slop, slop + 1))
    assert near <= far
    assert numbers(opened, parse(f'"{words}"')) <= near


@law()
@given(TREES)
def test_by_time_cursors_only_fall(opened: Engine, tree: Node) -> None:
    cursors = [hit.cursor for hit in opened.search(tree, ALL).hits]
    assert cursors == sorted(set(cursors), reverse=True)


@pytest.mark.parametrize(
    ("strict", "loose"), [("lũ", "lu"), ("má", "ma"), ("đăk*", "dak*"), ('"cá chết"', '"ca chet"')]
)
def test_what_is_found_strictly_is_found_loosely(opened: Engine, strict: str, loose: str) -> None:
    assert numbers(opened, parse(strict)) <= numbers(opened, parse(loose))
