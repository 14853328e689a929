"""``diembao serve``: the web site."""

import argparse
from collections.abc import Sequence
from typing import Protocol

from waitress import create_server

from config import home
from config.wsgi import application
from web.uploads import MOST_BYTES

PORTS = range(1, 65_536)
# The largest file that is taken, and the form around it.
LARGEST_UPLOAD = MOST_BYTES + (2 << 20)


class Server(Protocol):
    """What listens."""

    def run(self) -> None:
        """Answer until stopped."""

    def close(self) -> None:
        """Listen no more."""


def parser() -> argparse.ArgumentParser:
    """What ``serve`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao serve", description="Trang web, cho đến khi bị dừng. / The web site, until stopped."
    )
    found.add_argument("--port", type=int, default=8000, help="cổng / the port (8000)")
    found.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe / the address to listen on")
    found.add_argument("--threads", type=int, default=8, help="số luồng / how many threads (8)")
    return found


def run(arguments: Sequence[str]) -> int:
    """Serve until stopped."""
    asked = parser().parse_args(arguments)
    if asked.port not in PORTS:  # the system would quietly take another in its place
        raise home.Trouble(refusal(asked, "1–65535"))
    try:
        server: Server = create_server(
            application,
            host=asked.host,
            port=asked.port,
            threads=asked.threads,
            ident=None,
            # What is uploaded stays in memory until it was looked through for marks, and is bounded there.
            inbuf_overflow=LARGEST_UPLOAD,
            max_request_body_size=LARGEST_UPLOAD,
        )
    except (OSError, ValueError) as fault:
        raise home.Trouble(refusal(asked, str(fault))) from fault
    try:
        server.run()
    finally:
        server.close()
    return 0


def refusal(asked: argparse.Namespace, why: str) -> str:
    """Why the site cannot listen."""
    return (
        f"Không mở được {asked.host}:{asked.port} ({why}); hãy chọn --port khác hoặc kiểm tra --host."
        " / The site cannot listen there; choose another --port or check --host."
    )
