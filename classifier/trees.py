"""Gradient-boosted trees, grown here and told as plain numbers: whoever asks them needs no scikit-learn."""

from collections.abc import Sequence
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from threadpoolctl import threadpool_limits

Floats = NDArray[np.float32]
DEPTH, TREES = 5, 100
LEARNING_RATE, SHRINKAGE, COLUMNS_PER_SPLIT, FEWEST_ROWS = 0.12, 1.0, 0.3, 30
DIGITS = 6
# Right of this lies nothing: a node where a branch has ended.
NOWHERE = 3.0e38


class Forest(TypedDict):
    """Whole trees of one depth, node by node in the order of a heap, and what they start from."""

    bias: float
    feature: list[list[int]]
    threshold: list[list[float]]
    leaf: list[list[float]]


def grow(rows: Floats, wanted: NDArray[np.float64], weights: NDArray[np.float64]) -> Forest:
    """Trees that tell how likely a row is wanted, learned from shares: half wanted counts for both."""
    doubled = np.concatenate([rows, rows])
    answers = np.repeat([1, 0], len(rows))
    weight = np.concatenate([weights * wanted, weights * (1 - wanted)])
    counts = weight > 0
    learned = HistGradientBoostingClassifier(
        max_iter=TREES,
        max_depth=DEPTH,
        max_leaf_nodes=2**DEPTH,
        learning_rate=LEARNING_RATE,
        l2_regularization=SHRINKAGE,
        max_features=COLUMNS_PER_SPLIT,
        min_samples_leaf=FEWEST_ROWS,
        early_stopping=False,
        random_state=0,
    )
    # So few rows are not worth more threads: they would only wait for each other.
    with threadpool_limits(1):
        learned.fit(doubled[counts], answers[counts], weight[counts] / weight[counts].mean())
    trees = [_heap(tree.nodes) for [tree] in learned._predictors]  # noqa: SLF001 - no public form tells the trees
    return {
        "bias": float(learned._baseline_prediction[0, 0]),  # noqa: SLF001 - nor what they start from
        "feature": [feature for feature, _, _ in trees],
        "threshold": [threshold for _, threshold, _ in trees],
        "leaf": [leaf for _, _, leaf in trees],
    }


def _heap(nodes: "Sequence[np.void]") -> tuple[list[int], list[float], list[float]]:
    inner = 2**DEPTH - 1
    feature, threshold, leaf = [0] * inner, [NOWHERE] * inner, [0.0] * (inner + 1)
    pending = [(0, 0)]
    while pending:
        at, place = pending.pop()
        node = nodes[at]
        if place >= inner:
            leaf[place - inner] = round(float(node["value"]), DIGITS)
        elif node["is_leaf"]:
            pending += [(at, 2 * place + 1), (at, 2 * place + 2)]
        else:
            feature[place] = int(node["feature_idx"])
            threshold[place] = float(np.float32(node["num_threshold"]))
            pending += [(int(node["left"]), 2 * place + 1), (int(node["right"]), 2 * place + 2)]
    return feature, threshold, leaf
