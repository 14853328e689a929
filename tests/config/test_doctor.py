import json
import threading
import wsgiref.simple_server
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, demo_app

import pytest
from pytest_django import Settings

from archive import pulse
from archive.models import Job, SourceState
from config.verbs.doctor import line
from pipeline.finding import Colour, Finding
from tests import factory
from tests.config.conftest import Diembao, Index
from tests.e2e.running import free_ports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]


class Quiet(WSGIRequestHandler):
    """Prints no line for each request."""

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def healthy(index: Index) -> None:
    """A desk with an index and both processes."""
    index()
    pulse.beat("crawl:1", "crawl")
    pulse.beat("work:1", "work")


def findings(diembao: Diembao) -> dict[str, dict[str, str]]:
    return {row["what"]: row for row in json.loads(diembao("doctor", "--json").out)}


@pytest.mark.usefixtures("healthy")
def test_a_healthy_desk_is_green(diembao: Diembao) -> None:
    told = diembao("doctor")
    assert (told.code, told.err) == (0, "")
    assert [row for row in told.out.splitlines() if not row.startswith("✓ ")] == []
    assert {row["colour"] for row in findings(diembao).values()} == {"green"}


@pytest.mark.usefixtures("healthy")
def test_every_finding_has_its_fields(diembao: Diembao) -> None:
    assert {tuple(row) for row in findings(diembao).values()} == {("colour", "what", "state", "cure")}


def test_an_index_that_is_not_there_is_red_with_its_cure(diembao: Diembao) -> None:
    told = diembao("doctor")
    search = findings(diembao)["search"]
    assert (told.code, search["colour"]) == (1, "red")
    assert search["state"].startswith("Chưa có chỉ mục ở ")
    assert f"    → {search['cure']}" in told.out.splitlines()
    assert " / " in search["cure"]


@pytest.mark.usefixtures("healthy")
def test_a_closed_source_is_red(diembao: Diembao) -> None:
    factory.source("a", state=SourceState.GONE, reason="410 Gone")
    told = diembao("doctor")
    assert told.code == 1
    assert "✗ source a: gone: 410 Gone" in told.out.splitlines()


def test_what_is_only_yellow_is_no_failure(index: Index, diembao: Diembao) -> None:
    index()
    told = diembao("doctor")
    assert told.code == 0
    assert [row for row in told.out.splitlines() if row.startswith("! ")] == [
        "! crawl: not running",
        "! work: not running",
    ]


@pytest.mark.usefixtures("healthy")
def test_what_was_put_aside_runs_again_when_asked(diembao: Diembao) -> None:
    factory.job("read", "7:1", reason="ValueError: x", quarantined_at=factory.MORNING)
    assert (diembao("doctor").code, "quarantine read 7:1" in findings(diembao)) == (1, True)
    told = diembao("doctor", "--retry")
    assert told.out.splitlines()[0] == "1 việc chạy lại / steps will run again"
    assert told.code == 0
    assert Job.objects.get().quarantined_at is None


def test_a_process_shows_itself_by_its_pulse(diembao: Diembao) -> None:
    pulse.beat("work:1", "work")
    assert diembao("doctor", "--alive", "work").code == 0
    assert (diembao("doctor", "--alive", "crawl").code, diembao("doctor", "--alive", "crawl").out) == (1, "")


def test_the_site_shows_itself_by_answering(diembao: Diembao) -> None:
    port = free_ports(1)
    assert diembao("doctor", "--alive", "serve", "--port", str(port)).code == 1
    site = wsgiref.simple_server.make_server("127.0.0.1", port, demo_app, handler_class=Quiet)
    answering = threading.Thread(target=site.handle_request)
    answering.start()
    assert diembao("doctor", "--alive", "serve", "--port", str(port)).code == 0
    answering.join()
    site.server_close()


def test_there_are_three_kinds_of_processes(diembao: Diembao) -> None:
    told = diembao("doctor", "--alive", "worker")
    assert told.code == 2
    assert "invalid choice: 'worker'" in told.err


def test_an_engine_address_that_is_none_is_a_finding(settings: Settings, diembao: Diembao) -> None:
    settings.SEARCH_URL = "ftp://x"
    assert diembao("doctor").code == 1
    assert findings(diembao)["search"]["state"].startswith("Không hiểu địa chỉ tìm kiếm")


def test_the_home_is_looked_at(desk: Path, diembao: Diembao) -> None:
    assert findings(diembao)["disk"]["state"].endswith(f" at {desk}")


@pytest.mark.parametrize(
    ("finding", "wanted"),
    [
        (Finding(Colour.GREEN, "a", "well"), "✓ a: well"),
        (Finding(Colour.YELLOW, "a", "late", "wait"), "! a: late\n    → wait"),
        (Finding(Colour.RED, "a", "gone", "mend"), "✗ a: gone\n    → mend"),
    ],
)
def test_a_finding_is_a_line_and_its_cure_the_next(finding: Finding, wanted: str) -> None:
    assert line(finding) == wanted
