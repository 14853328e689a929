"""``diembao load``: articles from a file, through the same stages, findable when it returns."""

import argparse
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from archive.clock import read_clock
from config import tools
from config.progress import Progress
from pipeline import load
from pipeline.rows import InputMissing, read_rows
from pipeline.worker import Worker

BAD_LINES = 3


def parser() -> argparse.ArgumentParser:
    """What ``load`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao load",
        description="Nạp bài từ tệp JSONL: mỗi dòng {url, title, body, published, lang?, outlet?, authors?}."
        " / Load articles from a JSONL file, one object a line.",
    )
    found.add_argument("--in", dest="file", type=Path, required=True, metavar="FILE.jsonl")
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
    if load.is_worked_on():
        load.wait_until_findable(progress.left)
    else:
        stages = ("read", "relate", "index")
        Worker(tools.context("load"), tools.post(), tools.indexer(), stages).run(
            threading.Event(), until_idle=True
        )
    progress.end()
    print(f"{told.stored} bài mới / new, {told.known} đã có / known, {told.bad} dòng lỗi / bad lines")
    return BAD_LINES if told.bad else 0
