"""What surrounds the desk is not as it should be: each verb says so in one sentence and leaves with 2."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.e2e.running import DIEMBAO, ROOT, free_ports

# The least that the probe of a home needs, and a little more.
SMALL_DISK = 9 << 20
NONE: Mapping[str, str] = {}


def diembao(
    home: Path | str,
    *words: str,
    most_bytes: int = resource.RLIM_INFINITY,
    settings: Mapping[str, str] = NONE,
) -> "subprocess.CompletedProcess[str]":
    """A verb on a home, with settings of its own and perhaps a small disk."""
    surroundings = {**os.environ, "DIEMBAO_HOME": str(home)}
    for name in ("DATABASE_URL", "SEARCH_URL"):
        surroundings.pop(name, None)
    return subprocess.run(
        [*DIEMBAO, *words],
        cwd=ROOT,
        env={**surroundings, **settings},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes)),
    )


def sentence(told: "subprocess.CompletedProcess[str]") -> str:
    """The one sentence in two languages with which a verb left."""
    assert (told.returncode, told.stdout) == (2, ""), told.stderr
    assert (len(told.stderr.splitlines()), " / " in told.stderr) == (1, True), told.stderr
    return told.stderr


@pytest.mark.parametrize("verb", ["source", "prepare", "serve", "crawl", "work"])
def test_a_home_that_cannot_be_written_is_said(verb: str) -> None:
    assert sentence(diembao("/proc/diembao", verb)).startswith("Không ghi được vào /proc/diembao (")


def test_a_home_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    assert sentence(diembao(tmp_path / "x", "source")).startswith(f"{tmp_path}/x không phải thư mục")


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    assert sentence(diembao(tmp_path, "source", most_bytes=1 << 20)).startswith("Đĩa đầy: không ghi được")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("sqlite:////khong/co/x.sqlite3", "unable to open database file"),
        ("postgresql://ai@127.0.0.1:{port}/kho", "Connection refused"),
        ("sqlite:///{folder}/x.sqlite3", "file is not a database"),
    ],
)
def test_an_archive_that_does_not_answer_is_said(url: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_bytes(b"khong phai kho du lieu nao ca" * 99)
    address = url.format(folder=tmp_path, port=free_ports(1))
    told = sentence(diembao(tmp_path, "source", settings={"DATABASE_URL": address}))
    assert told.startswith("Không mở được kho dữ liệu (")
    assert why in told


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "mysql://x", "DATABASE_URL=mysql://x: không hiểu địa chỉ"),
        ("DIEMBAO_PRESS_PORT", "x", "DIEMBAO_PRESS_PORT=x: phải là số nguyên"),
        ("DIEMBAO_OFFLINE", "chắc", "DIEMBAO_OFFLINE=chắc: phải là yes hoặc no"),
        ("DIEMBAO_SECRET_KEY_FILE", "/khong/co", "DIEMBAO_SECRET_KEY_FILE=/khong/co: không đọc được tệp"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said(name: str, value: str, told: str, tmp_path: Path) -> None:
    assert sentence(diembao(tmp_path, "source", settings={name: value})).startswith(told)


def test_evidence_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    told = sentence(diembao(tmp_path, "crawl", settings={"DIEMBAO_WARC": "/proc/warc"}))
    assert told.startswith("Không ghi được chứng cứ vào /proc/warc (No such file or directory)")


def test_a_load_that_fills_the_disk_says_so(tmp_path: Path) -> None:
    body = "Một câu của bài. " * 12_000
    rows = ({"url": f"https://bao.example/{n}", "title": "x", "body": body, "lang": "vi"} for n in range(80))
    file = tmp_path / "in.jsonl"
    file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    home = tmp_path / "home"
    assert diembao(home, "prepare").returncode == 0
    told = sentence(diembao(home, "load", "--in", str(file), most_bytes=SMALL_DISK))
    assert told.startswith("Kho không nhận bài (")


def test_a_fresh_home_migrates_itself_and_then_is_left_as_it_is(tmp_path: Path) -> None:
    first = diembao(tmp_path, "source", "--json")
    before = (tmp_path / "diembao.sqlite3").read_bytes()
    second = diembao(tmp_path, "source", "--json")
    assert [(told.returncode, told.stdout, told.stderr) for told in (first, second)] == [(0, "[]\n", "")] * 2
    assert (tmp_path / "diembao.sqlite3").read_bytes() == before


def test_djangos_own_commands_are_for_developers(tmp_path: Path) -> None:
    told = diembao(tmp_path, "django", "check")
    assert (told.returncode, told.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_a_dead_processs_work_is_given_back_on_a_fresh_home_too(tmp_path: Path) -> None:
    told = diembao(tmp_path, "prepare", "--release", "work:1")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_this_python_runs_the_verbs() -> None:
    assert DIEMBAO[0] == sys.executable
