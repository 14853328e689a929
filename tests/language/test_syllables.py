import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.syllables import MOST_WORDS, accented_words, is_syllable, syllable_share

WORDS = """
họp báo thường kỳ nghiêng khuyếch quỹ giữa yểu ướt uống oải ngoằn xoèn thuở ủy y Đắk
HUYỆN Đồng lũ ngoéo khuỷu rượu người truyện gì giếng ia
"""


@pytest.mark.parametrize("word", WORDS.split())
def test_vietnamese_words_are_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word",
    ["été", "schön", "Bürger", "Tr¨ng", "T×nh", "sắt́", "bàc", "hạp̉", "wứ", "ôộ", "tênh̃ạ", "", "ß"],
)
def test_other_words_are_none(word: str) -> None:
    assert not is_syllable(word)


def test_a_checked_syllable_rises_or_drops() -> None:
    spelled = {
        tone: is_syllable("cac"[:1] + letter + "c") for tone, letter in zip("_/\\?~.", "aáàảãạ", strict=True)
    }
    assert spelled == {"_": False, "/": True, "\\": False, "?": False, "~": False, ".": True}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tỉnh hop báo", ["Tỉnh", "báo"]),
        ("“Tỉnh”–báo…", ["Tỉnh", "báo"]),
        ("<p>Tr¨ng</p>", ["Tr¨ng"]),
        ("a\xa0đã «đi»", ["đã", "đi"]),
        ("plain words", []),
        ("đi đã đi à", ["đi", "đã"]),
    ],
)
def test_accented_words_are_those_not_of_plain_letters(text: str, words: list[str]) -> None:
    assert accented_words(text) == words


def test_no_more_words_are_looked_at_than_tell() -> None:
    assert accented_words("đã " * MOST_WORDS + "rồi ạ đấy") == ["đã"]


@pytest.mark.parametrize(("words", "share"), [(["Tỉnh", "báo"], 1.0), (["Tỉnh", "été"], 0.5), ([], 0.0)])
def test_the_share_is_that_of_syllables(words: list[str], share: float) -> None:
    assert syllable_share(words) == share


@given(st.text(max_size=12))
def test_no_word_is_too_strange(word: str) -> None:
    assert is_syllable(word) in {True, False}
