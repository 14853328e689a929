import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.tokens import streams
from search.matching import Keys, keys_of, matches, near_pairs, read
from search.query import parse
from search.tree import Near, Stream, phrase
from tests.search.newsstand import article

FLOOD = read(
    article(
        1,
        "Lũ trên sông Trầm",
        "Nước sông dâng nhanh, quảng trường ngập. 南京市长来越南。 한국은 물 부족. Má Bảy gặp con ma.",
        lang="vi",
        tone=-1,
        topics=("environment",),
    ),
)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "lũ",
        "lu",
        "LŨ",
        "title:lũ",
        '"sông trầm"',
        '"song dang nhanh"',
        "quả*",
        "qua*",
        "má",
        "ma",
        "=ma",
        "南京市",
        "南",
        "한국",
        "=한국은",
        "물",
        "nước NEAR/1 nhanh OR nước NEAR/2 nhanh",
        "nhanh NEAR/2 nước",
        "lang:vi tone:-1 topic:environment",
        "date:2026-07-02",
        "date:..2026-07-02",
        "-hạn",
        "hạn OR lũ",
        '"sông lũ"~3',
        '"nước ngập"~6',
        '"ngập quảng"~3',
        '"dâng quả*"~1',
    ],
)
def test_a_query_finds_the_article(query: str) -> None:
    assert matches(parse(query), FLOOD) is True


@pytest.mark.parametrize(
    "query",
    [
        "lú",
        "=lu",
        "title:ngập",
        '"trầm nước"',
        "quã*",
        "京城",
        "=한국",
        "nước NEAR/1 nhanh",
        "lũ NEAR/50 ngập",
        "tone:1",
        "date:>2026-07-02",
        "date:<2026-07-02",
        "-lũ",
        "lũ hạn",
        "hạn OR khô",
        '"sông lũ"~2',
        '"nước ngập"~4',
        '"ngập quảng"~2',
        '"má má"~9',
        '"trầm nước"~9',
    ],
)
def test_a_query_does_not_find_the_article(query: str) -> None:
    assert matches(parse(query), FLOOD) is False


def test_starts_of_a_phrase() -> None:
    keys = keys_of("a b a b b")[Stream.LOOSE]
    assert keys.starts(phrase("a b")) == [0, 2]
    assert keys.starts(phrase("b b a")) == []
    assert keys.starts(phrase("x y z")) == []


@pytest.mark.parametrize(
    ("text", "slop", "places"),
    [
        ("a b", 1, [0, 1]),
        ("a x b", 1, [0, 2]),
        ("a x x b", 1, []),
        ("b a", 1, []),
        ("b a", 2, [0, 1]),
        ("a x b x x x a b", 1, [0, 2, 6, 7]),
        ("a a b", 1, [0, 1, 2]),
    ],
)
def test_words_of_a_phrase_that_stand_apart(text: str, slop: int, places: list[int]) -> None:
    keys, asked = keys_of(text)[Stream.LOOSE], phrase("a b", slop=slop)
    assert [place for place, _ in keys.lit(asked)] == places
    assert keys.has(asked) is bool(places)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a b", [0, 1]),
        ("b a", [0, 1]),
        ("a x b", [0, 2]),
        ("a x x b", []),
        ("a x b x x b", [0, 2]),
        ("b a b", [0, 1, 2]),
    ],
)
def test_those_that_stand_near_each_other(text: str, places: list[int]) -> None:
    near = Near((phrase("a"),), (phrase("b"),), 1)
    assert [place for place, _ in near_pairs(keys_of(text)[Stream.LOOSE], near)] == places


def test_a_word_is_not_near_itself() -> None:
    near = Near((phrase("a"),), (phrase("a"),), 3)
    assert near_pairs(keys_of("a")[Stream.LOOSE], near) == []


def test_two_sides_that_overlap_are_not_near() -> None:
    near = Near((phrase("a b"),), (phrase("b c"),), 3)
    assert near_pairs(keys_of("a b c")[Stream.LOOSE], near) == []


@given(
    st.text("aáảquy南京", min_size=1, max_size=3), st.lists(st.text("aáảquy南京", max_size=4), max_size=12)
)
def test_an_open_end_finds_every_key_that_its_pattern_fits(begun: str, words: list[str]) -> None:
    asked = phrase(begun, prefix=True)
    keys = streams(" ".join(words))[0 if asked.stream is Stream.STRICT else 1]
    last = asked.slots[-1]
    fits = re.compile(last.pattern or last.key).fullmatch
    found = Keys(keys).starts(replace(asked, slots=(last,)))
    assert found == [place for place, key in enumerate(keys) if fits(key)]
