"""How well events and criticism are told, on short reports written for this project."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from classifier import events, features
from classifier.events import Event
from tests.classifier.places import finder
from tests.gates.measures import Figures, Place

REPORTS = Path(__file__).with_name("events.yaml")
SIGNS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Report:
    """A short report and what it tells of."""

    lang: str
    event: Event
    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was expected beside what was told."""

    report: Report
    told: Event


def reports(path: Path = REPORTS) -> list[Report]:
    """All of them."""
    rows = yaml.safe_load(path.read_text("utf-8"))
    return [Report(lang, Event(sign, criticism), title, lead) for lang, sign, criticism, title, lead in rows]


def verdicts(given: Iterable[Report]) -> list[Verdict]:
    """What our lists say of each."""
    home = finder().home_places
    texts = ((one, features.prepare(one.title, one.lead, finder(), home)) for one in given)
    return [Verdict(one, events.judge(text, one.lang)) for one, text in texts]


def measure(_: Place) -> Figures:
    """The mean F1 of the three signs, and the F1 of criticism."""
    return figures(verdicts(reports()))


def figures(found: Sequence[Verdict]) -> Figures:
    """The figures of some verdicts."""
    signs = [(one.report.event.sign, one.told.sign) for one in found]
    blamed = [(one.report.event.criticism, one.told.criticism) for one in found]
    return {
        "events sign F1": sum(f1(signs, sign) for sign in SIGNS) / len(SIGNS),
        "events criticism F1": f1(blamed, of=True),
    }


def f1(pairs: Iterable[tuple[int, int]], of: int) -> float:
    """The F1 of one class over pairs of what was expected and what was told."""
    counted = [(wanted == of, told == of) for wanted, told in pairs]
    right = sum(wanted and told for wanted, told in counted)
    either = sum(wanted + told for wanted, told in counted)
    return 2 * right / either if either else 0.0
