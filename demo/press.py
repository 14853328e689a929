"""The press on loopback: one port, a virtual host for each outlet, and a clock told from outside."""

import argparse
import asyncio
import json
import signal
import threading
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO, TypeVar

from aiohttp import web

from demo import clock
from demo.answers import ADDRESS, TEXT, Answer, Asked, answer
from demo.edition import edition
from demo.plan import Plan

READ = frozenset({"GET", "HEAD"})

T = TypeVar("T")


class PressFault(Exception):
    """A press that cannot be opened."""


@dataclass
class Press:
    """The press while it runs: its plan, its clock's file, and what was asked of it."""

    plan: Plan
    port: int
    clock_file: Path
    started: float
    log: TextIO | None = None
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request by the time shown when it came, and note it in the log."""
        real = clock.real_time()
        given = self.given(request, real)
        if self.log is not None:
            self.log.write(_noted(request, given, real))
        await asyncio.sleep(given.delay)
        return _response(given)

    def given(self, request: web.Request, real: float) -> Answer:
        """The answer to a request that came at a real instant."""
        if request.method not in READ:
            return Answer(405, headers={"Allow": ", ".join(sorted(READ))})
        try:
            now = clock.read(self.clock_file, self.started).shown(real)
        except clock.ClockFault as fault:
            return Answer(503, f"{fault}\n", TEXT)
        self.asked[request.host, request.path] += 1
        asked = Asked(
            host=request.host,
            path=request.path,
            query=request.query_string,
            port=self.port,
            now=now,
            etag=request.headers.get("If-None-Match", ""),
            since=request.headers.get("If-Modified-Since", ""),
            nth=self.asked[request.host, request.path],
        )
        return answer(self.plan, asked)


def application(press: Press) -> web.Application:
    """The press as an aiohttp application."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", press.handle)
    return app


def clock_at(clock_file: Path) -> datetime:
    """The time that a press with this clock file shows now."""
    real = clock.real_time()
    return clock.read(clock_file, real).shown(real)


def run(port: int, clock_file: Path, log_file: Path | None = None) -> None:
    """Serve the shipped press until SIGTERM or SIGINT."""
    asyncio.run(_serve(port, clock_file, log_file))


@contextmanager
def serving(port: int, clock_file: Path, log_file: Path | None = None) -> Iterator[None]:
    """The shipped press in a thread of its own, for as long as the block lasts."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        with _log(log_file) as log:
            runner = _in(loop, _opened(Press(edition(), port, clock_file, clock.real_time(), log)))
            try:
                yield
            finally:
                _in(loop, runner.cleanup())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _in(loop: asyncio.AbstractEventLoop, work: Coroutine[None, None, T]) -> T:
    return asyncio.run_coroutine_threadsafe(work, loop).result()


async def _serve(port: int, clock_file: Path, log_file: Path | None) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with _log(log_file) as log:
        runner = await _opened(Press(edition(), port, clock_file, clock.real_time(), log))
        await stop.wait()
        await runner.cleanup()


@contextmanager
def _log(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", buffering=1) as log:
        yield log


async def _opened(press: Press) -> web.AppRunner:
    runner = web.AppRunner(application(press))
    await runner.setup()
    try:
        await web.TCPSite(runner, ADDRESS, press.port).start()
    except OSError as why:
        await runner.cleanup()
        raise PressFault(
            f"Không mở được cổng {press.port} của báo thử ({why.strerror}); hãy chọn cổng khác. / "
            f"The demo's press cannot open port {press.port} ({why.strerror}); choose another port."
        ) from why
    return runner


def _response(given: Answer) -> web.Response:
    headers = {**given.headers, "Content-Type": given.type}
    return web.Response(status=given.status, body=given.text.encode(), headers=headers)


def _noted(request: web.Request, given: Answer, real: float) -> str:
    row = {
        "host": request.host,
        "path": request.path_qs,
        "method": request.method,
        "status": given.status,
        "at": real,
        "agent": request.headers.get("User-Agent", ""),
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def main(arguments: list[str] | None = None) -> None:
    """Serve the press as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m demo.press", description=__doc__)
    parser.add_argument("--port", required=True, type=int)
    parser.add_argument("--clock", required=True, type=Path, help="the clock's file, which need not exist")
    parser.add_argument("--log", type=Path, help="a file for one JSON line per request")
    given = parser.parse_args(arguments)
    run(given.port, given.clock, given.log)


if __name__ == "__main__":
    main()
