"""Labels as pages and stages ask for them: acts, the queue, accuracy, drift and trainings, handed on."""

from archive.corrections import Guess, Label
from archive.models import Origin
from desk.label_accuracy import accuracy, drift
from desk.label_acts import LABELLED, TAKEN_BACK, history, label, take_back
from desk.label_queue import next_task, waiting
from desk.label_rows import (
    FIELDS,
    MOST_TOPICS,
    WANTED,
    AccuracyRow,
    DriftWarning,
    LabelProblem,
    LabelRow,
    Task,
    TrainingRunRow,
    Verdict,
    Waiting,
)
from desk.label_runs import runs

__all__ = [
    "FIELDS",
    "LABELLED",
    "MOST_TOPICS",
    "TAKEN_BACK",
    "WANTED",
    "AccuracyRow",
    "DriftWarning",
    "Guess",
    "Label",
    "LabelProblem",
    "LabelRow",
    "Origin",
    "Task",
    "TrainingRunRow",
    "Verdict",
    "Waiting",
    "accuracy",
    "drift",
    "history",
    "label",
    "next_task",
    "runs",
    "take_back",
    "waiting",
]
