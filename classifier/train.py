"""``python -m classifier.train``: build the shipped models again; same data, same files."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from classifier.linear import Card, Linear, save
from classifier.training_fit import (
    calibrated,
    figures_of,
    fitted,
    unseen_scores,
)
from classifier.training_rows import (
    Fold,
    Row,
    Sample,
    Task,
    folds_of,
    gathered,
    invented,
    read,
    samples,
)
from classifier.vietnamese import GIVEN

ROOT = Path(__file__).resolve().parent
MODELS = ROOT / "models"
DATA = ROOT.parent.parent / "shared" / "data" / "classify" / "province_vi_train.jsonl.gz"
CARD = "models.json"
FOLDS = 5
ABSENT = (
    "Không thấy {path}: không có dữ liệu để huấn luyện, mô hình cũ giữ nguyên."
    " / {path} is not there: nothing to train on, the models stay as they are."
)
# The least sure eighth of what is read goes to an officer.
ABSTAINING = 0.125
# What was tried for each of these numbers stands in docs/figures/reading.md.
TASKS = (
    Task(
        "topic",
        GIVEN["topic"],
        lambda row: row["topic"],
        strength=0.6,
        rare=0.25,
        part=0.5,
        invented=1.0,
        also=0.2,
    ),
    Task(
        "about",
        GIVEN["about"],
        lambda row: str(row["about"]),
        strength=0.3,
        rare=1.0,
    ),
    Task(
        "about_any",
        GIVEN["about_any"],
        lambda row: str(row["about"]),
        strength=1.0,
    ),
    Task(
        "tone",
        GIVEN["tone"],
        lambda row: str(row["tone"]),
        strength=0.3,
        part=0.5,
        invented=2.0,
        takes=lambda row: row["about"] == 1,
    ),
)

Figures = Mapping[str, object]


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
    given, folds = gathered(rows), folds_of(rows, FOLDS)
    found.out.mkdir(parents=True, exist_ok=True)
    cards, figures = {}, {}
    for task in TASKS:
        model, figures[task.name] = learn(task, samples(task, given), folds)
        cards[task.name] = save(model, found.out / f"{task.name}.npz")
        print(task.name, {name: figures[task.name][name] for name in ("accuracy", "macro_f1")})
    write_card(found.out, cards, figures, rows)
    return 0


def learn(task: Task, given: Sequence[Sample], folds: Fold) -> tuple[Linear, Figures]:
    """One model, calibrated on what it had not seen, and its figures there."""
    classes = tuple(sorted({one.label for one in given}))
    scores, labels = unseen_scores(task, given, folds, classes)
    model, sure = calibrated(fitted(task, given, classes), scores, labels)
    unsure = float(np.quantile(sure.max(axis=1), ABSTAINING))
    return replace(model, unsure=round(unsure, 3)), figures_of(sure, labels, classes)


def write_card(
    out: Path, cards: Mapping[str, Card], figures: Mapping[str, Figures], rows: Sequence[Row]
) -> None:
    """The card beside the models: what they learned from, how they did, which bytes they are."""
    digests = "".join(card["sha256"] for card in cards.values())
    days = [row["published"] for row in rows]
    name = f"vi-{sha256(digests.encode()).hexdigest()[:8]}"
    card = {
        "name": name,
        "version": name,
        "date": f"{days[0]} – {days[-1]}",
        "data": f"{len(days)} labelled Vietnamese reports of {days[0]} to {days[-1]}, without their texts;"
        f" {len(invented())} headlines and the phrases written for this project",
        "licences": "the reports' texts belong to their publishers and are not here; weights, headlines and"
        " phrases are Apache-2.0",
        "method": "linear support vectors over syllables, pairs, groups of phrases and where the place"
        " stands, place masked; calibrated on stretches of time and stories no fold had seen",
        "language": "vi",
        "figures_on_unseen_months": figures,
        "models": cards,
    }
    (out / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
