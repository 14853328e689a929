"""How long a stored article takes until it is found: archive, real indexer, and a reader beside them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from random import Random

from django.db import connection

from archive.clock import system_clock
from bench.spent import spread
from pipeline.index import Indexer
from pipeline.load import load
from pipeline.rows import Row
from pipeline.worker import IDLE_SECONDS
from search.engine import Engine, open_engine
from search.model import Ask
from search.query import parse

LOOK_SECONDS, LONGEST_SECONDS = 0.02, 60.0


def find(folder: Path, count: int) -> dict[str, float]:
    """Store so many articles one after the other, into an index that has others; the seconds each took."""
    url, chance = f"tantivy://{folder}", Random(count)
    with indexing(url):
        reader = open_engine(url, write=False)
        found = []
        for number in range(count):
            time.sleep(chance.random() / 2)  # articles do not come when the indexer looks
            found.append(seconds_until_found(number, reader))
        reader.close()
    return asdict(spread(found))


@contextmanager
def indexing(url: str) -> Iterator[None]:
    """The indexer, looking for changes as the worker lets it."""
    stop = threading.Event()
    indexer = Indexer(url, system_clock().now)

    def work() -> None:
        while not stop.wait(0 if indexer.step() else IDLE_SECONDS):
            pass
        indexer.close()
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def seconds_until_found(number: int, reader: Engine) -> float:
    """Store an article and look for it until it is there."""
    word = f"tinmoi{number}x"
    row = Row(
        1, {"url": f"https://bao.example/{word}", "title": "Tin mới", "body": f"Có {word}.", "lang": "vi"}
    )
    load([row], "bench", system_clock().now, print)
    began = time.monotonic()
    while not reader.search(parse(word), Ask()).count:
        if time.monotonic() - began > LONGEST_SECONDS:
            raise TimeoutError(word)
        time.sleep(LOOK_SECONDS)
    return time.monotonic() - began
