"""What an engine can do, and how one is opened by its address."""

import re
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from search.elastic_engine import ElasticEngine
from search.errors import SearchUnavailable
from search.model import Answer, Ask, Document, EngineState
from search.tantivy_engine import TantivyEngine
from search.tantivy_folder import remove
from search.tree import Node

TIMEOUT = 10.0
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]*")
_DEFAULT_PREFIX = "diembao"


class Engine(Protocol):
    """An index of articles that can be searched; the two kinds answer alike."""

    def index(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of their earlier revisions; what is older than the index is left out."""

    def delete(self, ids: Iterable[int]) -> None:
        """Take documents out."""

    def commit(self) -> None:
        """Make everything since the last commit durable, and findable by every reader."""

    def search(self, tree: Node, ask: Ask) -> Answer:
        """Return a page of what the tree finds, with the exact count."""

    def count(self) -> int:
        """Return how many documents can be found."""

    def state(self) -> EngineState:
        """Return how the engine feels; it never raises."""

    def close(self) -> None:
        """Let the engine go; what was not committed may be lost."""


def open_engine(url: str, *, write: bool, timeout: float = TIMEOUT) -> Engine:
    """Open the engine at ``tantivy:///folder`` or ``http(s)://host[,host…][/prefix]``.

    Raises SearchUnavailable where nothing answers, IndexMismatch where the index must be rebuilt, IndexBusy
    where another process writes. To rebuild: ``drop_index``, open to write, index everything, commit.
    """
    address = urlsplit(url)
    if address.scheme == "tantivy":
        return TantivyEngine(_folder(address), write=write)
    engine = _cluster(address, timeout)
    engine.open(write=write)
    return engine


def drop_index(url: str, *, timeout: float = TIMEOUT) -> None:
    """Remove the index at an address, whatever code built it; there need not be one."""
    address = urlsplit(url)
    if address.scheme == "tantivy":
        remove(_folder(address))
        return
    with closing(_cluster(address, timeout)) as engine:
        engine.remove()


def _folder(address: SplitResult) -> Path:
    path = unquote(address.path)
    if address.netloc or not path.startswith("/"):
        raise _unreadable(address)
    return Path(path)


def _cluster(address: SplitResult, timeout: float) -> ElasticEngine:
    user, _, hosts = address.netloc.rpartition("@")
    prefix = address.path.strip("/") or _DEFAULT_PREFIX
    if address.scheme not in {"http", "https"} or not hosts or not _PREFIX.fullmatch(prefix):
        raise _unreadable(address)
    name, _, password = user.partition(":")
    return ElasticEngine(
        [f"{address.scheme}://{_with_port(host, address.scheme)}" for host in hosts.split(",")],
        f"{prefix}-articles",
        timeout=timeout,
        login=(unquote(name), unquote(password)) if user else None,
    )


def _with_port(host: str, scheme: str) -> str:
    return host if re.search(r":\d+\Z", host) else f"{host}:{443 if scheme == 'https' else 9200}"


def _unreadable(address: SplitResult) -> SearchUnavailable:
    # The address may hold a password, so only its harmless parts are shown.
    shown = f"{address.scheme}://…{address.path}"
    return SearchUnavailable(
        f"Không hiểu địa chỉ tìm kiếm {shown}: viết tantivy:///thư/mục hoặc https://máy:9200/tiền-tố.",
        f"The search address {shown} is not understood: write tantivy:///folder or https://host:9200/prefix.",
    )
