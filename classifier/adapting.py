"""A shipped model moved by the desk's labels: as far as they speak, and no farther."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from classifier.linear import FACT, Linear, vector

Doubles = NDArray[np.float64]
# How hard the shipped weights pull back; which of these is chosen on labels that a fold has not seen.
PULLS = (0.1, 0.5, 2.5, 12.5)
FOLDS = 4
# A word must stand in so many labelled texts before it may mean anything.
LEAST_TEXTS = 2
# A class with few labels speaks as loudly as one with many, within reason.
LOUDEST = 5.0
_STEPS = 150


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled text as a task sees it; texts of one story are never on both sides of a fold."""

    features: Mapping[str, float]
    label: str
    story: int


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """The labelled texts as numbers: over the columns that any of them has."""

    given: csr_matrix
    start: Doubles
    wanted: NDArray[np.int64]
    stories: NDArray[np.int64]

    def part(self, which: NDArray[np.bool_]) -> "Problem":
        """Some of the texts."""
        return Problem(self.given[which], self.start[which], self.wanted[which], self.stories[which])


def adapted(model: Linear, rows: Sequence[Row]) -> Linear:
    """The model moved by some labels, in the precision in which it is stored; the same rows, the same model.

    Labels of classes that the model does not have teach it nothing.
    """
    known = [row for row in rows if row.label in model.classes]
    if not known:
        return model
    grown = with_new_words(model, known)
    columns, problem = posed(grown, known)
    moved, shifted = fitted(problem, best_pull(problem))
    weights = grown.weights.copy()
    weights[columns] += moved.astype(np.float32)
    return replace(
        grown,
        weights=weights.astype(np.float16).astype(np.float32),
        bias=(grown.bias + shifted).astype(np.float32),
    )


def with_new_words(model: Linear, rows: Sequence[Row]) -> Linear:
    """The model with the words that several labelled texts have and it has not: rare ones, of no weight."""
    counts = Counter(name for row in rows for name in row.features if name[0] != FACT)
    fresh = sorted(name for name, count in counts.items() if count >= LEAST_TEXTS and name not in model.index)
    index = dict(model.index) | {name: at for at, name in enumerate(fresh, len(model.index))}
    rarest = float(model.scale.max(initial=1.0))
    return replace(
        model,
        index=index,
        scale=np.concatenate([model.scale, np.full(len(fresh), rarest, dtype=np.float32)]),
        weights=np.concatenate([model.weights, np.zeros((len(fresh), len(model.classes)), np.float32)]),
    )


def best_pull(problem: Problem) -> float:
    """The pull under which unseen labels are likeliest; of equals, and of too few stories, the hardest."""
    folds = problem.stories % FOLDS
    if len(set(folds.tolist())) < FOLDS:
        return PULLS[-1]
    losses = {pull: _unseen_loss(problem, folds, pull) for pull in PULLS}
    return min(reversed(PULLS), key=losses.__getitem__)


def _unseen_loss(problem: Problem, folds: NDArray[np.int64], pull: float) -> float:
    loss = 0.0
    for fold in range(FOLDS):
        moved, shifted = fitted(problem.part(folds != fold), pull)
        unseen = problem.part(folds == fold)
        likely = logs(unseen.start + unseen.given @ moved + shifted)
        loss -= float(likely[np.arange(len(unseen.wanted)), unseen.wanted].sum())
    return loss


def posed(model: Linear, rows: Sequence[Row]) -> tuple[NDArray[np.int64], Problem]:
    """The columns of the weights that some labelled texts touch, and the texts over these."""
    vectors = [vector(row.features, model.index, model.scale) for row in rows]
    places = np.concatenate([places for places, _ in vectors])
    columns, at = np.unique(places, return_inverse=True)
    ends = np.cumsum([0, *(len(one) for one, _ in vectors)])
    values = np.concatenate([values for _, values in vectors]).astype(np.float64)
    given = csr_matrix((values, at, ends), shape=(len(rows), len(columns)))
    start = given @ model.weights[columns].astype(np.float64) + model.bias
    wanted = np.array([model.classes.index(row.label) for row in rows], dtype=np.int64)
    stories = _ranked([row.story for row in rows])
    return columns.astype(np.int64), Problem(given, np.asarray(start), wanted, stories)


def _ranked(stories: Sequence[int]) -> NDArray[np.int64]:
    """Stories by their rank, so that folds are of one size whatever numbers the stories have."""
    ranks = {story: at for at, story in enumerate(sorted(set(stories)))}
    return np.array([ranks[story] for story in stories], dtype=np.int64)


def fitted(problem: Problem, pull: float) -> tuple[Doubles, Doubles]:
    """How far weights and bias move."""
    size, classes = problem.given.shape[1], problem.start.shape[1]
    rows = np.arange(len(problem.wanted))
    loud = loudness(problem.wanted, classes)[:, None]

    def told(flat: Doubles) -> tuple[float, Doubles]:
        moved = flat.reshape(size + 1, classes)
        likely = logs(problem.start + problem.given @ moved[:-1] + moved[-1])
        wrong = np.exp(likely)
        wrong[rows, problem.wanted] -= 1
        wrong *= loud
        slope = np.vstack([problem.given.T @ wrong, wrong.sum(axis=0)]) + pull * moved
        loss = -float((loud[:, 0] * likely[rows, problem.wanted]).sum()) + pull / 2 * float((flat**2).sum())
        return loss, slope.ravel()

    found = minimize(
        told, np.zeros((size + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    )
    moved = np.asarray(found.x, dtype=np.float64).reshape(size + 1, classes)
    return moved[:-1], moved[-1]


def loudness(wanted: NDArray[np.int64], classes: int) -> Doubles:
    """How loudly each label speaks: each class alike, one on average."""
    counts = np.bincount(wanted, minlength=classes)
    even = len(wanted) / (np.count_nonzero(counts) or 1) / np.maximum(counts, 1)
    loud = np.minimum(even, LOUDEST)[wanted]
    return np.asarray(loud / (loud.mean() if len(loud) else 1.0), dtype=np.float64)


def logs(scores: Doubles) -> Doubles:
    """The logarithm of each probability."""
    lowered = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(lowered - np.log(np.exp(lowered).sum(axis=1, keepdims=True)), dtype=np.float64)
