import gzip
import json
from pathlib import Path

import pytest

from config.train_blocks import ABSENT, KINDS, changed, fold_of, main, samples
from crawler.block_model import load

A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu."
OTHER = "Đội bóng của tỉnh thắng trận thứ tư liên tiếp trên sân nhà trước sáu nghìn khán giả."
PAGE = f'<main><p class="x" id=y itemprop=z>{A}</p></main><aside><p>{OTHER}</p></aside>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A manifest of a page with a body, one with pieces, one with neither."""
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    empty = {"html": "page.html.gz", "url": "https://bao.example/1", "body": None}
    rows = [
        {**empty, "id": "body", "publisher": "một", "body": A},
        {**empty, "id": "pieces", "publisher": "hai", "with": ["khởi công"], "without": ["thắng trận"]},
        {**empty, "id": "neither", "publisher": "ba", "with": None},
    ]
    (tmp_path / "manifest.json").write_text(json.dumps(rows * 30), "utf-8")
    return tmp_path


def test_a_page_with_a_body_is_learned_twice(folder: Path) -> None:
    learned = list(samples(folder))[:3]
    assert [one.id for one in learned] == ["body", "body", "pieces"]
    assert [one.labels.wanted.tolist() for one in learned] == [[1, 0], [1, 0], [1, 0]]
    assert {one.publisher for one in learned} == {"một", "hai"}


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        (0, "<main><p id=y itemprop=z>"),
        (1, '<main><p class="x">'),
        (2, '<div><p class="x" id=y itemprop=z>'),
        (3, '<main><div class="x" id=y itemprop=z>'),
        (4, "<div><div>"),
    ],
)
def test_a_page_is_changed_as_another_might_write_it(kind: int, start: str) -> None:
    assert changed(PAGE, kind).startswith(start + A)


def test_every_kind_of_change_is_known() -> None:
    assert KINDS == 5


def test_a_model_is_grown_and_can_be_asked(folder: Path) -> None:
    out = folder / "models" / "blocks.json"
    assert main(["--data", str(folder), "--out", str(out)]) == 0
    rows = next(iter(samples(folder))).rows
    wanted, unwanted = load(out).probabilities(rows)
    assert wanted > 0.5 > unwanted


def test_without_data_the_model_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "x.json")]) == 2
    assert capsys.readouterr().err == ABSENT.format(path=tmp_path / "manifest.json") + "\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("publisher", ["một", "hai", "", "x" * 100])
def test_a_publisher_is_always_in_the_same_part(publisher: str) -> None:
    assert fold_of(publisher, 5) == fold_of(publisher, 5)
    assert fold_of(publisher, 1) == 0
