"""Words that may stand apart, asked of an index with many articles."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tantivy import Document, Index, Query, Schema, SchemaBuilder, Searcher

from search.apart import MOST_WAYS, widest
from search.errors import SearchUnavailable, TooHeavy
from search.lexer import FARTHEST
from search.matching import matches, read
from search.query import parse
from search.tantivy_query import Compiler
from search.tantivy_ways import Moment, Way, Words, ways_of
from search.tree import Near, Node, Phrase, phrase
from tests.search.newsstand import article

_CHANCE = random.Random(9)
WORDS = ["nuoc", "may", "phuoc", "dien", "x"]
# Many articles in which the words stand far from each other, and a few in which they do not.
COMMON = [" x x x x x x x x ".join(WORDS[:4])] * 300
TEXTS = [*COMMON, *(" ".join(_CHANCE.choices(WORDS, k=9)) for _ in range(100))]
READ = [read(article(number, "tin", text)) for number, text in enumerate(TEXTS)]


def schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    for text in ("title_s", "title_f", "body_s", "body_f"):
        builder.add_text_field(text, tokenizer_name="whitespace")
    return builder.build()


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    index = Index(schema())
    writer = index.writer(15_000_000, 1)
    for number, text in enumerate(TEXTS):
        writer.add_document(Document(id=number, body_f=text, title_f="tin"))
    writer.commit()
    index.reload()
    return index.searcher()


def compiled(tree: Node, searcher: Searcher | None) -> Query:
    return Compiler(schema()).compile(tree, searcher)


def held(tree: Node) -> list[int]:
    return [number for number, analysed in enumerate(READ) if matches(tree, analysed)]


def found(searcher: Searcher, query: Query) -> list[int]:
    hits = searcher.search(query, limit=len(TEXTS), order_by_field="id").hits
    return sorted(int(number) for number, _ in hits)


SIDES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(lambda words: phrase(" ".join(words))),
    min_size=1,
    max_size=2,
).map(tuple)
APART = st.builds(
    lambda words, slop: phrase(" ".join(words), slop=min(slop, widest(len(words), FARTHEST))),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=4),
    st.integers(1, 6),
)
ASKED = APART | st.builds(Near, SIDES, SIDES, st.integers(1, 5))


@pytest.mark.parametrize(
    "query",
    [
        '"nuoc may phuoc"~2',
        '"may nuoc phuoc dien"~3',
        '"nuoc nuoc"~4',
        '"dien nuo*"~4',
        '"nuoc may" NEAR/3 "phuoc dien"',
        '"dien dien" NEAR/4 ("may nuoc" OR phuoc)',
        '"nuoc may dien dien"~2',
        '"khong co nuoc"~3',
    ],
)
def test_with_candidates_or_without_the_same_is_found(searcher: Searcher, query: str) -> None:
    tree = parse(query)
    expected = held(tree)
    assert found(searcher, compiled(tree, searcher)) == expected
    assert found(searcher, compiled(tree, None)) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASKED, st.sampled_from([(0, 5_000), (0, 9), (10**9, 5_000)]))
def test_by_number_or_in_order_the_same_is_found(
    searcher: Searcher, asked: Phrase | Near, prices: tuple[int, int]
) -> None:
    words = Words(schema(), "body_f", Moment(searcher, 10**12, *prices))
    assert found(searcher, words.query(asked)) == held(asked)


def test_where_nothing_can_be_nothing_is_looked_for(searcher: Searcher) -> None:
    assert found(searcher, compiled(parse('"khong co gi"~3'), searcher)) == []


def ways_in(query: str) -> int:
    tree = parse(query)
    assert isinstance(tree, Phrase | Near)
    return len(ways_of(tree))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ('"lu quet"~50', 1),
        ('"lu lu"~3', 4),
        ('"lu que*"~3', 6),
        ('"lu quet dem"~2', 10),
        ("lu NEAR/50 quet", 2),
        ('"lu quet" NEAR/9 dem', 20),
        ('"lu quet" NEAR/9 "lu quet"', 10),
        ("(lu OR bao) NEAR/9 (que OR dem)", 8),
    ],
)
def test_as_few_ways_as_can_be(query: str, count: int) -> None:
    assert ways_in(query) == count


def test_a_way_begins_at_nought() -> None:
    assert {way.placed[0][0] for way in ways_of(phrase("a b c", slop=4))} == {0}
    assert all(isinstance(way, Way) for way in ways_of(phrase("a b c", slop=4)))


def test_no_query_has_more_ways_than_there_is_time_for() -> None:
    assert ways_in('"a b c d"~5') <= MOST_WAYS
    assert ways_in(f'"a b" NEAR/{FARTHEST} ("c d" OR "e f" OR "g h")') <= 2 * MOST_WAYS


def test_what_would_take_too_long_is_refused_with_a_way_out(searcher: Searcher) -> None:
    moment = Moment(searcher, left=1_000)
    moment.look(600)
    moment.look(400)
    with pytest.raises(TooHeavy, match="ask for a smaller distance") as caught:
        moment.look(1)
    assert isinstance(caught.value, SearchUnavailable)


def test_the_words_of_one_query_are_counted_together(searcher: Searcher) -> None:
    near = Near((phrase("nuoc"),), (phrase("nuoc"),), 50)
    moment = Moment(searcher, left=30_000)
    words = Words(schema(), "body_f", moment)
    words.query(near)
    assert 0 < moment.left < 30_000
    with pytest.raises(TooHeavy):
        words.query(near)
