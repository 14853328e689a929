"""A process may end at any statement: a step is stored whole with what follows from it, or not at all."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.models import Article, IndexChange, Job
from pipeline import extract, load, read, relate
from pipeline.context import Context
from pipeline.index import Indexer
from pipeline.rows import Row
from pipeline.worker import Run
from tests import factory
from tests.pipeline.faults import Killed, die, happening
from tests.pipeline.making import BODY, captured, claimed, everything, found, queued, stored, waiting

WHOLE = "\n".join(BODY)
ROOT = Path(__file__).resolve().parent.parent.parent
START = (
    "import sys, pathlib, django; django.setup(); from tests.pipeline import killed;"
    " killed.main(pathlib.Path(sys.argv[1]), *sys.argv[2:])"
)
TABLES = ("article", "version", "reading", "fingerprint", "job", "indexchange")


def page_waits(context: Context) -> Job:
    return captured(context)


def article_waits(_context: Context) -> Job:
    return queued(read.STAGE, stored("https://bao-song-trong.example/1", WHOLE).article_id)


def copy_waits(context: Context) -> Job:
    first = stored("https://bao-song-trong.example/1", WHOLE)
    relate.run(claimed(relate.STAGE, context, queued(relate.STAGE, first.article_id)), context)
    return queued(relate.STAGE, stored("https://bao-song-trong.example/2", WHOLE).article_id)


def died_at_each_statement(act: Callable[[], None]) -> int:
    """Run something so often that it dies at each of its statements once; the archive stays what it was."""
    before, at = everything(), 0
    while True:
        try:
            with happening(die, at=at):
                act()
        except Killed:
            assert everything() == before, f"half a step was stored at statement {at}"
            at += 1
        else:
            return at


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("make", "run", "follows"),
    [
        (page_waits, extract.run, ["read"]),
        (article_waits, read.run, ["relate"]),
        (copy_waits, relate.run, ["alert", "story", "story"]),
    ],
    ids=["extract", "read", "relate"],
)
def test_a_kill_during_a_stage_leaves_nothing_half_written(
    context: Context, make: Callable[[Context], Job], run: Run, follows: list[str]
) -> None:
    job = make(context)
    Job.objects.exclude(id=job.id).delete()
    claim = claimed(job.stage, context)
    assert died_at_each_statement(lambda: run(claim, context)) > 5
    assert [stage for stage, _ in waiting()] == follows


@pytest.mark.django_db(transaction=True)
def test_a_kill_during_a_load_leaves_nothing_half_written(context: Context) -> None:
    rows = [Row(n, {"url": f"https://tin.example/{n}", "title": f"Tin {n}", "body": WHOLE}) for n in range(2)]
    assert died_at_each_statement(lambda: put_in(rows, context)) > 10
    assert (Article.objects.count(), [stage for stage, _ in waiting()]) == (2, ["read", "read"])


def put_in(rows: list[Row], context: Context) -> None:
    load.load(rows, "tin.jsonl", context.now, print)


@pytest.mark.django_db(transaction=True)
def test_a_kill_between_index_and_archive_indexes_once_more_and_doubles_nothing(
    indexer: Indexer, folder: Path
) -> None:
    row = factory.article()
    factory.index_change(row)
    with pytest.raises(Killed), happening(die, begins="DELETE"):
        indexer.step()
    indexer.close()
    assert (found(folder, ""), IndexChange.objects.count()) == ([row.id], 1)
    assert indexer.step() == 1
    indexer.close()
    assert (found(folder, ""), IndexChange.objects.count()) == ([row.id], 0)


def counts(home: Path) -> dict[str, int]:
    archive = sqlite3.connect(home / "diembao.sqlite3")
    told = {name: len(archive.execute(f"SELECT id FROM archive_{name}").fetchall()) for name in TABLES}  # noqa: S608 - our own names
    archive.close()
    return told


def work(home: Path, begins: str, stages: str = "extract,read,relate") -> int:
    surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    surroundings.update(DIEMBAO_HOME=str(home), DJANGO_SETTINGS_MODULE="config.settings")
    command = [sys.executable, "-c", START, str(home), stages, begins]
    return subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode


@pytest.mark.slow
def test_a_worker_killed_in_every_stage_ends_its_work_after_a_new_start(tmp_path: Path) -> None:
    assert work(tmp_path, 'INSERT INTO "archive_version"') == -signal.SIGKILL
    assert counts(tmp_path) == dict.fromkeys(TABLES, 0) | {"job": 1}
    assert work(tmp_path, 'INSERT INTO "archive_reading"') == -signal.SIGKILL
    # Beside the next step waits the first look at the article.
    extracted = {"article": 1, "version": 1, "job": 2, "indexchange": 1}
    assert counts(tmp_path) == dict.fromkeys(TABLES, 0) | extracted
    assert work(tmp_path, 'INSERT INTO "archive_fingerprint"') == -signal.SIGKILL
    assert counts(tmp_path) == dict.fromkeys(TABLES, 0) | extracted | {"reading": 1}
    assert work(tmp_path, 'DELETE FROM "archive_indexchange"', "relate,index") == -signal.SIGKILL
    assert work(tmp_path, "", "alert,story,across,index") == 0
    done = counts(tmp_path)
    assert done == {"article": 1, "version": 1, "reading": 1, "fingerprint": 1, "job": 1, "indexchange": 0}
    assert len(found(tmp_path / "index", "Mỹ Lâm")) == 1
