"""A loopback server that says exactly the bytes it is told to, however wrong they are, and notes who came."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

LONGEST_HEAD = 1 << 20
OK = b"HTTP/1.1 200 OK\r\n"


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    host: str
    path: str
    head: str
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header, or nothing."""
        lines = (line.partition(":") for line in self.head.splitlines()[1:])
        return next((value.strip() for key, _, value in lines if key.lower() == name.lower()), "")


@dataclass
class Wire:
    """A running server."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def paths(self) -> list[str]:
        """What was asked for, host and path, in its order."""
        return [one.host + one.path for one in self.asked]


# What a path says: bytes, or pieces of them that come while somebody listens.
Answer = bytes | Callable[[Wire], Iterable[bytes]]


def says(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer."""
    told = {"Content-Length": str(len(body)), "Connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in told.items() if value)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def leads_to(location: str, status: int = 302) -> bytes:
    """A redirect."""
    return says(status=f"{status} Moved", Location=location)


def drips(every: float, piece: bytes = b"x") -> Callable[[Wire], Iterator[bytes]]:
    """A little at a time, for ever."""

    def answer(wire: Wire) -> Iterator[bytes]:
        yield OK + b"Content-Type: text/html\r\n\r\n"
        while not wire.closing.wait(every):
            yield piece

    return answer


def endless(head: bytes = OK + b"\r\n") -> Callable[[Wire], Iterator[bytes]]:
    """As much as anybody takes."""

    def answer(wire: Wire) -> Iterator[bytes]:
        yield head
        while not wire.closing.is_set():
            yield b"x" * 65_536

    return answer


@contextmanager
def opened(answers: Mapping[str, Answer], context: ssl.SSLContext | None = None) -> Iterator[Wire]:
    """The server on a free port; an answer is found by host and path, by path, or under ``*``."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        wire = Wire(server.getsockname()[1])
        threads: list[threading.Thread] = []

        def accept() -> None:
            while not wire.closing.is_set():
                with suppress(OSError):
                    line, _ = server.accept()
                    threads.append(threading.Thread(target=_serve, args=(wire, line, answers, context)))
                    threads[-1].start()

        gate = threading.Thread(target=accept)
        gate.start()
        try:
            yield wire
        finally:
            wire.closing.set()
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", wire.port), 1).close()
            for thread in [gate, *threads]:
                thread.join(10)


def _serve(
    wire: Wire, line: socket.socket, answers: Mapping[str, Answer], context: ssl.SSLContext | None
) -> None:
    line.settimeout(10)
    with suppress(OSError, ValueError), line:
        secured = context.wrap_socket(line, server_side=True) if context else line
        with secured:
            asked = _read(secured)
            wire.asked.append(asked)
            keys = (asked.host + asked.path, asked.path, "*")
            answer = next((answers[key] for key in keys if key in answers), says(status="404 Not Found"))
            for piece in [answer] if isinstance(answer, bytes) else answer(wire):
                secured.sendall(piece)


def _read(line: socket.socket) -> Asked:
    data = b""
    while b"\r\n\r\n" not in data and len(data) < LONGEST_HEAD:
        part = line.recv(65_536)
        if not part:
            raise ConnectionResetError
        data += part
    raw, _, body = data.partition(b"\r\n\r\n")
    head = raw.decode("latin-1")
    asked = Asked("", head.split()[1], head, body)
    length = int(asked.header("content-length") or 0)
    while len(body) < length and (part := line.recv(65_536)):
        body += part
    return Asked(asked.header("host").partition(":")[0], asked.path, head, body)
