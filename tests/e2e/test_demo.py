"""The demo as a newcomer starts it: each reachable article once, findable, nothing red unplanned."""

import json
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

from config.people import DEMO_PASSWORD
from tests import parts
from tests.e2e.running import Running, reachable, running, wait_for

pytestmark = pytest.mark.slow
SHARE = 0.99
SECONDS = 450


def reached(house: Running, truth: dict[str, Any]) -> float:
    """The share of reachable articles that the archive has."""
    wanted = reachable(truth)
    return len(wanted & set(stored(house))) / len(wanted)


def stored(house: Running) -> list[str]:
    """Every article of the archive, by its canonical address."""
    told = house.diembao("search", "", "--json", "--limit", "5000")
    return [hit["url"] for hit in json.loads(told.stdout)["hits"]] if told.returncode == 0 else []


def is_troubled(told: dict[str, str]) -> bool:
    """Whether the demo means a list to fail."""
    return bool(told["trouble"]) or told["form"] == "gone"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("demo")) as found:
        found.start()
        wait_for("the site", 180, lambda: found.page("/health"), found)
        parts.ran("demo press", "40 outlets")
        yield found


@pytest.fixture(scope="module")
def settled(house: Running) -> Running:
    """The demo once everything reachable has been collected and indexed."""
    wait_for("99 % of the press", SECONDS, lambda: reached(house, house.truth()) >= SHARE, house)
    return house


def test_every_reachable_article_is_there_exactly_once(settled: Running) -> None:
    urls = stored(settled)
    assert len(urls) == len(set(urls))
    assert reached(settled, settled.truth()) >= SHARE


def test_nothing_is_red_that_the_demo_did_not_plan(settled: Running) -> None:
    outlets = settled.truth()["outlets"]
    planned = {outlet["slug"] for outlet in outlets if any(is_troubled(one) for one in outlet["lists"])}
    red = [f["what"] for f in settled.findings() if f["colour"] == "red"]
    unplanned = [what for what in red if not any(slug in what for slug in planned)]
    assert unplanned == []


def test_the_digest_reached_its_readers(settled: Running) -> None:
    folder = settled.home / "demo-mail"
    wait_for("the daily digest", 270, lambda: len(list(folder.glob("*.eml"))) >= 3, settled)
    sent = sorted(path.read_text("utf-8", errors="replace") for path in folder.glob("*.eml"))
    ids = [line for text in sent for line in text.splitlines() if line.lower().startswith("message-id")]
    assert len(set(ids)) == len(sent)


def letters_of_watches(house: Running) -> list[str]:
    """The letters of the demo's watch that is told by mail, in the order they came."""
    paths = sorted((house.home / "demo-mail").glob("*.eml"))
    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]
    of_watches = [mail for mail in mails if str(mail["Subject"]).startswith("Theo dõi “Mưa lũ, sạt lở”: ")]
    return [str(part.get_content()) for mail in of_watches if (part := mail.get_body(("plain",)))]


def signed_in(house: Running, email: str) -> urllib.request.OpenerDirector:
    """A visitor who has signed in as one of the demo's people."""
    visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies := CookieJar()))
    address = f"http://127.0.0.1:{house.port}/sign-in"
    visitor.open(address, timeout=30).close()
    token = next(str(cookie.value) for cookie in cookies if cookie.name == "csrftoken")
    told = {"csrfmiddlewaretoken": token, "username": email, "password": DEMO_PASSWORD}
    visitor.open(address, urllib.parse.urlencode(told).encode(), timeout=30).close()
    return visitor


def test_a_watchs_letter_arrives_and_what_it_tells_is_on_its_page(settled: Running) -> None:
    wait_for("a letter of a watch", 60, lambda: letters_of_watches(settled), settled)
    letter = letters_of_watches(settled)[-1]
    (watch,) = re.findall(r"http://\S+/watches/\d+", letter)
    told = set(re.findall(r"/articles/\d+", letter))
    visitor = signed_in(settled, "theodoi@lamgiang.example")
    with visitor.open(watch, timeout=30) as answer:
        shown = set(re.findall(r"/articles/\d+", answer.read().decode()))
    assert told & shown


def test_the_sweep_of_the_demo_finds_nothing_that_was_missed(settled: Running) -> None:
    assert [found for found in settled.findings() if found["what"].startswith("watch ")] == []


def test_the_first_page_asks_who_is_there(settled: Running) -> None:
    assert "<form" in settled.page("/")


def test_a_second_up_on_the_same_home_is_refused(settled: Running) -> None:
    told = settled.diembao("up", "--demo", "--port", str(settled.port + 50))
    assert told.returncode == 2
    assert told.stderr.startswith("Đã có một `diembao up` chạy")


def test_what_was_loaded_is_findable(settled: Running, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    rows = [
        {
            "url": "https://bao.example/tai-1",
            "title": "Làng dừa nước Vĩnh Kiều mở lớp đan lát",
            "body": "Lớp đan lát mở sáng nay. " * 9,
            "published": "2026-10-01T08:00:00+07:00",
            "outlet": "Báo Thử",
        },
        {"url": "khong", "title": "x", "body": "y"},
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    told = settled.diembao("load", "--in", str(path))
    assert told.returncode == 3, told.stderr
    assert told.stderr.startswith("in.jsonl:2: địa chỉ không dùng được")
    found = json.loads(settled.diembao("search", '"làng dừa nước Vĩnh Kiều"', "--json").stdout)
    assert [hit["outlet"] for hit in found["hits"]] == ["Báo Thử"]


def test_an_article_is_explained_stage_by_stage(settled: Running) -> None:
    url = next(url for url in stored(settled) if ".localhost" in url)
    told = settled.diembao("explain", url)
    assert told.returncode == 0, told.stderr
    assert [w for w in ("announced", "collect", "extract", "read") if f"\n{w}" in f"\n{told.stdout}"] == [
        "announced",
        "collect",
        "extract",
        "read",
    ]


def test_reindexing_loses_nothing(settled: Running) -> None:
    before = set(stored(settled))
    told = settled.diembao("reindex")
    assert told.returncode == 0, told.stderr
    assert before <= set(stored(settled))
