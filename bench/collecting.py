"""Our crawl of pages that are already announced, in a home of its own, until all are rowed."""

import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from archive import announced
from archive.clock import system_clock
from archive.models import Capture, Outlet, Source
from crawler import addresses
from crawler.model import Capture as Answer
from crawler.model import DateOrigin, Entry, Fetch, Moment
from crawler.spider import Manners, crawl
from pipeline.collect import Collector

BATCH = 500


@dataclass
class Until:
    """A desk that ends its process when so many pages have been kept."""

    collector: Collector
    left: int

    def due(self, limit: int) -> Sequence[Fetch]:
        """As the collector says."""
        return self.collector.due(limit)

    def take(self, captures: Sequence[Answer]) -> None:
        """Keep them; the last ends the crawl."""
        self.collector.take(captures)
        self.left -= sum(not one.url.endswith("/robots.txt") for one in captures)
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGTERM)

    def beat(self) -> None:
        """As the collector does."""
        self.collector.beat()


def run(urls: Sequence[str], dial_map: Mapping[str, str]) -> tuple[int, float]:
    """How many pages were kept, in how many CPU seconds."""
    clock = system_clock()
    outlet = Outlet.objects.create(key="bao", name="Báo", kind="provincial", country="VN", lang="vi")
    first: Source | None = None
    for host in {addresses.host_of(url) for url in urls}:
        told = {"outlet": outlet, "url": f"http://{host}/rss", "shape": "feed", "delay_seconds": 0.0}
        first = Source.objects.create(key=host.partition(".")[0], **told)
    nowhen = Moment(None, "", DateOrigin.NONE)
    for at in range(0, len(urls), BATCH):
        entries = [Entry(url, url, "", nowhen) for url in urls[at : at + BATCH]]
        announced.announce(first.id if first else 0, entries, "", clock.now())
    collector = Collector.at(settings.WARC_FOLDER, "crawl:bench", clock.now)
    began = time.process_time()
    crawl(Until(collector, len(urls)), Manners("diembao/bench", dial_map), clock.now)
    spent = time.process_time() - began
    return Capture.objects.filter(status=200).exclude(warc_file="").count(), spent
