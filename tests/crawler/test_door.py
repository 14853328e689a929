"""The door against real servers on this machine, reached through the dial map and nothing else."""

import asyncio
import gzip
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.door import Caps, Door, Names, no_names, system_names
from crawler.model import Shape
from crawler.reasons import NotAsked, Obstacle
from tests.crawler.certificate import self_signed
from tests.crawler.wire import OK, Answer, Wire, drips, endless, leads_to, opened, says

NOW = datetime(2026, 10, 1, tzinfo=UTC)
MAPPED = dict.fromkeys(["bao.localhost", "khac.localhost", "kin.localhost"], "127.0.0.1")
PAGE = "<html>Cầu Bến Lội thông xe</html>".encode()
MEGABYTE = 1024 * 1024
ANSWERS: dict[str, Answer] = {
    "/bai": says(PAGE, Content_Type="text/html; charset=utf-8", Set_Cookie="a=1"),
    "/nen": says(gzip.compress(PAGE), Content_Encoding="gzip"),
    "/het": says(b"gone", status="410 Gone"),
    "/cu": leads_to("moi", 301),
    "/moi": says(PAGE),
    "/1": leads_to("/2"),
    "/2": leads_to("/3"),
    "/3": leads_to("/4"),
    "/4": leads_to("/5"),
    "/5": leads_to("/6"),
    "/6": leads_to("/bai"),
    "/vong": leads_to("/vong"),
    "/cut": says(b"here", status="302 Found"),
    "/vao-trong": leads_to("http://127.0.0.1/trong"),
    "/vao-nha": leads_to("http://nha.example/"),
    "/vao-tep": leads_to("file:///etc/passwd"),
    "/vao-dau": leads_to("http://[::1"),
    "/sang": leads_to("//khac.localhost:{port}/bai"),
    "/to": endless(),
    "/hen-to": OK + b"Content-Length: 99999999999\r\n\r\n",
    "/doi": endless(OK + b"Content-Length: 10\r\n\r\n"),
    "/bom": says(gzip.compress(bytes(8 * MEGABYTE)), Content_Encoding="gzip"),
    "/br": says(b"x", Content_Encoding="br"),
    "/ngan": says(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"),
    "/nho-giot": drips(0.05),
    "/dau-dai": OK + b"".join(b"X-%d: a\r\n" % n for n in range(100_000)) + b"\r\n",
    "/la": b"SSH-2.0-OpenSSH\r\n",
    "/im": b"",
    "/tieng-viet": OK + "X-Ten: Bến Lội\r\nX-La: ".encode() + b"\xff\r\nContent-Length: 0\r\n\r\n",
}


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    answers = dict(ANSWERS)
    with opened(answers) as found:
        answers["/sang"] = leads_to(f"//khac.localhost:{found.port}/bai")
        yield found


def door(resolver: Names = no_names, **caps: float) -> Door:
    return Door("diembao/test (+https://tinh.example)", lambda: NOW, Caps(**caps), MAPPED, resolver)  # type: ignore[arg-type]


def url(wire: Wire, path: str) -> str:
    return f"http://bao.localhost:{wire.port}{path}"


def obstacle(asked: Door, address: str) -> Obstacle:
    with pytest.raises(NotAsked) as told:
        asked.get(address)
    return told.value.reason.obstacle


def test_an_answer_comes_with_what_was_asked(wire: Wire) -> None:
    told = door().get(url(wire, "/bai"), shape=Shape.FEED)
    assert (told.status, told.body, told.shape, told.fetched_at) == (200, PAGE, Shape.FEED, NOW)
    assert (told.url, told.final_url) == (url(wire, "/bai"), url(wire, "/bai"))
    assert told.header("content-type") == "text/html; charset=utf-8"
    assert dict(told.request_headers)["User-Agent"] == "diembao/test (+https://tinh.example)"


def test_the_door_says_who_it_is_and_carries_nothing_else(wire: Wire) -> None:
    asked = door()
    asked.get(url(wire, "/bai"))
    asked.get(url(wire, "/bai"))
    head = wire.asked[-1]
    assert head.header("user-agent") == "diembao/test (+https://tinh.example)"
    assert [head.header(name) for name in ("cookie", "referer", "authorization")] == ["", "", ""]


def test_a_body_is_taken_out_of_its_coding(wire: Wire) -> None:
    assert door().get(url(wire, "/nen")).body == PAGE


@pytest.mark.parametrize(("path", "status", "body"), [("/het", 410, b"gone"), ("/cut", 302, b"")])
def test_every_status_is_an_answer(wire: Wire, path: str, status: int, body: bytes) -> None:
    told = door().get(url(wire, path))
    assert (told.status, told.body) == (status, body)


@pytest.mark.parametrize(("path", "end"), [("/cu", "/moi"), ("/2", "/bai")])
def test_redirects_are_followed_a_few_times(wire: Wire, path: str, end: str) -> None:
    told = door().get(url(wire, path))
    assert (told.url, told.final_url, told.body) == (url(wire, path), url(wire, end), PAGE)


@pytest.mark.parametrize("path", ["/1", "/vong"])
def test_redirects_are_not_followed_for_ever(wire: Wire, path: str) -> None:
    assert obstacle(door(), url(wire, path)) is Obstacle.TOO_MANY_HOPS


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/vao-trong", Obstacle.BLOCKED),
        ("/vao-nha", Obstacle.BLOCKED),
        ("/vao-tep", Obstacle.BAD_SCHEME),
        ("/vao-dau", Obstacle.BAD_ADDRESS),
    ],
)
def test_no_redirect_leads_inside(wire: Wire, path: str, expected: Obstacle) -> None:
    async def inner(_host: str) -> Sequence[str]:
        return ["10.0.0.1"]

    assert obstacle(door(inner), url(wire, path)) is expected
    assert "127.0.0.1/trong" not in wire.paths()


