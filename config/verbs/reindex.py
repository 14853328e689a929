"""``diembao reindex``: a new generation of the index from the archive, beside the one that answers."""

import argparse
import sys
import time
from collections.abc import Sequence

from django.conf import settings

from archive import changes
from archive.clock import read_clock
from config import tools
from config.progress import Progress
from pipeline import load, rebuild
from pipeline.index import Indexer
from search.engine import progress
from search.errors import SearchError

PAUSE = 0.3


def parser() -> argparse.ArgumentParser:
    """What ``reindex`` takes."""
    return argparse.ArgumentParser(
        prog="diembao reindex",
        description="Dựng lại chỉ mục từ kho, chỉ mục cũ vẫn trả lời."
        " / Build the index again from the archive; the old one answers meanwhile.",
    )


def run(arguments: Sequence[str]) -> int:
    """Ask for a new generation; a running worker builds it, else this process does."""
    parser().parse_args(arguments)
    shown = Progress("chỉ mục / index")
    try:
        build(shown)
        left = progress(settings.SEARCH_URL)
    except SearchError as away:
        print(away, file=sys.stderr)
        return 2
    finally:
        shown.end()
    if left is not None:
        print(
            "Chưa dựng lại được chỉ mục; lý do: `diembao doctor`, mục “quarantine reindex”."
            " / The index could not be rebuilt; why: `diembao doctor`, “quarantine reindex”.",
            file=sys.stderr,
        )
        return 1
    print(f"{changes.articles()} bài đã vào chỉ mục / articles indexed")
    return 0


def build(shown: Progress) -> None:
    """Have it built, and tell how far it is."""
    now = read_clock(settings.CLOCK_FILE).now
    indexer = tools.indexer()
    try:
        if not load.is_worked_on():
            indexer.open(anyway=True)
        rebuild.demand(now())
        while is_under_way(indexer):
            reached = progress(settings.SEARCH_URL)
            shown.tell(f"{reached.percent if reached else 0} %")
            if load.is_worked_on() or not indexer.work():
                time.sleep(PAUSE)
    finally:
        indexer.close()


def is_under_way(indexer: Indexer) -> bool:
    """Whether it is wanted and not there yet, or articles that came meanwhile still wait."""
    return rebuild.is_wanted(indexer.now()) or bool(changes.lag().count)
