import json
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
import yaml

from demo import crowd as module
from demo.clock import instant
from demo.crowd import HIDDEN, LIKE, OPENED_AT, Crowd, answer_crowd, truth_of_crowd, write_pack
from demo.exchange import Answer, Asked
from demo.press import serving
from tests.demo.conftest import PORT, Room, free_port
from tests.demo.reading import text_of

CROWD = Crowd(feeds=100, each=3)
ENOUGH = 1500


def ask(host: str, path: str, etag: str = "") -> Answer:
    return answer_crowd(CROWD, Asked(f"{host}.localhost:{PORT}", path, "", PORT, instant(92), etag))


def test_each_host_has_a_feed_of_its_articles() -> None:
    read = feedparser.parse(ask("f0007", "/rss").text)
    assert not read.bozo
    assert [one.link for one in read.entries] == [
        f"http://f0007.localhost:{PORT}/bai/{n}.html" for n in (1, 2, 3)
    ]
    assert [one.title for one in read.entries] == [CROWD.text(7, place)[0] for place in (1, 2, 3)]


def test_an_article_shows_its_title_and_paragraphs() -> None:
    title, body = CROWD.text(7, 2)
    page = ask("f0007", "/bai/2.html").text
    assert text_of(page, "h1") == title
    assert all(" ".join(paragraph.split()) in text_of(page, ".article-body") for paragraph in body)


def test_articles_differ_and_are_the_same_for_the_same_seed() -> None:
    texts = {(n, place): CROWD.text(n, place) for n in range(1, 101) for place in (1, 2, 3)}
    assert len({title for title, _ in texts.values()}) == 300
    assert Crowd(100, 3).text(55, 2) == texts[55, 2]
    assert Crowd(100, 3, seed=1).text(55, 2) != texts[55, 2]


def test_no_two_articles_share_half_of_their_paragraphs() -> None:
    bodies = [set(CROWD.text(n, place)[1]) for n in range(1, 101) for place in (1, 2, 3)]
    shared = Counter(len(one & other) for at, one in enumerate(bodies) for other in bodies[at + 1 :])
    assert max(shared) <= 2


def test_all_was_published_before_the_demo_opens_newest_first() -> None:
    times = [CROWD.published_at(179, place) for place in (1, 2, 3)]
    assert times == sorted(times, reverse=True)
    assert OPENED_AT - timedelta(days=1) < times[-1] < times[0] < OPENED_AT


@pytest.mark.parametrize(
    ("host", "text"),
    [
        ("f0007", "User-agent: *\nDisallow: \n"),
        ("f0025", "User-agent: *\nDisallow: /rieng/\n"),
        ("f0050", "User-agent: *\nDisallow: /rieng/\nCrawl-delay: 1\n"),
    ],
)
def test_some_hosts_ask_robots_for_something(host: str, text: str) -> None:
    assert ask(host, "/robots.txt").text == text


def test_what_is_forbidden_is_listed_and_would_answer() -> None:
    assert f"{HIDDEN}3.html" in ask("f0025", "/rss").text
    assert [ask("f0025", path).status for path in ("/rieng/3.html", "/bai/3.html", "/rieng/1.html")] == [
        200,
        404,
        404,
    ]


@pytest.mark.parametrize("path", ["/rss", "/bai/1.html"])
def test_who_has_it_is_told_so(path: str) -> None:
    tag = ask("f0001", path).headers["ETag"]
    known = ask("f0001", path, etag=tag)
    assert (known.status, known.text) == (304, "")
    assert ask("f0002", path, etag=tag).status == 200


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("f0001", "/"),
        ("f0001", "/bai/0.html"),
        ("f0001", "/bai/4.html"),
        ("f0001", "/bai/x.html"),
        ("f0101", "/rss"),
        ("f0000", "/rss"),
        ("f1", "/rss"),
        ("nam-viet", "/"),
        ("press", "/"),
    ],
)
def test_there_is_nothing_else(host: str, path: str) -> None:
    assert ask(host, path).status == 404


def test_the_truth_names_every_address_and_what_may_be_fetched() -> None:
    told = truth_of_crowd(CROWD, PORT)
    assert json.loads(ask("press", "/truth.json").text) == told
    assert (len(told["outlets"]), len(told["articles"])) == (100, 300)
    assert sum(not one["reachable"] for one in told["articles"]) == 4
    assert [one["slug"] for one in told["outlets"] if one["crawl_delay"]] == ["f0050", "f0100"]
    for one in told["articles"][::37]:
        host, _, path = one["url"].removeprefix("http://").partition(f".localhost:{PORT}")
        assert one["title"] in text_of(ask(host, path).text)


def test_a_pack_names_every_feed(tmp_path: Path) -> None:
    write_pack(CROWD, tmp_path / "pack")
    outlets = yaml.safe_load((tmp_path / "pack" / "outlets.yaml").read_text("utf-8"))["outlets"]
    assert [one["sources"][0]["url"] for one in outlets] == [
        f"http://f{number:04}.localhost:{{press_port}}/rss" for number in range(1, 101)
    ]
    assert {path.name for path in (tmp_path / "pack").iterdir()} == {
        path.name for path in LIKE.glob("*.yaml")
    }
    assert (tmp_path / "pack" / "pack.yaml").read_text("utf-8") == (LIKE / "pack.yaml").read_text("utf-8")


def test_the_command_line_writes_truth_and_pack(tmp_path: Path) -> None:
    truth, pack = tmp_path / "truth.json", tmp_path / "pack"
    module.main(["--feeds", "4", "--each", "2", "--port", "9", "--truth", str(truth), "--pack", str(pack)])
    assert json.loads(truth.read_text("utf-8")) == truth_of_crowd(Crowd(4, 2), 9)
    assert len(yaml.safe_load((pack / "outlets.yaml").read_text("utf-8"))["outlets"]) == 4
    module.main(["--feeds", "4", "--port", "9"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack", "truth.json"]


def test_the_crowd_is_served_and_noted_like_the_press(tmp_path: Path) -> None:
    room = Room(free_port(), tmp_path / "clock.json", tmp_path / "log.jsonl")
    with serving(room.port, room.clock, room.log, CROWD):
        assert (
            room.ask("f0100", "/rss").text
            == answer_crowd(CROWD, Asked("f0100.localhost", "/rss", "", room.port, instant(92))).text
        )
        assert room.ask("f0101", "/rss").status == 404
    assert [json.loads(line)["status"] for line in room.log.read_text("utf-8").splitlines()] == [200, 404]


def test_answers_cost_little() -> None:
    paths = [(f"f{number:04}", f"/bai/{place}.html") for number in range(1, 101) for place in (1, 2, 3)]
    ask("f0001", "/bai/1.html")
    begun = time.process_time()
    for host, path in paths:
        assert ask(host, path).body
    assert len(paths) / (time.process_time() - begun) >= 2 * ENOUGH
