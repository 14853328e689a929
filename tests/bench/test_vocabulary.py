from itertools import pairwise
from random import Random

import pytest

from bench.vocabulary import CLAUSES_OF_ALL, CLAUSES_OF_TOPIC, Speech, pieces, speeches
from demo.events import LANGUAGES, load_events

EVENTS = load_events()
SPEECHES = speeches()


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("Sáng 1/7, “cầu Bến Lội” thông xe.", "vi", ["Sáng", "cầu", "Bến", "Lội", "thông", "xe"]),
        ("The port – 40 ships.", "en", ["The", "port", "ships"]),
        ("港口，2026年。", "zh", ["港", "口", "年"]),
        ("ភូមិ៣", "km", ["ភូ", "មិ"]),
        ("", "vi", []),
    ],
)
def test_a_text_gives_its_words_without_figures_and_signs(text: str, lang: str, words: list[str]) -> None:
    assert pieces(text, lang) == words


def test_every_language_of_the_demo_has_its_speech() -> None:
    assert set(SPEECHES) == LANGUAGES
    assert not any(event.claim for speech in SPEECHES.values() for event in speech.events)


@pytest.mark.parametrize("lang", ["vi", "zh"])
def test_pairs_of_words_within_a_clause_stand_so_in_the_events(lang: str) -> None:
    speech = Speech(lang, tuple(event for event in EVENTS if event.lang == lang))
    topic = speech.events[0].topic
    words = speech.told[topic]
    told = {*pairwise(words), (words[-1], words[0])}
    walk = speech.walks(topic, 1, Random(3))[0]
    assert set(pairwise(pieces(walk, lang))) <= told


def test_a_topic_has_its_own_clauses_and_those_of_all() -> None:
    clauses = SPEECHES["fr"].clauses
    shared = set.intersection(*(set(found[CLAUSES_OF_TOPIC:]) for found in clauses.values()))
    assert {len(found) for found in clauses.values()} == {CLAUSES_OF_TOPIC + CLAUSES_OF_ALL}
    assert len(shared) > CLAUSES_OF_ALL / 2


def test_a_language_without_spaces_has_none_in_its_clauses() -> None:
    assert (SPEECHES["ja"].joint, SPEECHES["ko"].joint) == ("", " ")
    assert not any(" " in clause for found in SPEECHES["ja"].clauses.values() for clause in found)


def test_names_and_places_are_of_the_language() -> None:
    chance = Random(1)
    assert len(SPEECHES["vi"].name(chance).split()) == 3
    assert SPEECHES["zh"].name(chance).isalpha()
    assert len({SPEECHES["vi"].place(chance) for _ in range(200)}) > 50
    assert SPEECHES["vi"].known_places[0] == "lam-thanh"
