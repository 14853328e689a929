"""Nearness and phrases where they are hardest: few words, often repeated. Both engines, and the matcher."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.apart import widest
from search.engine import Engine, drop_index
from search.lexer import FARTHEST
from search.matching import matches, read
from search.model import Ask
from search.tree import Near, Node, phrase
from tests.search.engines import engine, put
from tests.search.newsstand import article

pytestmark = pytest.mark.elastic

_CHANCE = random.Random(2026)
DOCUMENTS = [
    article(number, "tin", " ".join(_CHANCE.choices(["a", "b", "c", "ab", "bc"], k=_CHANCE.randint(1, 14))))
    for number in range(80)
]
ANALYSED = {document.id: read(document) for document in DOCUMENTS}

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
    address = f"{elastic_url}/nearness"
    folder = tmp_path_factory.mktemp("nearness")
    with engine(f"tantivy://{folder}/index") as embedded, engine(address) as grown:
        put(embedded, DOCUMENTS)
        put(grown, DOCUMENTS)
        yield embedded, grown
    drop_index(address)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=PHRASES | st.builds(Near, SIDES, SIDES, st.integers(1, 4)) | APART | PAIRS_APART)
def test_few_words_near_each_other(pair: tuple[Engine, Engine], tree: Node) -> None:
    found = {number for number, document in ANALYSED.items() if matches(tree, document)}
    answers = [{hit.id for hit in each.search(tree, Ask(limit=100)).hits} for each in pair]
    assert answers == [found, found]
