"""The doctor: one line a trouble, each with its cure; a healthy desk is green all over."""

import hashlib
import json
import sqlite3
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path

import django
import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from archive import canary, captures, notices, outlets, pulse, seals
from archive.clock import Clock, write_clock
from archive.models import AddressState, Pulse, SourceState
from config.verbs import doctor as verb
from crawler.model import Capture, Shape
from language.tokens import ANALYSIS_VERSION
from pipeline import doctor, rebuild, reconcile
from pipeline.doctor import examine
from pipeline.finding import Colour, Finding
from reports import outbox
from search.engine import open_engine
from search.model import EngineState
from search.tantivy_folder import STAMP
from search.tantivy_generations import POINTER
from tests import factory
from tests.reports.making import letter

pytestmark = pytest.mark.django_db
ENGINE = EngineState("tantivy", "0.27", ANALYSIS_VERSION, 12, ok=True)
LATE = timedelta(hours=2)


@pytest.fixture(autouse=True)
def _alive(db: None) -> None:
    pulse.beat("crawl:1", "crawl")
    pulse.beat("work:1", "work")


def told(now: datetime, home: Path, engine: EngineState = ENGINE, speed: float = 1.0) -> dict[str, Finding]:
    return {finding.what: finding for finding in examine(now, home, engine, speed)}


def test_a_healthy_desk_is_green_and_needs_no_cure(now: datetime, tmp_path: Path) -> None:
    factory.source()
    factory.read_article()
    found = told(now, tmp_path)
    assert {finding.colour for finding in found.values()} == {Colour.GREEN}
    assert {finding.cure for finding in found.values()} == {""}
    assert list(found) == [
        "versions",
        "search",
        "disk",
        "crawl",
        "work",
        "sources",
        "quarantine",
        "seal",
        "index",
        "mail",
        "watches",
        "webhooks",
        "archive",
    ]


def test_versions_are_named(now: datetime, tmp_path: Path) -> None:
    state = told(now, tmp_path)["versions"].state
    database = f"SQLite {sqlite3.sqlite_version}" if connection.vendor == "sqlite" else "PostgreSQL "
    assert f"Django {django.__version__}" in state
    assert database in state
    assert told(now, tmp_path)["search"].state == f"tantivy 0.27, analysis {ANALYSIS_VERSION}"


def test_an_engine_that_is_away_is_red_with_its_cure(now: datetime, tmp_path: Path) -> None:
    away = replace(ENGINE, ok=False, reason="Elasticsearch không trả lời / does not answer")
    finding = told(now, tmp_path, away)["search"]
    assert (finding.colour, finding.state) == (Colour.RED, away.reason)
    assert "SEARCH_URL" in finding.cure


@pytest.mark.parametrize(
    ("state", "colour"),
    [
        (SourceState.FAILING, Colour.YELLOW),
        (SourceState.BLOCKED, Colour.RED),
        (SourceState.RESTING, Colour.RED),
        (SourceState.GONE, Colour.RED),
    ],
)
def test_a_source_that_is_not_well_is_named_with_reason_and_cure(
    now: datetime, tmp_path: Path, state: SourceState, colour: Colour
) -> None:
    factory.source("bao-gio-rss", state=state, reason="HTTP 500")
    finding = told(now, tmp_path)["source bao-gio-rss"]
    assert (finding.colour, finding.state) == (colour, f"{state.value}: HTTP 500")
    assert finding.cure == doctor.CURES[state]


def test_sources_are_counted(now: datetime, tmp_path: Path) -> None:
    for number, state in enumerate(
        [SourceState.ALIVE, SourceState.ALIVE, SourceState.WAITING, SourceState.GONE]
    ):
        factory.source(f"rss-{number}", state=state)
    assert told(now, tmp_path)["sources"].state == "2 alive, 1 not asked yet, of 4"


def test_what_was_put_aside_is_red_with_its_reason(now: datetime, tmp_path: Path) -> None:
    factory.job("read", "7:1", reason="ValueError: hỏng", quarantined_at=now)
    found = told(now, tmp_path)
    finding = found["quarantine read 7:1"]
    assert (finding.colour, finding.state) == (Colour.RED, "ValueError: hỏng")
    assert "diembao doctor --retry" in finding.cure
    assert "quarantine" not in found


def test_a_late_stage_asks_for_more_workers(now: datetime, tmp_path: Path) -> None:
    factory.job("read", "1:1")
    soon, late = told(now, tmp_path)["stage read"], told(now + LATE, tmp_path)["stage read"]
    assert (soon.colour, soon.state, soon.cure) == (Colour.GREEN, "1 due, 1 waiting, 0 in work", "")
    assert late.colour == Colour.YELLOW
    assert "diembao work" in late.cure


