"""``diembao load``: articles from a file, through the same stages, findable when it returns."""

import argparse
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from archive import jobs, pulse
from archive.clock import read_clock
from config import home, tools
from config.progress import Progress
from config.verbs.work import toolbox
from pipeline import load
from pipeline.rows import InputMissing, read_rows
from pipeline.worker import Worker

BAD_LINES = 3
STAGES = ("read", "relate", "index")


def parser() -> argparse.ArgumentParser:
    """What ``load`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao load",
        description="Nạp bài từ tệp JSONL: mỗi dòng {url, title, body, published, lang?, outlet?, authors?}."
        " / Load articles from a JSONL file, one object a line.",
    )
    found.add_argument(
        "--in", dest="file", type=Path, required=True, metavar="FILE.jsonl", help="tệp / the file"
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Load, then wait or work until all of it can be found."""
    asked = parser().parse_args(arguments)
    clock = read_clock(settings.CLOCK_FILE)
    progress = Progress("nạp / loading")
    try:
        told = load.load(
            progress.over(read_rows(asked.file, load.NEEDS)),
            asked.file.name,
            clock.now,
            lambda bad: print(bad, file=sys.stderr),
        )
    except InputMissing as gone:
        print(gone, file=sys.stderr)
        return 2
    except DatabaseError as fault:
        raise home.Trouble(
            f"Kho không nhận bài ({fault}); hãy kiểm tra dung lượng đĩa và DATABASE_URL."
            " / The archive does not take the articles; check the room on the disk and DATABASE_URL."
        ) from fault
    if load.is_worked_on():
        load.wait_until_findable(progress.left)
    else:
        work_off()
    progress.end()
    print(f"{told.stored} bài mới / new, {told.known} đã có / known, {told.bad} dòng lỗi / bad lines")
    if left := load.left():
        raise home.Trouble(
            f"Còn {left} việc chưa xong nên có bài chưa tìm được; hãy xem `diembao doctor`."
            " / Some steps are still to do, so not every article is found yet; see `diembao doctor`."
        )
    return BAD_LINES if told.bad else 0


def work_off() -> None:
    """Run the stages here; the sign of life goes too, or the next load would wait for this process."""
    context = toolbox("load")
    try:
        Worker(context, tools.post(), tools.indexer(), STAGES).run(threading.Event(), until_idle=True)
    finally:
        jobs.release(context.owner)
        pulse.stop(context.owner)
