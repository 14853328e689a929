"""Whether the crawl behaves, as the press's own log tells it: one crawl process, then two on one archive."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from demo.edition import edition
from demo.ledger import Row
from demo.manners import breaches, read_log, rules_of, table
from tests import parts
from tests.e2e.running import DIEMBAO, ROOT, Running, running, wait_for

pytestmark = pytest.mark.slow
SECONDS = 40
# Fewer answers would prove little: each host is asked for robots.txt, a list and some articles.
FEWEST = 400


@contextmanager
def crawling(house: Running) -> Iterator[None]:
    """One more crawl process on the same archive, as an office would start it on another machine."""
    told = {**house.environment, "DIEMBAO_PACK": "demo", "DIEMBAO_PRESS_PORT": str(house.press_port)}
    with house.log.open("ab") as out:
        process = subprocess.Popen([*DIEMBAO, "crawl"], cwd=ROOT, env=told, stdout=out, stderr=out)
    try:
        yield
        assert process.poll() is None, house.log.read_text("utf-8")[-3000:]
    finally:
        process.terminate()
        process.wait(120)


def logged(house: Running) -> list[Row]:
    """What the press noted of the outlets' readers."""
    log = house.home / "press.log.jsonl"
    return read_log(log) if log.exists() else []


def crawled(folder: Path, *, more: int) -> list[Row]:
    """The press's log after some time with one crawl process and so many more."""
    with running(folder) as house, ExitStack() as others:
        house.start()
        wait_for("the press's first reader", 180, lambda: logged(house), house)
        for _ in range(more):
            others.enter_context(crawling(house))
        time.sleep(SECONDS)
        return logged(house)


@pytest.mark.parametrize("more", [0, 1], ids=["one crawl process", "two crawl processes"])
def test_no_outlets_wish_is_broken(tmp_path: Path, more: int) -> None:
    rows = crawled(tmp_path, more=more)
    parts.ran("demo press", f"{len(edition().outlets)} outlets")
    found = breaches(rows, rules_of(edition().outlets))
    assert table(found, len(rows)) == f"{len(rows)} requests, 0 breaches"
    assert len(rows) >= FEWEST
    assert any(row["retry_after"] for row in rows), f"nobody was turned away in {os.fspath(tmp_path)}"
