"""Fitting, calibrating and judging on small rows whose outcome is known."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import linear, training_fit
from classifier.linear import Linear
from classifier.training_rows import INVENTED_ROW, Sample, Task

FEW = {"a": 1.0, "z": 1.0}, {"a": 1.0, "#x": 2.0}, {"b": 1.0}, {"b": 1.0, "#x": 1.0}


def task(rare: float = 0.0, part: float = 0.0, also: float = 0.0) -> Task:
    return Task("some", lambda _: {}, lambda row: row["topic"], 1.0, rare=rare, part=part, also=also)


def whole(labels: str) -> list[Sample]:
    """The four texts, again and again, as whole reports."""
    return [Sample(FEW[at % 4], label, row=at, is_whole=True) for at, label in enumerate(labels)]


def model(labels: str, classes: str) -> Linear:
    return training_fit.fitted(task(), whole(labels), tuple(classes))


def test_only_what_two_whole_reports_have_is_weighed() -> None:
    parts = [Sample({"part": 1.0}, "0", row=0), Sample({"part": 1.0}, "1", row=1)]
    found = training_fit.fitted(task(part=0.5), [*whole("0011"), *parts], ("0", "1"))
    assert dict(found.index) == {"#x": 0, "a": 1, "b": 2}
    assert found.scale.tolist() == pytest.approx([1.0, math.log(5 / 3) + 1, math.log(5 / 3) + 1])


def test_two_classes_are_two_columns_that_mirror_each_other() -> None:
    found = model("0011", "01")
    assert found.weights[:, 0].tolist() == (-found.weights[:, 1]).tolist()
    assert [int(found.probabilities(one).argmax()) for one in FEW] == [0, 0, 1, 1]


def test_a_class_a_fold_has_not_seen_is_as_good_as_out() -> None:
    found = model("0022", "012")
    assert [float(found.probabilities(one)[1]) < 1e-6 for one in FEW] == [True] * 4


def test_what_would_be_right_too_raises_its_class() -> None:
    rows = [Sample(one.given, one.label, ("0", "1") if "b" in one.given else ("0",)) for one in whole("0011")]
    rows = [Sample(one.given, one.label, one.also, row=at, is_whole=True) for at, one in enumerate(rows)]
    plain, lenient = (training_fit.fitted(task(also=also), rows, ("0", "1")) for also in (0.0, 0.5))
    assert float(lenient.scores({"b": 1.0})[1] - plain.scores({"b": 1.0})[1]) > 0


def test_a_rare_class_is_worth_more_and_all_together_the_same() -> None:
    worths = training_fit.worth(task(rare=1.0), whole("0001"))
    assert worths.tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2.0])


def test_an_invented_headline_is_worth_the_same_in_every_class() -> None:
    more = [Sample({}, label, (), 2.0, INVENTED_ROW) for label in "012"]
    assert training_fit.worth(task(rare=1.0), [*whole("0001"), *more])[4:].tolist() == [2.0] * 3


def test_unseen_scores_come_from_the_other_folds() -> None:
    rows = whole("0011" * 5)
    scores, labels = training_fit.unseen_scores(task(), rows, np.arange(20) // 4, ("0", "1"))
    assert scores.argmax(axis=1).tolist() == [int(label) for label in labels] == [0, 0, 1, 1] * 5


def test_the_parts_of_a_report_stay_out_with_it() -> None:
    rows = whole("0011" * 5)
    told = [Sample({"a": 1.0}, "1", (), 50.0, at) for at in range(0, 20, 4)]
    scores, _ = training_fit.unseen_scores(
        task(), [*rows, *told], np.where(np.arange(20) % 4, 1, 0), ("0", "1")
    )
    assert scores[:5].argmax(axis=1).tolist() == [0] * 5


@pytest.mark.parametrize(
    ("texts", "holding", "weight"), [(9, 9, 1.0), (99, 0, math.log(100) + 1), (0, 0, 1.0)]
)
def test_what_few_texts_hold_weighs_more(texts: int, holding: int, weight: float) -> None:
    assert training_fit.rarity(texts, holding) == pytest.approx(weight)


def test_rows_become_one_sparse_matrix() -> None:
    index, scale = {"a": 0, "b": 1, "#x": 2}, np.ones(3, dtype=np.float32)
    rows = [linear.vector(one, index, scale) for one in ({"b": 1.0}, {}, {"a": 3.0, "b": 4.0, "#x": 1.0})]
    dense = training_fit.matrix(rows, 3).toarray()
    assert dense.tolist() == [[0, 1, 0], [0, 0, 0], [pytest.approx(0.6), pytest.approx(0.8), 0.5]]


def test_too_sure_scores_are_cooled_and_too_shy_ones_raised() -> None:
    right = np.array([[1.0, 0.0]] * 3 + [[0.0, 1.0]], dtype=np.float32)
    sure, shy = (training_fit.temperature(right * by, ["0"] * 4, ("0", "1")) for by in (8, 0.5))
    assert sure == pytest.approx(2.5)
    assert shy < 0.5


def test_honest_scores_stay() -> None:
    scores = np.log(np.array([[0.75, 0.25]] * 4, dtype=np.float32))
    labels = ["0", "0", "0", "1"]
    assert training_fit.temperature(scores, labels, ("0", "1")) == pytest.approx(1.0, abs=0.05)
    assert training_fit.balance(scores, labels, ("0", "1")) == pytest.approx(0.0, abs=0.05)


def test_of_two_classes_the_one_that_comes_true_more_often_is_raised() -> None:
    even = np.zeros((4, 2), dtype=np.float32)
    raised = training_fit.balance(even, ["0", "1", "1", "1"], ("0", "1"))
    assert raised == pytest.approx(math.log(3), abs=0.05)


def test_a_calibrated_model_says_what_its_unseen_scores_say() -> None:
    found = model("0011", "01")
    scores = np.array([found.scores(one) for one in FEW])
    cooled, sure = training_fit.calibrated(found, scores, ["0", "1", "1", "1"])
    said = np.array([cooled.probabilities(one) for one in FEW])
    assert said.ravel().tolist() == pytest.approx(sure.ravel().tolist(), abs=1e-5)


def test_of_many_classes_none_is_raised() -> None:
    found = model("0012", "012")
    scores = np.array([found.scores(one) for one in FEW])
    cooled, _ = training_fit.calibrated(found, scores, ["2"] * 4)
    assert (cooled.bias / found.bias).tolist() == pytest.approx([float(cooled.bias[0] / found.bias[0])] * 3)


def test_figures_of_a_perfect_and_of_a_blind_model() -> None:
    sure = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    perfect, blind = (
        training_fit.figures_of(sure, labels, ("0", "1")) for labels in (["0", "1"], ["1", "0"])
    )
    classes = {name: {"f1": 1.0, "rows": 1} for name in "01"}
    assert perfect == {
        "rows": 2,
        "accuracy": 1.0,
        "macro_f1": 1.0,
        "calibration_error": 0.0,
        "classes": classes,
        "bins": [[1.0, 1.0, 2]],
    }
    assert [blind[name] for name in ("accuracy", "macro_f1", "calibration_error")] == [0.0, 0.0, 1.0]


def test_a_class_no_row_is_of_has_no_figure() -> None:
    sure = np.array([[1.0, 0.0, 0.0]] * 2, dtype=np.float32)
    figures = training_fit.figures_of(sure, ["0", "0"], ("0", "1", "2"))
    assert (figures["classes"], figures["macro_f1"]) == ({"0": {"f1": 1.0, "rows": 2}}, 1.0)


def test_confidence_is_held_against_truth_by_tenths() -> None:
    best, right = np.array([0.75, 0.75, 1.0], dtype=np.float32), np.array([True, False, True])
    assert training_fit.reliability(best, right) == [(0.75, 0.5, 2), (1.0, 1.0, 1)]


@settings(deadline=None)
@given(st.lists(st.lists(st.floats(-50, 50, width=32), min_size=3, max_size=3), min_size=1, max_size=9))
def test_rows_of_scores_become_probabilities(scores: list[list[float]]) -> None:
    chances = training_fit.probabilities(np.array(scores, dtype=np.float32))
    assert chances.sum(axis=1).tolist() == pytest.approx([1.0] * len(scores), abs=1e-5)
