"""``diembao up``: every process of the embedded profile, started in order, watched, stopped together."""

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.clock import Clock, parse_speed, read_clock, system_clock, write_clock
from config import environment, home
from config.demo_clock import DEMO_START
from config.people import DEMO_PASSWORD, DEMO_PEOPLE
from config.site import answers
from config.verbs.pack import folder_of

ROOT = Path(__file__).resolve().parent.parent.parent
READY_SECONDS = 60.0
GRACE_SECONDS = 10.0
TICK_SECONDS = 1.0
CLOCK_SECONDS = 5.0
# The site's port has the press's and the mail catcher's above it.
PORTS = range(1, 65_534)
FOLDERS = ("DIEMBAO_PACKS", "DIEMBAO_WARC", "DIEMBAO_MODELS")


@dataclass(slots=True)
class Child:
    """A process of ours: its command, and the running one."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    starts: int = 0
    wake_at: float = 0.0


@dataclass(slots=True)
class House:
    """What one ``up`` runs on."""

    home: Path
    pack: str
    port: int
    press_port: int
    mail_port: int
    children: list[Child] = field(default_factory=list)

    @property
    def is_demo(self) -> bool:
        """Whether the demo press belongs to it."""
        return self.press_port > 0

    @property
    def site(self) -> str:
        """The web address."""
        return f"http://127.0.0.1:{self.port}"


def parser() -> argparse.ArgumentParser:
    """What ``up`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao up",
        description="Khởi động thu thập, xử lý, trang web (và báo chí trình diễn) trên máy này; Ctrl-C dừng."
        " / Start collecting, working and the web site (and the demo press) here; Ctrl-C stops all.",
    )
    found.add_argument(
        "--demo", action="store_true", help="gói demo với báo chí trình diễn / the demo pack and press"
    )
    found.add_argument("--pack", help="tên gói / the pack's name (DIEMBAO_PACK)")
    found.add_argument("--port", type=int, default=8000, help="cổng trang web / the site's port (8000)")
    found.add_argument(
        "--speed", help="tốc độ thời gian trình diễn, ví dụ 1d/min / the demo's speed (1h/min)"
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Start, watch, stop."""
    asked = parser().parse_args(arguments)
    folder = Path(os.environ.get("DIEMBAO_HOME", str(ROOT / "var"))).absolute()
    pack = chosen("demo" if asked.demo else asked.pack or environment.text("DIEMBAO_PACK", "demo"))
    if asked.port not in PORTS:
        raise home.Trouble(
            f"--port {asked.port}: không phải cổng dùng được; chọn từ {PORTS[0]} đến {PORTS[-1]}."
            " / no port that can be used; choose one of that range."
        )
    say(f"Nhà / home: {folder}")
    home.prepare(folder)
    with home.only_one(folder):
        return live(folder, pack, asked)


def chosen(pack: str) -> str:
    """The pack by its name, or by its whole path, for the children run in another folder."""
    folder = folder_of(pack)
    return str(folder.absolute()) if "/" in pack else pack


def live(folder: Path, pack: str, asked: argparse.Namespace) -> int:
    """All of one run, under the home's lock."""
    is_demo = pack == "demo"
    press_port = kept_port(folder, asked.port + 1) if is_demo else 0
    house = House(folder, pack, asked.port, press_port, press_port + 1 if is_demo else 0)
    check_ports(house)
    clock = set_clock(folder, is_demo=is_demo, speed=asked.speed)
    environment = surroundings(house)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    say("Kho: tạo hoặc nâng cấp, nạp gói … / archive: create or migrate, load the pack …")
    prepared = subprocess.run(
        [*diembao(), "prepare", "--fresh-leases"],
        # It is waited for, so it follows nobody: our own input may be at its end, as a service's is.
        env={**environment, "DIEMBAO_FOLLOW": ""},
        cwd=ROOT,
        check=False,
    )
    if prepared.returncode:
        return prepared.returncode
    house.children = children_of(house)
    try:
        for child in house.children:
            start(child, environment)
        announce(house, stop)
        watch(house, environment, clock, stop)
    finally:
        say("Đang dừng … / stopping …")
        end(house.children)
        keep_clock(house, clock)
    say("Đã dừng. / Stopped.")
    return 0


def say(line: str) -> None:
    """A line for the person at the terminal."""
    print(f"· {line}", flush=True)


def diembao() -> list[str]:
    """The command that runs a verb with this very interpreter."""
    return [sys.executable, "-m", "config.command"]


def kept_port(folder: Path, wanted: int) -> int:
    """The demo press keeps its port for the life of a home: its addresses are its articles' names."""
    path = folder / "press.port"
    try:
        return int(path.read_text("utf-8"))
    except FileNotFoundError:
        return wanted
    except ValueError as fault:
        raise home.Trouble(
            f"{path}: không phải số cổng; hãy xóa tệp này, hoặc dùng DIEMBAO_HOME khác."
            " / holds no port; delete this file, or use another DIEMBAO_HOME."
        ) from fault


def check_ports(house: House) -> None:
    """See that every port is free, then keep the press's."""
    kept = house.home / "press.port"
    if house.port in {house.press_port, house.mail_port}:
        raise home.Trouble(
            f"Cổng {house.port} là của báo trình diễn trên {house.home}; hãy chọn cổng khác bằng --port."
            " / The demo press of this home has that port; choose another with --port."
        )
    home.check_port(house.port, "--port")
    if house.is_demo:
        cure = "DIEMBAO_HOME + --port" if kept.exists() else "--port"
        home.check_port(house.press_port, cure)
        home.check_port(house.mail_port, cure)
        kept.write_text(str(house.press_port), "utf-8")


def set_clock(folder: Path, *, is_demo: bool, speed: str | None) -> Clock:
    """The clock this run goes by: real time, or the demo's where it had stopped."""
    path = folder / "clock.json"
    if not is_demo:
        path.unlink(missing_ok=True)
        return system_clock()
    try:
        before = read_clock(path) if path.exists() else Clock(0.0, DEMO_START, 60.0)
    except (ValueError, KeyError, TypeError) as fault:
        raise home.Trouble(
            f"{path}: không đọc được giờ trình diễn; hãy xóa tệp này để bắt đầu lại."
            " / the demo's time cannot be read; delete this file to start it again."
        ) from fault
    try:
        rate = parse_speed(speed) if speed else before.speed
    except ValueError as fault:
        raise home.Trouble(
            f"--speed {speed}: không hiểu; ví dụ 1d/min, 6h/min, 1s/s."
            " / not understood; such as 1d/min, 6h/min, 1s/s."
        ) from fault
    clock = Clock(time.time(), before.shown_at, rate)
    write_clock(path, clock)
    return clock


def keep_clock(house: House, clock: Clock) -> None:
    """The demo's time rests while nothing runs."""
    if house.is_demo:
        write_clock(house.home / "clock.json", clock)


def surroundings(house: House) -> dict[str, str]:
    """What the children find in their environment."""
    told = dict(os.environ)
    # The children run in another folder than the one in which these were typed.
    told.update({name: str(Path(told[name]).absolute()) for name in FOLDERS if told.get(name)})
    told.update(
        DIEMBAO_HOME=str(house.home),
        DIEMBAO_PACK=house.pack,
        DIEMBAO_SITE=os.environ.get("DIEMBAO_SITE", house.site),
        DIEMBAO_FOLLOW="stdin",
        PYTHONUNBUFFERED="1",
    )
    if house.is_demo:
        told.update(DIEMBAO_PRESS_PORT=str(house.press_port), SMTP_URL=f"smtp://127.0.0.1:{house.mail_port}")
    return told


def children_of(house: House) -> list[Child]:
    """The processes, in the order they start."""
    found = []
    if house.is_demo:
        found += [
            Child("press", [*diembao(), "demo", "press"]),
            Child("mail", [*diembao(), "demo", "mail", str(house.mail_port)]),
        ]
    found += [
        Child("crawl", [*diembao(), "crawl"]),
        Child("work", [*diembao(), "work"]),
        Child("serve", [*diembao(), "serve", "--port", str(house.port)]),
    ]
    return found


def start(child: Child, environment: dict[str, str]) -> None:
    """Start a process that ends when our end of its standard input is gone."""
    child.starts += 1
    child.process = subprocess.Popen(
        child.command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, start_new_session=True
    )


def announce(house: House, stop: threading.Event) -> None:
    """Wait for the first page, then say where everything is."""
    say("Chờ trang web … / waiting for the site …")
    until = time.monotonic() + READY_SECONDS
    while not stop.is_set() and time.monotonic() < until and not answers(f"{house.site}/health"):
        stop.wait(0.2)
    if not stop.is_set():
        say_where(house)


def say_where(house: House) -> None:
    """The addresses, and the demo's accounts."""
    lines = [f"Trang web / site: {house.site}"]
    if house.is_demo:
        lines += [f"Báo chí trình diễn / the demo press: http://press.localhost:{house.press_port}/"]
        lines += [f"Thư trình diễn / demo mail: {house.site}/demo/mail"]
        lines += [f"Tài khoản / account: {who.email} — {DEMO_PASSWORD} ({who.role})" for who in DEMO_PEOPLE]
    lines.append("Ctrl-C để dừng / to stop")
    for line in lines:
        say(line)


def watch(house: House, environment: dict[str, str], clock: Clock, stop: threading.Event) -> None:
    """Start again what has died, with a pause that grows; keep the clock."""
    kept_at = time.monotonic()
    while not stop.wait(TICK_SECONDS):
        for child in house.children:
            revive(child, environment)
        if time.monotonic() - kept_at >= CLOCK_SECONDS:
            keep_clock(house, clock)
            kept_at = time.monotonic()


def revive(child: Child, environment: dict[str, str]) -> None:
    """Start a dead child again; what it held is free when its leases end or are given back."""
    process = child.process
    if process is not None and process.poll() is None:
        return
    now = time.monotonic()
    if process is not None:
        close(process)
        say(f"{child.name} đã dừng ({process.returncode}); khởi động lại / has ended; starting it again")
        subprocess.run(
            [*diembao(), "prepare", "--release", f"{child.name}:{process.pid}"],
            env=environment,
            cwd=ROOT,
            check=False,
        )
        child.process, child.wake_at = None, now + min(child.starts, 30) * 0.2
    if now >= child.wake_at:
        start(child, environment)


def close(process: "subprocess.Popen[bytes]") -> None:
    """Let go of our end of a child's standard input."""
    if process.stdin is not None:
        process.stdin.close()


def end(children: Sequence[Child], grace: float = GRACE_SECONDS) -> None:
    """Ask every process to stop, then insist."""
    alive = [
        child.process for child in children if child.process is not None and child.process.poll() is None
    ]
    for process in alive:
        process.terminate()
    until = time.monotonic() + grace
    for process in alive:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        close(process)
