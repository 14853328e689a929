"""Known claims ranked for a query: fused counts, ties by order, posts cleaned, numbers and endings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.claims_index import Index, Postings, keys_of
from classifier.claims_keys import plain, stem, stems
from classifier.claims_numbers import possible, spelt, stated

TEXTS = (
    "Nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên",
    "Giá vé xe buýt ở Lâm Hạ tăng gấp đôi từ tháng 7",
    "The mayor of Ha Vu sold the public beach for 300 billion dong",
    "Giá vé xe buýt ở Lâm Hạ tăng gấp đôi từ tháng 7!",
)


def ranked(query: str, limit: int = 10) -> list[int]:
    return [one.number for one in Index(TEXTS).rank(query, limit)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("chất thải nhà máy bia đổ xuống hồ", 0),
        ("xe buyt Lam Ha tang gia gap doi", 1),
        ("#HaVu mayor selling a beach?! https://t.co/x", 2),
        ("ba trăm tỷ", 2),
    ],
)
def test_the_claim_that_is_meant_comes_first(query: str, first: int) -> None:
    assert ranked(query)[0] == first


def test_of_claims_that_say_the_same_the_earlier_comes_first() -> None:
    assert ranked("giá vé xe buýt tăng gấp đôi")[:2] == [1, 3]


def test_what_shares_nothing_is_not_told_and_no_more_than_asked() -> None:
    assert (ranked("zzz"), ranked(""), len(ranked("giá vé", 1))) == ([], [], 1)


def test_no_texts_answer_nothing() -> None:
    assert Index([]).rank("gì", 5) == []
    assert Index(["", ""]).rank("gì", 5) == []


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=5), st.text(max_size=30))
def test_scores_fall_and_numbers_are_told_once(texts: list[str], query: str) -> None:
    told = Index(texts).rank(query, 5)
    scores = [one.score for one in told]
    assert scores == sorted(scores, reverse=True)
    assert len({one.number for one in told}) == len(told)


def test_a_rare_word_is_worth_more_than_a_frequent_one() -> None:
    postings = Postings([["a", "b"], ["a", "c"], ["a"]])
    assert postings.scores(["b"])[0] > postings.scores(["a"])[0] > 0
    assert list(postings.scores(["d"])) == [0, 0, 0]


def test_a_text_has_keys_of_every_kind() -> None:
    keys = keys_of("Hồ Mã Yên cạn 3 tấc")
    assert keys.names == ("ho ma", "ma yen")
    assert (keys.figures, keys.pairs[0], keys.pieces[0]) == (("3.0",), "ho ma", " ho ")


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("xem https://t.co/ab pic.twitter.com/cd đi", "xem     đi"),
        ("#IranUsa @BaoLamGiang", " Iran Usa   Bao Lam Giang "),
        ("It is so \u2014 Some One (@one) January 6, 2020", "It is so"),
        ("không có gì", "không có gì"),
    ],
)
def test_a_post_is_left_with_its_own_words(post: str, words: str) -> None:
    assert plain(post) == words


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("parties", "party"),
        ("banned", "bann"),
        ("closing", "clos"),
        ("closes", "clos"),
        ("glass", "glass"),
        ("bus", "bus"),
        ("xa4", "xa4"),
        ("đường", "đường"),
    ],
)
def test_english_endings_go_and_nothing_else(word: str, base: str) -> None:
    assert stem(word) == base


def test_words_keep_their_accents() -> None:
    assert stems("Cá cà") == ["ca2", "ca1"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("sáu mươi hai em", {62.0}),
        ("ba trăm tỷ đồng", {3e11}),
        ("hai trăm ba", {230.0}),
        ("mười lăm", {15.0}),
        ("tám tháng", {8.0}),
        ("năm nghìn người", {5000.0}),
        ("không số nào", set()),
    ],
)
def test_numbers_in_words_are_read(text: str, numbers: set[float]) -> None:
    assert spelt(text) == numbers


def test_small_words_are_only_possible_numbers() -> None:
    assert stated("ba cụ già", "vi") == frozenset()
    assert possible("ba cụ già", "vi") == {3.0}
    assert possible("ba cụ già", "en") == set()
