"""The one door out for what the spider does not fetch: links typed, sources checked, images, webhooks."""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from crawler.decode import TooLarge, Truncated
from crawler.guard import Target, allowed, shown, target_of
from crawler.inflate import CODINGS, Body, UnknownCoding
from crawler.model import Capture, Shape
from crawler.reasons import NotAsked, Obstacle, Reason

REDIRECTS = frozenset({301, 302, 303, 307, 308})
Names = Callable[[str], Awaitable[Sequence[str]]]
Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Caps:
    """What one answer may take, all its redirects together."""

    seconds: float = 30.0
    most_bytes: int = 32 * 1024 * 1024
    hops: int = 5


async def system_names(host: str) -> Sequence[str]:
    """The addresses the system knows of a host; an address written out is its own."""
    if _is_literal(host):
        return [host]
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(info[4][0]) for info in found))


async def no_names(_host: str) -> Sequence[str]:
    """For a desk that is offline: nobody is asked, nobody is known."""
    return []


@dataclass(frozen=True, slots=True)
class Door:
    """Asks for one address at a time: judged, resolved, judged again and dialled there, at every hop."""

    agent: str
    now: Callable[[], datetime]
    caps: Caps = Caps()
    dial_map: Mapping[str, str] = field(default_factory=dict)
    resolver: Names = system_names

    def get(self, url: str, headers: Headers | None = None, *, shape: Shape = Shape.PAGE) -> Capture:
        """What an address answers in the end; the headers go to its own site alone."""
        return asyncio.run(self.ask(url, headers, shape=shape))

    def post(self, url: str, body: bytes, headers: Headers | None = None) -> Capture:
        """What an address says to a body; a redirect is its answer, for what was sent is for nobody else."""
        return asyncio.run(self.tell(url, body, headers))

    async def ask(self, url: str, headers: Headers | None = None, *, shape: Shape = Shape.PAGE) -> Capture:
        """As ``get``, among others at the same time."""
        async with _clock(self.caps, url):
            at, sent = url, dict(headers or {})
            for _ in range(self.caps.hops + 1):
                capture = await self._exchange("GET", at, sent)
                onward = _onward(capture)
                if not onward:
                    return replace(capture, url=url, shape=shape)
                if _origin(onward) != _origin(at):
                    sent = {}
                at = onward
        raise NotAsked(Reason(Obstacle.TOO_MANY_HOPS, shown(url)))

    async def tell(self, url: str, body: bytes, headers: Headers | None = None) -> Capture:
        """As ``post``, among others at the same time."""
        async with _clock(self.caps, url):
            return await self._exchange("POST", url, headers or {}, body)

    async def _exchange(self, method: str, url: str, headers: Headers, body: bytes | None = None) -> Capture:
        target = target_of(url, self.dial_map)
        wire = _agreed(url, target)
        pinned = allowed(target.host, target.port, await self._addresses(target.host), self.dial_map)
        told = {**headers, "User-Agent": self.agent, "Accept-Encoding": CODINGS}
        try:
            async with (
                aiohttp.ClientSession(
                    connector=aiohttp.TCPConnector(resolver=_Pinned(pinned), force_close=True),
                    cookie_jar=aiohttp.DummyCookieJar(),
                    timeout=aiohttp.ClientTimeout(total=None),
                    auto_decompress=False,
                ) as session,
                session.request(method, wire, headers=told, data=body, allow_redirects=False) as response,
            ):
                return await self._captured(url, response)
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError, ValueError) as fault:
            raise NotAsked(reason_of(fault, url)) from fault

    async def _addresses(self, host: str) -> Sequence[str]:
        return [] if host in self.dial_map else await self.resolver(host)

    async def _captured(self, url: str, response: aiohttp.ClientResponse) -> Capture:
        body = Body(response.headers.get("Content-Encoding", ""), self.caps.most_bytes)
        if response.status not in REDIRECTS:
            if (response.content_length or 0) > self.caps.most_bytes:
                raise TooLarge(f"{response.content_length} bytes announced")
            async for part in response.content.iter_any():
                body.add(part)
        return Capture(
            key="",
            url=url,
            final_url=url,
            shape=Shape.PAGE,
            status=response.status,
            headers=tuple((_text(name), _text(value)) for name, value in response.raw_headers),
            body=body.whole(),
            fetched_at=self.now(),
            request_headers=tuple(response.request_info.headers.items()),
        )


class _Pinned(AbstractResolver):
    """Knows only the addresses that were judged: there is no second look-up before the connection."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self.addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """What was judged."""
        kinds = [
            (address, socket.AF_INET6 if ":" in address else socket.AF_INET) for address in self.addresses
        ]
        return [
            ResolveResult(
                hostname=host, host=address, port=port, family=kind, proto=0, flags=socket.AI_NUMERICHOST
            )
            for address, kind in kinds
            if family in {socket.AF_UNSPEC, kind}
        ]

    async def close(self) -> None:
        """Nothing is held."""


@asynccontextmanager
async def _clock(caps: Caps, url: str) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(caps.seconds):
            yield
    except TimeoutError as fault:
        raise NotAsked(Reason(Obstacle.TOO_SLOW, shown(url), f"{caps.seconds:g} s")) from fault


def reason_of(fault: Exception, url: str) -> Reason:
    """Why there is no answer, from what the connection met."""
    return Reason(_obstacle_of(fault), shown(url), f"{type(fault).__name__}: {fault}"[:300])


def _obstacle_of(fault: Exception) -> Obstacle:
    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Obstacle], ...] = (
        (TooLarge, Obstacle.TOO_LARGE),
        ((Truncated, UnknownCoding), Obstacle.BROKEN),
        ((aiohttp.ClientSSLError, aiohttp.ClientConnectorCertificateError), Obstacle.BAD_CERTIFICATE),
        (aiohttp.ServerDisconnectedError, Obstacle.BROKEN),
        (OSError, Obstacle.UNREACHABLE),
    )
    return next((obstacle for kind, obstacle in kinds if isinstance(fault, kind)), Obstacle.BROKEN)


def _agreed(url: str, target: Target) -> URL:
    """The address as the client reads it, if it reads the same host and port in it as the guard."""
    about = shown(url)
    try:
        wire = URL(url)
    except ValueError as fault:
        raise NotAsked(Reason(Obstacle.BAD_ADDRESS, about, str(fault))) from fault
    read = Target(wire.scheme, (wire.raw_host or "").removesuffix("."), wire.port or 0)
    if read != target:
        raise NotAsked(Reason(Obstacle.BAD_ADDRESS, about, f"{target.host} or {read.host}"))
    return wire


def _onward(capture: Capture) -> str:
    """Where an answer sends us, or nothing if it is one."""
    location = capture.header("location") if capture.status in REDIRECTS else ""
    try:
        return urljoin(capture.url, location) if location else ""
    except ValueError:
        return location  # the guard says what is wrong with it


def _origin(url: str) -> tuple[str, ...]:
    scheme, _, rest = url.partition("://")
    return scheme.lower(), rest.partition("/")[0].lower()


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
