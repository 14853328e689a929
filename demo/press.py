"""The press on loopback: one port, a virtual host for each outlet, and a clock told from outside."""

import argparse
import asyncio
import signal
import threading
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TextIO, TypeVar

from aiohttp import web

from demo import clock
from demo.answers import ADDRESS, Answer, Asked, answer
from demo.crowd import Crowd, answer_crowd
from demo.edition import edition
from demo.exchange import TEXT
from demo.ledger import Flight, Tower, line_of

READ = frozenset({"GET", "HEAD"})
EACH = 5

T = TypeVar("T")


class PressFault(Exception):
    """A press that cannot be opened."""


class Teller(Protocol):
    """What answers requests: the outlets of the province, or a crowd of made-up ones."""

    def __call__(self, asked: Asked) -> Answer:
        """The answer to one request."""


@dataclass
class Press:
    """The press while it runs: who answers, its clock's file, and what was asked of it."""

    teller: Teller
    port: int
    clock_file: Path
    started: float
    log: TextIO | None = None
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    tower: Tower = field(default_factory=Tower)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request by the time shown when it came, and note it once it has gone out."""
        flight = self.tower.start(request.host, clock.real_time())
        try:
            given = self.given(request, flight.began)
            if given.delay:
                await asyncio.sleep(given.delay)
            return await self.send(request, given, flight)
        finally:
            self.tower.end(flight)

    async def send(self, request: web.Request, given: Answer, flight: Flight) -> web.StreamResponse:
        """Send an answer to its last byte, then write it down, also where its reader has gone meanwhile."""
        body, packing = given.packed(request.headers.get("Accept-Encoding", ""))
        headers = {**given.headers, "Content-Type": given.type}
        if packing:
            headers["Content-Encoding"] = packing
        response = web.Response(status=given.status, body=body, headers=headers)
        try:
            await response.prepare(request)
            await response.write_eof()
        finally:
            if self.log is not None:
                self.log.write(line_of(request, given, flight, len(body), clock.real_time()))
        return response

    def given(self, request: web.Request, real: float) -> Answer:
        """The answer to a request that came at a real instant."""
        if request.method not in READ:
            return Answer(405, headers={"Allow": ", ".join(sorted(READ))})
        try:
            now = clock.read(self.clock_file, self.started).shown(real)
        except clock.ClockFault as fault:
            return Answer(503, f"{fault}\n", TEXT)
        self.asked[request.host, request.path] += 1
        self.hosts[request.host] += 1
        asked = Asked(
            host=request.host,
            path=request.path,
            query=request.query_string,
            port=self.port,
            now=now,
            etag=request.headers.get("If-None-Match", ""),
            since=request.headers.get("If-Modified-Since", ""),
            nth=self.asked[request.host, request.path],
            of_host=self.hosts[request.host],
            real=real,
            open_for=real - self.started,
        )
        return self.teller(asked)


def application(press: Press) -> web.Application:
    """The press as an aiohttp application."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", press.handle)
    app.cleanup_ctx.append(press.tower.watching)
    return app


def clock_at(clock_file: Path) -> datetime:
    """The time that a press with this clock file shows now."""
    real = clock.real_time()
    return clock.read(clock_file, real).shown(real)


def run(port: int, clock_file: Path, log_file: Path | None = None, crowd: Crowd | None = None) -> None:
    """Serve the shipped press, or a crowd of made-up outlets, until SIGTERM or SIGINT."""
    asyncio.run(_serve(port, clock_file, log_file, crowd))


@contextmanager
def serving(
    port: int, clock_file: Path, log_file: Path | None = None, crowd: Crowd | None = None
) -> Iterator[None]:
    """The press in a thread of its own, for as long as the block lasts."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        with _log(log_file) as log:
            runner = _in(loop, _opened(_press(port, clock_file, log, crowd)))
            try:
                yield
            finally:
                _in(loop, runner.cleanup())
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _press(port: int, clock_file: Path, log: TextIO | None, crowd: Crowd | None) -> Press:
    teller = partial(answer, edition()) if crowd is None else partial(answer_crowd, crowd)
    return Press(teller, port, clock_file, clock.real_time(), log)


def _in(loop: asyncio.AbstractEventLoop, work: Coroutine[None, None, T]) -> T:
    return asyncio.run_coroutine_threadsafe(work, loop).result()


async def _serve(port: int, clock_file: Path, log_file: Path | None, crowd: Crowd | None) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with _log(log_file) as log:
        runner = await _opened(_press(port, clock_file, log, crowd))
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
    runner = web.AppRunner(application(press), access_log=None)
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


def main(arguments: list[str] | None = None) -> None:
    """Serve the press as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m demo.press", description=__doc__)
    parser.add_argument("--port", required=True, type=int)
    parser.add_argument("--clock", required=True, type=Path, help="the clock's file, which need not exist")
    parser.add_argument("--log", type=Path, help="a file for one JSON line per request")
    parser.add_argument(
        "--feeds", type=int, default=0, help="so many made-up outlets in place of the shipped"
    )
    parser.add_argument("--each", type=int, default=EACH, help=f"articles in each of their feeds ({EACH})")
    given = parser.parse_args(arguments)
    crowd = Crowd(given.feeds, given.each) if given.feeds else None
    run(given.port, given.clock, given.log, crowd)


if __name__ == "__main__":
    main()