def test_headers_go_to_their_own_site_alone(wire: Wire) -> None:
    door().get(url(wire, "/cu"), {"Authorization": "Basic YTpi"})
    door().get(url(wire, "/sang"), {"Authorization": "Basic YTpi"})
    sent = {one.host + one.path: one.header("authorization") for one in wire.asked[-4:]}
    assert sent == {
        "bao.localhost/cu": "Basic YTpi",
        "bao.localhost/moi": "Basic YTpi",
        "bao.localhost/sang": "Basic YTpi",
        "khac.localhost/bai": "",
    }


def test_a_body_is_sent_with_its_headers(wire: Wire) -> None:
    told = door().post(url(wire, "/bai"), b'{"a": 1}', {"Content-Type": "application/json"})
    asked = wire.asked[-1]
    assert (told.status, told.body) == (200, PAGE)
    assert (asked.head.split()[0], asked.body, asked.header("content-type")) == (
        "POST",
        b'{"a": 1}',
        "application/json",
    )


def test_what_was_sent_follows_no_redirect(wire: Wire) -> None:
    before = len(wire.asked)
    assert door().post(url(wire, "/cu"), b"a").status == 301
    assert [one.path for one in wire.asked[before:]] == ["/cu"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/to", Obstacle.TOO_LARGE),
        ("/hen-to", Obstacle.TOO_LARGE),
        ("/bom", Obstacle.TOO_LARGE),
        ("/br", Obstacle.BROKEN),
        ("/ngan", Obstacle.BROKEN),
        ("/dau-dai", Obstacle.BROKEN),
        ("/la", Obstacle.BROKEN),
        ("/im", Obstacle.BROKEN),
    ],
)
def test_an_answer_that_is_none_says_why(wire: Wire, path: str, expected: Obstacle) -> None:
    assert obstacle(door(most_bytes=2 * MEGABYTE), url(wire, path)) is expected


def test_no_more_is_taken_than_was_announced(wire: Wire) -> None:
    # Where what follows comes at once, the answer is broken.
    with suppress(NotAsked):
        assert door().get(url(wire, "/doi")).body == b"x" * 10


def test_time_is_bounded_as_a_whole_and_not_by_each_byte(wire: Wire) -> None:
    assert obstacle(door(seconds=0.5), url(wire, "/nho-giot")) is Obstacle.TOO_SLOW


def test_headers_of_any_bytes_are_kept(wire: Wire) -> None:
    told = door().get(url(wire, "/tieng-viet"))
    assert (told.header("x-ten"), told.header("x-la")) == ("Bến Lội", "ÿ")


def test_a_server_that_is_away_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert obstacle(door(), f"http://bao.localhost:{port}/") is Obstacle.UNREACHABLE


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with opened(ANSWERS, self_signed("kin.localhost", tmp_path)) as secured:
        told = obstacle(door(), f"https://kin.localhost:{secured.port}/bai")
        assert (told, secured.asked) == (Obstacle.BAD_CERTIFICATE, [])


def test_a_proxy_of_the_surroundings_is_not_asked(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert door().get(url(wire, "/bai")).status == 200


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1/", Obstacle.BLOCKED),
        ("http://[::1]/", Obstacle.BLOCKED),
        ("http://2130706433/", Obstacle.BLOCKED),
        ("http://trong.example/", Obstacle.BLOCKED),
        ("http://vang.example/", Obstacle.UNKNOWN_HOST),
        ("http://9.9.9.9/", Obstacle.UNKNOWN_HOST),  # whoever knows no names dials none that are written out
        ("http://bao.example:6379/", Obstacle.BAD_PORT),
        ("http://a\\@b.example/", Obstacle.BAD_ADDRESS),
        ("http://faß.example/", Obstacle.BAD_ADDRESS),
        ("file:///etc/passwd", Obstacle.BAD_SCHEME),
    ],
)
def test_an_address_that_may_not_be_asked_is_not(address: str, expected: Obstacle) -> None:
    async def names(host: str) -> Sequence[str]:
        return {"trong.example": ["10.0.0.1", "fe80::1"]}.get(host, [])

    assert obstacle(door(names), address) is expected


def test_a_name_is_looked_up_once_for_each_question_and_judged_each_time() -> None:
    asked: list[str] = []

    async def rebinding(host: str) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    turned = [obstacle(door(rebinding), "http://doi.example/") for _ in range(2)]
    assert (turned, asked) == ([Obstacle.BLOCKED] * 2, ["doi.example"] * 2)


def test_a_mapped_host_is_never_looked_up(wire: Wire) -> None:
    async def nobody(host: str) -> Sequence[str]:
        raise AssertionError(host)

    assert door(nobody).get(url(wire, "/bai")).status == 200


def test_many_may_ask_at_once(wire: Wire) -> None:
    async def several() -> list[int]:
        told = await asyncio.gather(*(door().ask(url(wire, "/bai")) for _ in range(5)))
        return [one.status for one in told]

    assert asyncio.run(several()) == [200] * 5


def test_the_system_knows_itself_and_no_nonsense() -> None:
    assert "127.0.0.1" in asyncio.run(system_names("localhost"))
    assert asyncio.run(system_names("a" * 70 + ".example")) == []
