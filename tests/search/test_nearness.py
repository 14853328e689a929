"""Nearness and phrases where they are hardest: few words, often repeated. Both engines, and the matcher."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.apart import widest
from search.engine import Engine
from search.lexer import FARTHEST
from search.matching import matches, read
from search.model import Ask
from search.query import parse
from search.tree import Near, Node, phrase
from tests.search.engines import both
from tests.search.newsstand import article

pytestmark = pytest.mark.elastic

_CHANCE = random.Random(2026)
DOCUMENTS = [
    article(number, "tin", " ".join(_CHANCE.choices(["a", "b", "c", "ab", "bc"], k=_CHANCE.randint(1, 14))))
    for number in range(80)
]
MIXED = [
    article(100, "tin", "Nước lũ 洪水 dâng, 蓝江省遭遇洪水。"),
    article(101, "tin", "Cái lu bên 洪水"),
    article(102, "tin", "Lũ lớn: 홍수가 났다"),
]
ANALYSED = {document.id: read(document) for document in DOCUMENTS + MIXED}

WORDS = st.lists(st.sampled_from(["a", "b", "c", "ab"]), min_size=1, max_size=3).map(" ".join)
PHRASES = st.builds(
    lambda text, prefix: phrase(text, prefix=prefix), WORDS, st.sampled_from([False, False, True])
)
SIDES = st.lists(PHRASES, min_size=1, max_size=2).map(tuple)
APART = st.builds(
    lambda words, slop: phrase(" ".join(words), slop=min(slop, widest(len(words), FARTHEST))),
    st.lists(st.sampled_from(["a", "b", "c", "ab", "bc"]), min_size=2, max_size=6),
    st.integers(1, 12),
)
PAIRS_APART = st.builds(
    lambda one, other, slop: phrase(f"{one} {other}", prefix=True, slop=slop),
    st.sampled_from(["a", "b", "ab"]),
    st.sampled_from(["a", "b", "c"]),
    st.integers(1, 6),
)


@pytest.fixture(scope="module")
def pair(elastic_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Engine]]:
    with both(f"{elastic_url}/nearness", tmp_path_factory.mktemp("nearness"), DOCUMENTS + MIXED) as found:
        yield found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=PHRASES | st.builds(Near, SIDES, SIDES, st.integers(1, 4)) | APART | PAIRS_APART)
def test_few_words_near_each_other(pair: tuple[Engine, Engine], tree: Node) -> None:
    found = {number for number, document in ANALYSED.items() if matches(tree, document)}
    answers = [{hit.id for hit in each.search(tree, Ask(limit=200)).hits} for each in pair]
    assert answers == [found, found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lũ GẦN/5 洪水", [100, 101]),
        ("洪水 GẦN/5 lũ", [100, 101]),
        ("lũ GẦN/5 (洪水 OR 홍수)", [100, 101, 102]),
        ("lũ GẦN/5 水", [100, 101]),
        ("lũ GẦN/5 遭遇洪", [100]),
        ('"lũ 洪水" GẦN/2 dâng', [100]),
        ("lũ GẦN/5 =洪水", [100]),
        ("=lu GẦN/5 =洪水", [101]),
        ("lũ GẦN/5 홍수", [102]),
        ("lũ GẦN/5 =홍수", []),
        ("=lũ GẦN/5 =홍수가", [102]),
    ],
)
def test_words_near_signs_without_sure_bounds_are_asked_as_loosely_as_these(
    pair: tuple[Engine, Engine], query: str, found: list[int]
) -> None:
    tree = parse(query)
    answers = [sorted(hit.id for hit in each.search(tree, Ask(limit=200)).hits) for each in pair]
    assert answers == [found, found]
    assert [number for number, document in ANALYSED.items() if matches(tree, document)] == found
