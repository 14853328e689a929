import numpy as np
import pytest

from classifier.trees import DEPTH, TREES, Forest, grow


@pytest.fixture(scope="module")
def forest() -> Forest:
    rows = np.random.default_rng(7).normal(size=(600, 4)).astype(np.float32)
    wanted = (rows[:, 1] > 0.3).astype(np.float64)
    return grow(rows, wanted, np.ones(len(rows)))


def answer(forest: Forest, row: list[float]) -> float:
    """The score of a row, tree by tree and node by node."""
    raw = forest["bias"]
    for feature, threshold, leaf in zip(forest["feature"], forest["threshold"], forest["leaf"], strict=True):
        at = 0
        while at < len(feature):
            at = 2 * at + 1 + (row[feature[at]] > threshold[at])
        raw += leaf[at - len(feature)]
    return raw


def test_trees_are_whole(forest: Forest) -> None:
    shape = {
        (len(feature), len(leaf)) for feature, leaf in zip(forest["feature"], forest["leaf"], strict=True)
    }
    assert (len(forest["feature"]), shape) == (TREES, {(2**DEPTH - 1, 2**DEPTH)})


@pytest.mark.parametrize(("value", "is_wanted"), [(-1.0, False), (0.1, False), (0.5, True), (2.0, True)])
def test_trees_tell_what_they_learned(forest: Forest, value: float, is_wanted: bool) -> None:
    assert (answer(forest, [0.0, value, 0.0, 0.0]) > 0) is is_wanted


def test_half_wanted_counts_for_both() -> None:
    rows = np.zeros((100, 2), dtype=np.float32)
    told = grow(rows, np.full(100, 0.5), np.ones(100))
    assert answer(told, [0.0, 0.0]) == pytest.approx(0.0, abs=1e-6)


def test_a_row_that_weighs_nothing_teaches_nothing() -> None:
    rows = np.array([[0.0], [1.0]] * 100, dtype=np.float32)
    told = grow(rows, np.array([1.0, 0.0] * 100), np.array([1.0, 1.0] * 99 + [0.0, 0.0]))
    assert answer(told, [0.0]) > 0 > answer(told, [1.0])
