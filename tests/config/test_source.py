import json
import shutil
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from pytest_django import Settings

from archive.models import Source, SourceState
from archive.packs import PACKS, check
from crawler.unfit import Unfit
from tests import factory
from tests.config.conftest import Diembao

pytestmark = pytest.mark.django_db


def test_a_desk_without_sources_lists_none(diembao: Diembao) -> None:
    assert diembao("source") == diembao("source", "list")
    assert (diembao("source").code, diembao("source").out) == (0, "")
    assert diembao("source", "--json").out == "[]\n"


def test_a_source_is_a_line(diembao: Diembao) -> None:
    factory.source("song-trong-rss")
    told = diembao("source")
    assert told.out.split() == [
        "alive",
        "0",
        "song-trong-rss",
        "https://bao-song-trong.example/song-trong-rss.rss",
    ]


def test_a_source_that_fails_tells_its_reason(diembao: Diembao) -> None:
    factory.source("a", state=SourceState.FAILING, reason="HTTP 500", is_verified=False)
    assert diembao("source").out.endswith(" (chưa kiểm chứng / unverified) — HTTP 500\n")


def test_programs_get_every_field(diembao: Diembao) -> None:
    factory.article(of=factory.source("a", state=SourceState.BLOCKED, reason="200 + HTML", failures=3))
    (row,) = json.loads(diembao("source", "--json").out)
    assert {name: row[name] for name in ("key", "state", "reason", "failures", "articles", "polled_at")} == {
        "key": "a",
        "state": "blocked",
        "reason": "200 + HTML",
        "failures": 3,
        "articles": 1,
        "polled_at": "2026-10-01 01:00:00+00:00",
    }


def test_a_source_that_left_the_pack_is_not_listed(diembao: Diembao) -> None:
    factory.source("a")
    Source.objects.update(is_active=False)
    assert diembao("source", "--json").out == "[]\n"


def test_an_act_that_is_none_is_refused(diembao: Diembao) -> None:
    told = diembao("source", "khong-co")
    assert (told.code, told.out) == (2, "")
    assert "invalid choice: 'khong-co'" in told.err


def test_a_list_takes_no_keys(diembao: Diembao) -> None:
    told = diembao("source", "list", "a", "b")
    assert (told.code, told.sentences[-1]) == (2, "diembao source: error: thừa / too much: a b")


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Nam Việt</title><item>
<title>Cầu Bến Lội thông xe sớm ba tháng</title><link>http://nam-viet.localhost/1</link>
<pubDate>Thu, 01 Oct 2026 07:30:00 +0700</pubDate></item></channel></rss>"""


ELSEWHERE = "bao-da-doi.example"
LOOKED_UP: list[object] = []


def note_look_ups(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: whatever name the system is asked for."""
    if event == "socket.getaddrinfo":
        LOOKED_UP.append(arguments[0])


sys.addaudithook(note_look_ups)


