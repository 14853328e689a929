"""The demo as a newcomer starts it: each reachable article once, findable, nothing red unplanned."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
