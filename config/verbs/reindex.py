"""``diembao reindex``: the index built again from the archive; nothing lives only in the index."""

import argparse
import sys
from collections.abc import Sequence

from django.conf import settings

from archive import changes
from archive.clock import read_clock
from config import tools
from config.progress import Progress
from pipeline import load
from search.engine import drop_index
from search.errors import IndexBusy, SearchUnavailable


def parser() -> argparse.ArgumentParser:
    """What ``reindex`` takes."""
    return argparse.ArgumentParser(
        prog="diembao reindex",
        description="Dựng lại chỉ mục tìm kiếm từ kho. / Build the search index again from the archive.",
    )


def run(arguments: Sequence[str]) -> int:
    """Queue every article; a running worker takes them, else this process does."""
    parser().parse_args(arguments)
    progress = Progress("chỉ mục / index")
    try:
        if load.is_worked_on():
            count = changes.note_all(read_clock(settings.CLOCK_FILE).now())
            load.wait_until_findable(progress.left)
        else:
            drop_index(settings.SEARCH_URL)
            count = changes.note_all(read_clock(settings.CLOCK_FILE).now())
            indexer = tools.indexer()
            while indexer.drain():
                progress.left(changes.lag().count)
            indexer.close()
    except (SearchUnavailable, IndexBusy) as away:
        print(away, file=sys.stderr)
        return 2
    progress.end()
    print(f"{count} bài đã vào chỉ mục / articles indexed")
    return 0
