"""A real crawl of a real server on this machine, reached through the dial map and nothing else."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.press import BIG, MIDDLING, PAGE, Press, opened

ROOT = Path(__file__).resolve().parent.parent.parent
HOSTS = ["bao.localhost", "tep.localhost"]
TIMEOUT = 8.0
# The address by its key; what is no path is an address of its own.
ADDRESSES = {
    "page": "/bai",
    "fresh": "/khong-doi",
    "known": "/khong-doi",
    "gzip": "/nen",
    "moved": "/cu",
    "loop": "/vong",
    "once too often": "/cu",
    "nowhere": "/cut",
    "elsewhere": "/tam",
    "inside": "/vao-trong",
    "file": "/vao-tep",
    "gone": "/het",
    "for good": "/mat",
    "broken": "/loi",
    "busy": "/ban",
    "big": "/to",
    "endless": "/dai",
    "bomb": "/bom",
    "silent": "/treo",
    "drip": "/nho-giot",
    "flood": "/lu",
    "chatter": "/lam-loi",
    "torn": "/rach",
    "torn chunk": "/rach-khuc",
    "liar": "/doi",
    "no web": "/khong-phai",
    "reload": "/lam-moi",
    "reload at once": "/tu-lam-moi",
    "moves on": "/doi-cho",
    "localhost": "http://localhost:{port}/trong",
    "unmapped": "http://khac.localhost:{port}/trong",
    "literal": "http://127.0.0.1:{port}/trong",
    "short": "http://127.1:{port}/trong",
    "number": "http://2130706433:{port}/trong",
    "zero": "http://0.0.0.0:{port}/trong",
    "six": "http://[::1]:{port}/trong",
    "mapped six": "http://[::ffff:127.0.0.1]:{port}/trong",
    "cloud": "http://169.254.169.254/latest/meta-data",
    **{f"again {number}": "/vua" for number in range(20)},
    "a file": "file:///etc/passwd",
    "ftp": "ftp://bao.localhost/x",
    "no scheme": "//bao.localhost/x",
}
INNER = ["localhost", "unmapped", "literal", "short", "number", "zero", "six", "mapped six", "cloud"]


def plan(press: Press, addresses: dict[str, str], **more: object) -> dict[str, object]:
    """What the child process is told."""
    fetches: list[dict[str, object]] = [
        {"key": key, "url": address(press, text)} for key, text in addresses.items()
    ]
    for fetch in fetches:
        if fetch["key"] == "known":
            fetch.update(etag='"so-1"', last_modified="Thu, 01 Oct 2026 00:00:00 GMT")
        if fetch["key"] == "once too often":
            fetch.update(hops=5)
    manners = {
        "dial_map": dict.fromkeys(HOSTS, "127.0.0.1"),
        "timeout": TIMEOUT,
        "max_bytes": BIG // 2,
    }
    return {"fetches": fetches, "manners": manners, "ends": True, **more}


def address(press: Press, text: str) -> str:
    return (text if "//" in text else f"http://bao.localhost:{{port}}{text}").format(port=press.port)


def start(folder: Path, told: dict[str, object], **environment: str) -> "subprocess.Popen[str]":
    """The crawl's process."""
    path = folder / "plan.json"
    path.write_text(json.dumps(told), "utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crawler.crawling", str(path)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answers(printed: str) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in map(json.loads, printed.splitlines())}


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with opened() as found:
        yield found


