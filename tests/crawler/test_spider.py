"""A real crawl of a real server on this machine, reached through the dial map and nothing else."""

import itertools
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

from tests.crawler.press import BIG, PAGE, Press, opened

ROOT = Path(__file__).resolve().parent.parent.parent
DELAY = 0.6
HOSTS = ["bao.localhost", "kin.localhost", "cham.localhost", "tep.localhost"]
# The address by its key; what is no path is an address of its own.
ADDRESSES = {
    "page": "/bai",
    "fresh": "/khong-doi",
    "known": "/khong-doi",
    "gzip": "/nen",
    "moved": "/cu",
    "loop": "/vong",
    "nowhere": "/cut",
    "inside": "/vao-trong",
    "home": "/vao-nha",
    "file": "/vao-tep",
    "gone": "/het",
    "for good": "/mat",
    "broken": "/loi",
    "busy": "/ban",
    "big": "/to",
    "endless": "/dai",
    "bomb": "/bom",
    "silent": "/treo",
    "reload": "/lam-moi",
    "moves on": "/doi-cho",
    "private": "http://kin.localhost:{port}/kin/bai",
    "public": "http://kin.localhost:{port}/rieng/bai",
    "private by redirect": "http://kin.localhost:{port}/kin-hon",
    "localhost": "http://localhost:{port}/trong",
    "unmapped": "http://khac.localhost:{port}/trong",
    "literal": "http://127.0.0.1:{port}/trong",
    "short": "http://127.1:{port}/trong",
    "number": "http://2130706433:{port}/trong",
    "zero": "http://0.0.0.0:{port}/trong",
    "six": "http://[::1]:{port}/trong",
    "mapped six": "http://[::ffff:127.0.0.1]:{port}/trong",
    "cloud": "http://169.254.169.254/latest/meta-data",
    "slow 1": "http://cham.localhost:{port}/1",
    "slow 2": "http://cham.localhost:{port}/2",
    "slow 3": "http://cham.localhost:{port}/3",
}
INNER = ["localhost", "unmapped", "literal", "short", "number", "zero", "six", "mapped six", "cloud"]


def plan(press: Press, addresses: dict[str, str], **more: object) -> dict[str, object]:
    """What the child process is told."""
    fetches = [{"key": key, "url": address(press, text)} for key, text in addresses.items()]
    for fetch in fetches:
        if fetch["key"] == "known":
            fetch.update(etag='"so-1"', last_modified="Thu, 01 Oct 2026 00:00:00 GMT")
    manners = {
        "delay": 0.0,
        "delays": {"cham.localhost": DELAY},
        "dial_map": dict.fromkeys(HOSTS, "127.0.0.1"),
        "per_host": 16,
        "timeout": 3.0,
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


def test_a_redirect_is_followed(press: Press, crawled: Answers) -> None:
    told = crawled["moved"]
    assert (told["status"], told["size"]) == (200, len(PAGE))
    assert told["url"].endswith("/cu")
    assert told["final_url"] == f"http://bao.localhost:{press.port}/moi"


@pytest.mark.parametrize(
    ("key", "status"), [("gone", 404), ("for good", 410), ("broken", 500), ("busy", 429)]
)
def test_a_refusal_is_an_answer_too(crawled: Answers, key: str, status: int) -> None:
    assert (crawled[key]["status"], crawled[key]["error"]) == (status, "")


def test_a_request_for_patience_comes_with_its_time(crawled: Answers) -> None:
    assert crawled["busy"]["headers"]["retry-after"] == "90"


@pytest.mark.parametrize("key", ["private", "private by redirect"])
def test_robots_rules_are_obeyed(crawled: Answers, key: str) -> None:
    assert (crawled[key]["status"], crawled[key]["error"]) == (0, "robots.txt")


def test_rules_for_others_do_not_bind_us(press: Press, crawled: Answers) -> None:
    assert crawled["public"]["status"] == 200
    assert press.of("kin.localhost", "/kin/bai") == []


@pytest.mark.parametrize("key", INNER)
def test_no_address_inside_is_dialled_that_the_map_does_not_name(crawled: Answers, key: str) -> None:
    assert crawled[key]["status"] == 0
    assert crawled[key]["error"] not in {"", "robots.txt"}


@pytest.mark.parametrize("key", ["inside", "home"])
def test_no_redirect_leads_inside(crawled: Answers, key: str) -> None:
    assert crawled[key]["status"] == 0
    assert crawled[key]["error"] not in {"", "robots.txt"}


def test_nothing_ever_reached_the_inner_page(press: Press, crawled: Answers) -> None:
    assert [one for one in press.asked if one.path == "/trong"] == []
    assert {one.host for one in press.asked} == set(HOSTS) - {"tep.localhost"}


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("loop", "IgnoreRequest: max redirections reached"),
        ("nowhere", "HTTP 301"),
        ("file", "HTTP 302"),
    ],
)
def test_a_redirect_to_nowhere_says_so(crawled: Answers, key: str, reason: str) -> None:
    assert (crawled[key]["status"], crawled[key]["error"]) == (0, reason)