def test_a_late_index_is_red(now: datetime, tmp_path: Path) -> None:
    factory.index_change(factory.article())
    soon, late = told(now, tmp_path)["index"], told(now + LATE, tmp_path)["index"]
    assert (soon.colour, soon.state) == (Colour.GREEN, "12 articles, 1 changes waiting")
    assert (late.colour, "diembao work" in late.cure) == (Colour.RED, True)


def test_a_clock_that_runs_faster_is_given_more_time(now: datetime, tmp_path: Path) -> None:
    factory.index_change(factory.article())
    factory.job("read", "1:1")
    found = told(now + LATE, tmp_path, speed=1440.0)
    assert (found["index"].colour, found["stage read"].colour) == (Colour.GREEN, Colour.GREEN)


def test_mail_that_waits_for_its_first_try_is_no_trouble(now: datetime, tmp_path: Path) -> None:
    outbox.put(letter(), "lamgiang.example", now)
    assert told(now, tmp_path)["mail"] == Finding(Colour.GREEN, "mail", "0 sent, 1 waiting, 0 refused")


@pytest.mark.parametrize(
    ("final", "state"), [(False, "1 waiting, 0 refused"), (True, "0 waiting, 1 refused")]
)
def test_mail_that_does_not_leave_is_told_with_its_reason(
    now: datetime, tmp_path: Path, *, final: bool, state: str
) -> None:
    outbox.put(letter(), "lamgiang.example", now)
    (due,) = outbox.claim(now)
    outbox.failed(due, "[Errno 111] Connection refused", now, final=final)
    finding = told(now, tmp_path)["mail"]
    assert finding.colour == Colour.YELLOW
    assert finding.state == f"0 sent, {state}: [Errno 111] Connection refused"
    assert "SMTP_URL" in finding.cure


@pytest.mark.parametrize("kind", ["crawl", "work"])
def test_a_process_that_does_not_run_is_told_with_how_to_start_it(
    now: datetime, tmp_path: Path, kind: str
) -> None:
    Pulse.objects.filter(kind=kind).update(beat_at=timezone.now() - timedelta(minutes=1))
    finding = told(now, tmp_path)[kind]
    assert (finding.colour, finding.state) == (Colour.YELLOW, "not running")
    assert f"diembao {kind}" in finding.cure


def test_a_full_disk_is_red(tmp_path: Path) -> None:
    (plenty,), (nothing,) = doctor.disk(tmp_path, least=0), doctor.disk(tmp_path, least=1 << 60)
    assert (plenty.colour, nothing.colour) == (Colour.GREEN, Colour.RED)
    assert "DIEMBAO_HOME" in nothing.cure


def test_the_archive_is_counted(now: datetime, tmp_path: Path) -> None:
    factory.read_article()
    row = factory.article("Tin xa")
    factory.reading(row, about=0.1)
    row.addresses.update(state=AddressState.GONE)
    assert told(now, tmp_path)["archive"].state == "2 articles, 1 about the province (1 gone, 1 stored)"


def test_a_finding_is_plain_words_for_programs() -> None:
    assert Finding(Colour.RED, "mail", "x", "y").as_dict() == {
        "colour": "red",
        "what": "mail",
        "state": "x",
        "cure": "y",
    }


@pytest.fixture
def desk(settings: Settings, tmp_path: Path, now: datetime) -> Path:
    """A home with a clock and an empty index."""
    settings.HOME = tmp_path
    settings.CLOCK_FILE = tmp_path / "clock.json"
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'index'}"
    write_clock(settings.CLOCK_FILE, Clock(timezone.now().timestamp(), now))
    open_engine(settings.SEARCH_URL, write=True).close()
    return tmp_path


