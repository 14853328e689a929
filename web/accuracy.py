"""How right the machine is, by the desk's own labels; its card, and what became of each training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from classifier.shelf import Shelf
from desk import labels
from desk.labels import DriftWarning, TrainingRunRow, Verdict
from desk.rights import Right, may
from web import accuracy_card, accuracy_charts, labelling_names, names, province
from web.accuracy_card import LANG, TaskFigures
from web.accuracy_charts import Point
from web.accuracy_figures import FIELDS, Line, Measured, Share, measured
from web.bars import share
from web.gate import Request, needs
from web.moments import day_of, now, stamp
from web.templatetags.shown import percent

SINCE, MOST_RUNS = timedelta(days=366), 10
# A month of fewer labels would be drawn as a fall or a rise that nobody saw; the table tells of it.
LEAST_DRAWN = 5


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One thing that is judged: how often it was read rightly, in all and month by month."""

    name: str
    share: Share
    promised: float | None
    chart: SafeString | None


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the table in words."""

    month: str
    language: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ClassShown:
    """A class of a model with its bar."""

    name: str
    f1: float
    rows: int
    bar: int


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A model of the card."""

    name: str
    figures: TaskFigures
    calibration: str
    classes: tuple[ClassShown, ...]
    chart: SafeString | None


@dataclass(frozen=True, slots=True)
class VerdictShown:
    """What became of one task in a training."""

    name: str
    mark: names.Mark
    row: Verdict
    measure: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunShown:
    """A training."""

    row: TrainingRunRow
    at: str
    mark: names.Mark
    verdicts: tuple[VerdictShown, ...]


@needs(Right.READ)
@require_safe
def page(request: Request) -> HttpResponse:
    """Measured accuracy, warnings of drift, the model card and the trainings."""
    at = now()
    rows = labels.accuracy(at - SINCE, at)
    found, card = measured(rows), accuracy_card.load(folder())
    promised = card.promised if card else {}
    waiting = labels.waiting(at)
    context = {
        "found": found,
        "fields": shown(found, promised),
        "lines": [line(one) for one in found.lines],
        "warnings": [warning(one) for one in labels.drift(rows, promised)],
        "card": card,
        "tasks": [task(one) for one in card.tasks] if card else [],
        "told": [(labelling_names.card_key(key), words) for key, words in card.told] if card else [],
        "runs": [run(one, day_of(at)) for one in labels.runs(MOST_RUNS)],
        "waiting": waiting,
        "share": share(min(waiting.labelled, waiting.wanted), waiting.wanted),
        "may_label": may(request.caller.role, Right.LABEL),
    }
    return render(request, "web/accuracy.html", context)


def folder() -> Path:
    """Where the models stand that read now: the desk's own or the shipped ones."""
    return Shelf(settings.HOME / "models", settings.MODEL_FOLDER).in_use()


def shown(found: Measured, promised: Mapping[tuple[str, str], float]) -> tuple[FieldShown, ...]:
    """Each field with its share and its months."""
    told = [(field, promised.get((LANG, field))) for field in FIELDS]
    return tuple(
        FieldShown(
            labelling_names.field(field), found.whole[place], share, _months(found.months, place, share)
        )
        for place, (field, share) in enumerate(told)
    )


def _months(lines: Sequence[Line], place: int, promised: float | None) -> SafeString | None:
    """The chart of a field, oldest month first; nothing is drawn where next to nothing was judged."""
    points = tuple(
        Point(month_label(one.month), *(100 * number for number in (told.value, told.low, told.high)))
        for one in reversed(lines)
        if (told := one.shares[place]).count >= LEAST_DRAWN
    )
    return accuracy_charts.months(points, None if promised is None else 100 * promised) if points else None


def line(of: Line) -> LineShown:
    """A line of the table."""
    return LineShown(month_label(of.month), names.language(of.lang), of.shares)


def month_label(month: str) -> str:
    """A month as the desk writes it: ``10/2026``."""
    at = date.fromisoformat(f"{month}-01")
    return f"{at.month}/{at.year}"


def warning(of: DriftWarning) -> str:
    """That the machine is right less often than it promised, as a sentence."""
    told = {
        "field": labelling_names.field(of.field),
        "language": names.language(of.lang),
        "month": month_label(of.month),
        "right": of.right,
        "count": of.count,
        "share": percent(of.right / of.count),
        "promised": percent(of.promised),
    }
    return (
        _(
            "%(month)s, %(language)s, %(field)s: right in %(right)s of %(count)s (%(share)s), while the"
            " model's card promises %(promised)s. That is hardly chance: label more of these, then train."
        )
        % told
    )


def task(of: TaskFigures) -> TaskShown:
    """A model with its classes, the best first."""
    ordered = sorted(of.classes, key=lambda one: (-one.f1, one.code))
    return TaskShown(
        labelling_names.field(of.task),
        of,
        f"{number_format(100 * of.calibration_error, 1)}%",
        tuple(
            ClassShown(class_name(of.task, one.code), one.f1, one.rows, round(100 * one.f1))
            for one in ordered
        ),
        accuracy_charts.reliability(of.bins) if of.bins else None,
    )


def class_name(task: str, code: str) -> str:
    """A class in words."""
    if task == "topic":
        return province.topic(code)
    known = labelling_names.YES_NO_NAMES if task == "about" else labelling_names.TONE_NAMES
    return str(known.get(code, code))


def run(of: TrainingRunRow, today: date) -> RunShown:
    """A training in words."""
    mark = labelling_names.TAKEN if of.is_accepted else labelling_names.REFUSED
    return RunShown(of, stamp(of.ended_at, today), mark, tuple(map(verdict, of.verdicts)))


def verdict(of: Verdict) -> VerdictShown:
    """What became of a task, with the reason."""
    return VerdictShown(
        name=labelling_names.field(of.task),
        mark=labelling_names.TAKEN if of.is_accepted else labelling_names.REFUSED,
        row=of,
        measure=str(labelling_names.MEASURES.get(of.measure, of.measure)),
        reason=of.reason_en if get_language() == "en" else of.reason_vi,
    )
