"""A new model is taken if it is not worse than the old one on labels that neither learned from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from classifier.acceptance import LEAST_HELD, Reason, accuracy, judge, macro_f1

RIGHT = ["a"] * LEAST_HELD
WANTED = [{"a"}] * LEAST_HELD
WRONG = ["a"] * (LEAST_HELD - 1) + ["b"]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (WRONG, RIGHT, Reason.NOT_WORSE),
        (WRONG, WRONG, Reason.NOT_WORSE),
        (RIGHT, WRONG, Reason.WORSE),
    ],
)
def test_not_worse_is_good_enough(before: list[str], after: list[str], reason: Reason) -> None:
    assert judge("topic", WANTED, before, after, 40).reason == reason


def test_a_judgement_tells_both_figures_and_how_many_labels_there_were() -> None:
    found = judge("topic", WANTED, RIGHT, WRONG, 40)
    assert (found.measure, found.before, found.after) == ("accuracy", 1.0, 0.9)
    assert (found.labels, found.held, found.is_accepted) == (40, LEAST_HELD, False)


def test_few_held_labels_judge_nobody() -> None:
    found = judge("topic", WANTED[1:], WRONG[1:], RIGHT[1:], 40)
    assert (found.reason, found.held, found.is_accepted) == (Reason.FEW_HELD, LEAST_HELD - 1, False)


def test_without_labels_nothing_was_learned() -> None:
    assert judge("about", WANTED, RIGHT, RIGHT, 0).reason == Reason.NO_LABELS


def test_any_of_an_articles_topics_is_right() -> None:
    assert accuracy([{"a", "b"}, {"c"}], ["b", "a"]) == 0.5


def test_the_tone_is_judged_by_the_mean_over_its_classes() -> None:
    wanted = [{"0"}] * 9 + [{"-1"}]
    found = judge("tone", wanted, ["0"] * 10, ["0"] * 9 + ["-1"], 30)
    assert (found.measure, found.before, found.after) == ("macro_f1", round(0.5 * 18 / 19, 4), 1.0)


def test_of_nothing_the_figures_are_nought() -> None:
    assert (accuracy([], []), macro_f1([], [])) == (0.0, 0.0)


TONES = st.sampled_from(["-1", "0", "1"])


@given(st.lists(st.tuples(TONES, TONES), min_size=1, max_size=30))
def test_the_mean_over_classes_is_that_of_others(pairs: list[tuple[str, str]]) -> None:
    true, said = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    expected = f1_score(true, said, average="macro", zero_division=0)
    assert macro_f1([{one} for one in true], said) == pytest.approx(expected)
