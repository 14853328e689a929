"""The spider: asks the desk what is due, fetches it, hands every answer back.

One question is one request: a redirect comes back as a hop, for the next address may be another host's turn.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import CannotResolveHostError, ResponseDataLossError
from scrapy.http import Headers, Request, Response
from twisted.web.client import ResponseFailed

from crawler.guard import target_of
from crawler.model import Capture, Fetch
from crawler.reasons import NotAsked
from crawler.redirects import hop_of
from crawler.resolver import why_refused
from crawler.turns import AT_ONCE as PER_HOST

AT_ONCE = 128
# How long to wait for more answers before those that are there are handed over, and for more work.
GATHER_SECONDS = 0.02
PAUSE_SECONDS = 0.1
MIDDLEWARE = "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware"
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
log = logging.getLogger(__name__)


class Desk(Protocol):
    """Whoever knows what is due and keeps what comes."""

    def due(self, limit: int) -> Sequence[Fetch]:
        """What to fetch now, at most ``limit``."""

    def take(self, captures: Sequence[Capture]) -> None:
        """Keep answers."""

    def beat(self) -> None:
        """Show that the crawl is alive."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the crawl shows itself, what it puts up with, and the demo's own address map."""

    agent: str
    dial_map: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 30.0  # for a whole answer, however slowly it drips
    max_bytes: int = 32 * 1024 * 1024
    is_offline: bool = False


