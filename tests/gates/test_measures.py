import sys
from pathlib import Path

import pytest

from tests.gates import measures
from tests.gates.__main__ import ABSENT, main, measure
from tests.gates.measures import GATES, LANGUAGES, NotMeasured, Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, tmp_path)


def test_a_verb_is_run_as_a_user_runs_it(place: Place) -> None:
    rows = [{"id": "a", "title": "Lũ rút", "body": "Nước sông Trầm đã xuống dưới báo động một."}]
    read = measures.rows_of(measures.tried(place, "read", place.rows("in.jsonl", rows)))
    assert [(row["id"], row["lang"]) for row in read] == [("a", "vi")]


def test_a_verb_that_fails_measures_nothing(place: Place) -> None:
    with pytest.raises(NotMeasured, match=r"try read ended with 2: .*in\.jsonl"):
        measures.tried(place, "read", place.work / "in.jsonl")


def test_a_scorer_that_fails_measures_nothing(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("raise SystemExit(3)", "utf-8")
    with pytest.raises(NotMeasured, match=r"score\.py ended with 3"):
        measures.scored(tmp_path / "score.py")


def test_a_scorer_is_asked_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("import sys; print(sys.argv[1:])", "utf-8")
    assert measures.scored(tmp_path / "score.py", "gold", "pred") == "['gold', 'pred']\n"


def test_figures_are_found_in_what_a_scorer_prints() -> None:
    told = "relevance n=9 acc=0.900 macroF1=0.870\ntone n=9 macroF1=0.683\n"
    wanted = {"relevance": r"^relevance .*macroF1=([\d.]+)", "tone": r"^tone .*macroF1=([\d.]+)"}
    assert measures.found(told, wanted) == {"relevance": 0.87, "tone": 0.683}


def test_a_figure_that_was_not_printed_is_said() -> None:
    with pytest.raises(NotMeasured, match="the scorer told no tone: nothing"):
        measures.found("nothing", {"tone": "tone=(.*)"})


def test_every_language_has_two_letters() -> None:
    assert len(LANGUAGES) == 12
    assert {len(code) for code in LANGUAGES.values()} == {2}


def test_without_the_shared_data_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], shared=tmp_path / "nowhere") == 0
    assert capsys.readouterr().out == f"{ABSENT}\n"


def test_a_strange_gate_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["tides"])
    assert "no such gate: tides" in capsys.readouterr().err


def test_a_gate_without_its_data_fails_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data" / "stories" / "syndication-vi").mkdir(parents=True)
    assert main(["copies"], shared=tmp_path) == 1
    assert capsys.readouterr().err.startswith("copies: ")


@pytest.mark.shared
@pytest.mark.slow
def test_the_feeds_are_measured_on_the_shared_data(shared: Path) -> None:
    figures, whys = measure(["feeds"], shared)
    assert (whys, sorted(figures)) == ([], ["feeds agreement", "feeds embedded", "feeds hard cases"])
    assert figures["feeds agreement"] >= 0.95


def test_there_is_a_gate_for_each_stage_that_reads() -> None:
    assert list(GATES) == ["extraction", "feeds"]


def test_the_module_is_a_program() -> None:
    told = measures.run([sys.executable, "-m", "tests.gates", "--help"])
    assert "--raise" in told.stdout
    assert told.returncode == 0


def test_either_headline_may_be_the_expected_one() -> None:
    pages: list[dict[str, str | None]] = [
        {"id": "1", "title": "Cầu “mới”"},
        {"id": "2", "title": "Lũ"},
        {"id": "3", "title": None},
    ]
    answers = [{"id": "1", "title": "Cầu lớn", "alt_title": "CẦU &quot;MỚI&quot;"}]
    assert measures.either_title(pages, answers) == 0.5