class Feeds(BaseHTTPRequestHandler):
    """A press of one feed, one that has moved to another host, and nothing else."""

    def do_GET(self) -> None:
        status = {"/rss/tin-moi.rss": 200, "/rss/thoi-su.rss": 301}.get(self.path, 404)
        body = RSS.encode() if status == 200 else b""
        self.send_response(status)
        if status == 301:
            self.send_header("Location", f"http://{ELSEWHERE}/rss")
        self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def press(desk: Path, settings: Settings) -> Iterator[None]:
    """The demo press's hosts on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Feeds) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.02,))
        serving.start()
        settings.PRESS_PORT = server.server_port
        yield
        server.shutdown()
        serving.join()


@pytest.mark.usefixtures("press")
def test_a_source_is_checked_and_what_was_found_is_written(tmp_path: Path, diembao: Diembao) -> None:
    report = tmp_path / "tim.yaml"
    told = diembao("source", "check", "--pack", "demo", "nam-viet-tin-moi", "--write", str(report))
    assert (told.code, told.err) == (0, "")
    line, total = told.out.splitlines()
    assert line.startswith("sống / alive               nam-viet-tin-moi")
    assert "1 bài / entries · 2026-10-01 · vi · utf-8" in line
    assert total == "1/1 nguồn sống / sources alive"
    (entry,) = yaml.safe_load(report.read_text("utf-8"))["sources"]
    assert (entry["key"], entry["found"], entry["verified"], entry["entries"]) == (
        "nam-viet-tin-moi",
        "alive",
        date(2026, 10, 1),
        1,
    )


@pytest.mark.usefixtures("press")
def test_a_source_that_is_gone_is_not_verified(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("source", "check", "bao-lam-giang-home", "--json", "--write", str(tmp_path / "tim.yaml"))
    (found,) = json.loads(told.out)
    assert (told.code, found["verdict"], found["reason"]) == (1, "gone", "HTTP 404")
    (entry,) = yaml.safe_load((tmp_path / "tim.yaml").read_text("utf-8"))["sources"]
    assert (entry["found"], entry.get("verified"), entry["reason"]) == ("gone", None, "HTTP 404")


@pytest.mark.usefixtures("desk")
def test_a_key_that_the_pack_has_not_is_a_sentence(diembao: Diembao) -> None:
    told = diembao("source", "check", "khong-co")
    assert (told.code, told.sentences) == (
        2,
        [
            (
                "Gói “demo” không có nguồn: khong-co; xem `diembao source`."
                " / The pack has no such source; see `diembao source`."
            )
        ],
    )


@pytest.mark.usefixtures("desk")
def test_a_desk_that_is_offline_asks_nobody(settings: Settings, diembao: Diembao) -> None:
    settings.OFFLINE = True
    told = diembao("source", "check", "--pack", "dong-nai")
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert told.err.startswith("DIEMBAO_OFFLINE đang bật nên không hỏi được")


@pytest.mark.usefixtures("press")
def test_offline_a_redirect_away_from_the_press_asks_for_no_name(
    settings: Settings, diembao: Diembao
) -> None:
    settings.OFFLINE = True
    told = diembao("source", "check", "dat-nuoc-thoi-su", "--json")
    (found,) = json.loads(told.out)
    assert (told.code, found["verdict"], ELSEWHERE in LOOKED_UP) == (1, "failing", False)
    assert found["reason"].startswith(f"{ELSEWHERE}: không tìm thấy tên miền")


def opml(folder: Path, *lines: str) -> str:
    path = folder / "tin.opml"
    path.write_text("\n".join(("<opml><body>", *lines, "</body></opml>")), "utf-8")
    return str(path)


def test_a_list_from_elsewhere_is_printed_as_outlets(tmp_path: Path, diembao: Diembao) -> None:
    path = opml(tmp_path, '<outline text="Báo" xmlUrl="https://bao.vn/rss"/>', '<outline text="x"/>')
    told = diembao("source", "import", path)
    (outlet,) = yaml.safe_load(told.out)["outlets"]
    assert (outlet["key"], outlet["sources"][0]["url"]) == ("bao-vn", "https://bao.vn/rss")
    assert (told.code, told.sentences) == (
        3,
        ["tin.opml:3: không có địa chỉ dùng được / no usable address: x"],
    )


def test_outlets_for_a_pack_lie_beside_it_and_change_nothing(tmp_path: Path, diembao: Diembao) -> None:
    folder = tmp_path / "tinh"
    shutil.copytree(PACKS / "demo", folder)
    path = opml(tmp_path, '<outline text="Báo" xmlUrl="https://bao.vn/rss"/>')
    told = diembao("source", "import", path, "--pack", str(folder))
    assert (told.code, told.out) == (0, f"{folder}/outlets.import: 1 nguồn / sources, 1 cơ quan / outlets\n")
    assert check(folder) == []
    assert yaml.safe_load((folder / "outlets.import").read_text("utf-8"))["outlets"][0]["key"] == "bao-vn"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<rss/>", Unfit.NOT_OPML),
        ('<opml><outline text="Độ mật: Mật" xmlUrl="https://bao.vn/1"/></opml>', Unfit.MARKED),
    ],
)
def test_a_list_that_is_not_taken_says_why(text: str, why: Unfit, tmp_path: Path, diembao: Diembao) -> None:
    path = tmp_path / "tin.opml"
    path.write_text(text, "utf-8")
    told = diembao("source", "import", str(path))
    assert (told.code, told.sentences) == (2, [f"{path}: {why.in_both}"])


def test_a_list_that_is_missing_is_a_sentence(tmp_path: Path, diembao: Diembao) -> None:
    told = diembao("source", "import", str(tmp_path / "none"))
    assert (told.code, len(told.sentences)) == (2, 1)
    assert told.err.startswith(f"{tmp_path}/none: không đọc được (No such file or directory)")


def test_one_list_is_needed(diembao: Diembao) -> None:
    told = diembao("source", "import")
    assert (told.code, told.sentences[-1]) == (
        2,
        "diembao source: error: cần một tệp OPML / one OPML file is needed",
    )


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, diembao: Diembao) -> None:
    folder = tmp_path / "tinh"
    shutil.copytree(PACKS / "demo", folder)
    (folder / "outlets.import").mkdir()
    told = diembao("source", "import", opml(tmp_path), "--pack", str(folder))
    assert (told.code, told.out) == (2, "")
    assert "không ghi được" in told.err


@pytest.mark.usefixtures("desk")
def test_a_pack_that_cannot_be_read_is_told(tmp_path: Path, diembao: Diembao) -> None:
    (tmp_path / "tinh").mkdir()
    told = diembao("source", "check", "--pack", str(tmp_path / "tinh"))
    assert (told.code, told.out) == (2, "")
    assert "không phải thư mục có tệp YAML của gói" in told.err
