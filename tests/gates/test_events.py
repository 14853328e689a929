from pathlib import Path

import pytest

from classifier.events import Event
from tests.gates import events
from tests.gates.events import Report, Verdict
from tests.gates.measures import Place


def verdict(wanted: Event, told: Event) -> Verdict:
    return Verdict(Report("vi", wanted, "", ""), told)


@pytest.mark.parametrize(
    ("pairs", "figure"),
    [
        ([(1, 1), (0, 0)], 1.0),
        ([(1, 1), (1, 0)], 2 / 3),
        ([(1, 1), (0, 1)], 2 / 3),
        ([(0, 1), (1, 0)], 0.0),
        ([(0, 0)], 0.0),
        ([], 0.0),
    ],
)
def test_the_f1_of_a_class(pairs: list[tuple[int, int]], figure: float) -> None:
    assert events.f1(pairs, 1) == pytest.approx(figure)


def test_the_figures_of_verdicts() -> None:
    flood, blamed = Event(-1), Event(0, criticism=True)
    told = events.figures([verdict(flood, flood), verdict(blamed, Event()), verdict(Event(1), Event(1))])
    assert told == {"events sign F1": 1.0, "events criticism F1": 0.0}


def test_every_report_names_a_place_of_its_own_language_or_none() -> None:
    found = events.reports()
    assert {one.lang for one in found} == {"vi", "en", "zh", "ko", "ja", "km", "lo", "th", "fr"}
    assert len({(one.title, one.lead) for one in found}) == len(found)


def test_the_gate_measures_the_shipped_reports(tmp_path: Path) -> None:
    told = events.measure(Place(tmp_path, tmp_path))
    assert list(told) == ["events sign F1", "events criticism F1"]
    assert min(told.values()) > 0.9
