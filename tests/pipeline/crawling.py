"""One of several crawls on an archive, in a process of its own: ``python -m tests.pipeline.crawling FOLDER``.

It holds a few hosts only, so that the others have some to hold too.
"""

import os
import sys
from pathlib import Path

import django

django.setup()

from archive import jobs, sources  # noqa: E402 - they need Django
from archive.clock import system_clock  # noqa: E402
from crawler.spider import Manners, crawl  # noqa: E402
from pipeline.collect import Collector  # noqa: E402

MOST_HOSTS = 2


def main(folder: Path) -> None:
    """Crawl until stopped."""
    owner = f"crawl:{os.getpid()}{jobs.MACHINE}may"
    clock = system_clock()
    collector = Collector.at(folder, owner, clock.now)
    collector.lanes.most = MOST_HOSTS
    try:
        crawl(collector, Manners("diembao/test", dict.fromkeys(sources.delays(), "127.0.0.1")), clock.now)
    finally:
        jobs.release(owner)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
