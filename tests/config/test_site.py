import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest

from config.site import answers
from tests.e2e.running import free_ports


@contextlib.contextmanager
def speaking(words: bytes) -> Iterator[str]:
    """Somebody who says the same to everybody; the address at which."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        speaker = threading.Thread(target=say, args=(door, words))
        speaker.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/health"
        speaker.join()


def say(door: socket.socket, words: bytes) -> None:
    guest, _ = door.accept()
    with guest:
        guest.recv(4096)
        guest.sendall(words)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", True),
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", True),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", True),
        (b"220 mail.example ESMTP\r\n", False),
        (b"", False),
    ],
)
def test_whoever_speaks_http_answers(words: bytes, wanted: bool) -> None:
    with speaking(words) as url:
        assert answers(url) is wanted


def test_nobody_is_no_answer() -> None:
    assert answers(f"http://127.0.0.1:{free_ports(1)}/health") is False


def test_the_proxy_of_the_surroundings_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_ports(1)}")
    monkeypatch.delenv("no_proxy", raising=False)
    with speaking(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") as url:
        assert answers(url) is True
