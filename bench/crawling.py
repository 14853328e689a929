"""Pages through the whole of collecting, beside a Scrapy run that only downloads: same server, same run.

The server, our crawl and the peer's are processes of their own; each crawl tells its own CPU seconds.
"""

import asyncio
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response

from bench import material
from config.command import set_up
from crawler.spider import AT_ONCE
from crawler.turns import AT_ONCE as PER_HOST

ROOT = Path(__file__).resolve().parent.parent
HOSTS = 100
DISTINCT = 200


@dataclass(frozen=True, slots=True)
class Run:
    """What one crawl did, and the CPU seconds its process took for it."""

    pages: int
    seconds: float

    @property
    def rate(self) -> float:
        """Pages for each of them."""
        return self.pages / self.seconds


def compare(pages: int) -> tuple[Run, Run]:
    """Our crawl and the peer's of so many pages."""
    with serving() as port:
        return crawled("ours", port, pages), crawled("theirs", port, pages)


def crawled(whose: str, port: int, pages: int) -> Run:
    """One crawl, in a process of its own."""
    command = [sys.executable, "-m", "bench.crawling", whose, str(port), str(pages)]
    with tempfile.TemporaryDirectory(prefix="diembao-crawl-") as home:
        place = {"DIEMBAO_HOME": home, "DATABASE_URL": f"sqlite:///{home}/bench.sqlite3"}
        told = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **place}, check=True, stdout=subprocess.PIPE, text=True
        )
    return Run(**json.loads(told.stdout))


@contextmanager
def serving() -> Iterator[int]:
    """The press on a port of this machine."""
    command = [sys.executable, "-m", "bench.crawling", "serve"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield int(server.stdout.readline() if server.stdout else 0)
        finally:
            server.terminate()


def serve() -> None:
    """Answer every host and path with some page, until stopped."""
    bodies = [page.html for page in material.pages(DISTINCT)]
    answers = [
        b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: "1"\r\n'
        b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
        for body in bodies
    ]
    asyncio.run(answering(answers))


async def answering(answers: Sequence[bytes]) -> None:
    """The server's loop: as little as will do, for it shares the machine."""
    free = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await asked(reader):
            path = head.split(b" ", 2)[1]
            number = path.rpartition(b"/")[2]
            writer.write(answers[int(number) % len(answers)] if number.isdigit() else free)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def asked(reader: asyncio.StreamReader) -> bytes:
    """The next question's head; nothing when there are no more."""
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


def address(number: int, port: int) -> str:
    """A page of one of the hosts."""
    return f"http://bao{number % HOSTS}.localhost:{port}/bai/{number}"


def dial_map() -> dict[str, str]:
    """All hosts are this machine."""
    return {f"bao{number}.localhost": "127.0.0.1" for number in range(HOSTS)}


class Download(Spider):
    """The peer: it counts what comes."""

    name = "download"

    def __init__(self, urls: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls = urls
        self.pages = 0

    async def start(self) -> AsyncIterator[Request]:
        """Everything at once."""
        for url in self.urls:
            yield Request(url, dont_filter=True)

    def parse(self, response: Response) -> None:
        """One more."""
        self.pages += bool(response.body)


def theirs(urls: Sequence[str]) -> Run:
    """Scrapy by itself, with as much at once as ours and nothing written."""
    settings = {
        "TWISTED_DNS_RESOLVER": "crawler.resolver.GuardedResolver",
        "DIAL_MAP": dial_map(),
        "CONCURRENT_REQUESTS": AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": PER_HOST,
        "DOWNLOAD_DELAY": 0.0,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
    }
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Download)
    process.crawl(crawler, urls=urls)
    began = time.process_time()
    process.start()
    spent = time.process_time() - began
    return Run(crawler.spider.pages if isinstance(crawler.spider, Download) else 0, spent)


def ours(urls: Sequence[str]) -> Run:
    """The real collecting: fetched, checked for marks, written as WARC and rowed, the next step put in."""
    set_up()
    importlib.import_module("config.verbs.prepare").ensure()
    collecting = importlib.import_module("bench.collecting")
    pages, seconds = collecting.run(urls, dial_map())
    return Run(pages, seconds)


def main(whose: str, port: int = 0, pages: int = 0) -> None:
    """One of the processes."""
    if whose == "serve":
        serve()
        return
    crawl = {"ours": ours, "theirs": theirs}[whose]
    print(json.dumps(asdict(crawl([address(number, port) for number in range(pages)]))))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
