"""What a search page was narrowed by, written as a query that finds the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.names import Name, Names
from search.query import parse
from search.tree import And, Node
from web.asking import FACETS, Asked, read, tree
from web.watches_query import VIETNAMESE, as_query

TODAY = date(2026, 10, 1)
VALUES = st.text("abcxyz0123456789-_ đàOR", min_size=1, max_size=8).filter(str.strip)
OTHERS = [name for name in FACETS if name != "tone"]
TEXTS = st.sampled_from(["", "lũ", "lũ OR ngập", "(lũ OR ngập) cầu", '"cảng Mỹ Lâm"', "cầu NOT lũ"])


def flat(node: Node) -> Node:
    """Brackets around what must all hold say nothing."""
    if not isinstance(node, And):
        return node
    parts = [flat(part) for part in node.parts]
    return And(tuple(one for part in parts for one in (part.parts if isinstance(part, And) else (part,))))


@pytest.mark.parametrize(
    ("address", "language", "query"),
    [
        ({"q": ["lũ lụt"]}, "vi", "lũ lụt"),
        ({"q": ["lũ"], "tone": ["-1"], "about": ["1"]}, "vi", "lũ sắc thái:-1 liên quan:1"),
        ({"q": ["lũ"], "tone": ["-1"], "about": ["1"]}, "en", "lũ tone:-1 about:1"),
        ({"q": ["lũ OR ngập"], "topic": ["health"]}, "en", "(lũ OR ngập) topic:health"),
        ({"outlet": ["dat-nuoc", "nam-viet"]}, "en", "outlet:(dat-nuoc OR nam-viet)"),
        ({"outlet": ['Báo "Mới"']}, "en", 'outlet:"Báo  Mới "'),
        ({"q": ["lũ"], "from": ["2026-01-01"], "to": ["2026-01-31"]}, "vi", "lũ"),
        ({"q": ["(lũ"], "about": ["1"]}, "vi", "(lũ liên quan:1"),
        ({}, "vi", ""),
    ],
)
def test_a_search_page_is_written_as_a_query(
    address: dict[str, list[str]], language: str, query: str
) -> None:
    assert as_query(read(address), TODAY, language) == query


def test_words_that_name_several_values_are_one_side() -> None:
    known = Names(Name("source", f"nguon-{n}", "Báo Lam Giang") for n in range(2))
    asked = read({"q": ['nguồn:"Báo Lam Giang"'], "about": ["1"]})
    assert as_query(asked, TODAY, "vi", known) == '(nguồn:"Báo Lam Giang") liên quan:1'
    assert parse(as_query(asked, TODAY, "vi", known), names=known) == tree(asked, TODAY, known)


@settings(deadline=None)
@given(
    TEXTS,
    st.dictionaries(
        st.sampled_from([name for name in FACETS if name != "tone"]), st.lists(VALUES, min_size=1)
    ),
    st.booleans(),
    st.sampled_from(["vi", "en"]),
)
def test_what_is_written_finds_what_the_page_found(
    text: str, chosen: dict[str, list[str]], about: bool, language: str
) -> None:
    asked = read({"q": [text], "about": ["1"] if about else [], **chosen})
    assert flat(parse(as_query(asked, TODAY, language), today=TODAY)) == flat(tree(asked, TODAY))


@given(st.lists(st.sampled_from(["-1", "0", "1"]), min_size=1, unique=True))
def test_tones_are_written_with_their_sign(tones: list[str]) -> None:
    asked = Asked(chosen={"tone": tuple(tones)})
    assert parse(as_query(asked, TODAY, "vi"), today=TODAY) == tree(asked, TODAY)


def test_every_filter_has_a_vietnamese_name() -> None:
    assert set(VIETNAMESE) == {*FACETS, "about"}
