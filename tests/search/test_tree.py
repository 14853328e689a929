import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.tokens import streams
from search.tree import Phrase, Slot, Stream, heads, phrase, restate, shared_stream


def test_words_without_letters_or_digits_have_no_slots() -> None:
    assert phrase("… & –").slots == ()


def test_one_accent_makes_a_whole_phrase_strict() -> None:
    assert phrase("lam giang lũ").slots == (Slot("lam"), Slot("giang"), Slot("lu3"))


def test_asked_strictly_the_same_words_have_other_keys() -> None:
    assert restate(phrase("my"), Stream.STRICT, title=True) == Phrase(
        "my", (Slot("mi"),), Stream.STRICT, title=True
    )


def test_restating_keeps_the_open_end() -> None:
    assert restate(phrase("lam gi", prefix=True), Stream.STRICT, title=False).slots[-1] == Slot("gi", "gi.*")


@pytest.mark.parametrize(
    ("sides", "stream"),
    [
        ([phrase("lu"), phrase("bao")], Stream.LOOSE),
        ([phrase("lũ"), phrase("bao")], Stream.STRICT),
        ([phrase("lu"), phrase("bao", strict=True)], Stream.STRICT),
        ([phrase("lũ"), phrase("洪水")], Stream.LOOSE),
        ([phrase("홍수"), phrase("lũ", strict=True)], Stream.LOOSE),
        ([phrase("lũ 洪水"), phrase("bão")], Stream.LOOSE),
        ([phrase("lũ"), phrase("洪水", strict=True)], Stream.STRICT),
    ],
)
def test_neighbours_are_asked_strictly_unless_one_has_words_without_sure_bounds(
    sides: list[Phrase], stream: Stream
) -> None:
    assert shared_stream(sides) is stream
    assert restate(sides[0], stream, title=False).stream is stream


@pytest.mark.parametrize(
    ("typed", "found", "missed"),
    [
        ("qua", ["qua", "quang", "quả", "Quảng"], ["qu", "xqua"]),
        ("quả", ["quả", "quảng", "QUẢN"], ["qua", "quá", "quáng"]),
        ("đă", ["đă", "đăk", "đặc", "đắng"], ["đa", "dăk"]),
        ("my", ["my", "mỹ", "Mĩ", "mì", "myanmar"], ["minh", "m"]),
        ("mỹ", ["mỹ", "mĩ"], ["mì", "my", "minh"]),
        ("covid", ["covid", "covid19"], ["covi"]),
    ],
)
def test_an_open_end_finds_what_begins_like_it(typed: str, found: list[str], missed: list[str]) -> None:
    asked = phrase(typed, prefix=True)
    fits = re.compile(asked.slots[0].pattern).fullmatch
    keys = {word: streams(word)[0 if asked.stream is Stream.STRICT else 1][0] for word in found + missed}
    assert [word for word, key in keys.items() if fits(key)] == found


@pytest.mark.parametrize(
    ("asked", "begun"),
    [
        (phrase("quả", prefix=True), ("qua",)),
        (phrase("my", prefix=True), ("my", "mi")),
        (phrase("南"), ("南", "")),
    ],
)
def test_what_fits_a_pattern_begins_with_its_letters(asked: Phrase, begun: tuple[str, ...]) -> None:
    assert heads(asked.slots[0].pattern) == begun


@pytest.mark.parametrize("run", ["南京", "越南", "南", "来南京"])
def test_one_character_finds_every_run_that_holds_it(run: str) -> None:
    pattern = phrase("南").slots[0].pattern
    assert any(re.fullmatch(pattern, key) for key in streams(run)[1])


@given(st.text("aáảdđ 19南京한국ខ្", max_size=20))
def test_a_phrase_has_the_keys_of_its_text(text: str) -> None:
    asked = phrase(text)
    keys = streams(text)[0 if asked.stream is Stream.STRICT else 1]
    assert [slot.key for slot in asked.slots] == keys


@given(st.text(max_size=20), st.booleans())
def test_no_pattern_holds_a_sign_that_the_engines_read_differently(text: str, prefix: bool) -> None:
    for slot in phrase(text, prefix=prefix).slots:
        assert not set(slot.key) & set(r'\^$.|?*+()[]{}"#@&<>~/-')
