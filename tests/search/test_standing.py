"""Standing queries find what each of them finds alone."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.matching import matches, read
from search.model import Document
from search.query import parse
from search.rows import row
from search.standing import Standing, Watchers
from search.tree import Days, Node, phrase, tag
from tests.search.newsstand import article, newsstand
from tests.search.trees import beside, branched

SIGNS = ["南京", "南", "京城", "ភាសា", "한국은", "한", "ภาษา", "ພາສາ", "日本語"]
WORDS = ["ma", "má", "mà", "kỹ", "kĩ", "my", "mỹ", "quang", "quảng", "quản", "nam", "5", *SIGNS]
TEXTS = st.lists(st.sampled_from([*WORDS, ".", "¶"]), max_size=12).map(" ".join)
NO_DAY = [None, date(2026, 7, 3), date(2026, 7, 9)]

DOCUMENTS = st.builds(
    lambda number, title, alt_title, body, topics, tone: replace(
        article(number, title, body, topics=tuple(topics), tone=tone), alt_title=alt_title
    ),
    st.integers(0, 40),
    TEXTS,
    st.just("") | TEXTS,
    TEXTS,
    st.lists(st.sampled_from(["environment", "governance"]), unique=True),
    st.sampled_from([-1, 0, 1]),
)
PHRASES = st.builds(
    lambda words, strict, prefix, title, slop: phrase(
        " ".join(words), strict=strict, prefix=prefix, title=title, slop=slop
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.booleans(),
    st.sampled_from([False, False, True]),
    st.sampled_from([False, False, True]),
    st.sampled_from([0, 0, 0, 1, 3]),
)
TAGS = st.sampled_from(
    [tag("topic", "environment"), tag("topic", "governance"), tag("tone", "-1"), tag("lang", "vi")]
)
DAYS = st.sampled_from([Days(first, last) for first, last in product(NO_DAY, NO_DAY)])
SIDES = st.lists(PHRASES, min_size=1, max_size=2)
LEAVES = PHRASES | TAGS | DAYS | st.builds(beside, SIDES, SIDES, st.integers(1, 5))
TREES = branched(LEAVES, least=0, most=3, leaves=8)


def watching(*trees: Node) -> Watchers:
    """The trees, numbered from nought."""
    return Watchers([Standing(number, tree) for number, tree in enumerate(trees)])


def alone(trees: list[Node], document: Document) -> tuple[int, ...]:
    """What each tree says by itself."""
    analysed = read(document)
    return tuple(number for number, tree in enumerate(trees) if matches(tree, analysed))


@settings(max_examples=500, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=6), st.lists(DOCUMENTS, min_size=1, max_size=4))
def test_any_trees_find_together_what_each_finds_alone(trees: list[Node], documents: list[Document]) -> None:
    watchers = watching(*trees)
    assert [watchers.matched(one) for one in documents] == [alone(trees, one) for one in documents]


QUERIES = [
    "",
    "lũ",
    "title:lũ",
    '"xả lũ" OR "cá chết"',
    "lũ -title:lũ",
    "NOT lang:vi",
    "-(lũ OR cá)",
    "-(lũ cá)",
    "-(lũ -cá)",
    "--lũ",
    "ma OR má OR =ma",
    "đăk* OR dak*",
    '"lam gia*"',
    "quả*",
    "my*",
    "南京市 OR 南",
    "5月",
    "한국 -=한국은",
    "ខេត្តឡាំយ៉ាង",
    "cá NEAR/2 chết",
    "(sông OR hồ) NEAR/3 (Trầm OR Cạn) date:2026-07",
    "lam* NEAR/2 gia*",
    "(lũ sông) OR (cá chết) OR bùn",
    "(lũ OR (cá -chết)) (tone:-1 OR nước)",
    "topic:environment place:cua-tram",
    "date:>2026-07-12",
    "khongcogiday",
]


@pytest.mark.parametrize("document", newsstand(), ids=lambda document: str(document.id))
def test_written_queries_find_together_what_each_finds_alone(document: Document) -> None:
    trees = [parse(query) for query in QUERIES]
    assert watching(*trees).matched(document) == alone(trees, document)


def test_what_was_analysed_already_is_matched_alike() -> None:
    watchers = watching(*map(parse, QUERIES))
    assert [watchers.matched_row(row(one)) for one in newsstand()] == [
        watchers.matched(one) for one in newsstand()
    ]


def test_numbers_come_in_order() -> None:
    tree = parse("lũ")
    watchers = Watchers([Standing(number, tree) for number in (9, 70, 3)])
    assert watchers.matched(article(1, "Lũ lên")) == (3, 9, 70)


def test_nobody_watches() -> None:
    assert watching().matched(article(1, "Lũ lên")) == ()


def test_no_phrase_reaches_from_one_text_into_another() -> None:
    document = replace(article(1, "nước lũ", "cá chết"), alt_title="sông hồ")
    trees = [parse(f'"{words}"') for words in ("nước lũ", "lũ sông", "hồ cá", "lũ cá", "sông hồ", "cá chết")]
    assert watching(*trees).matched(document) == (0, 4, 5)


def test_a_word_at_the_end_of_a_title_is_in_the_title_and_the_first_of_a_body_is_not() -> None:
    document = article(1, "nước lũ", "cá chết")
    trees = [parse(f"title:{words}") for words in ("nước", "lũ", "lu*", "cá", "ca*")]
    assert watching(*trees).matched(document) == (0, 1, 2)
