from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO
from wsgiref.util import setup_testing_defaults

from django.urls import resolve

from config.wsgi import application


def ask(path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    """A page, as a server asks for it."""
    environ: dict[str, object] = {"PATH_INFO": path, "HTTP_HOST": host, "wsgi.input": BytesIO()}
    setup_testing_defaults(environ)
    heads: list[str] = []

    def start(status: str, _headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        heads.append(status)
        return BytesIO().write

    body = b"".join(application(environ, start))
    return int(heads[0].split()[0]), body.decode()


def test_the_site_answers_a_server() -> None:
    assert ask("/robots.txt") == (HTTPStatus.OK, "User-agent: *\nDisallow: /\n")


def test_another_hosts_name_is_refused() -> None:
    assert ask("/robots.txt", "dau-do.example")[0] == HTTPStatus.BAD_REQUEST


def test_every_address_is_the_webs() -> None:
    assert resolve("/health").func.__module__.startswith("web.")
