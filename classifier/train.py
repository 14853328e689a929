"""``python -m classifier.train``: build the shipped models again; same data, same files."""

import argparse
import gzip
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold

from classifier import features, lexicon
from classifier.features import Features, Text, prepare
from classifier.gazetteer import Finder
from classifier.linear import FACT, Card, Floats, Linear, save, vector
from classifier.model import Gazetteer, Place, PlaceName

ROOT = Path(__file__).resolve().parent
MODELS = ROOT / "models"
DATA = ROOT.parent.parent / "shared" / "data" / "classify" / "province_vi_train.jsonl.gz"
CARD = "models.json"
NOWHERE = "-"
FOLDS = 5
ABSENT = (
    "Không thấy {path}: không có dữ liệu để huấn luyện, mô hình cũ giữ nguyên."
    " / {path} is not there: nothing to train on, the models stay as they are."
)
# The least sure eighth of what is read goes to an officer.
ABSTAINING = 0.125
_TEMPERATURES = tuple(float(step) for step in np.geomspace(0.4, 2.5, 43))


class Row(TypedDict):
    """A labelled report."""

    province: str
    title: str
    summary: str
    published: str
    about: int
    topic: str
    tone: int


@dataclass(frozen=True, slots=True)
class Task:
    """What one model learns, and from which features."""

    name: str
    features: Callable[[Text], Features]
    label: Callable[[Row], str]
    strength: float
    takes: Callable[[Row], bool] = lambda _: True


def _lexicon_facts(text: Text) -> Features:
    found = lexicon.load("vi")
    return features.tone_facts(text, found) if found else {}


