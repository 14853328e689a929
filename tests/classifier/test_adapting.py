"""A model moved by labels: as far as they speak, and no farther."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import adapting
from classifier.adapting import PULLS, Row, adapted, loudness, with_new_words
from classifier.linear import Linear

NAMES = ("muối", "biển", "đường", "#count")
START = np.array([[2, -2], [2, -2], [-2, 2], [0, 0]], dtype=np.float32)


def model() -> Linear:
    """Salt and sea are of the first class, roads of the second."""
    index = {name: at for at, name in enumerate(NAMES)}
    scale = np.array([1, 2, 1, 1], dtype=np.float32)
    return Linear(("a", "b"), index, scale, START.copy(), np.zeros(2, dtype=np.float32), 0.4)


def rows(word: str, label: str, count: int, begin: int = 0) -> list[Row]:
    return [Row({word: 1.0}, label, begin + at) for at in range(count)]


def said(of: Linear, *words: str) -> str:
    return of.classes[int(of.scores(dict.fromkeys(words, 1.0)).argmax())]


def test_labels_that_contradict_the_model_move_it() -> None:
    moved = adapted(
        model(), [*rows("muối", "b", 20), *rows("đường", "b", 20, 20), *rows("biển", "a", 20, 40)]
    )
    assert (said(model(), "muối"), said(moved, "muối")) == ("a", "b")
    assert (said(moved, "biển"), said(moved, "đường")) == ("a", "b")


def test_what_no_label_speaks_of_stays() -> None:
    moved = adapted(model(), rows("muối", "b", 20))
    assert moved.weights[1].tolist() == START[1].tolist()


def test_without_labels_the_model_is_the_same() -> None:
    same = model()
    assert adapted(same, []) is same


def test_a_class_that_the_model_has_not_teaches_it_nothing() -> None:
    same = model()
    assert adapted(same, rows("muối", "z", 20)) is same


def test_the_same_labels_give_the_same_model() -> None:
    told = [*rows("muối", "b", 9), *rows("lạ", "a", 9, 9), *rows("biển", "a", 9, 18)]
    one, two = adapted(model(), told), adapted(model(), told)
    assert (one.weights.tolist(), one.bias.tolist()) == (two.weights.tolist(), two.bias.tolist())


def test_words_that_two_labelled_texts_have_join_with_no_weight() -> None:
    told = [*rows("lạ", "a", 2), *rows("ít", "a", 1, 5), *rows("#odd", "a", 3, 9), *rows("muối", "a", 3, 20)]
    grown = with_new_words(model(), told)
    assert list(grown.index) == [*NAMES, "lạ"]
    assert (grown.weights[-1].tolist(), float(grown.scale[-1])) == ([0.0, 0.0], 2.0)


def test_a_new_word_comes_to_mean_what_the_labels_say() -> None:
    moved = adapted(model(), [*rows("lạ", "b", 20), *rows("muối", "a", 20, 20)])
    assert (said(moved, "lạ"), said(moved, "muối")) == ("b", "a")


def test_weights_are_as_they_will_be_stored() -> None:
    moved = adapted(model(), rows("muối", "b", 20))
    assert moved.weights.tolist() == moved.weights.astype(np.float16).astype(np.float32).tolist()


def test_few_stories_are_pulled_hardest() -> None:
    _, problem = adapting.posed(model(), rows("muối", "b", 3))
    assert adapting.best_pull(problem) == PULLS[-1]


def test_labels_that_agree_with_each_other_are_pulled_least() -> None:
    told = [*rows("muối", "b", 40), *rows("đường", "a", 40, 40)]
    _, problem = adapting.posed(model(), told)
    assert adapting.best_pull(problem) == PULLS[0]


def test_the_harder_the_pull_the_nearer_the_weights_stay() -> None:
    _, problem = adapting.posed(model(), [*rows("muối", "b", 9), *rows("đường", "a", 9, 9)])
    moves = [float(np.abs(adapting.fitted(problem, pull)[0]).sum()) for pull in (*PULLS, 1e6)]
    assert moves == sorted(moves, reverse=True)
    assert moves[-1] == pytest.approx(0, abs=1e-3)


def test_a_rare_class_speaks_as_loudly_as_a_frequent_one() -> None:
    loud = loudness(np.array([0, 0, 0, 1]), 2)
    assert loud.tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2.0])


@given(st.lists(st.integers(0, 4), min_size=1, max_size=200))
def test_labels_speak_once_on_average_and_those_of_rarer_classes_no_quieter(wanted: list[int]) -> None:
    loud = loudness(np.array(wanted), 5)
    by_class = dict(zip(wanted, loud.tolist(), strict=True))
    ordered = [by_class[one] for one in sorted(by_class, key=wanted.count)]
    assert float(loud.mean()) == pytest.approx(1.0)
    assert ordered == sorted(ordered, reverse=True)


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.tuples(st.sampled_from(["muối", "biển", "đường", "lạ"]), st.sampled_from("ab")), min_size=8)
)
def test_adapting_never_makes_the_labels_it_saw_less_likely(told: list[tuple[str, str]]) -> None:
    given_ = [Row({word: 1.0}, label, at) for at, (word, label) in enumerate(told)]
    columns, problem = adapting.posed(with_new_words(model(), given_), given_)
    moved, shifted = adapting.fitted(problem, PULLS[0])
    loud = loudness(problem.wanted, 2)
    at = np.arange(len(given_))
    before = adapting.logs(problem.start)[at, problem.wanted] @ loud
    after = adapting.logs(problem.start + problem.given @ moved + shifted)[at, problem.wanted] @ loud
    assert len(columns) == moved.shape[0]
    assert float(after) >= float(before) - 1e-6
