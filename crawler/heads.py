"""The HTTP client, with an end to how much head an answer may have, and no second try of its own."""

from collections.abc import Callable

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE, Request
from twisted.web.iweb import IResponse

MOST_HEAD_BYTES = 256 * 1024
failure: Callable[[BaseException], Failure] = Failure


class EndlessHead(Exception):
    """An answer whose head does not end."""


class Connection(_LenientHTTP11ClientProtocol):
    """A connection that hangs up on a head that does not end."""

    head_bytes = 0

    def request(self, request: Request) -> Deferred[IResponse]:
        """Begin anew: one connection serves many questions."""
        self.head_bytes = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Count what comes before a body, interim answers among it."""
        parser = self._parser
        is_head = parser is not None and parser.state not in {BODY, DONE}
        self.head_bytes = self.head_bytes + len(data) if is_head else 0
        if self.head_bytes > MOST_HEAD_BYTES:
            give_up: Callable[[object], None] = self._giveUp
            give_up(failure(EndlessHead("the head does not end")))
        else:
            receive: Callable[[bytes], None] = super().dataReceived
            receive(data)


class ConnectionFactory(_LenientHTTP11ClientFactory):
    """Makes such connections."""

    noisy = False

    def buildProtocol(self, _: IAddress | None) -> Connection:  # noqa: N802 - Twisted's name
        """One connection."""
        make: Callable[[object], Connection] = Connection
        return make(self._quiescentCallback)


class Handler(HTTP11DownloadHandler):
    """Scrapy's own handler with such connections; what fails on a used one is asked again in its turn."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False
        self._pool._factory = ConnectionFactory  # noqa: SLF001 - as Scrapy sets its own there
