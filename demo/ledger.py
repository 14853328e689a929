"""The press's log: one line for each request, from which its readers' manners can be told."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypedDict

from aiohttp import web

from demo.exchange import Answer

BEAT_SECONDS = 0.02


class Row(TypedDict):
    """One request, its times in real seconds since 1970.

    It may have come up to ``late`` seconds before it began: for so long the press had not listened.
    ``flying`` counts the requests of its host that were being answered when it began, itself included.
    """

    host: str
    path: str
    method: str
    status: int
    began: float
    ended: float
    late: float
    flying: int
    agent: str
    etag: str
    since: str
    bytes: int
    retry_after: str


@dataclass(frozen=True, slots=True)
class Flight:
    """A request while it is answered."""

    host: str
    began: float
    late: float
    flying: int


@dataclass
class Tower:
    """Who is being answered, and since when the press has not listened to anybody else."""

    flying: Counter[str] = field(default_factory=Counter)
    heard_at: float = field(default_factory=time.monotonic)

    def start(self, host: str, real: float) -> Flight:
        """Note that a request has come."""
        self.flying[host] += 1
        return Flight(host, real, time.monotonic() - self.heard_at, self.flying[host])

    def end(self, flight: Flight) -> None:
        """Note that it has been answered, or given up."""
        self.flying[flight.host] -= 1

    async def watching(self, _app: web.Application) -> AsyncIterator[None]:
        """Keep the time at which the press last listened, for as long as it is open."""
        task = asyncio.create_task(self._beat())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def _beat(self) -> None:
        while True:
            self.heard_at = time.monotonic()
            await asyncio.sleep(BEAT_SECONDS)


def line_of(request: web.Request, given: Answer, flight: Flight, size: int, ended: float) -> str:
    """A request as a line of the log."""
    row: Row = {
        "host": request.host,
        "path": request.path_qs,
        "method": request.method,
        "status": given.status,
        "began": flight.began,
        "ended": ended,
        "late": round(flight.late, 3),
        "flying": flight.flying,
        "agent": request.headers.get("User-Agent", ""),
        "etag": request.headers.get("If-None-Match", ""),
        "since": request.headers.get("If-Modified-Since", ""),
        "bytes": size,
        "retry_after": given.headers.get("Retry-After", ""),
    }
    return json.dumps(row, ensure_ascii=False) + "\n"
