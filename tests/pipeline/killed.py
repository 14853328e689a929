"""A worker that dies by SIGKILL in a stage, in a process of its own."""

import threading
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from archive import jobs
from archive.clock import system_clock
from archive.models import Job
from archive.packs import load
from classifier.reader import Reader
from pipeline.context import Context, Post
from pipeline.index import Indexer
from pipeline.worker import Worker
from tests.pipeline.faults import end_process, happening
from tests.pipeline.making import captured


def main(folder: Path, work: str, begins: str) -> None:
    """Put a page in the first time, then work until the end; with an empty ``begins`` nobody dies."""
    now = system_clock().now
    pack = load("demo", folder=settings.PACKS, fill={"press_port": "1"})
    context = Context(now, pack, folder / "warc", Reader(pack.gazetteer(), settings.MODEL_FOLDER), "work:1")
    if not (folder / "warc").exists():
        call_command("migrate", interactive=False, verbosity=0)
        captured(context)
    Job.objects.update(run_at=now())
    jobs.release()  # as `up` does for a process that is dead
    indexer = Indexer(f"tantivy://{folder / 'index'}", now)
    worker = Worker(context, Post("", "", ""), indexer, work.split(","))
    with happening(end_process, begins=begins) if begins else nullcontext():
        worker.run(threading.Event(), until_idle=True)
