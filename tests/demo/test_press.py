import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from demo import press
from demo.clock import instant, real_time
from demo.plan import Instance, Plan
from demo.press import PressFault, clock_at, run, serving
from tests.demo.conftest import Reply, Room, free_port, told_to_stop

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = instant(92, 6)


def rows(room: Room) -> list[dict[str, Any]]:
    """What was noted of the outlets; an answer may arrive just before it is noted, but not two answers."""
    room.ask("press", "/nothing")
    found = [json.loads(line) for line in room.log.read_text("utf-8").splitlines()]
    return [one for one in found if not one["host"].startswith("press.")]


@pytest.mark.parametrize("slug", ["nam-viet", "dat-nuoc", "phap-luat", "dongmeng", "hanasean", "tonle"])
def test_one_port_serves_every_outlet(room: Room, plan: Plan, slug: str) -> None:
    room.show(NOW)
    reply = room.ask(slug, "/")
    assert reply.status == 200
    assert plan.by_slug[slug].imprint.split("&")[0] in reply.text


def test_an_article_comes_as_utf_8_with_its_length(room: Room, plan: Plan) -> None:
    room.show(NOW)
    one = plan.by_outlet["nam-viet"][0]
    reply = room.ask("nam-viet", one.path)
    assert one.text.body[0] in reply.text
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert int(reply.headers["Content-Length"]) == len(reply.text.encode())


def test_the_press_follows_its_clock(room: Room, plan: Plan) -> None:
    one = plan.by_outlet["nam-viet"][50]
    room.show(one.published_at)
    assert room.ask("nam-viet", one.path).status == 200
    room.show(instant(one.event.day))
    assert room.ask("nam-viet", one.path).status == 404


def test_an_unchanged_list_answers_304_over_the_wire(room: Room) -> None:
    room.show(NOW)
    whole = room.ask("nam-viet", "/rss/tin-moi.rss")
    again = room.ask("nam-viet", "/rss/tin-moi.rss", {"If-None-Match": whole.headers["ETag"]})
    dated = room.ask("nam-viet", "/rss/tin-moi.rss", {"If-Modified-Since": whole.headers["Last-Modified"]})
    assert [(reply.status, reply.text) for reply in (again, dated)] == [(304, ""), (304, "")]
    assert again.headers["ETag"] == whole.headers["ETag"]


def test_moved_gone_and_busy_come_over_the_wire(room: Room) -> None:
    room.show(NOW)
    moved = room.ask("dat-nuoc", "/rss/thoi-su.rss")
    assert (moved.status, moved.headers["Location"].endswith("/rss/trang-nhat.rss")) == (301, True)
    assert room.ask("bien-xanh", "/rss/thu-vien").status == 410
    busy = [room.ask("kinh-te", "/rss/home.rss") for _ in range(10)]
    assert [reply.status for reply in busy].count(429) == 2
    assert {reply.headers.get("Retry-After") for reply in busy if reply.status == 429} == {"3"}


def test_the_slow_list_is_slow_and_keeps_nobody_else_waiting(room: Room) -> None:
    room.show(NOW)
    begun = time.monotonic()
    room.ask("nong-nghiep", "/robots.txt")
    between = time.monotonic()
    room.ask("nong-nghiep", "/rss/home.rss")
    assert between - begun < 1.4
    assert time.monotonic() - between >= 1.5


@pytest.mark.parametrize("kind", ["update", "silent", "correct", "remove"])
def test_what_an_outlet_does_later_is_served_from_then_on(
    room: Room, edited: Mapping[str, Instance], kind: str
) -> None:
    one = edited[kind]
    room.show(one.published_at)
    before = room.ask(one.outlet, one.path)
    room.show(one.edits[0].at)
    after = room.ask(one.outlet, one.path)
    assert (before.status, after.status) == (200, 410 if kind == "remove" else 200)
    assert before.text != after.text


def test_a_head_request_has_headers_and_no_body(room: Room) -> None:
    room.show(NOW)
    reply = room.ask("nam-viet", "/", method="HEAD")
    assert (reply.status, reply.text) == (200, "")
    assert "ETag" in reply.headers


def test_nobody_may_write(room: Room) -> None:
    reply = room.ask("nam-viet", "/", method="POST")
    assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD")


def test_a_spoilt_clock_is_told_to_the_reader(room: Room) -> None:
    room.clock.write_text("{", "utf-8")
    reply = room.ask("nam-viet", "/")
    assert reply.status == 503
    assert "Tệp đồng hồ không đọc được" in reply.text
    assert "delete it to start again" in reply.text


def test_every_request_is_noted(room: Room) -> None:
    room.show(NOW)
    begun = real_time()
    told = {"User-Agent": "reader/1", "If-None-Match": '"x"', "If-Modified-Since": "yesterday"}
    reply = room.ask("tonle", "/feed/?a=1", told)
    row = rows(room)[-1]
    began, ended, late, size = (row.pop(name) for name in ("began", "ended", "late", "bytes"))
    assert begun <= began <= ended <= real_time()
    assert 0 <= late < 1
    assert size == len(reply.body)
    assert row == {
        "host": f"tonle.localhost:{room.port}",
        "path": "/feed/?a=1",
        "method": "GET",
        "status": 200,
        "flying": 1,
        "agent": "reader/1",
        "etag": '"x"',
        "since": "yesterday",
        "retry_after": "",
    }


