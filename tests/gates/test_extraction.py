import gzip
import json
from pathlib import Path

import pytest

from bench.peers import Run
from crawler.block_model import load
from tests.gates import extraction, peers
from tests.gates.measures import Place

A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu."
BODY = [f"{A} Đoạn {number}." for number in range(6)]
PAGE = f"<h1>Cầu mới</h1><article>{''.join(f'<p>{text}</p>' for text in BODY)}</article>"
SCORER = """
import json, sys
answers = [json.loads(line) for line in open(sys.argv[2], encoding="utf8")]
share = sum(bool(answer["body"]) for answer in answers) / len(answers)
print(json.dumps({"ALL": {"body_F1": share, "body_bad": 1 - share}}))
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Pages of many publishers, a scorer that only asks whether anything was found, and room to work."""
    folder, work = tmp_path / "extraction", tmp_path / "work"
    folder.mkdir()
    work.mkdir()
    (folder / "page.gz").write_bytes(gzip.compress(PAGE.encode()))
    (folder / "score_extraction.py").write_text(SCORER, "utf-8")
    row: dict[str, object] = {
        "html": "page.gz",
        "url": "https://bao.example/cau-moi",
        "body": "\n".join(BODY),
    }
    rows = [{**row, "id": str(number), "publisher": str(number)} for number in range(12)]
    rows.append({**row, "id": "none", "publisher": "x", "body": None})
    (folder / "manifest.json").write_text(json.dumps(rows), "utf-8")
    return Place(tmp_path, work)


def test_only_pages_with_a_body_are_material(place: Place) -> None:
    found = extraction.material(place)
    assert [row["id"] for row in found.rows] == [str(number) for number in range(12)]
    assert json.loads(found.manifest.read_bytes()) == found.rows


def test_each_page_is_read_by_a_model_that_has_not_seen_its_publisher(place: Place) -> None:
    found = extraction.material(place)
    models = extraction.cross_models(found.folder)
    assert len(models) == extraction.FOLDS
    answers = place.rows("answers.jsonl", extraction.answered(found.rows, models))
    assert found.score(answers) == {"body_F1": 1.0, "body_bad": 0.0}


def test_a_page_without_an_article_is_answered_with_nothing(place: Place) -> None:
    [row, *_] = extraction.material(place).rows
    assert extraction.answer({**row, "url": "https://bao.example/"}, load()) == {"id": "0", "body": ""}


def test_the_best_of_the_others_counts() -> None:
    scores = {"ours": {"body_F1": 0.97}, "one": {"body_F1": 0.95}, "two": {"title": 1.0}}
    assert peers.best(scores, "body_F1", without="ours") == 0.95


def test_runs_are_shown_with_their_figures(tmp_path: Path) -> None:
    run = Run("one", 3, 12.34, 5.0, tmp_path)
    scores = peers.scores_of([run], lambda path: {"body_F1": 0.95 if path == tmp_path else 0.0})
    head, line = peers.table([run], scores).splitlines()
    assert head.split() == [*peers.FIELDS, "errors", "ms", "mean", "ms", "median"]
    assert line.split() == ["one", "0.9500", *["0.0000"] * 5, "3", "12.3", "5.0"]
