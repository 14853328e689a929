"""``diembao serve``: the web site."""

import argparse
from collections.abc import Sequence

from waitress import create_server

from config import home
from config.wsgi import application


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
    try:
        server = create_server(
            application, host=asked.host, port=asked.port, threads=asked.threads, ident=None
        )
    except (OSError, OverflowError, ValueError) as fault:
        raise home.Trouble(
            f"Không mở được {asked.host}:{asked.port} ({fault}); hãy chọn cổng khác bằng --port hoặc kiểm tra"
            " --host. / The site cannot listen there; choose another --port or check --host."
        ) from fault
    server.run()
    return 0
