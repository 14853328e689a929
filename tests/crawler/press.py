"""A small real web server on this machine, with the manners and the faults of the press."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

RULES = {
    "kin": "User-agent: *\nDisallow: /rieng/\n\nUser-agent: diembao\nDisallow: /kin/\n",
    "cham": "User-agent: *\nCrawl-delay: 3\n",
}
PAGE = "<!DOCTYPE html><html><body><p>Cầu Bến Lội thông xe.</p></body></html>".encode()
REFRESH = '<!DOCTYPE html><html><head><meta http-equiv="refresh" content="{}"></head></html>'
BIG = 300_000
MIDDLING = 30_000


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    host: str
    path: str
    at: float
    headers: dict[str, str]


@dataclass
class Press:
    """A running server and what was asked of it."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def of(self, host: str, path: str = "") -> list[Asked]:
        """What was asked of a host, oldest first."""
        return [one for one in self.asked if one.host == host and path in {"", one.path}]


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    protocol_version = "HTTP/1.1"

    @property
    def press(self) -> Press:
        """The press this answers for."""
        return cast("Server", self.server).press

    def do_GET(self) -> None:
        """Note the request and answer it."""
        host, _, _ = self.headers["Host"].partition(":")
        told = {name.lower(): value for name, value in self.headers.items()}
        self.press.asked.append(Asked(host, self.path, time.monotonic(), told))
        MANNERS.get(self.path, Handler.page)(self)

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer with a status, headers and a body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        """A page."""
        self.send(200, PAGE, Content_Type="text/html; charset=utf-8", Set_Cookie="a=1")

    def rules(self) -> None:
        """Who may come where, and how often."""
        rules = RULES.get(self.headers["Host"].partition(".")[0], "")
        self.send(200 if rules else 404, rules.encode())

    def busy_once(self) -> None:
        """Patience, please: once."""
        host, _, _ = self.headers["Host"].partition(":")
        if len(self.press.of(host, self.path)) == 1:
            self.send(429, Retry_After="2")
        else:
            self.page()

    def unchanged(self) -> None:
        """A page with an ETag."""
        if self.headers.get("If-None-Match") == '"so-1"':
            self.send(304, ETag='"so-1"')
        else:
            self.send(200, PAGE, ETag='"so-1"', Last_Modified="Thu, 01 Oct 2026 00:00:00 GMT")

    def squeezed(self) -> None:
        """A page in gzip."""
        self.send(200, gzip.compress(PAGE), Content_Encoding="gzip", Content_Type="text/html")

    def bomb(self) -> None:
        """Very much in very little."""
        self.send(200, gzip.compress(b"\0" * BIG), Content_Encoding="gzip")

    def endless(self) -> None:
        """More than anybody wants, its length untold."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _ in range(BIG // 10_000):
            self.wfile.write(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def drip(self) -> None:
        """A byte now and then, for ever."""
        self.send_response(200)
        self.end_headers()
        while not self.press.closing.wait(0.2):
            self.wfile.write(b"x")
            self.wfile.flush()

    def flood(self) -> None:
        """A head that does not end."""
        self.send_response(200)
        self.flush_headers()
        while not self.press.closing.is_set():
            self.wfile.write(b"X-Them: " + b"x" * 1000 + b"\r\n")

    def chatter(self) -> None:
        """Interim answers for ever."""
        while not self.press.closing.is_set():
            self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 20)

    def torn(self) -> None:
        """Less than was promised."""
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(PAGE)
        self.close_connection = True

    def torn_chunk(self) -> None:
        """A chunked body without its end."""
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5\r\nxxxxx\r\n")
        self.close_connection = True

    def lie(self) -> None:
        """More than was promised."""
        self.send_response(200)
        self.send_header("Content-Length", "10")
        self.end_headers()
        self.wfile.write(b"y" * 10 + b"z" * BIG)
        self.close_connection = True

    def nonsense(self) -> None:
        """No HTTP at all."""
        self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n" * 3)
        self.close_connection = True

    def hang(self) -> None:
        """No answer."""
        self.press.closing.wait(20)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def to(location: str, status: int = 302) -> Callable[[Handler], None]:
    """A redirect; ``{port}`` is our own."""
    return lambda handler: handler.send(status, Location=location.format(port=handler.press.port))


def says(status: int, **headers: str) -> Callable[[Handler], None]:
    """A bare status."""
    return lambda handler: handler.send(status, b"", **headers)


def refreshes(content: str) -> Callable[[Handler], None]:
    """A page that reloads itself or moves on."""
    return lambda handler: handler.send(200, REFRESH.format(content).encode(), Content_Type="text/html")


MANNERS: dict[str, Callable[[Handler], None]] = {
    "/robots.txt": Handler.rules,
    "/khong-doi": Handler.unchanged,
    "/nen": Handler.squeezed,
    "/bom": Handler.bomb,
    "/dai": Handler.endless,
    "/vua": lambda handler: handler.send(200, b"x" * MIDDLING),
    "/to": lambda handler: handler.send(200, b"x" * BIG),
    "/treo": Handler.hang,
    "/nho-giot": Handler.drip,
    "/lu": Handler.flood,
    "/lam-loi": Handler.chatter,
    "/rach": Handler.torn,
    "/rach-khuc": Handler.torn_chunk,
    "/doi": Handler.lie,
    "/khong-phai": Handler.nonsense,
    "/cu": to("/moi", 301),
    "/tam": to("http://tep.localhost:{port}/moi?a=1#cuoi", 307),
    "/kin-hon": to("/kin/bai"),
    "/vong": to("/vong"),
    "/cut": says(301),
    "/vao-trong": to("http://127.0.0.1:{port}/trong"),
    "/vao-nha": to("http://localhost:{port}/trong", 307),
    "/vao-tep": to("file:///etc/passwd"),
    "/het": says(404),
    "/mat": says(410),
    "/loi": says(500),
    "/ban": says(429, Retry_After="90"),
    "/ban-mot-lan": Handler.busy_once,
    "/lam-moi": refreshes("30"),
    "/tu-lam-moi": refreshes("0"),
    "/doi-cho": refreshes("0; url=/moi"),
}


class Server(ThreadingHTTPServer):
    """A server that minds no client who hangs up."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.press = Press(self.server_address[1])

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def opened() -> Iterator[Press]:
    """The press on a free port of this machine, for as long as the block lasts."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.press
    finally:
        server.press.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
