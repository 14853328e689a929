"""Relevance, topics and tone of Vietnamese reports: ours beside plain peers, all in one run."""

import gzip
import json
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from classifier.features import counted, grams
from classifier.linear import Linear
from classifier.train import FOLDS, TASKS
from classifier.training_fit import fitted, reliability, unseen_scores
from classifier.training_rows import Row, Sample, Task, folds_of, gathered, read, samples
from language.tokens import streams
from tests.gates import reading_peers
from tests.gates.measures import ROOT, Figures, Place, found, rows_of, scored, tried
from tests.gates.reading_batch import many
from tests.gates.reading_peers import PLAIN, plain, text_of

TABLE = ROOT / "docs" / "figures" / "reading.md"
RARE = ("sovereignty", "religion_ethnicity", "rights_democracy", "diplomacy")
OURS = "ours"
# Others may be using the machine: the fastest pass counts.
PASSES = 3
SCORED = {
    "relevance F1": r"^relevance .*macroF1=([\d.]+)",
    "first topic": r"^topic .*first=([\d.]+)",
    "any topic": r"^topic .*any=([\d.]+)",
    "tone F1": r"^tone .*macroF1=([\d.]+)",
}
SECTIONS = Task("sections", lambda _: {}, lambda row: row["topic"], strength=1.0)
_ABOUT = """Written by `make gates`, one run for all. No report of the first table was trained on. The rare
classes are judged by cross-validation on the training file, folds split by time and story. Sections are an
outlet's own, learned from earlier months than those they are judged on."""

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sections:
    """How often an outlet's sections are told, by us and by the plain peer; how many a second on one core."""

    right: float
    plain: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Results:
    """All that one run measured."""

    reports: Mapping[str, Figures]
    error: Figures
    rare: Mapping[str, Figures]
    sections: Sections


def measure(place: Place) -> Figures:
    """Everything; the tables are kept among the figures."""
    results = measured(place)
    shown = table(results)
    print(shown)
    TABLE.write_text(shown, "utf-8")
    told = figures(results)
    kept = {name: round(figure, 4) for name, figure in told.items()}
    TABLE.with_suffix(".json").write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    return told


def measured(place: Place) -> Results:
    """Ours as a user would run it, and the peers."""
    folder = place.data / "classify"
    gold = folder / "province_vi_dev.jsonl"
    train, asked = read(folder / "province_vi_train.jsonl.gz"), rows_of(gold)
    ours = tried(place, "read", gold)
    told = {OURS: ours} | {
        name: place.rows(f"{number}.jsonl", answers)
        for number, (name, answers) in enumerate(reading_peers.answers(train, asked).items())
    }
    scorer = folder / "score_province.py"
    return Results(
        {name: found(scored(scorer, str(gold), str(path)), SCORED) for name, path in told.items()},
        calibration(asked, {row["id"]: row for row in rows_of(ours)}),
        rare_classes(train),
        on_sections(
            *(sections(folder / f"topic_vi_rss4_{part}.jsonl.gz") for part in ("train", "dev")),
        ),
    )


def figures(results: Results) -> Figures:
    """What the floors hold, each the better the higher."""
    return (
        {f"reading {name}": figure for name, figure in results.reports[OURS].items()}
        | {f"reading honest {name}": 1 - error for name, error in results.error.items()}
        | {f"reading rare {name}": figure for name, figure in results.rare[OURS].items()}
        | {"reading sections": results.sections.right}
    )


def calibration(gold: Iterable[Told], told: Mapping[str, Told]) -> Figures:
    """How far the probabilities of relevance and of the first topic lie from what came true."""
    about = [
        (max(p, 1 - p), (p >= 1 / 2) == bool(row["about"]))
        for row in gold
        if row["about"] is not None and (p := told[row["id"]]["about"]) is not None
    ]
    topics = [
        (told[row["id"]]["topics"][0][1], told[row["id"]]["topic"] == row["topic"])
        for row in gold
        if row["topic"] is not None
    ]
    return {"relevance": calibration_error(about), "topics": calibration_error(topics)}


def calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """The distance of confidence and truth over tenths of confidence."""
    sure, right = (
        np.array([p for p, _ in told], dtype=np.float32),
        np.array([is_right for _, is_right in told]),
    )
    return sum(abs(a - b) * count for a, b, count in reliability(sure, right)) / (len(told) or 1)


def rare_classes(rows: Sequence[Row]) -> dict[str, Figures]:
    """F1 of each rare topic by models that saw neither its month nor its story; the plain peer's."""
    folds, task = folds_of(rows, FOLDS), next(task for task in TASKS if task.name == "topic")
    given = samples(task, gathered(rows))
    classes = tuple(sorted({one.label for one in given}))
    scores, labels = unseen_scores(task, given, folds, classes)
    texts, topics = [text_of(row) for row in rows], np.array([row["topic"] for row in rows])
    guessed = np.empty(len(rows), dtype=topics.dtype)
    for fold in range(FOLDS):
        seen, kept = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        guessed[kept] = (
            plain().fit([texts[at] for at in seen], topics[seen]).predict([texts[at] for at in kept])
        )
    ours = [classes[at] for at in scores.argmax(axis=1)]
    return {OURS: rare_f1(labels, ours), PLAIN: rare_f1(topics.tolist(), guessed.tolist())}


def rare_f1(labels: Sequence[str], guessed: Sequence[str]) -> Figures:
    """F1 of each rare topic as the first one."""
    scores = f1_score(labels, guessed, average=None, labels=list(RARE), zero_division=0.0)
    return dict(zip(RARE, map(float, scores), strict=True))


def sections(path: Path) -> list[tuple[str, str]]:
    """Texts and the section each stood in."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(unicodedata.normalize("NFC", line)) for line in lines]
    return [(row["text"], row["label"]) for row in rows]


def on_sections(train: Sequence[tuple[str, str]], asked: Sequence[tuple[str, str]]) -> Sections:
    """Sections told by our learner from syllables and pairs alone."""
    classes = tuple(sorted({label for _, label in train}))
    given = [
        Sample(counted(streams(text)[0]), label, row=at, is_whole=True)
        for at, (text, label) in enumerate(train)
    ]
    model = fitted(SECTIONS, given, classes)
    texts, labels = [text for text, _ in asked], [label for _, label in asked]
    guessed = told_sections(model, texts)
    spent = min(seconds(model, texts) for _ in range(PASSES))
    peer = plain().fit([text for text, _ in train], [label for _, label in train]).predict(texts)
    return Sections(share(guessed, labels), share(peer, labels), len(texts) / max(spent, 1e-9))


def seconds(model: Linear, texts: Sequence[str]) -> float:
    """How long one core takes to tell all sections."""
    begun = time.process_time()
    told_sections(model, texts)
    return time.process_time() - begun


def told_sections(model: Linear, texts: Iterable[str]) -> list[str]:
    """The likeliest section of each text."""
    scores = many(model, [list(grams(streams(text)[0])) for text in texts])
    return [model.classes[at] for at in scores.argmax(axis=1)]


def share(guessed: Sequence[str], labels: Sequence[str]) -> float:
    """How many are right."""
    return sum(a == b for a, b in zip(guessed, labels, strict=True)) / len(labels)


def table(results: Results) -> str:
    """The tables in Markdown."""
    lines = ["# What is read from Vietnamese reports", "", _ABOUT, "", *_grid(results.reports), ""]
    lines += [f"- {name}: calibration error {error:.3f}" for name, error in results.error.items()]
    one = results.sections
    lines += ["", "F1 of the rare topics:", "", *_grid(results.rare), ""]
    lines += [
        f"Sections of an outlet: {one.right:.4f} ({PLAIN}: {one.plain:.4f}), {one.per_second:,.0f} a second."
    ]
    return "\n".join([*lines, ""])


def _grid(told: Mapping[str, Figures]) -> list[str]:
    names = list(next(iter(told.values())))
    head = [_line(["", *names]), "|---" * (len(names) + 1) + "|"]
    return head + [_line([who, *(f"{row[name]:.3f}" for name in names)]) for who, row in told.items()]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