class PressSpider(Spider):
    """One spider for every outlet; it never ends by itself."""

    name = "press"

    def __init__(self, desk: Desk, now: Callable[[], datetime], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk = desk
        self.now = now
        self.stopping = False
        self.visits: set[asyncio.Task[None]] = set()
        self.answers: list[Capture] = []
        self.answered = asyncio.Event()
        # One thread of its own for the desk: it may wait for a database, the network loop must not.
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def ask(self, act: Callable[..., Any], *args: Any) -> Any:
        """Let the desk's thread do something and wait for it."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, act, *args)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for work, for ever; it goes straight to the downloader, past queues that know no hosts."""
        while not self.stopping:
            await self.ask(self.desk.beat)
            await self.hand_over()
            room = AT_ONCE - len(self.visits)
            for fetch in await self.ask(self.desk.due, room) if room > 0 else ():
                visit = asyncio.create_task(self.visit(fetch))
                self.visits.add(visit)
                visit.add_done_callback(self.visits.discard)
            await self.wait()
        for nothing in list[Request]():
            yield nothing

    async def wait(self) -> None:
        """Wait for answers, but not for long: other work may have fallen due."""
        try:
            await asyncio.wait_for(self.answered.wait(), PAUSE_SECONDS)
        except TimeoutError:
            return
        await asyncio.sleep(GATHER_SECONDS)

    async def hand_over(self) -> None:
        """Give the desk what has come."""
        self.answered.clear()
        answers, self.answers = self.answers, []
        if answers:
            await self.ask(self.desk.take, answers)

    async def visit(self, fetch: Fetch) -> None:
        """Ask one address and note its answer."""
        try:
            # The resolver judges what is dialled; an address that is none does not come so far.
            target_of(fetch.url, self.settings.getdict("DIAL_MAP"))
            capture = await self.download(fetch)
        except Exception as fault:  # noqa: BLE001 - the loop's edge: one address must not stop the others
            if self.stopping:  # Scrapy takes no more questions; that is no fault of the address
                return
            host = urlsplit(fetch.url).hostname or ""
            capture = Capture(
                fetch.key, fetch.url, fetch.url, fetch.shape, 0, (), b"", self.now(), reason_of(fault, host)
            )
        self.answers.append(capture)
        self.answered.set()

    async def download(self, fetch: Fetch) -> Capture:
        """One question and its answer."""
        conditions = {"If-None-Match": fetch.etag, "If-Modified-Since": fetch.last_modified}
        headers = {
            "User-Agent": self.settings["USER_AGENT"],
            "Accept": ACCEPT,
            **{name: value for name, value in conditions.items() if value},
        }
        # Of all a download takes, from the name's resolution to the last byte of the body.
        limit = {"download_timeout": self.settings.getfloat("DOWNLOAD_TIMEOUT")}
        request = Request(fetch.url, headers=headers, meta=limit)
        if self.crawler.engine is None:
            raise RuntimeError("the crawl has not begun")
        response = await self.crawler.engine.download_async(request)
        return captured(fetch, request, response, self.now())

    async def close_down(self) -> None:
        """Let what is under way end and keep it."""
        self.stopping = True
        if self.visits:
            await asyncio.wait(self.visits)
        await self.hand_over()
        self.thread.shutdown()


def captured(fetch: Fetch, request: Request, response: Response, at: datetime) -> Capture:
    """An answer as evidence, whatever its status."""
    hop = hop_of(response, fetch.hops)
    has_failed = hop is not None and bool(hop.error)
    return Capture(
        fetch.key,
        fetch.url,
        response.url,
        fetch.shape,
        0 if has_failed else response.status,
        () if has_failed else pairs(response.headers),
        b"" if hop else response.body,
        at,
        error=hop.error if hop else "",
        request_headers=(("Host", urlsplit(request.url).netloc), *pairs(request.headers)),
        hop=hop.url if hop else "",
        is_permanent=hop.is_permanent if hop else False,
    )


def pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Headers one by one, as they were sent."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )


def reason_of(fault: BaseException, host: str) -> str:
    """Why an address gave no answer, in a few words."""
    if isinstance(fault, NotAsked):
        return str(fault.reason.obstacle)
    if isinstance(fault, CannotResolveHostError) and (refused := why_refused(host)):
        return str(refused.obstacle)
    if isinstance(fault, ResponseDataLossError):
        return "the answer was cut short"
    cause = fault.__cause__
    if isinstance(cause, ResponseFailed) and cause.reasons:
        return reason_of(cause.reasons[0].value, host)
    return f"{type(fault).__name__}: {fault}"[:300]


def settings_of(manners: Manners) -> dict[str, Any]:
    """Scrapy's settings: its safe ends, none of its doors."""
    return {
        "USER_AGENT": manners.agent,
        "ROBOTSTXT_OBEY": False,  # the desk does, for the rules are shared by all processes
        "TWISTED_DNS_RESOLVER": "crawler.resolver.GuardedResolver",
        "DIAL_MAP": dict(manners.dial_map),
        "OFFLINE": manners.is_offline,
        "CONCURRENT_REQUESTS": AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": PER_HOST,
        "DOWNLOAD_DELAY": 0.0,  # the desk gives no address before its host's turn has come
        "DOWNLOAD_TIMEOUT": manners.timeout,
        "DOWNLOAD_MAXSIZE": manners.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.heads.Handler",
            "https": "crawler.heads.Handler",
            "file": None,
            "data": None,
            "ftp": None,
            "s3": None,
        },
        # No redirects (they are hops), no proxy (it would dial in our place), no cookies, no second tries.
        "DOWNLOADER_MIDDLEWARES_BASE": {MIDDLEWARE: 590},
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
        "MEMUSAGE_ENABLED": False,
    }


def crawl(desk: Desk, manners: Manners, now: Callable[[], datetime]) -> None:
    """Crawl until the process is asked to stop (SIGINT or SIGTERM)."""
    told = logging.getLogger("scrapy")
    told.propagate = False  # it sets itself to DEBUG and tells its parts before anyone can stop it
    process = AsyncCrawlerProcess(settings_of(manners))
    told.propagate = True
    # A host that does not answer is written down at its source; a trace in the log helps nobody.
    told.setLevel(logging.ERROR)
    crawler = process.create_crawler(PressSpider)

    async def close_down(**_: Any) -> None:
        if isinstance(crawler.spider, PressSpider):
            await crawler.spider.close_down()

    crawler.signals.connect(close_down, signals.spider_closed)
    process.crawl(crawler, desk=desk, now=now)
    process.start()
