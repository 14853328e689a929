"""``diembao serve``: the web site."""

import argparse
from collections.abc import Sequence

from waitress import serve

from config.wsgi import application


def parser() -> argparse.ArgumentParser:
    """What ``serve`` takes."""
    found = argparse.ArgumentParser(
        prog="diembao serve", description="Trang web, cho đến khi bị dừng. / The web site, until stopped."
    )
    found.add_argument("--port", type=int, default=8000)
    found.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe / the address to listen on")
    found.add_argument("--threads", type=int, default=8)
    return found


def run(arguments: Sequence[str]) -> int:
    """Serve until stopped."""
    asked = parser().parse_args(arguments)
    serve(application, host=asked.host, port=asked.port, threads=asked.threads, ident=None)
    return 0
