from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gates import floors
from tests.gates.floors import Verdict

shares = st.floats(0, 1)
figures = st.dictionaries(st.sampled_from(["a", "b", "c"]), shares)


@given(figures, figures)
def test_no_floor_is_ever_lowered(kept: dict[str, float], measured: dict[str, float]) -> None:
    after = floors.raised(kept, measured)
    assert all(after[name] >= floor for name, floor in kept.items())


@given(figures)
def test_a_figure_is_never_under_the_floor_it_earns(measured: dict[str, float]) -> None:
    after = floors.raised({}, measured)
    assert not any(one.is_under for one in floors.judge(measured, after))


@pytest.mark.parametrize(
    ("figure", "floor", "word"),
    [
        (0.9, 0.8, "ok"),
        (0.8, 0.8, "ok"),
        (0.7, 0.8, "UNDER ITS FLOOR"),
        (0.7, None, "no floor yet"),
        (None, 0.8, "not measured"),
    ],
)
def test_a_verdict_says_how_a_figure_stands(figure: float | None, floor: float | None, word: str) -> None:
    assert Verdict("x", figure, floor).word == word


def test_figures_and_floors_meet_by_name() -> None:
    told = floors.judge({"b": 0.5}, {"a": 0.4, "b": 0.6})
    assert told == [Verdict("b", 0.5, 0.6), Verdict("a", None, 0.4)]


def test_a_floor_lies_a_little_under_its_figure() -> None:
    assert floors.raised({"a": 0.5}, {"a": 0.9536, "b": 0.8}) == {"a": 0.948, "b": 0.795}


def test_a_table_shows_what_is_missing_as_a_dash() -> None:
    assert floors.table([Verdict("copies recall", None, 0.75)]).split() == [
        "copies",
        "recall",
        "—",
        "0.750",
        "not",
        "measured",
    ]


def test_floors_are_kept_as_they_are(tmp_path: Path) -> None:
    floors.write({"đọc": 0.5}, tmp_path / "floors.json")
    assert floors.read(tmp_path / "floors.json") == {"đọc": 0.5}


def test_the_kept_floors_are_shares() -> None:
    assert all(0 <= floor <= 1 for floor in floors.read().values())