def test_the_command_says_that_all_is_green(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verb.run([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line[0] for line in lines} == {verb.MARKS[Colour.GREEN]}


def test_the_command_shows_what_is_red_with_its_cure(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    factory.source("bao-gio-rss", state=SourceState.GONE, reason="410 Gone")
    assert verb.run([]) == 1
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("✗ source bao-gio-rss: gone: 410 Gone")
    assert lines[at + 1] == f"    → {doctor.CURES[SourceState.GONE]}"


def test_the_command_tells_an_index_of_another_version(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live = (desk / "index" / POINTER).read_text("utf-8")
    (desk / "index" / live / STAMP).write_text(json.dumps({"schema": 0, "analysis": 0}))
    assert verb.run(["--json"]) == 1
    found = {row["what"]: row for row in json.loads(capsys.readouterr().out)}
    assert (found["search"]["colour"], "reindex" in found["search"]["cure"]) == ("red", True)


def test_what_was_put_aside_runs_again_when_the_doctor_is_asked(
    desk: Path, capsys: pytest.CaptureFixture[str], now: datetime
) -> None:
    factory.job("read", "7:1", reason="ValueError: hỏng", quarantined_at=now)
    assert verb.run(["--retry"]) == 0
    assert capsys.readouterr().out.startswith("1 việc chạy lại")


def test_what_bore_a_secret_mark_is_told_by_address_and_digest(now: datetime, tmp_path: Path) -> None:
    url = "https://bao.example/1"
    capture = Capture("1", url, url, Shape.PAGE, 200, (), b"<p>...</p>", now)
    captures.withhold(capture, "stamp tối mật", factory.source().id)
    finding = told(now, tmp_path)[f"mark {url}"]
    digest = hashlib.sha256(capture.body).hexdigest()
    assert finding.colour == Colour.YELLOW
    assert finding.state == f"state-secret mark: stamp tối mật, SHA-256 {digest}"


@pytest.mark.parametrize(
    ("params", "state"),
    [
        ({"what": "author", "before": 0.95, "now": 0.1}, "tác giả / authors: 95% → 10%"),
        (
            {"what": "length", "before": 2100.4, "now": 800},
            "độ dài bài / length: 2100 → 800 ký tự / characters",
        ),
        (
            {"what": "silence", "before": 3.25, "now": 9.04},
            "im lặng / silence: 9.0 ngày / days, thường / usually 3.2 bài một ngày / a day",
        ),
    ],
)
def test_what_the_canary_saw_is_told_with_its_figures(
    params: dict[str, object], state: str, now: datetime, tmp_path: Path
) -> None:
    notices.raise_once(canary.KIND, "bao:x", {"outlet": "Báo Gió", **params}, now)
    finding = told(now, tmp_path)["canary Báo Gió"]
    assert (finding.colour, finding.state, finding.cure) == (Colour.YELLOW, state, doctor.CANARY_CURE)


def test_rules_put_aside_are_told(now: datetime, tmp_path: Path) -> None:
    notices.raise_once(outlets.KIND, "bao", {"outlet": "Báo Gió", "fault": "too short"}, now)
    finding = told(now, tmp_path)["rules Báo Gió"]
    assert (finding.state, finding.cure) == ("ba lỗi liền / three faults: too short", doctor.RULES_CURE)


@pytest.mark.parametrize(("days", "speed", "colour"), [(1, 1, "green"), (3, 1, "red"), (3, 1440, "green")])
def test_nights_that_are_not_sealed_are_red(
    days: int, speed: float, colour: str, now: datetime, tmp_path: Path
) -> None:
    url = "https://bao.example/1"
    capture = Capture("1", url, url, Shape.PAGE, 404, (), b"", now - timedelta(days=days))
    captures.keep(capture, None, factory.source().id)
    finding = told(now, tmp_path, speed=speed)["seal"]
    assert (finding.colour, finding.state) == (colour, "0 days sealed, 1 captures waiting, last digest -")


def test_the_chains_last_digest_is_told(now: datetime, tmp_path: Path) -> None:
    url = "https://bao.example/1"
    captures.keep(Capture("1", url, url, Shape.PAGE, 404, (), b"", now), None, factory.source().id)
    link = seals.seal(now + timedelta(days=1))
    assert link is not None
    assert told(now, tmp_path)["seal"].state.endswith(f"last digest {link.digest[:16]}")


def test_a_search_that_goes_on_with_a_fault_is_yellow(now: datetime, tmp_path: Path) -> None:
    ill = EngineState("elasticsearch", "9.2.2", ANALYSIS_VERSION, 12, ok=True, reason="khóa ghi / locked")
    finding = told(now, tmp_path, ill)["search"]
    assert (finding.colour, finding.state[-16:]) == (Colour.YELLOW, "khóa ghi / locked"[-16:])
    assert "searching goes on" in finding.cure


def test_an_index_being_rebuilt_says_how_far_it_is(now: datetime, tmp_path: Path) -> None:
    notices.raise_once(rebuild.STAGE, rebuild.KEY, {"percent": 34}, now)
    finding = told(now, tmp_path)["index generation"]
    assert (finding.colour, finding.state) == (Colour.YELLOW, "đang dựng lại / being rebuilt: 34 %")


@pytest.mark.parametrize(
    ("found", "colour", "words"),
    [
        (reconcile.Findings(articles=7), Colour.GREEN, "khớp cả 7 bài"),
        (reconcile.Findings(7, missing=2, extra=1), Colour.YELLOW, "2 bài thiếu, 0 bài cũ, 1 bài thừa"),
    ],
)
def test_the_last_comparison_is_told(
    found: reconcile.Findings, colour: Colour, words: str, now: datetime, tmp_path: Path
) -> None:
    notices.raise_once(reconcile.STAGE, reconcile.KEY, asdict(found), now)
    finding = told(now, tmp_path)["index content"]
    assert (finding.colour, words in finding.state, bool(finding.cure)) == (colour, True, found.wrong > 0)