def test_a_slow_answer_is_noted_when_it_has_gone_out_with_who_flew_beside_it(room: Room) -> None:
    room.show(NOW)
    with ThreadPoolExecutor(2) as readers:
        list(readers.map(lambda _: room.ask("nong-nghiep", "/rss/home.rss"), range(2)))
    first, second = rows(room)[-2:]
    assert [first["flying"], second["flying"]] == [1, 2]
    assert all(one["ended"] - one["began"] >= 1.5 for one in (first, second))
    assert second["began"] < first["ended"]


def test_a_refusal_is_noted_with_its_wait(room: Room) -> None:
    room.show(NOW)
    told = [room.ask("thanh-tra", "/index.php/feed").headers.get("Retry-After", "") for _ in range(4)]
    assert [one["retry_after"] for one in rows(room)[-4:]] == told
    assert sum(bool(one) for one in told) == 1


@pytest.mark.parametrize(("slug", "packing"), [("giao-duc", "gzip"), ("kinh-doanh", "br"), ("do-thi", None)])
def test_answers_are_packed_on_the_way(room: Room, slug: str, packing: str | None) -> None:
    room.show(NOW)
    reply = room.ask(slug, "/", {"Accept-Encoding": "gzip, deflate, br"})
    assert reply.headers.get("Content-Encoding") == packing
    assert int(reply.headers["Content-Length"]) == len(reply.body) == rows(room)[-1]["bytes"]
    assert "Content-Encoding" not in room.ask(slug, "/").headers


def test_who_hangs_up_is_noted_too(room: Room) -> None:
    room.show(NOW)
    with socket.create_connection(("127.0.0.1", room.port)) as line:
        line.sendall(b"GET /rss/home.rss?bye HTTP/1.1\r\nHost: nong-nghiep.localhost\r\n\r\n")
    for _ in range(100):
        if rows(room)[-1]["path"] == "/rss/home.rss?bye":
            break
        time.sleep(0.05)
    assert rows(room)[-1]["path"] == "/rss/home.rss?bye"
    room.ask("nong-nghiep", "/")
    assert rows(room)[-1]["flying"] == 1


def links(reply: Reply, port: int) -> set[tuple[str, str]]:
    found = re.findall(rf'href="http://([a-z-]+)\.localhost:{port}(/[^"]*)"', reply.text)
    return {(host, path.replace("&amp;", "&")) for host, path in found}


@pytest.mark.parametrize("slug", ["press", "bao-lam-giang", "do-thi", "phap-luat", "hanasean", "tonle"])
def test_every_link_of_a_front_leads_somewhere(room: Room, slug: str) -> None:
    room.show(NOW)
    found = links(room.ask(slug, "/"), room.port) - {("nong-nghiep", "/rss/home.rss")}
    answers = {link: room.ask(*link).status for link in found}
    odd = {link: status for link, status in answers.items() if status != 200}
    expected = {
        ("dat-nuoc", "/rss/thoi-su.rss"): 301,
        ("bien-xanh", "/rss/thu-vien"): 410,
        ("tay-linh", "/rss"): 302,
    }
    for busy in ("kinh-te", "thanh-tra", "xay-dung"):
        odd = {link: status for link, status in odd.items() if link[0] != busy}
    assert odd == (expected if slug == "press" else {})


def test_a_taken_port_is_told_in_both_languages(room: Room, tmp_path: Path) -> None:
    with pytest.raises(PressFault) as caught, serving(room.port, tmp_path / "clock.json"):
        pass
    vietnamese, english = str(caught.value).split(" / ")
    assert str(room.port) in vietnamese
    assert "choose another port" in english


def test_a_taken_port_stops_the_press_that_runs_alone(room: Room, tmp_path: Path) -> None:
    with pytest.raises(PressFault):
        run(room.port, tmp_path / "clock.json")


def test_the_time_shown_can_be_asked_from_outside(room: Room) -> None:
    room.show(NOW)
    assert clock_at(room.clock) == NOW
    assert clock_at(room.clock.with_name("none")) == NOW


def wait_for(path: Path, child: "subprocess.Popen[bytes]") -> None:
    """Until the press has opened its log and its port."""
    for _ in range(1200):
        if child.poll() is not None or path.exists():
            return
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_press_of_the_command_line_stops_clean(tmp_path: Path, number: signal.Signals) -> None:
    port, log = free_port(), tmp_path / "log.jsonl"
    command = [sys.executable, "-m", "demo.press", "--port", str(port), "--clock", str(tmp_path / "c.json")]
    child = subprocess.Popen([*command, "--log", str(log)], cwd=ROOT, stderr=subprocess.PIPE)
    wait_for(log, child)
    child.send_signal(number)
    _, said = child.communicate(timeout=120)
    assert (child.returncode, said) == (0, b"")


def test_the_press_runs_until_it_is_told_to_stop(tmp_path: Path) -> None:
    port = free_port()
    with told_to_stop(port):
        press.main(["--port", str(port), "--clock", str(tmp_path / "clock.json")])
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_command_line_wants_a_port(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        press.main(["--clock", "c.json"])
    assert "--port" in capsys.readouterr().err
