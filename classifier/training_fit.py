"""How the shipped models are fitted, calibrated on reports no fold had seen, and judged there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.metrics import f1_score
from sklearn.svm import LinearSVC

from classifier.linear import FACT, Floats, Linear, vector
from classifier.training_rows import Fold, Sample, Task

SEED = 6
# A class nobody showed is as good as out.
NEVER = -20.0
BINS = 10
_TEMPERATURES = tuple(float(step) for step in np.geomspace(0.05, 2.5, 80))
_SHIFTS = tuple(float(step) for step in np.linspace(-2, 2, 81))

Vector = tuple[NDArray[np.int64], Floats]


def fitted(task: Task, given: Sequence[Sample], classes: tuple[str, ...]) -> Linear:
    """Support vectors over the features that at least two whole reports have."""
    whole = [one for one in given if one.is_whole]
    counts = Counter(name for one in whole for name in one.given)
    names = sorted(name for name, count in counts.items() if count > 1)
    index = {name: at for at, name in enumerate(names)}
    scale = np.array(
        [1.0 if name[0] == FACT else rarity(len(whole), counts[name]) for name in names], dtype=np.float32
    )
    rows = matrix([vector(one.given, index, scale) for one in given], len(names))
    labels = np.array([classes.index(one.label) for one in given])
    weights, bias = _learned(task, rows, labels, worth(task, given), len(classes))
    if task.also:
        more, shift = _also(task, rows, given, classes)
        weights, bias = weights + task.also * more, bias + task.also * shift
    return Linear(classes, index, scale, weights.astype(np.float32), bias.astype(np.float32))


def worth(task: Task, given: Sequence[Sample]) -> Floats:
    """What each text is worth: one of a rare class more, an invented one the same whatever its class."""
    counts = Counter(one.label for one in given if one.is_whole)
    mean = sum(counts.values()) / (len(counts) or 1)
    loud = {label: (mean / count) ** task.rare for label, count in counts.items()}
    level = sum(loud[label] * count for label, count in counts.items()) / (sum(counts.values()) or 1)
    return np.array(
        [one.worth * (loud.get(one.label, level) / level if one.row >= 0 else 1.0) for one in given],
        dtype=np.float32,
    )


def _learned(
    task: Task, rows: csr_matrix, labels: NDArray[np.int64], worths: Floats, count: int
) -> tuple[Floats, Floats]:
    """Weights and bias of each class against the others."""
    learned = LinearSVC(C=task.strength, random_state=SEED)
    learned.fit(rows, labels, sample_weight=worths)
    weights, bias = learned.coef_.T, learned.intercept_
    if weights.shape[1] == 1:
        weights, bias = np.hstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    full, base = np.zeros((rows.shape[1], count), np.float32), np.full(count, NEVER, np.float32)
    full[:, learned.classes_], base[learned.classes_] = weights, bias
    return full, base


def _also(
    task: Task, rows: csr_matrix, given: Sequence[Sample], classes: tuple[str, ...]
) -> tuple[Floats, Floats]:
    """Weights and bias of each class as one that is right at all, the first or not."""
    worths = np.array([one.worth for one in given], dtype=np.float32)
    full, base = np.zeros((rows.shape[1], len(classes)), np.float32), np.zeros(len(classes), np.float32)
    for at, name in enumerate(classes):
        labels = np.array([int(name in one.also) for one in given])
        if 0 < labels.sum() < len(labels):
            learned = LinearSVC(C=task.strength, random_state=SEED).fit(rows, labels, sample_weight=worths)
            full[:, at], base[at] = learned.coef_[0], learned.intercept_[0]
    return full, base


def unseen_scores(
    task: Task, given: Sequence[Sample], folds: Fold, classes: tuple[str, ...]
) -> tuple[Floats, list[str]]:
    """Scores and label of each whole report, by a model that saw neither its months nor its story."""
    scores, labels = [], []
    for fold in range(int(folds.max()) + 1):
        seen = [one for one in given if one.row < 0 or folds[one.row] != fold]
        kept = [one for one in given if one.is_whole and folds[one.row] == fold]
        model = fitted(task, seen, classes)
        scores += [model.scores(one.given) for one in kept]
        labels += [one.label for one in kept]
    return np.array(scores, dtype=np.float32), labels


def calibrated(model: Linear, scores: Floats, labels: Sequence[str]) -> tuple[Linear, Floats]:
    """The model whose probabilities are honest on unseen reports, and those."""
    heat = temperature(scores, labels, model.classes)
    shift = balance(scores / heat, labels, model.classes) if len(model.classes) == len(("0", "1")) else 0.0
    tilt = np.array([-shift / 2, shift / 2], dtype=np.float32) if shift else np.zeros(1, dtype=np.float32)
    cooled = replace(model, weights=model.weights / heat, bias=(model.bias / heat + tilt).astype(np.float32))
    return cooled, probabilities((scores / heat + tilt).astype(np.float32))


def temperature(scores: Floats, labels: Sequence[str], classes: tuple[str, ...]) -> float:
    """What the scores are divided by so that the probabilities are likeliest on unseen rows."""
    right = np.array([classes.index(label) for label in labels])
    return min(_TEMPERATURES, key=lambda heat: _loss(scores / heat, right))


def balance(scores: Floats, labels: Sequence[str], classes: tuple[str, ...]) -> float:
    """How far the second of two classes is raised so that the probabilities are likeliest."""
    right = np.array([classes.index(label) for label in labels])
    return min(_SHIFTS, key=lambda step: (_loss(scores + np.array([-step / 2, step / 2]), right), abs(step)))


def _loss(scores: Floats, right: NDArray[np.int64]) -> float:
    return -float(np.log(probabilities(scores)[np.arange(len(right)), right] + 1e-9).mean())


def probabilities(scores: Floats) -> Floats:
    """Rows of scores as probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def figures_of(sure: Floats, labels: Sequence[str], classes: tuple[str, ...]) -> dict[str, object]:
    """Accuracy, F1 of each class and calibration on unseen rows."""
    guessed = [classes[at] for at in sure.argmax(axis=1)]
    right = np.array([a == b for a, b in zip(guessed, labels, strict=True)])
    shown = sorted(set(labels))
    each = f1_score(labels, guessed, average=None, labels=shown)
    bins = reliability(sure.max(axis=1), right)
    return {
        "rows": len(labels),
        "accuracy": round(float(right.mean()), 4),
        "macro_f1": round(float(each.mean()), 4),
        "calibration_error": round(sum(abs(a - b) * n for a, b, n in bins) / len(labels), 4),
        "classes": {
            name: {"f1": round(float(score), 4), "rows": labels.count(name)}
            for name, score in zip(shown, each, strict=True)
        },
        "bins": [[round(a, 4), round(b, 4), n] for a, b, n in bins],
    }


def reliability(best: Floats, right: NDArray[np.bool_]) -> list[tuple[float, float, int]]:
    """Of each tenth of confidence: the confidence, how often it was right, how many rows."""
    bins = np.minimum((best * BINS).astype(int), BINS - 1)
    return [
        (float(best[bins == b].mean()), float(right[bins == b].mean()), int((bins == b).sum()))
        for b in sorted(set(bins.tolist()))
    ]


def rarity(texts: int, holding: int) -> float:
    """The weight of a word that so many of the texts hold."""
    return float(np.log((1 + texts) / (1 + holding)) + 1)


def matrix(vectors: Sequence[Vector], width: int) -> csr_matrix:
    """The rows as one sparse matrix."""
    ends = np.cumsum([0, *(len(places) for places, _ in vectors)])
    places = np.concatenate([places for places, _ in vectors])
    return csr_matrix(
        (np.concatenate([values for _, values in vectors]), places, ends), shape=(len(vectors), width)
    )
