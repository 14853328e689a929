from random import Random

from bench.words import RARE_WORDS, coined, figure, person, ranked, rare, syllables
from language.syllables import is_syllable


def test_no_two_rare_words_are_the_same() -> None:
    assert len({rare(rank) for rank in range(0, RARE_WORDS, 4)}) == RARE_WORDS // 4


def test_a_rare_word_is_letters_only() -> None:
    assert all(rare(rank).isalpha() and rare(rank).isascii() for rank in range(1000))


def test_the_first_ranks_are_drawn_most_often() -> None:
    chance = Random(1)
    drawn = [ranked(1000, chance) for _ in range(3000)]
    assert (min(drawn), max(drawn) < 1000) == (0, True)
    assert drawn.count(0) > drawn.count(1) > drawn.count(9) > 0


def test_figures_are_dates_and_numbers_of_every_length() -> None:
    chance = Random(1)
    figures = {figure(chance) for _ in range(2000)}
    assert {len(one.replace(".", "")) for one in figures if "/" not in one} == {1, 2, 3, 4, 5}
    days = [tuple(map(int, one.split("/"))) for one in figures if "/" in one]
    assert days
    assert all(1 <= day <= 28 and 1 <= month <= 12 for day, month in days)


def test_syllables_differ_and_most_could_be_spoken() -> None:
    assert len(set(syllables())) == len(syllables()) > 8000
    assert sum(map(is_syllable, syllables())) > len(syllables()) * 0.5


def test_a_name_has_three_syllables_and_a_coined_one_is_one_of_many() -> None:
    chance = Random(1)
    assert {len(person(chance).split()) for _ in range(50)} == {3}
    assert len({coined(chance) for _ in range(500)}) > 150
