"""The same sixty articles and the same queries: both engines, and the matcher, find the same."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from search.engine import Engine
from search.model import Ask, Order
from search.query import parse
from search.tree import Node
from tests.search.engines import both
from tests.search.newsstand import newsstand
from tests.search.shelf import Shelf
from tests.search.trees import trees

pytestmark = pytest.mark.elastic

Pair = tuple[Engine, Engine]

SHELF = Shelf(newsstand())


@pytest.fixture(scope="module")
def pair(elastic_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with both(f"{elastic_url}/parity", tmp_path_factory.mktemp("parity"), SHELF.documents) as found:
        yield found


# Each with how many of the sixty it finds, counted with regular expressions over the texts.
QUERIES = {
    "": 60,
    "lũ": 4,
    "lu": 4,
    "title:lũ": 4,
    '"xả lũ"': 2,
    '"xa lu"': 2,
    "lũ OR hạn": 4,
    "lũ -title:lũ": 0,
    "NOT lang:vi": 24,
    "lang:zh": 8,
    "lang:(ko OR km)": 8,
    "quốc gia:KR": 4,
    "-lang:vi -lang:en": 16,
    "má": 1,
    "ma": 2,
    "=ma": 2,
    "men": 2,
    "thúy": 1,
    "thuý": 1,
    "thuỷ": 3,
    "hòa": 2,
    "lí": 3,
    "covid-19": 1,
    '"1.200"': 1,
    "Gia Rai": 3,
    '"Gia Rai"': 3,
    "đăk*": 3,
    "dak*": 3,
    "đă*": 4,
    '"lam gia*"': 8,
    "qua*": 7,
    "南京": 2,
    "南京市": 1,
    "南": 6,
    "市": 2,
    "5月": 1,
    "蓝江省": 5,
    "한국": 3,
    "=한국은": 1,
    "물": 1,
    "람장성": 3,
    "ខេត្តឡាំយ៉ាង": 3,
    "ភាសាខ្មែរ": 1,
    "naive": 1,
    "naïve": 1,
    "cá NEAR/2 chết": 3,
    '"cá chết" NEAR/9 nước': 0,
    '"cá chết" NEAR/10 nước': 1,
    'nước NEAR/10 "cá chết"': 1,
    '"nước thải" GẦN/8 (cá OR độc)': 2,
    "(sông OR hồ) NEAR/3 (Trầm OR Cạn)": 4,
    "sở NEAR/1 tế": 2,
    "tế NEAR/1 sở": 2,
    "lam* NEAR/2 gia*": 8,
    "date:2026-07-01": 6,
    "date:1/7/2026..2/7/2026": 13,
    "date:>2026-07-12": 10,
    "date:<=2026-07-01": 6,
    "date:2026-09": 5,
    "sắc thái:tiêu-cực": 15,
    "tone:(0 OR 1) topic:environment": 4,
    "chủ đề:governance": 21,
    "địa bàn:cua-tram about:có": 5,
    "about:không": 8,
    "loại báo:foreign -about:0": 15,
    "nguồn:nam-viet/environment": 3,
    "báo:(coast-times OR tonle) date:2026-07": 7,
    "(lũ OR cá) -báo:nam-viet tone:-1": 2,
    "title:(cửa NEAR/1 trầm)": 3,
    "title:khác": 6,
    '"tựa bài"~2 -title:lũ': 6,
    '"bài tựa"~3': 0,
    "NEAR(cá chết, nước, 10)": 1,
    "ngày:từ 1/7/2026 đến 2/7/2026": 13,
    "ngày:quý 3/2026": 60,
    "khongcogiday": 0,
}


def test_there_are_enough_queries() -> None:
    assert len(QUERIES) >= 40


@pytest.mark.parametrize("query", QUERIES)
def test_both_engines_find_the_same_in_the_same_order(pair: Pair, query: str) -> None:
    tree = parse(query)
    embedded, grown = (each.search(tree, SHELF.ask) for each in pair)
    assert embedded == grown == SHELF.answer(tree)


@pytest.mark.parametrize(("query", "count"), QUERIES.items())
def test_a_query_finds_as_many_as_a_reader_counts(query: str, count: int) -> None:
    assert len(SHELF.ids(parse(query))) == count


@pytest.mark.parametrize(
    "query", ["lũ", "lu", "", "qua* OR dak*", '"cá chết" NEAR/5 nước', "南京", "-lang:vi"]
)
def test_by_relevance_both_engines_find_the_same_articles(pair: Pair, query: str) -> None:
    ask = Ask(order=Order.RELEVANCE, limit=100, facets=True, histogram=True)
    embedded, grown = (each.search(parse(query), ask) for each in pair)
    assert {hit.id for hit in embedded.hits} == {hit.id for hit in grown.hits}
    assert (embedded.count, embedded.facets, embedded.histogram) == (
        grown.count,
        grown.facets,
        grown.histogram,
    )


@pytest.mark.parametrize("query", ["lũ", "nước", "cao tốc", "lam giang", '"cửa trầm"'])
def test_by_relevance_both_engines_agree_on_the_order(pair: Pair, query: str) -> None:
    ask = Ask(order=Order.RELEVANCE, limit=100)
    embedded, grown = ([hit.id for hit in each.search(parse(query), ask).hits] for each in pair)
    assert embedded == grown


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_it_does_not_matter_how_the_query_is_composed(pair: Pair, form: str) -> None:
    query = unicodedata.normalize("NFD" if form == "NFD" else "NFC", 'tiêu đề:(lũ HOẶC "sạt lở")')
    assert [[hit.id for hit in each.search(parse(query), SHELF.ask).hits] for each in pair] == [
        SHELF.ids(parse('title:(lũ OR "sạt lở")'))
    ] * 2


def test_both_engines_page_alike(pair: Pair) -> None:
    pages = []
    for each in pair:
        cursors: list[int | None] = [None]
        while hits := each.search(parse("-lũ"), Ask(limit=7, after=cursors[-1])).hits:
            cursors.append(hits[-1].cursor)
        pages.append(cursors)
    assert pages[0] == pages[1]
    assert len(pages[0]) == 9


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees(SHELF.documents))
def test_any_tree_is_answered_alike_by_both_engines_and_the_matcher(pair: Pair, tree: Node) -> None:
    embedded, grown = (each.search(tree, SHELF.ask) for each in pair)
    assert embedded == grown == SHELF.answer(tree)
