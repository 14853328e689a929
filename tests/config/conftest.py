"""A desk on a small home, and ``diembao`` called on it as its users call it, in this process."""

import logging
import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest
from pytest_django import Settings

from archive import articles
from archive.clock import Clock, write_clock
from archive.models import Article
from config.command import main
from search.engine import open_engine


@dataclass(frozen=True, slots=True)
class Told:
    """What a command answered: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def sentences(self) -> list[str]:
        """The lines for a person, each of them in two languages."""
        return self.err.strip().splitlines()


class Diembao(Protocol):
    """Runs a verb."""

    def __call__(self, *words: str) -> Told:
        """What it answered."""


class Index(Protocol):
    """Puts articles into the search index."""

    def __call__(self, *rows: Article) -> None:
        """Those."""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """What a command sets for its whole process is set back."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for number, handler in signals.items():
        signal.signal(number, handler)


@pytest.fixture
def diembao(capfd: pytest.CaptureFixture[str]) -> Diembao:
    """The command, with what it printed."""

    def told(*words: str) -> Told:
        capfd.readouterr()
        try:
            code: object = main(words)
        except SystemExit as end:  # argparse leaves so
            code = end.code
        assert isinstance(code, int)
        return Told(code, *capfd.readouterr())

    return told


@pytest.fixture
def desk(settings: Settings, tmp_path: Path, now: datetime) -> Path:
    """The home of a desk with the demo's pack, without its press; the clock shows ``now``."""
    home = tmp_path / "home"
    home.mkdir()
    settings.HOME = home
    settings.CLOCK_FILE = home / "clock.json"
    settings.SEARCH_URL = f"tantivy://{home / 'index'}"
    settings.WARC_FOLDER = home / "warc"
    settings.STATIC_ROOT = home / "static"
    write_clock(settings.CLOCK_FILE, Clock(time.time(), now))
    return home


@pytest.fixture
def index(desk: Path, settings: Settings) -> Index:
    """Put articles into the desk's index, none makes an empty one."""

    def put(*rows: Article) -> None:
        engine = open_engine(settings.SEARCH_URL, write=True)
        engine.index(articles.documents(row.id for row in rows))
        engine.commit()
        engine.close()

    return put


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        yield int(busy.getsockname()[1])
