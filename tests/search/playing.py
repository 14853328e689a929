"""A small server that plays what a real node cannot be brought to: other versions, refusals, nonsense."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PRODUCT = {"X-Elastic-Product": "Elasticsearch"}


@dataclass(frozen=True)
class Said:
    """One answer."""

    status: int = 200
    body: object = ""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=lambda: PRODUCT)
    # How long it is waited for.
    seconds: float = 0.0


def fault(status: int, kind: str, reason: str = "") -> Said:
    """What Elasticsearch answers when it refuses."""
    return Said(status, {"error": {"type": kind, "reason": reason}, "status": status})


@contextmanager
def playing(answers: Mapping[str, Said]) -> Iterator[str]:
    """Answer each call by the first part of its path that is among the answers; "" is all others."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            said = next((said for path, said in answers.items() if path and path in self.path), answers[""])
            time.sleep(said.seconds)
            body = said.body if isinstance(said.body, str) else json.dumps(said.body)
            self.send_response(said.status)
            for name, value in {**said.headers, "Content-Type": said.kind}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body.encode())

        # The names the library calls by the method of a request.
        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815 - not ours to choose

        def log_message(self, *_: object) -> None:
            """Print no line for each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
