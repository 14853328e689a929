"""The processes as they really run: ``up`` with all its children, and each server by itself."""

import os
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from archive.clock import read_clock
from config.demo_clock import DEMO_START
from tests.e2e.running import DIEMBAO, ROOT, Running, running, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Running]:
    """A home of its own; whatever was started on it is stopped."""
    with running(tmp_path) as found:
        yield found


@contextmanager
def beginning(house: Running, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of the house, started by itself; what it complains about is in the house's log."""
    with (
        house.log.open("wb") as log,
        subprocess.Popen(
            [*DIEMBAO, *words], cwd=ROOT, env=house.environment, stdin=subprocess.PIPE, stderr=log
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def ended(house: Running, process: "subprocess.Popen[bytes]", number: int) -> tuple[int, str]:
    """How a process ends when it is asked to, and what it had complained about."""
    process.send_signal(number)
    return process.wait(180), house.log.read_text("utf-8")


def pulses(house: Running) -> list[str]:
    """The kinds of processes that show themselves in the archive."""
    with closing(sqlite3.connect(f"file:{house.home}/diembao.sqlite3?mode=ro", uri=True)) as archive:
        return [kind for (kind,) in archive.execute("select kind from archive_pulse")]


def test_up_starts_everything_keeps_it_alive_and_stops_it(house: Running) -> None:
    house.start("--speed", "1s/s", pack="dong-nai")
    wait_for("the site", 180, lambda: "Ctrl-C để dừng" in house.log.read_text("utf-8"), house)
    assert house.page("/robots.txt") != ""
    dead = house.children()["work"]
    os.kill(dead, signal.SIGKILL)
    wait_for("a new worker", 90, lambda: house.children().get("work", dead) != dead, house)
    assert "work đã dừng (-9); khởi động lại / has ended" in house.log.read_text("utf-8")
    assert house.stop() == 0
    assert house.log.read_text("utf-8").endswith("· Đã dừng. / Stopped.\n")
    assert house.children() == {}


def test_the_demo_keeps_its_time_and_its_port(house: Running) -> None:
    house.start("--speed", "1s/s")
    wait_for("the site", 180, lambda: "Ctrl-C để dừng" in house.log.read_text("utf-8"), house)
    assert sorted(house.children()) == ["crawl", "demo mail", "demo press", "serve", "up", "work"]
    assert "Tài khoản / account: theodoi@lamgiang.example" in house.log.read_text("utf-8")
    begun = read_clock(house.home / "clock.json").shown_at
    wait_for("the clock", 90, lambda: read_clock(house.home / "clock.json").shown_at > begun, house)
    assert house.stop(signal.SIGTERM) == 0
    assert (house.home / "press.port").read_text("utf-8") == str(house.port + 1)
    shown = read_clock(house.home / "clock.json").shown_at - DEMO_START
    assert timedelta(seconds=4) < shown < timedelta(minutes=5)


def test_the_site_answers_until_it_is_stopped(house: Running) -> None:
    house.diembao("prepare")
    with beginning(house, "serve", "--port", str(house.port)) as site:
        wait_for("the site", 90, lambda: house.page("/robots.txt"), house)
        assert ended(house, site, signal.SIGINT) == (0, "")
    assert house.page("/robots.txt") == ""


def test_collecting_goes_on_until_it_is_stopped(house: Running) -> None:
    house.diembao("prepare")
    with beginning(house, "crawl") as collecting:
        wait_for("a crawl", 90, lambda: pulses(house) == ["crawl"], house)
        assert house.diembao("doctor", "--alive", "crawl").returncode == 0
        assert ended(house, collecting, signal.SIGTERM) == (0, "")
    assert pulses(house) == []


def test_a_child_ends_with_its_parent(house: Running) -> None:
    house.environment["DIEMBAO_FOLLOW"] = "stdin"
    with beginning(house, "demo", "mail", str(house.port)) as child:
        wait_for("the mail catcher", 90, lambda: is_open(house.port), house)
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(90) == 0


def is_open(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_reader_that_goes_away_is_no_fault(house: Running) -> None:
    command = f"{' '.join(DIEMBAO)} demo --articles 2000 | head -1"
    told = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=house.environment, capture_output=True, text=True, check=False
    )
    assert (len(told.stdout.splitlines()), told.stderr) == (1, "")


def test_ctrl_c_is_no_fault(house: Running) -> None:
    out = house.home.parent / "x.jsonl"
    with beginning(house, "demo", "--articles", "1000000", "--out", str(out)) as busy:
        wait_for("a file", 90, lambda: list(house.home.parent.glob(".x.jsonl.*")), house)
        assert ended(house, busy, signal.SIGINT) == (130, "")
    assert list(house.home.parent.glob("*x.jsonl*")) == []


def test_a_busy_port_of_the_site_is_one_sentence(house: Running, busy_port: int) -> None:
    told = house.diembao("serve", "--port", str(busy_port))
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.splitlines()[-1].startswith(f"Không mở được 127.0.0.1:{busy_port} ([Errno 98]")


@pytest.mark.parametrize(
    "words", [["--port", "0"], ["--port", "70000"], ["--host", "khong.invalid"], ["--host", "192.0.2.1"]]
)
def test_an_address_that_cannot_be_listened_on_is_one_sentence(words: list[str], house: Running) -> None:
    told = house.diembao("serve", *words)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.splitlines()[-1].startswith("Không mở được ")
    assert " / The site cannot listen there;" in told.stderr
