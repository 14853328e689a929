"""The card of the models that read now: what they learnt from, and how they did on what they had not seen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from web.accuracy_charts import Bin

FILE, FIGURES = "models.json", "figures_on_unseen_months"
# The language of the reports it was trained on and judged by.
LANG = "vi"
TASKS = ("about", "topic", "tone")
# What a card tells in words, in the order of reading; a key it has not is left out.
TOLD = ("data", "method", "licences", "date", "version", "parent", "labels")


@dataclass(frozen=True, slots=True)
class ClassFigure:
    """How well one class is told from the others."""

    code: str
    f1: float
    rows: int


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """How one of the models did."""

    task: str
    rows: int
    accuracy: float
    macro_f1: float
    calibration_error: float
    classes: tuple[ClassFigure, ...]
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a model card tells."""

    name: str
    told: tuple[tuple[str, str], ...]
    tasks: tuple[TaskFigures, ...]

    @property
    def promised(self) -> dict[tuple[str, str], float]:
        """How often each model is to be right in its language, by its own figures."""
        return {(LANG, one.task): one.accuracy for one in self.tasks}


def load(folder: Path) -> Card | None:
    """The card in a folder of models; none where it cannot be read, which the doctor tells of."""
    try:
        return read(json.loads((folder / FILE).read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read(card: Mapping[str, object]) -> Card:
    """A card as it was stored."""
    figures = _mapping(card[FIGURES])
    return Card(
        name=str(card["name"]),
        told=tuple((key, _words(card[key])) for key in TOLD if card.get(key)),
        tasks=tuple(_task(task, _mapping(figures[task])) for task in TASKS if task in figures),
    )


def _task(task: str, told: Mapping[str, object]) -> TaskFigures:
    classes = _mapping(told.get("classes", {}))
    return TaskFigures(
        task=task,
        rows=int(_number(told["rows"])),
        accuracy=_number(told["accuracy"]),
        macro_f1=_number(told["macro_f1"]),
        calibration_error=_number(told["calibration_error"]),
        classes=tuple(_class(code, _mapping(one)) for code, one in classes.items()),
        bins=tuple(_bin(one) for one in _row(told.get("bins", []))),
    )


def _class(code: str, told: Mapping[str, object]) -> ClassFigure:
    return ClassFigure(code, _number(told["f1"]), int(_number(told["rows"])))


def _bin(told: object) -> Bin:
    sure, right, count = _row(told)
    return Bin(100 * _number(sure), 100 * _number(right), int(_number(count)))


def _words(told: object) -> str:
    return ", ".join(map(str, told)) if isinstance(told, list) else str(told)


def _mapping(told: object) -> Mapping[str, object]:
    if not isinstance(told, dict):
        raise TypeError(told)
    return told


def _row(told: object) -> Sequence[object]:
    if not isinstance(told, list):
        raise TypeError(told)
    return told


def _number(told: object) -> float:
    if not isinstance(told, int | float):
        raise TypeError(told)
    return float(told)
