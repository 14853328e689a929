"""One process's tools, real ones: the demo's pack, the shipped models, a tantivy folder, a clock to turn."""

import socket
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings

from archive.packs import PACKS, Pack, load
from classifier.reader import Reader
from pipeline.context import Context, Post
from pipeline.index import Indexer
from pipeline.worker import Worker
from tests.pipeline.making import Hands
from tests.search.engines import drop_index


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The demo province's pack."""
    return load("demo", folder=PACKS, fill={"press_port": "1"})


@pytest.fixture(scope="session")
def reader(pack: Pack) -> Reader:
    """The shipped classifier."""
    return Reader(pack.gazetteer(), settings.MODEL_FOLDER, own_topics=pack.own_topics())


@pytest.fixture
def hands(now: datetime) -> Hands:
    """The shown clock."""
    return Hands(now)


@pytest.fixture
def context(hands: Hands, pack: Pack, reader: Reader, tmp_path: Path) -> Context:
    """What the stages are handed."""
    return Context(hands, pack, tmp_path / "warc", reader, "work:1")


@pytest.fixture
def port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def post(port: int) -> Post:
    """How mail leaves: by a relay on this machine, if there is one."""
    return Post(f"smtp://127.0.0.1:{port}", "Điểm báo <diembao@lamgiang.example>", "https://desk.example")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the index lies."""
    return tmp_path / "index"


@pytest.fixture
def indexer(folder: Path, hands: Hands) -> Indexer:
    """Keeps the index."""
    return Indexer(f"tantivy://{folder}", hands)


_PREFIXES = count()


@pytest.fixture(params=["tantivy", pytest.param("elastic", marks=pytest.mark.elastic)])
def each(request: pytest.FixtureRequest, folder: Path, hands: Hands) -> Iterator[Indexer]:
    """Keeps an index, with either engine."""
    if request.param == "tantivy":
        yield Indexer(f"tantivy://{folder}", hands)
        return
    url = f"{request.getfixturevalue('elastic_url')}/kept-{next(_PREFIXES)}"
    yield Indexer(url, hands)
    drop_index(url)


@pytest.fixture
def worker(context: Context, post: Post, indexer: Indexer) -> Worker:
    """One process's share of the work."""
    return Worker(context, post, indexer)
