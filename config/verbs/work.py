"""``diembao work``: extract, read, relate, index, send, until stopped."""

import argparse
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings

from archive import jobs, pulse
from archive.packs import PackError
from classifier.linear import ModelError
from config import home, tools
from config.verbs.crawl import AGENT
from crawler.door import Caps, Door, no_names, system_names
from pipeline.context import Context
from pipeline.worker import ALL_WORK, Worker

# What one call may take: its answer says only that it was taken.
CALL = Caps(seconds=10.0, most_bytes=64 * 1024, hops=0)


def parser() -> argparse.ArgumentParser:
    """What ``work`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao work",
        description="Xử lý những gì đã thu thập. / Work on what was collected.",
    )
    found.add_argument(
        "--stages",
        default=",".join(ALL_WORK),
        help=f"các bước, cách nhau bằng dấu phẩy / stages ({','.join(ALL_WORK)})",
    )
    found.add_argument(
        "--until-idle", action="store_true", help="dừng khi hết việc / end when nothing is left"
    )
    return found


def run(arguments: Sequence[str]) -> int:
    """Work until stopped."""
    asked = parser().parse_args(arguments)
    stages = asked.stages.split(",")
    strange = [stage for stage in stages if stage not in ALL_WORK]
    if strange:
        parser().error(f"không có bước / no such stage: {', '.join(strange)} ({', '.join(ALL_WORK)})")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    context = toolbox("work")
    worker = Worker(context, replace(tools.post(), door=door(context)), tools.indexer(), stages)
    try:
        worker.run(stop, until_idle=asked.until_idle)
    finally:
        jobs.release(context.owner)
        pulse.stop(context.owner)
    return 0


def door(context: Context) -> Door:
    """The way out for calls of watches; a desk that is offline finds no host."""
    return Door(
        AGENT.format(contact=settings.SITE_URL),
        context.now,
        CALL,
        resolver=no_names if settings.OFFLINE else system_names,
    )


def toolbox(kind: str) -> Context:
    """What the stages are handed; a pack or a model that cannot be used says why."""
    try:
        return tools.context(kind)
    except (PackError, ModelError) as wrong:
        raise home.Trouble(str(wrong)) from wrong