TASKS = (
    Task("topic", features.topic_features, lambda row: row["topic"], 10.0),
    Task(
        "about",
        lambda text: features.about_features(text) | features.about_facts(text),
        lambda row: str(row["about"]),
        30.0,
    ),
    Task("about_any", features.about_facts, lambda row: str(row["about"]), 3.0),
    Task(
        "tone",
        lambda text: features.tone_features(text) | _lexicon_facts(text),
        lambda row: str(row["tone"]),
        10.0,
        lambda row: row["about"] == 1,
    ),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train every task, write the models and their card."""
    asked = argparse.ArgumentParser(prog="python -m classifier.train")
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--out", type=Path, default=MODELS)
    found = asked.parse_args(arguments)
    if not found.data.is_file():
        print(ABSENT.format(path=found.data), file=sys.stderr)
        return 2
    rows = read(found.data)
    texts = prepared(rows)
    found.out.mkdir(parents=True, exist_ok=True)
    cards, figures = {}, {}
    for task in TASKS:
        cards[task.name], figures[task.name] = learn(task, rows, texts, found.out)
    write_card(found.out, cards, figures, [row["published"] for row in rows])
    return 0


def read(path: Path) -> list[Row]:
    """The labelled reports in the order of their days: a fold is a stretch of time."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[Row] = [json.loads(unicodedata.normalize("NFC", line)) for line in lines]
    return sorted(rows, key=lambda row: (row["published"], row["title"]))


def prepared(rows: Iterable[Row]) -> list[Text]:
    """The texts as the reader would prepare them for a desk of the province in question."""
    rows = list(rows)
    names = sorted({row["province"] for row in rows} - {NOWHERE})
    places = tuple(Place(name, "province", (PlaceName(name, "vi"),)) for name in names)
    finder = Finder(Gazetteer(home=NOWHERE, places=places))
    return [prepare(row["title"], row["summary"], finder, frozenset({row["province"]})) for row in rows]


def learn(task: Task, rows: Sequence[Row], texts: Sequence[Text], out: Path) -> tuple[Card, dict[str, float]]:
    """One model, calibrated on what it had not seen, and its figures there."""
    pairs = [
        (task.features(text), task.label(row))
        for row, text in zip(rows, texts, strict=True)
        if task.takes(row)
    ]
    given, labels = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    classes = tuple(sorted(set(labels)))
    unseen = unseen_scores(task, given, labels, classes)
    heat = temperature(unseen, labels, classes)
    sure = probabilities(unseen / heat)
    model = fitted(task, given, labels, classes)
    unsure = float(np.quantile(sure.max(axis=1), ABSTAINING))
    model = replace(model, weights=model.weights / heat, bias=model.bias / heat, unsure=round(unsure, 3))
    return save(model, out / f"{task.name}.npz"), figures_of(sure, labels, classes)


def unseen_scores(task: Task, given: list[Features], labels: list[str], classes: tuple[str, ...]) -> Floats:
    """The scores of each row by a model that did not see its stretch of time."""
    scores = np.zeros((len(given), len(classes)), dtype=np.float32)
    for seen, kept in KFold(FOLDS).split(given):
        model = fitted(task, [given[at] for at in seen], [labels[at] for at in seen], classes)
        for at in kept:
            scores[at] = model.scores(given[at])
    return scores


def fitted(task: Task, given: list[Features], labels: list[str], classes: tuple[str, ...]) -> Linear:
    """A logistic regression over the features that at least two texts have."""
    counts = Counter(name for one in given for name in one)
    names = sorted(name for name, count in counts.items() if count > 1)
    index = {name: at for at, name in enumerate(names)}
    scale = np.array(
        [1.0 if name[0] == FACT else rarity(len(given), counts[name]) for name in names], dtype=np.float32
    )
    learned = LogisticRegression(C=task.strength, max_iter=1000)
    learned.fit(matrix([vector(one, index, scale) for one in given], len(names)), labels)
    weights, bias = learned.coef_.T, learned.intercept_
    if len(learned.classes_) == len(("no", "yes")):
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    places = [classes.index(one) for one in learned.classes_]
    full, base = np.zeros((len(names), len(classes))), np.full(len(classes), -20.0)
    full[:, places], base[places] = weights, bias
    return Linear(classes, index, scale, full.astype(np.float32), base.astype(np.float32))


def rarity(texts: int, holding: int) -> float:
    """The weight of a word that so many of the texts hold."""
    return float(np.log((1 + texts) / (1 + holding)) + 1)


def matrix(vectors: Sequence[tuple[np.typing.NDArray[np.int64], Floats]], width: int) -> csr_matrix:
    """The rows as one sparse matrix."""
    ends = np.cumsum([0, *(len(places) for places, _ in vectors)])
    places = np.concatenate([places for places, _ in vectors])
    return csr_matrix(
        (np.concatenate([values for _, values in vectors]), places, ends), shape=(len(vectors), width)
    )


def probabilities(scores: Floats) -> Floats:
    """Rows of scores as probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def temperature(scores: Floats, labels: list[str], classes: tuple[str, ...]) -> float:
    """What the scores are divided by so that the probabilities are honest on unseen rows."""
    rows, right = np.arange(len(labels)), [classes.index(label) for label in labels]
    losses = {
        heat: -float(np.log(probabilities(scores / heat)[rows, right] + 1e-9).mean())
        for heat in _TEMPERATURES
    }
    return min(losses, key=losses.__getitem__)


def figures_of(sure: Floats, labels: list[str], classes: tuple[str, ...]) -> dict[str, float]:
    """Accuracy, macro F1 and calibration error on unseen rows."""
    best, guessed = sure.max(axis=1), [classes[at] for at in sure.argmax(axis=1)]
    right = np.array([a == b for a, b in zip(guessed, labels, strict=True)])
    bins = np.minimum((best * 10).astype(int), 9)
    error = sum(
        abs(right[bins == b].mean() - best[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())
    )
    return {
        "rows": len(labels),
        "accuracy": round(float(right.mean()), 4),
        "macro_f1": round(float(f1_score(labels, guessed, average="macro")), 4),
        "calibration_error": round(float(error), 4),
    }


def write_card(
    out: Path, cards: dict[str, Card], figures: dict[str, dict[str, float]], days: Sequence[str]
) -> None:
    """The card beside the models: what they learned from, how they did, which bytes they are."""
    digests = "".join(card["sha256"] for card in cards.values())
    card = {
        "name": f"vi-{sha256(digests.encode()).hexdigest()[:8]}",
        "data": f"{len(days)} labelled Vietnamese reports of {days[0]} to {days[-1]}, without their texts",
        "method": "logistic regression over syllables and pairs, place masked; tempered on unseen months",
        "figures_on_unseen_months": figures,
        "models": cards,
    }
    (out / CARD).write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