@pytest.fixture(scope="module")
def crawled(press: Press, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Every answer of one crawl, by its key."""
    # A proxy of the surroundings would dial in our place, past the guard.
    process = start(tmp_path_factory.mktemp("crawl"), plan(press, ADDRESSES), http_proxy="http://127.0.0.1:9")
    printed, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return answers(printed)


Answers = dict[str, dict[str, Any]]


def test_every_question_has_its_answer(crawled: Answers) -> None:
    assert crawled.keys() == {"alive", *ADDRESSES}


def test_a_page_is_answered_with_its_status_headers_and_body(press: Press, crawled: Answers) -> None:
    told = crawled["page"]
    assert (told["status"], told["error"], told["body"]) == (200, "", PAGE.decode("latin-1"))
    assert told["final_url"] == told["url"] == f"http://bao.localhost:{press.port}/bai"
    assert told["headers"]["content-type"] == "text/html; charset=utf-8"
    assert datetime.fromisoformat(told["fetched_at"]).tzinfo is not None


def test_a_body_is_taken_out_of_its_coding(crawled: Answers) -> None:
    assert (crawled["gzip"]["status"], crawled["gzip"]["size"]) == (200, len(PAGE))


def test_a_known_page_is_asked_for_conditionally(press: Press, crawled: Answers) -> None:
    assert (crawled["fresh"]["status"], crawled["fresh"]["headers"]["etag"]) == (200, '"so-1"')
    assert (crawled["known"]["status"], crawled["known"]["size"]) == (304, 0)
    asked = sorted(one.headers.get("if-none-match", "") for one in press.of("bao.localhost", "/khong-doi"))
    assert asked == ["", '"so-1"']


@pytest.mark.parametrize(
    ("key", "hop", "is_permanent"),
    [
        ("moved", "http://bao.localhost:{port}/moi", True),
        ("loop", "http://bao.localhost:{port}/vong", False),
        ("elsewhere", "http://tep.localhost:{port}/moi?a=1", False),
        ("inside", "http://127.0.0.1:{port}/trong", False),
        ("moves on", "http://bao.localhost:{port}/moi", False),
    ],
)
def test_a_redirect_comes_back_as_a_hop(
    press: Press, crawled: Answers, key: str, hop: str, is_permanent: bool
) -> None:
    told = crawled[key]
    assert (told["hop"], told["is_permanent"]) == (hop.format(port=press.port), is_permanent)
    assert (told["final_url"], told["size"], told["error"]) == (told["url"], 0, "")


@pytest.mark.parametrize(
    ("key", "reason"),
    [("nowhere", "HTTP 301"), ("file", "redirect to file:"), ("once too often", "too many redirects")],
)
def test_a_redirect_to_nowhere_says_so(crawled: Answers, key: str, reason: str) -> None:
    told = crawled[key]
    assert (told["status"], told["hop"], told["error"]) == (0, "", reason)


@pytest.mark.parametrize(
    ("key", "status"), [("gone", 404), ("for good", 410), ("broken", 500), ("busy", 429)]
)
def test_a_refusal_is_an_answer_too(crawled: Answers, key: str, status: int) -> None:
    assert (crawled[key]["status"], crawled[key]["error"]) == (status, "")


def test_a_request_for_patience_comes_with_its_time(crawled: Answers) -> None:
    assert crawled["busy"]["headers"]["retry-after"] == "90"


@pytest.mark.parametrize("key", INNER)
def test_no_address_inside_is_dialled_that_the_map_does_not_name(crawled: Answers, key: str) -> None:
    assert (crawled[key]["status"], crawled[key]["error"]) == (0, "blocked address")


def test_nothing_ever_reached_an_inner_page(press: Press, crawled: Answers) -> None:
    assert [one for one in press.asked if one.path == "/trong"] == []
    assert {one.host for one in press.asked} == {"bao.localhost"}


@pytest.mark.parametrize(
    ("key", "error"), [("a file", "bad scheme"), ("ftp", "bad scheme"), ("no scheme", "bad address")]
)
def test_only_the_web_is_asked(crawled: Answers, key: str, error: str) -> None:
    assert (crawled[key]["status"], crawled[key]["error"]) == (0, error)


@pytest.mark.parametrize("key", ["big", "endless", "bomb"])
def test_an_oversized_body_is_refused(crawled: Answers, key: str) -> None:
    assert (crawled[key]["status"], crawled[key]["size"]) == (0, 0)
    assert crawled[key]["error"] != ""


@pytest.mark.parametrize("key", ["silent", "drip"])
def test_a_whole_answer_takes_only_so_long(crawled: Answers, key: str) -> None:
    assert crawled[key]["status"] == 0
    assert f"took longer than {TIMEOUT} seconds" in crawled[key]["error"]


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("flood", "the head does not end"),
        ("chatter", "the head does not end"),
        ("torn", "the answer was cut short"),
        ("torn chunk", "the answer was cut short"),
        ("no web", "ParseError"),
    ],
)
def test_what_is_no_whole_answer_fails_with_its_reason(crawled: Answers, key: str, reason: str) -> None:
    assert (crawled[key]["status"], crawled[key]["size"]) == (0, 0)
    assert reason in crawled[key]["error"]


def test_one_connection_serves_many_answers(crawled: Answers) -> None:
    told = [crawled[f"again {number}"] for number in range(20)]
    assert {(one["status"], one["size"], one["error"]) for one in told} == {(200, MIDDLING, "")}


def test_no_more_is_read_than_was_promised(crawled: Answers) -> None:
    assert (crawled["liar"]["status"], crawled["liar"]["body"]) == (200, "y" * 10)


@pytest.mark.parametrize(("key", "path"), [("reload", "/lam-moi"), ("reload at once", "/tu-lam-moi")])
def test_a_page_that_reloads_itself_is_a_page(press: Press, crawled: Answers, key: str, path: str) -> None:
    assert (crawled[key]["status"], crawled[key]["hop"]) == (200, "")
    assert len(press.of("bao.localhost", path)) == 1


def test_we_say_who_we_are_and_carry_nothing_else(press: Press, crawled: Answers) -> None:
    assert {one.headers["user-agent"] for one in press.asked} == {"diembao/test"}
    assert [one.path for one in press.asked if "cookie" in one.headers or "referer" in one.headers] == []


def test_an_answer_comes_with_its_question_as_it_was_sent(press: Press, crawled: Answers) -> None:
    (asked,) = [one for one in press.of("bao.localhost", "/khong-doi") if "if-none-match" in one.headers]
    sent = {name.lower(): value for name, value in crawled["known"]["sent"].items()}
    assert sent == {name: value for name, value in asked.headers.items() if name != "connection"}


@pytest.mark.parametrize(
    ("fails", "told", "fault"),
    [
        ("due", ["alive"], "OSError: the desk is away"),
        ("take", ["alive", "page"], "OSError: the answers cannot be kept"),
    ],
)
def test_without_its_desk_a_crawl_ends(
    press: Press, tmp_path: Path, fails: str, told: list[str], fault: str
) -> None:
    process = start(tmp_path, plan(press, {"page": "/bai"}, fails=fails, ends=False))
    printed, errors = process.communicate(timeout=120)
    assert (process.returncode, list(answers(printed))) == (0, told)
    assert fault in errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_crawl_cleanly(press: Press, tmp_path: Path, number: signal.Signals) -> None:
    process = start(tmp_path, plan(press, {}, ends=False))
    assert process.stdout is not None
    assert json.loads(process.stdout.readline()) == {"key": "alive"}
    process.send_signal(number)
    printed, errors = process.communicate(timeout=15)
    assert (process.returncode, printed, errors) == (0, "", "")
