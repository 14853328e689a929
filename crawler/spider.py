"""The spider: asks the desk what is due, fetches it politely, hands every answer back."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.model import Capture, Fetch

AT_ONCE = 48
PAUSE_SECONDS = 0.25
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Every other status is an answer to keep; redirects are followed, each through the guard.
ANSWERS = [status for status in range(100, 600) if status not in REDIRECTS]
log = logging.getLogger(__name__)


class Desk(Protocol):
    """Whoever knows what is due and keeps what comes."""

    def due(self, limit: int) -> Sequence[Fetch]:
        """What to fetch now, at most ``limit``."""

    def take(self, capture: Capture) -> None:
        """Keep an answer."""

    def beat(self) -> None:
        """Show that the crawl is alive."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How the crawl behaves, and the demo's own address map."""

    agent: str
    delay: float = 2.0
    delays: Mapping[str, float] = field(default_factory=dict)
    dial_map: Mapping[str, str] = field(default_factory=dict)
    per_host: int = 2
    timeout: float = 30.0
    max_bytes: int = 32 * 1024 * 1024
    is_offline: bool = False


class PressSpider(Spider):
    """One spider for every outlet; it never ends by itself."""

    name = "press"

    def __init__(self, desk: Desk, now: Callable[[], datetime], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.desk = desk
        self.now = now
        self.flying = 0
        self.stopping = False
        # One thread of its own for the desk: it may wait for a database, the network loop must not.
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def ask(self, act: Callable[..., Any], *args: Any) -> Any:
        """Let the desk's thread do something and wait for it."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, act, *args)

    async def start(self) -> AsyncIterator[Request]:
        """Ask for work, for ever."""
        while not self.stopping:
            await self.ask(self.desk.beat)
            room = AT_ONCE - self.flying
            for fetch in await self.ask(self.desk.due, room) if room > 0 else ():
                self.flying += 1
                yield self.request(fetch)
            await asyncio.sleep(PAUSE_SECONDS)

    def request(self, fetch: Fetch) -> Request:
        """The question for one address, conditional where the last answer allows it."""
        headers = {"If-None-Match": fetch.etag, "If-Modified-Since": fetch.last_modified}
        return Request(
            fetch.url,
            headers={name: value for name, value in headers.items() if value},
            callback=self.answered,
            errback=self.failed,
            dont_filter=True,
            cb_kwargs={"fetch": fetch},
            meta={"handle_httpstatus_list": ANSWERS},
        )

    async def answered(self, response: Response, fetch: Fetch) -> None:
        """Hand an answer over, whatever its status."""
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        await self.take(
            Capture(
                fetch.key,
                fetch.url,
                response.url,
                fetch.shape,
                response.status,
                headers,
                response.body,
                self.now(),
            )
        )

    async def failed(self, failure: Failure) -> None:
        """Hand a failure over as an answer without a status."""
        fetch: Fetch = failure.request.cb_kwargs["fetch"]  # type: ignore[attr-defined]
        await self.take(
            Capture(fetch.key, fetch.url, fetch.url, fetch.shape, 0, (), b"", self.now(), reason_of(failure))
        )

    async def take(self, capture: Capture) -> None:
        """Give an answer to the desk; what the desk cannot keep, its lease brings back."""
        try:
            await self.ask(self.desk.take, capture)
        except Exception:  # the loop's edge: one answer must not stop the crawl
            log.exception("could not keep the answer of %s", capture.url)
        finally:
            self.flying -= 1


def reason_of(failure: Failure) -> str:
    """Why an address gave no answer, in a few words."""
    fault = failure.value
    if isinstance(fault, HttpError):  # a redirect that leads nowhere
        return f"HTTP {fault.response.status}"
    if isinstance(fault, IgnoreRequest) and "robots.txt" in str(fault):
        return "robots.txt"
    return f"{type(fault).__name__}: {fault}"[:300]


def settings_of(manners: Manners) -> dict[str, Any]:
    """Scrapy's settings: its safe ends, none of its doors."""
    return {
        "USER_AGENT": manners.agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "diembao",
        "TWISTED_DNS_RESOLVER": "crawler.resolver.GuardedResolver",
        "DIAL_MAP": dict(manners.dial_map),
        "OFFLINE": manners.is_offline,
        "DOWNLOAD_DELAY": manners.delay,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "DOWNLOAD_SLOTS": {
            host: {"delay": delay, "concurrency": manners.per_host, "jitter": 0.0}
            for host, delay in manners.delays.items()
        },
        "CONCURRENT_REQUESTS": AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": manners.per_host,
        "DOWNLOAD_TIMEOUT": manners.timeout,
        "DOWNLOAD_MAXSIZE": manners.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {"file": None, "data": None, "ftp": None, "s3": None},
        "REDIRECT_MAX_TIMES": 5,
        "METAREFRESH_MAXDELAY": 1,  # a page that moves at once is followed, one that reloads itself is a page
        "HTTPPROXY_ENABLED": False,  # a proxy would dial in our place, past the guard
        "RETRY_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
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
    told.setLevel(logging.WARNING)
    # A host that does not answer is written down at its source; a trace in the log helps nobody.
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    crawler = process.create_crawler(PressSpider)

    def stop(**_: Any) -> None:
        if isinstance(crawler.spider, PressSpider):
            crawler.spider.stopping = True

    crawler.signals.connect(stop, signals.spider_closed)
    process.crawl(crawler, desk=desk, now=now)
    process.start()
