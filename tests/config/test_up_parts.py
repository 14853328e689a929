"""The parts of ``up``: its clock, its ports, its children, started again and stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from archive.clock import Clock, read_clock, write_clock
from config.demo_clock import DEMO_START
from config.people import DEMO_PASSWORD, DEMO_PEOPLE
from config.verbs import up
from config.verbs.up import Child, House

DEAF = """
import signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(flush=True)
sys.stdin.read()
"""
SLEEP = [sys.executable, "-c", "import sys; sys.stdin.read()"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A demo's house; nothing runs in it."""
    return House(tmp_path, "demo", 8000, 8001, 8002)


@pytest.fixture
def child() -> Iterator[Child]:
    """A process that lives until its standard input closes."""
    found = Child("press", SLEEP)
    up.start(found, dict(os.environ))
    yield found
    up.end([found])


def pid_of(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


def test_the_demo_begins_on_its_day_an_hour_a_minute(tmp_path: Path) -> None:
    clock = up.set_clock(tmp_path, is_demo=True, speed=None)
    assert (clock.shown_at, clock.speed) == (DEMO_START, 60.0)
    assert read_clock(tmp_path / "clock.json").speed == 60.0


def test_the_demo_goes_on_where_it_rested(tmp_path: Path) -> None:
    rested = DEMO_START + timedelta(days=3)
    write_clock(tmp_path / "clock.json", Clock(0, rested, 1440.0, read_real=lambda: 0.0))
    clock = up.set_clock(tmp_path, is_demo=True, speed=None)
    assert (clock.shown_at, clock.speed) == (rested, 1440.0)
    assert clock.now() - rested < timedelta(hours=1)


def test_another_speed_may_be_asked_for(tmp_path: Path) -> None:
    assert up.set_clock(tmp_path, is_demo=True, speed="1d/min").speed == 1440.0
    assert up.set_clock(tmp_path, is_demo=True, speed=None).speed == 1440.0


def test_a_real_desk_goes_by_real_time(tmp_path: Path) -> None:
    (tmp_path / "clock.json").write_text("{}", "utf-8")
    clock = up.set_clock(tmp_path, is_demo=False, speed=None)
    assert (clock.speed, (tmp_path / "clock.json").exists()) == (1.0, False)
    assert abs(clock.now().timestamp() - time.time()) < 5


def test_the_demos_time_rests_where_it_stopped(house: House) -> None:
    clock = Clock(100.0, DEMO_START, 60.0, read_real=lambda: 160.0)
    up.keep_clock(house, clock)
    told = read_clock(house.home / "clock.json")
    assert (told.shown_at, told.real) == (DEMO_START + timedelta(hours=1), 160.0)


def test_a_real_desk_keeps_no_clock(tmp_path: Path) -> None:
    up.keep_clock(House(tmp_path, "dong-nai", 8000, 0, 0), Clock(0, DEMO_START))
    assert list(tmp_path.iterdir()) == []


def test_the_press_keeps_the_port_it_had(tmp_path: Path) -> None:
    assert up.kept_port(tmp_path, 8001) == 8001
    (tmp_path / "press.port").write_text("8111", "utf-8")
    assert up.kept_port(tmp_path, 8001) == 8111


def test_the_demo_has_two_more_processes(house: House, tmp_path: Path) -> None:
    real = House(tmp_path, "dong-nai", 9000, 0, 0)
    assert [child.name for child in up.children_of(house)] == ["press", "mail", "crawl", "work", "serve"]
    assert [child.name for child in up.children_of(real)] == ["crawl", "work", "serve"]
    assert up.children_of(real)[-1].command[-2:] == ["--port", "9000"]


def test_the_children_are_told_where_they_are(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DIEMBAO_SITE", "SMTP_URL", "DIEMBAO_WARC"):
        monkeypatch.delenv(name, raising=False)
    told = up.surroundings(house)
    wanted = {
        "DIEMBAO_HOME": str(house.home),
        "DIEMBAO_PACK": "demo",
        "DIEMBAO_SITE": "http://127.0.0.1:8000",
        "DIEMBAO_FOLLOW": "stdin",
        "DIEMBAO_PRESS_PORT": "8001",
        "SMTP_URL": "smtp://127.0.0.1:8002",
    }
    assert {name: told.get(name) for name in (*wanted, "DIEMBAO_WARC")} == {**wanted, "DIEMBAO_WARC": None}


def test_a_real_desks_mail_leaves_by_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "smtp://thu.songtrong.example")
    monkeypatch.setenv("DIEMBAO_SITE", "https://diembao.songtrong.example")
    monkeypatch.delenv("DIEMBAO_PRESS_PORT", raising=False)
    told = up.surroundings(House(tmp_path, "dong-nai", 9000, 0, 0))
    assert [told.get(n) for n in ("SMTP_URL", "DIEMBAO_SITE", "DIEMBAO_PRESS_PORT")] == [
        "smtp://thu.songtrong.example",
        "https://diembao.songtrong.example",
        None,
    ]


def test_folders_are_told_whole(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIEMBAO_WARC", "chung-cu")
    monkeypatch.setenv("DIEMBAO_MODELS", "/mo-hinh")
    told = up.surroundings(house)
    assert (told["DIEMBAO_WARC"], told["DIEMBAO_MODELS"]) == (str(tmp_path / "chung-cu"), "/mo-hinh")


def test_a_child_that_lives_is_left_alone(child: Child) -> None:
    before = pid_of(child)
    up.revive(child, dict(os.environ))
    assert (pid_of(child), child.starts) == (before, 1)


def test_a_child_that_died_is_started_again_after_a_pause(
    child: Child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    environment = {**os.environ, "DIEMBAO_HOME": str(tmp_path)}
    before = pid_of(child)
    os.kill(before, signal.SIGKILL)
    assert child.process is not None
    child.process.wait()
    up.revive(child, environment)
    assert child.wake_at > 0
    assert "press đã dừng (-9); khởi động lại / has ended; starting it again" in capfd.readouterr().out
    child.wake_at = time.monotonic()
    up.revive(child, environment)
    assert (pid_of(child) != before, child.starts) == (True, 2)


def test_children_end_when_they_are_asked_to(child: Child) -> None:
    process = child.process
    up.end([child, Child("serve", SLEEP)])
    assert process is not None
    assert process.returncode == -signal.SIGTERM


def test_children_that_will_not_end_are_made_to() -> None:
    process = subprocess.Popen([sys.executable, "-c", DEAF], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    up.end([Child("deaf", [], process)], grace=0.2)
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL


def test_everybody_who_may_sign_in_is_announced(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    up.say_where(house)
    told = capfd.readouterr().out
    assert "· Trang web / site: http://127.0.0.1:8000\n" in told
    assert "· Báo chí trình diễn / the demo press: http://press.localhost:8001/\n" in told
    accounts = [f"· Tài khoản / account: {who.email} — {DEMO_PASSWORD} ({who.role})" for who in DEMO_PEOPLE]
    assert [line for line in told.splitlines() if " — " in line] == accounts


def test_a_real_desk_announces_no_account(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    up.say_where(House(tmp_path, "dong-nai", 9000, 0, 0))
    assert capfd.readouterr().out.splitlines() == [
        "· Trang web / site: http://127.0.0.1:9000",
        "· Ctrl-C để dừng / to stop",
    ]
