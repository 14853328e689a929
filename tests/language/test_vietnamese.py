import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.vietnamese import OWN, STRANGE, SYLLABLE, TYPICAL, bears_own_letter, likeness


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("được", OWN),
        ("người", OWN),
        ("khởicôngcầuvượt", OWN),
        ("cùng", TYPICAL),
        ("nguoi", TYPICAL),
        ("nghiêng", SYLLABLE),
        ("nghieng", TYPICAL),
        ("ubnd", TYPICAL),
        ("máy", SYLLABLE),
        ("xanh", TYPICAL),
        ("mua", SYLLABLE),
        ("là", 0.0),
        ("la", 0.0),
        ("km", 0.0),
        ("o", 0.0),
        ("und", STRANGE),
        ("province", STRANGE),
        ("größe", STRANGE),
        ("ọrụ", STRANGE),
    ],
)
def test_what_a_word_says(word: str, expected: float) -> None:
    assert likeness([word]) == expected


def test_no_words_are_not_vietnamese() -> None:
    assert likeness([]) == STRANGE


def test_names_count_little_beside_the_words_of_a_text() -> None:
    assert likeness(["opens", "with", "Nguyễn", "Hữu", "Thọ"]) < -0.5
    assert likeness(["Nguyễn", "Hữu", "Thọ"]) > 2


def test_the_first_word_of_a_sentence_counts_as_half_a_name() -> None:
    assert likeness(["Người", "robot"]) > likeness(["robot", "Người"])


def test_two_syllables_that_say_nothing_alone_say_something_together() -> None:
    assert likeness(["co", "the"]) == TYPICAL / 2
    assert likeness(["the", "co"]) == 0.0


@pytest.mark.parametrize(("word", "bears"), [("Đà", True), ("ĂN", True), ("là", False), ("año", False)])
def test_letters_that_only_vietnamese_writes(word: str, bears: bool) -> None:
    assert bears_own_letter(word) is bears


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), max_size=8))
def test_likeness_lies_between_its_ends(words: list[str]) -> None:
    assert STRANGE <= likeness(words) <= OWN