@pytest.mark.parametrize("key", ["big", "endless", "bomb"])
def test_an_oversized_body_is_refused(crawled: Answers, key: str) -> None:
    assert (crawled[key]["status"], crawled[key]["size"]) == (0, 0)
    assert crawled[key]["error"] != ""


def test_a_silent_server_is_given_up(crawled: Answers) -> None:
    assert crawled["silent"]["status"] == 0
    assert "imeout" in crawled["silent"]["error"]


def test_a_page_that_reloads_itself_is_asked_for_once(press: Press, crawled: Answers) -> None:
    assert (crawled["reload"]["status"], len(press.of("bao.localhost", "/lam-moi"))) == (200, 1)


def test_a_page_that_has_moved_on_is_followed(press: Press, crawled: Answers) -> None:
    assert crawled["moves on"]["final_url"] == f"http://bao.localhost:{press.port}/moi"


def test_two_questions_to_one_host_are_apart(press: Press, crawled: Answers) -> None:
    at = [one.at for one in press.of("cham.localhost")]
    assert len(at) == 4  # the host's rules, and three pages
    # They leave the crawl at even steps and reach the server a little sooner or later.
    assert at[-1] - at[0] >= 3 * DELAY - 0.2
    assert min(later - earlier for earlier, later in itertools.pairwise(at)) >= DELAY / 2


def test_we_say_who_we_are_and_carry_nothing_else(press: Press, crawled: Answers) -> None:
    assert {one.headers["user-agent"] for one in press.asked} == {"diembao/test"}
    assert [one.path for one in press.asked if "cookie" in one.headers or "referer" in one.headers] == []


def test_an_answer_that_cannot_be_kept_stops_nothing(press: Press, tmp_path: Path) -> None:
    told = plan(press, {"page": "/bai", "lost": "/bai", "moved": "/cu"}, fails="lost")
    process = start(tmp_path, told)
    printed, errors = process.communicate(timeout=30)
    assert (process.returncode, sorted(answers(printed))) == (0, ["alive", "moved", "page"])
    assert "could not keep the answer of http://bao.localhost" in errors


def test_without_its_desk_a_crawl_ends(press: Press, tmp_path: Path) -> None:
    process = start(tmp_path, plan(press, {"page": "/bai"}, fails="due"))
    printed, errors = process.communicate(timeout=30)
    assert (process.returncode, list(answers(printed))) == (0, ["alive"])
    assert "OSError: the desk is away" in errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_crawl_cleanly(press: Press, tmp_path: Path, number: signal.Signals) -> None:
    process = start(tmp_path, plan(press, {}, ends=False))
    assert process.stdout is not None
    assert json.loads(process.stdout.readline()) == {"key": "alive"}
    process.send_signal(number)
    printed, errors = process.communicate(timeout=15)
    assert (process.returncode, printed, errors) == (0, "", "")
