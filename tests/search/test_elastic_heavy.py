"""A query that asks a cluster for too much is at fault itself: the cluster is well, and nothing is half."""

import random
from collections.abc import Iterator
from itertools import product
from string import ascii_lowercase

import pytest

from search.elastic_answer import answer
from search.errors import SearchUnavailable, TooHeavy
from search.model import Ask, Order
from search.query import parse
from tests.search.engines import drop_index, engine, ids, put
from tests.search.newsstand import article
from tests.search.playing import Said, playing

WORDS = ["qua" + "".join(letters) for letters in product(ascii_lowercase, repeat=3)]
HEAVY = "add letters before the \\*"
WELL = {
    "/_nodes": Said(200, {"nodes": {"a": {"version": "9.0.0"}}}),
    "/_cluster/health": Said(200, {"status": "green"}),
    "/_settings": Said(200, {}),
    "/_count": Said(200, {"count": 3, "_shards": {}}),
}


@pytest.fixture(scope="module")
def url(elastic_url: str) -> Iterator[str]:
    """An index with more words of one beginning than any machine of the tests expands."""
    address = f"{elastic_url}/heavy"
    chance = random.Random(2026)
    with engine(address) as opened:
        put(opened, [article(1, "Quà quê", "nước " + " ".join(WORDS))])
        put(
            opened,
            [article(n, "tin", " ".join(chance.choices(WORDS[:2_000], k=400))) for n in range(2, 1500)],
        )
    yield address
    drop_index(address)


@pytest.mark.elastic
@pytest.mark.parametrize("query", ['"nước qua*"', "nước NEAR/3 qua*"])
def test_a_beginning_of_too_many_words_in_a_phrase_is_said_in_words(url: str, query: str) -> None:
    with engine(url, write=False) as opened:
        with pytest.raises(TooHeavy, match=HEAVY):
            opened.search(parse(query), Ask())
        assert (opened.state().ok, ids(opened, "title:qua*")) == (True, [1])


@pytest.mark.elastic
@pytest.mark.parametrize("order", Order)
def test_a_search_that_takes_too_long_is_broken_off_and_shows_nothing(url: str, order: Order) -> None:
    with engine(url, write=False, timeout=0.5) as hasty, engine(url, write=False) as opened:
        tree = parse("quaa* NEAR/50 (quab* OR quac* OR quaa*)")
        with pytest.raises(TooHeavy, match=HEAVY):
            hasty.search(tree, Ask(order=order))
        assert opened.search(tree, Ask(order=order)).count > 1_000


def test_an_answer_that_broke_off_is_none() -> None:
    with pytest.raises(TooHeavy, match=HEAVY):
        answer({"hits": {"total": {"value": 3}, "hits": []}, "timed_out": True}, Ask())


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("illegal_state_exception", "Automaton [qua.*] expanded to too many terms (limit 3952)"),
        ("too_many_clauses", "maxClauseCount is set to 1024"),
        ("too_many_nested_clauses", "Query contains too many nested clauses; maxClauseCount is set to 1024"),
        ("search_timeout_exception", "Time exceeded"),
    ],
)
def test_a_server_has_many_words_for_too_much(kind: str, reason: str) -> None:
    whole = {"type": "search_phase_execution_exception", "reason": "Partial shards failure"}
    told = {"error": {**whole, "root_cause": [{"type": kind, "reason": reason}]}, "status": 500}
    answers = {"": Said(200, {"count": 0, "_shards": {}})}
    with playing(answers) as url, engine(url, write=False, timeout=2.0) as opened:
        answers[""] = Said(500, told)
        with pytest.raises(TooHeavy, match=HEAVY):
            opened.search(parse("lũ"), Ask())


def test_a_search_that_never_ends_is_at_fault_where_the_cluster_is_well() -> None:
    answers = {**WELL, "": Said(200, {"count": 0, "_shards": {}})}
    with playing(answers) as url, engine(url, write=False, timeout=0.5) as opened:
        answers["/_search"] = Said(200, {}, seconds=0.4)
        with pytest.raises(TooHeavy, match=HEAVY):
            opened.search(parse("lũ"), Ask())


def test_a_search_that_never_ends_is_the_clusters_fault_where_it_is_not_well() -> None:
    answers = {**WELL, "": Said(200, {"count": 0, "_shards": {}})}
    with playing(answers) as url, engine(url, write=False, timeout=0.5) as opened:
        answers["/_search"] = Said(200, {}, seconds=0.4)
        answers["/_cluster/health"] = Said(200, {"status": "red"})
        with pytest.raises(SearchUnavailable, match="answers too slowly") as told:
            opened.search(parse("lũ"), Ask())
    assert not isinstance(told.value, TooHeavy)
