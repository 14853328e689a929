import gzip
import json
import sys
from pathlib import Path

import pytest

from bench import extractor, peers
from bench.peers import ABSENT, OURS, PEERS, NoPeers, Run

A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu."
PAGE = f"<h1>Cầu mới</h1><article>{''.join(f'<p>{A} Đoạn {n}.</p>' for n in range(5))}</article>"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    (tmp_path / "page.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "front.gz").write_bytes(gzip.compress(b"<p>x</p>"))
    rows = [
        {"id": "1", "url": "https://bao.example/cau-moi", "html": str(tmp_path / "page.gz")},
        {"id": "2", "url": "https://bao.example/", "html": str(tmp_path / "front.gz")},
    ]
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(rows), "utf-8")
    return path


def test_ours_is_run_as_the_peers_are(manifest: Path) -> None:
    run = peers.read(OURS, Path(sys.executable), manifest, manifest.parent)
    first, second = [json.loads(line) for line in run.answers.read_text("utf-8").splitlines()]
    assert (first["id"], first["title"], first["body"].count("\n")) == ("1", "Cầu mới", 4)
    assert second == {"id": "2"}
    assert (run.name, run.errors, run.mean_ms > 0) == (OURS, 1, True)


def test_a_peer_that_breaks_is_named(manifest: Path) -> None:
    with pytest.raises(NoPeers, match=r"(?s)nobody: .*KeyError"):
        peers.read("nobody", Path(sys.executable), manifest, manifest.parent)


def test_pages_in_a_second_are_told_by_the_mean() -> None:
    assert Run("x", 0, 20.0, 10.0, Path()).rate == 50


def test_pins_that_cannot_be_installed_are_said_in_one_sentence(tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text("no==such==pin\n", "utf-8")
    with pytest.raises(NoPeers) as raised:
        peers.environment(tmp_path / "home", pins)
    assert str(raised.value) == ABSENT


def test_an_environment_is_made_once_for_its_pins(tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text("", "utf-8")
    python = peers.environment(tmp_path / "home", pins)
    made = python.lstat().st_mtime_ns
    assert peers.environment(tmp_path / "home", pins) == python
    assert python.lstat().st_mtime_ns == made


def test_there_is_a_reader_for_each_peer() -> None:
    assert list(extractor.READERS) == [OURS, *PEERS]


@pytest.mark.parametrize(("names", "expected"), [("A; B", ["A", "B"]), ("", []), (None, []), ("A;", ["A"])])
def test_names_in_one_string_are_parted(names: str | None, expected: list[str]) -> None:
    assert extractor.split(names) == expected


def test_an_answer_without_anything_is_empty() -> None:
    assert extractor.told(None, None, None, None) == {"title": "", "date": "", "authors": [], "body": ""}


def test_what_a_reader_raises_is_its_error() -> None:
    def read(page: bytes, url: str) -> extractor.Answer:
        raise ValueError(url)

    answer, seconds, error = extractor.timed(read, b"", "x")
    assert (answer, error, seconds >= 0) == ({}, "ValueError", True)
