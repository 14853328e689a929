import json
import resource
import smtplib
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from config.site import OPENER
from pipeline import load as loading
from pipeline.rows import Row, read_rows
from tests.config.beside import meanwhile, without_coverage
from tests.config.conftest import Diembao, Told
from tests.e2e.running import free_ports

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo's own home."""
    monkeypatch.setenv("DIEMBAO_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DIEMBAO_PRESS_PORT", raising=False)
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def truth(told: Told) -> dict[str, Any]:
    assert (told.code, told.err) == (0, "")
    found: dict[str, Any] = json.loads(told.out)
    return found


def test_the_truth_of_a_moment_is_told(diembao: Diembao) -> None:
    found = truth(diembao("demo", "truth", "--at", "2026-10-01T06:00:00+07:00"))
    assert found["now"] == "2026-10-01T06:00:00+07:00"
    assert found["articles"] != []


def test_a_moment_without_a_zone_is_the_provinces(diembao: Diembao) -> None:
    with_zone = truth(diembao("demo", "truth", "--at", "2026-10-01T06:00:00+07:00"))
    assert truth(diembao("demo", "truth", "--at", "2026-10-01T06:00:00")) == with_zone


def test_the_truth_is_that_of_the_demos_clock(home: Path, diembao: Diembao) -> None:
    told = {"real": 0, "shown_at": "2026-09-12T08:00:00+07:00", "speed": 0}
    (home / "clock.json").write_text(json.dumps(told), "utf-8")
    assert truth(diembao("demo", "truth"))["now"] == "2026-09-12T01:00:00+00:00"


def test_addresses_are_those_of_the_port(monkeypatch: pytest.MonkeyPatch, diembao: Diembao) -> None:
    monkeypatch.setenv("DIEMBAO_PRESS_PORT", "8111")
    (first, *_) = truth(diembao("demo", "truth", "--at", "2026-10-01"))["outlets"]
    assert first["url"] == "http://nam-viet.localhost:8111/"


@pytest.mark.parametrize("at", ["hôm qua", "2026-13-01"])
def test_a_moment_that_is_none_is_said_in_both_languages(at: str, diembao: Diembao) -> None:
    told = diembao("demo", "truth", "--at", at)
    assert (told.code, told.out) == (2, "")
    assert told.sentences[-1].endswith(
        f"{at}: không phải thời điểm, ví dụ 2026-10-01T06:00 / no time, such as 2026-10-01T06:00"
    )


def test_a_clock_that_cannot_be_read_is_one_sentence(home: Path, diembao: Diembao) -> None:
    (home / "clock.json").write_text("{", "utf-8")
    told = diembao("demo", "truth")
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.err.startswith("Tệp đồng hồ không đọc được")


@pytest.mark.parametrize("value", ["x", "8001,8002"])
def test_a_port_that_is_none_is_one_sentence(
    value: str, monkeypatch: pytest.MonkeyPatch, diembao: Diembao
) -> None:
    monkeypatch.setenv("DIEMBAO_PRESS_PORT", value)
    told = diembao("demo", "truth")
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.err.startswith(f"DIEMBAO_PRESS_PORT={value}: phải là số nguyên")


def test_nothing_asked_shows_what_can_be(diembao: Diembao) -> None:
    told = diembao("demo")
    assert (told.code, told.err) == (2, "")
    assert told.out.startswith("usage: diembao demo")


def test_the_press_runs_until_it_is_stopped(home: Path, diembao: Diembao) -> None:
    port = free_ports(1)
    pages: list[int] = []

    def look() -> None:
        host = {"Host": f"press.localhost:{port}"}
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=host)
        with OPENER.open(asked, timeout=10) as answer:
            pages.append(answer.status)

    with meanwhile(port, look):
        told = diembao("demo", "press", "--port", str(port))
    assert (told.code, told.err, pages) == (0, "", [200])
    assert json.loads((home / "press.log.jsonl").read_text("utf-8").splitlines()[0])["path"] == "/"


def test_the_mail_catcher_keeps_what_it_gets(home: Path, diembao: Diembao) -> None:
    port = free_ports(1)

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", port) as relay:
            relay.sendmail("a@b.example", ["c@d.example"], "Subject: x\r\n\r\ny")

    with meanwhile(port, send):
        told = diembao("demo", "mail", str(port))
    (kept,) = (home / "demo-mail").glob("*.eml")
    assert (told.code, told.err) == (0, "")
    assert kept.read_text("utf-8").startswith("X-Envelope-From: a@b.example")


@pytest.mark.parametrize("words", [["press", "--port"], ["mail"]])
def test_a_busy_port_is_one_sentence(words: list[str], busy_port: int, diembao: Diembao) -> None:
    told = diembao("demo", *words, str(busy_port))
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.err.startswith(f"Không mở được cổng {busy_port}")
    assert " / " in told.err


def test_a_load_is_printed_line_by_line_and_the_same_each_time(diembao: Diembao) -> None:
    first, second = diembao("demo", "--articles", "3"), diembao("demo", "--articles", "3")
    assert (first.code, first.err, len(first.out.splitlines())) == (0, "", 3)
    assert first == second != diembao("demo", "--articles", "3", "--seed", "2")


def test_what_is_written_can_be_loaded(tmp_path: Path, diembao: Diembao) -> None:
    out = tmp_path / "tai.jsonl"
    told = diembao("demo", "--articles", "20", "--out", str(out))
    rows = list(read_rows(out, loading.NEEDS))
    assert (told.code, told.out, told.err, len(rows)) == (0, "", "", 20)
    made = [loading.article_of(row, "x") for row in rows if isinstance(row, Row)]
    assert [type(one) for one in made] == [loading.Given] * 20


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("demo", "--articles", "1", "--out", str(tmp_path / "none" / "x.jsonl"))
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.err.startswith(f"{tmp_path}/none/x.jsonl: không ghi được (No such file or directory)")


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    out = tmp_path / "ra" / "x.jsonl"
    out.parent.mkdir()
    told = subprocess.run(
        [sys.executable, "-m", "config.command", "demo", "--articles", "100", "--out", str(out)],
        cwd=ROOT,
        env=without_coverage(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert (told.returncode, len(told.stderr.splitlines())) == (2, 1)
    assert told.stderr.startswith(f"{out}: không ghi được (File too large)")
    assert list(out.parent.iterdir()) == []
