"""``diembao demo``: the demo press by itself, its truth, and its load."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from config import environment
from config.progress import Progress
from demo import clock, load, mail, press, truth
from pipeline.rows import OutputRefused, json_line, whole_file

ROOT = Path(__file__).resolve().parent.parent.parent
PRESS_PORT = 8001


def parser() -> argparse.ArgumentParser:
    """What ``demo`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao demo",
        description="Báo chí trình diễn trên máy này. / The demo press on this machine.",
    )
    found.add_argument(
        "act",
        choices=["press", "mail", "truth"],
        nargs="?",
        help="chạy báo, chạy hộp thư, in sự thật / run the press, run the mail catcher, print the truth",
    )
    found.add_argument(
        "mail_port", type=int, nargs="?", default=8002, help="cổng hộp thư / the mail catcher's port"
    )
    found.add_argument(
        "--port",
        type=int,
        default=environment.number("DIEMBAO_PRESS_PORT", PRESS_PORT),
        help="cổng báo / the press's port",
    )
    found.add_argument(
        "--at", type=instant, help="thời điểm của sự thật, ISO / the truth at this time, as ISO"
    )
    found.add_argument(
        "--articles",
        type=int,
        metavar="N",
        help="viết N bài JSONL để tải thử / write N articles for a load test",
    )
    found.add_argument("--out", type=Path, metavar="FILE.jsonl", help="nơi ghi / where to")
    found.add_argument("--seed", type=int, default=1, help="hạt giống ngẫu nhiên / the seed of chance (1)")
    return found


def instant(text: str) -> datetime:
    """A time as it is typed."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(
            f"{text}: không phải thời điểm, ví dụ 2026-10-01T06:00 / no time, such as 2026-10-01T06:00"
        ) from fault


def run(arguments: Sequence[str]) -> int:
    """Do one of them."""
    asked = parser().parse_args(arguments)
    folder = Path(os.environ.get("DIEMBAO_HOME", str(ROOT / "var"))).absolute()
    if asked.articles is not None:
        return write_load(asked)
    try:
        return act(asked, folder)
    except (press.PressFault, mail.MailFault, clock.ClockFault) as fault:
        print(fault, file=sys.stderr)
        return 2


def act(asked: argparse.Namespace, folder: Path) -> int:
    """Run a part of the press until it is stopped, or print its truth."""
    if asked.act == "press":
        press.run(asked.port, folder / "clock.json", folder / "press.log.jsonl")
    elif asked.act == "mail":
        mail.run(asked.mail_port, folder / "demo-mail")
    elif asked.act == "truth":
        at = asked.at or press.clock_at(folder / "clock.json")
        print(json.dumps(truth.truth(at, asked.port), ensure_ascii=False))
    else:
        parser().print_help()
        return 2
    return 0


def write_load(asked: argparse.Namespace) -> int:
    """Write generated articles to a file, or to standard output."""
    rows = load.articles(asked.articles, asked.seed)
    if asked.out is None:
        for row in rows:
            sys.stdout.write(json_line(row))
        return 0
    progress = Progress("viết / writing")
    try:
        with whole_file(asked.out) as out:
            for row in progress.over(rows):
                out.write(json_line(row))
    except OutputRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    progress.end()
    return 0
