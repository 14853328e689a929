"""``diembao crawl``: the collecting process; as many as wanted on one archive."""

import argparse
import os
import socket
from collections.abc import Sequence

from django.conf import settings

from archive import hosts, jobs, pulse, sources
from archive.clock import Clock, read_clock
from config import home
from crawler.confined import Room
from crawler.spider import Manners, crawl
from pipeline.collect import Collector

AGENT = "diembao/0.1 (press review of a provincial office; +{contact})"


def parser() -> argparse.ArgumentParser:
    """What ``crawl`` takes."""
    return argparse.ArgumentParser(
        prog="diembao crawl",
        description="Hỏi các nguồn đến hạn và tải bài mới, lịch sự với từng máy chủ, cho đến khi bị dừng."
        " / Ask the sources that are due and fetch new articles, politely to each host, until stopped.",
    )


def run(arguments: Sequence[str]) -> int:
    """Crawl until stopped."""
    parser().parse_args(arguments)
    # In containers all processes have the same number, so the machine's name belongs to it.
    owner = f"crawl:{os.getpid()}{jobs.MACHINE}{socket.gethostname()}"[:80]
    clock = read_clock(settings.CLOCK_FILE)
    demo_hosts = [host for host in sources.delays() if settings.PRESS_PORT and host.endswith(".localhost")]
    manners = Manners(
        agent=AGENT.format(contact=settings.SITE_URL),
        timeout=hosts.LONGEST_REQUEST.total_seconds(),
        # The demo's hosts, each by name and only while the demo press is meant to run.
        dial_map=dict.fromkeys(demo_hosts, "127.0.0.1"),
        is_offline=settings.OFFLINE,
    )
    collector = shelved(owner, clock)
    try:
        crawl(collector, manners, clock.now)
    finally:
        jobs.release(owner)
        pulse.stop(owner.partition(jobs.MACHINE)[0])
    return 0


def shelved(owner: str, clock: Clock) -> Collector:
    """The collector, with its first file of evidence open for writing."""
    try:
        return Collector.at(settings.WARC_FOLDER, owner, clock.now, Room())
    except OSError as fault:
        raise home.Trouble(
            f"Không ghi được chứng cứ vào {settings.WARC_FOLDER} ({fault.strerror});"
            " hãy kiểm tra DIEMBAO_WARC."
            " / The evidence cannot be written there; check DIEMBAO_WARC."
        ) from fault
