"""Real Elasticsearch nodes: child processes on free ports of this machine alone."""

import json
import select
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests import parts

ROOT = Path(__file__).parent.parent
# The first start fetches the jars; later ones take about six seconds.
_START_SECONDS = 300
_STOP_SECONDS = 30


class Node:
    """One node, that may be stopped, killed and started again where it was."""

    def __init__(self, home: Path, name: str = "diembao-test", **settings: str) -> None:
        self.home = home
        self.http, self.transport = free_port(), free_port()
        self.settings = {
            "path.data": str(home / "data"),
            "node.name": name,
            "network.host": "127.0.0.1",
            "http.port": str(self.http),
            "transport.port": str(self.transport),
            "discovery.type": "single-node",
            # A nearly full disk is no reason for a test to fail.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        } | {key.replace("__", "."): value for key, value in settings.items()}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.http}"

    def launch(self) -> None:
        """Start it, and do not wait."""
        self.home.mkdir(parents=True, exist_ok=True)
        told = [f"{key}={value}" for key, value in self.settings.items() if value]
        with (self.home / "node.log").open("ab") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.elastic_node", str(self.home), *told],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    def wait(self) -> None:
        """Wait until it has started."""
        assert self.process is not None
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], _START_SECONDS)
        if not ready or self.process.stdout.read() != b"STARTED":
            log = (self.home / "node.log").read_text("utf-8", "replace")
            raise RuntimeError(f"the Elasticsearch node did not start:\n{log[-4000:]}")

    def start(self) -> None:
        """Start it, and wait until its indices are there."""
        self.launch()
        self.wait()
        self.ask("/_cluster/health?wait_for_status=yellow&timeout=50s")

    def ask(self, path: str) -> dict[str, dict[str, dict[str, str]]]:
        """Return what it answers."""
        with closing(HTTPConnection("127.0.0.1", self.http, timeout=60)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
        assert answer.status == 200, body
        found: dict[str, dict[str, dict[str, str]]] = json.loads(body)
        return found

    def version(self) -> str:
        """Return its version."""
        return str(next(iter(self.ask("/_nodes?filter_path=nodes.*.version")["nodes"].values()))["version"])

    def kill(self) -> None:
        """End it without a goodbye."""
        if self.process is not None:
            self.process.kill()
            self.stop()

    def stop(self) -> None:
        """Ask it to end, then insist."""
        process, self.process = self.process, None
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture(scope="session")
def elastic_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a single node."""
    with running_node(tmp_path_factory.mktemp("elastic")) as url:
        yield url


@contextmanager
def running_node(home: Path, **settings: str) -> Iterator[str]:
    """Run one node while the block runs; settings are Elasticsearch's, with ``__`` for each point."""
    node = Node(home, **settings)
    try:
        node.start()
        parts.ran("Elasticsearch", node.version())
        yield node.url
    finally:
        node.stop()


@contextmanager
def running_cluster(home: Path, size: int) -> Iterator[Sequence[Node]]:
    """Run so many nodes as one cluster while the block runs."""
    names = [f"n{number}" for number in range(1, size + 1)]
    nodes = [Node(home / name, name, discovery__type="") for name in names]
    together = {
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{node.transport}" for node in nodes),
        "cluster.initial_master_nodes": ",".join(names),
        # A machine that is away is noticed within seconds, and its copies are made anew at once.
        "cluster.fault_detection.follower_check.interval": "500ms",
        "cluster.fault_detection.leader_check.interval": "500ms",
    }
    with ExitStack() as ends:
        for node in nodes:
            node.settings |= together
            ends.callback(node.stop)
            node.launch()
        for node in nodes:
            node.wait()
        nodes[0].ask(f"/_cluster/health?wait_for_nodes={size}&timeout=50s")
        yield nodes


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
