"""A real Elasticsearch node for the session: a child process on free ports of this machine alone."""

import json
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests import parts

ROOT = Path(__file__).parent.parent
# The first start fetches the jars; later ones take about six seconds.
_START_SECONDS = 300
_STOP_SECONDS = 30


@pytest.fixture(scope="session")
def elastic_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a single node."""
    with running_node(tmp_path_factory.mktemp("elastic")) as url:
        yield url


@contextmanager
def running_node(home: Path, **settings: str) -> Iterator[str]:
    """Run one node while the block runs; settings are Elasticsearch's, with ``__`` for each point."""
    http, transport = free_port(), free_port()
    wanted = {
        "path.data": str(home / "data"),
        "node.name": "diembao-test",
        "network.host": "127.0.0.1",
        "http.port": str(http),
        "transport.port": str(transport),
        "discovery.type": "single-node",
        # A nearly full disk is no reason for a test to fail.
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    } | {key.replace("__", "."): value for key, value in settings.items()}
    command = [
        sys.executable,
        "-m",
        "tests.elastic_node",
        str(home),
        *(f"{k}={v}" for k, v in wanted.items()),
    ]
    log = home / "node.log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        ) as node,
    ):
        try:
            parts.ran("Elasticsearch", _version(node, http, log))
            yield f"http://127.0.0.1:{http}"
        finally:
            _stop(node)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _version(node: "subprocess.Popen[bytes]", port: int, log: Path) -> str:
    """Wait for the node and return its version."""
    assert node.stdout is not None
    ready, _, _ = select.select([node.stdout], [], [], _START_SECONDS)
    if not ready or node.stdout.read() != b"STARTED":
        raise RuntimeError(
            f"the Elasticsearch node did not start:\n{log.read_text('utf-8', 'replace')[-4000:]}"
        )
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        _answer(connection, "/_cluster/health?wait_for_status=yellow&timeout=50s")
        nodes = _answer(connection, "/_nodes?filter_path=nodes.*.version")["nodes"]
    return str(next(iter(nodes.values()))["version"])


def _answer(connection: HTTPConnection, path: str) -> dict[str, dict[str, dict[str, str]]]:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, body
    found: dict[str, dict[str, dict[str, str]]] = json.loads(body)
    return found


def _stop(node: "subprocess.Popen[bytes]") -> None:
    if node.stdin is not None:
        node.stdin.close()
    try:
        node.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        node.kill()
