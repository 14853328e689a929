import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import highlight, snippet
from search.query import parse

TEXT = "Lũ trên sông Trầm. Nước sông dâng; quảng trường ngập, má Bảy gặp ma."


def lit(text: str, query: str, *, title: bool = True) -> list[str]:
    return [text[start:end] for start, end in highlight(text, parse(query), title=title)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("lũ", ["Lũ"]),
        ("LU", ["Lũ"]),
        ("song", ["sông", "sông"]),
        ('"sông trầm"', ["sông Trầm"]),
        ("qua*", ["quảng"]),
        ("má", ["má"]),
        ("ma", ["má", "ma"]),
        ("sông -lũ", ["sông", "sông"]),
        ("(lũ OR hạn) ngập", ["Lũ", "ngập"]),
        ("lũ NEAR/1 sông", ["Lũ", "sông"]),
        ('"lũ sông"~1', ["Lũ", "sông"]),
        ('"sông lũ"~2', []),
        ('"sông lũ"~3', ["Lũ", "sông"]),
        ('"sông dâng quảng"~1', ["sông", "dâng", "quảng"]),
        ('"ngập quả*"~3', ["quảng", "ngập"]),
        ('"sông trầm" OR "trầm nước"', ["sông Trầm. Nước"]),
        ("lang:vi date:2026", []),
        ("", []),
        ("NOT lũ", []),
    ],
)
def test_what_is_lit(query: str, words: list[str]) -> None:
    assert lit(TEXT, query) == words


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        ("南京市长访问", "南京市", ["南京市"]),
        ("南京市长访问", "市", ["市"]),
        ("来越南", "南", ["南"]),
        ("南", "南", ["南"]),
        ("5月以来", "5月", ["5月"]),
        ("한국은 물 부족", "한국", ["한국"]),
        ("南京市长访问越南", '"南京 越南"~5', ["南京", "越南"]),
        ("南京市长访问越南", '"南京 访问"~1', []),
        ("한국은 물 부족", "=한국*", ["한국은"]),
        ("ភាសា\u200bខ្មែរ", "ភាសាខ្មែរ", ["ភាសា\u200bខ្មែរ"]),
    ],
)
def test_what_is_lit_in_other_scripts(text: str, query: str, words: list[str]) -> None:
    assert lit(text, query) == words


def test_spans_are_those_of_decomposed_text() -> None:
    text = unicodedata.normalize("NFD", "Nước sông Trầm")
    assert lit(text, "trầm") == [unicodedata.normalize("NFD", "Trầm")]


@pytest.mark.parametrize("query", ["title:lũ", "title:(lũ NEAR/3 sông)"])
def test_what_is_asked_of_titles_is_lit_in_titles_only(query: str) -> None:
    assert lit(TEXT, query, title=True)[0] == "Lũ"
    assert lit(TEXT, query, title=False) == []


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet(" Lũ\nvề ", parse("lũ")) == ("Lũ về", [(0, 2)])


def test_a_snippet_begins_with_the_sentence_that_shows_the_word() -> None:
    text = "Câu đầu không nói gì. " * 9 + "Nước lũ về. " + "Câu cuối cũng vậy. " * 9
    assert snippet(text, parse("lũ"), 40) == ("…Nước lũ về. Câu cuối cũng vậy. Câu…", [(6, 8)])


def test_a_snippet_shows_where_most_words_stand() -> None:
    text = f"lũ {'x ' * 60}lũ ở sông Trầm {'x ' * 60}"
    piece, spans = snippet(text, parse("lũ sông trầm"), 40)
    assert [piece[start:end] for start, end in spans] == ["lũ", "sông", "Trầm"]


def test_without_a_word_to_show_the_beginning_is_shown() -> None:
    assert snippet("một hai ba bốn năm", parse(""), 12) == ("một hai ba…", [])


def test_a_span_wider_than_the_snippet_is_cut() -> None:
    piece, spans = snippet("xxx một hai ba bốn", parse('"một hai ba"'), 8)
    assert (piece, spans) == ("…một…", [(1, 4)])


def test_a_text_without_spaces_is_cut_anywhere() -> None:
    piece, spans = snippet("江" * 50 + "南" + "江" * 50, parse("南"), 12)
    assert (len(piece), [piece[a:b] for a, b in spans]) == (12, ["南"])


@given(
    st.text("lũsông ma.\n南京\u0303", max_size=200),
    st.sampled_from(["lu", '"song ma"', "南", "ma OR lũ", "so*"]),
    st.integers(1, 80),
)
def test_a_snippet_keeps_to_its_width_and_its_spans(text: str, query: str, width: int) -> None:
    piece, spans = snippet(text, parse(query), width)
    assert len(piece) <= max(width, 3)
    assert all(0 <= start < end <= len(piece) for start, end in spans)
    assert spans == sorted(spans)
