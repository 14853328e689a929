"""What an engine can do, and how one is opened by its address."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from search import tantivy_generations
from search.elastic_generations import ElasticGenerations, reader
from search.elastic_index import Cluster
from search.errors import SearchError, SearchUnavailable
from search.generations import Progress, Standing
from search.model import Answer, Ask, Document, EngineState, Hit
from search.tantivy_engine import TantivyEngine
from search.tantivy_generations import TantivyGenerations
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

    def every(self, tree: Node, limit: int | None = None) -> Iterator[Hit]:
        """Yield all that the tree finds at one moment, the newest first, however much it is."""

    def counts(self, trees: Sequence[Node]) -> list[int]:
        """Return how many documents each tree finds, exactly and all at one moment."""

    def ids(self, after: int, limit: int) -> list[tuple[int, int]]:
        """Return the next ids behind one, ascending, each with its revision; 10,000 at most."""

    def count(self) -> int:
        """Return how many documents can be found."""

    def state(self) -> EngineState:
        """Return how the engine feels; it never raises."""

    def close(self) -> None:
        """Let the engine go; what was not committed may be lost."""


class Generations(Protocol):
    """The generations of an index at one address: the live one, and the next one while it is built."""

    def look(self) -> Standing:
        """Return what lies there now."""

    def only(self) -> Engine:
        """Open the generation that answers, to write nothing else; where there is none yet it begins one."""

    def live(self) -> Engine:
        """Open the generation that answers, to write; IndexMismatch where this code has none."""

    def building(self) -> Engine | None:
        """Open the generation that is being built, if there is one."""

    def begin(self) -> None:
        """Make the next generation beside the one that answers."""

    def progress(self) -> Progress | None:
        """Return how far the next generation is built, if there is one."""

    def note(self, reached: Progress) -> None:
        """Keep how far the next generation is built."""

    def swap(self) -> None:
        """Let the next generation answer, in one step."""

    def clean(self) -> None:
        """Remove what nobody needs any more."""

    def close(self) -> None:
        """Let it go; engines opened from here are closed before."""


def open_engine(url: str, *, write: bool, timeout: float = TIMEOUT) -> Engine:
    """Open the engine at ``tantivy:///folder`` or ``http(s)://host[,host…][/prefix]``.

    To write where there is nothing yet begins an empty index. Raises SearchUnavailable where nothing answers,
    IndexMismatch where the index must be rebuilt, IndexBusy where another process writes.
    """
    address = urlsplit(url)
    if not write:
        return _reader(address, timeout)
    generations = _generations(address, timeout)
    try:
        return generations.only()
    except SearchError:
        generations.close()
        raise


def open_generations(url: str, *, timeout: float = TIMEOUT) -> Generations:
    """Open what lies at an address to write it, or to build it anew beside what answers."""
    return _generations(urlsplit(url), timeout)


def progress(url: str, *, timeout: float = TIMEOUT) -> Progress | None:
    """Return how far the next generation at an address is built, if there is one; it changes nothing."""
    address = urlsplit(url)
    if address.scheme == "tantivy":
        return tantivy_generations.progress(_folder(address))
    with closing(ElasticGenerations(_cluster(address, timeout))) as generations:
        return generations.progress()


def _reader(address: SplitResult, timeout: float) -> Engine:
    if address.scheme == "tantivy":
        folder = _folder(address)
        return TantivyEngine(lambda: tantivy_generations.live_folder(folder), write=False)
    return reader(_cluster(address, timeout))


def _generations(address: SplitResult, timeout: float) -> Generations:
    if address.scheme == "tantivy":
        return TantivyGenerations(_folder(address))
    return ElasticGenerations(_cluster(address, timeout))


def _folder(address: SplitResult) -> Path:
    path = unquote(address.path)
    if address.netloc or not path.startswith("/"):
        raise _unreadable(address)
    return Path(path)


def _cluster(address: SplitResult, timeout: float) -> Cluster:
    user, _, hosts = address.netloc.rpartition("@")
    prefix = address.path.strip("/") or _DEFAULT_PREFIX
    if address.scheme not in {"http", "https"} or not hosts or not _PREFIX.fullmatch(prefix):
        raise _unreadable(address)
    name, _, password = user.partition(":")
    return Cluster(
        [f"{address.scheme}://{_with_port(host, address.scheme)}" for host in hosts.split(",")],
        prefix,
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
