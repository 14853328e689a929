"""The doctor: what is wrong, in one line each, and the cure."""

import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.db import connection

from archive import (
    announced,
    canary,
    captures,
    changes,
    figures,
    jobs,
    notices,
    outlets,
    pulse,
    seals,
    sources,
)
from archive.models import SourceState
from classifier.shelf import Shelf
from pipeline import encoder_findings, model_findings, plug_findings, rebuild, reconcile, watch_findings
from pipeline.finding import Colour, Finding
from reports import outbox, queues
from search.model import EngineState
from search.names import Names

LATE_INDEX = timedelta(minutes=10)
LATE_STAGE = timedelta(hours=1)
LEAST_FREE = 1 << 30


def examine(
    now: datetime,
    home: Path,
    engine: EngineState,
    speed: float = 1.0,
    names: Names | None = None,
    plug: plug_findings.PlugState | None = None,
    shelf: Shelf | None = None,
    encoder: plug_findings.PlugState | None = None,
) -> list[Finding]:
    """Look at everything."""
    return [
        *versions(engine),
        *disk(home),
        *processes(),
        *source_findings(sources.rows()),
        *stage_findings(jobs.stats(now), now, speed),
        *quarantine(),
        *marked(),
        *noticed(notices.standing()),
        chain(seals.summary(now, seals.LATE * max(speed, 1.0))),
        index(changes.lag(), engine, now, speed),
        mail(outbox.state()),
        *watch_findings.examine(now, speed, names),
        *(model_findings.examine(shelf) if shelf else ()),
        *plug_findings.examine(now, plug),
        *encoder_findings.examine(now, encoder),
        archive(),
    ]


def versions(engine: EngineState) -> Iterator[Finding]:
    """Which parts run, in which version."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        Colour.GREEN, "versions", f"Python {python}, Django {django.__version__}, {database_version()}"
    )
    told = f"{engine.name} {engine.version}, analysis {engine.analysis}"
    if engine.ok and engine.reason:
        cure = "tìm kiếm vẫn chạy; xem máy chủ / searching goes on; look at the server"
        yield Finding(Colour.YELLOW, "search", f"{told}: {engine.reason}", cure)
    elif engine.ok:
        yield Finding(Colour.GREEN, "search", told)
    else:
        cure = (
            "kiểm tra SEARCH_URL và máy chủ tìm kiếm; chỉ mục cũ hoặc hỏng: `diembao reindex`"
            " / check SEARCH_URL and the search server; for an old or damaged index `diembao reindex`"
        )
        yield Finding(Colour.RED, "search", engine.reason, cure)


def database_version() -> str:
    """The archive's database and its version."""
    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        row = cursor.fetchone()
    return f"PostgreSQL {row[0] if row else '?'}"


def disk(home: Path, least: int = LEAST_FREE) -> Iterator[Finding]:
    """Room for what comes."""
    free = shutil.disk_usage(home).free
    state = f"{free / (1 << 30):.1f} GiB free at {home}"
    cure = "giải phóng dung lượng hoặc chuyển DIEMBAO_HOME / free some space or move DIEMBAO_HOME"
    yield (Finding(Colour.GREEN, "disk", state) if free > least else Finding(Colour.RED, "disk", state, cure))


def processes() -> Iterator[Finding]:
    """Who is alive."""
    beats = pulse.beats()
    for kind in ("crawl", "work"):
        alive = [b.owner for b in beats if b.kind == kind and b.is_fresh]
        if alive:
            yield Finding(Colour.GREEN, kind, f"{len(alive)} running")
        else:
            cure = f"chạy `diembao up` hoặc `diembao {kind}` / start `diembao up` or `diembao {kind}`"
            yield Finding(Colour.YELLOW, kind, "not running", cure)


CURES = {
    SourceState.FAILING: "xem lý do; tự thử lại / see the reason; it is tried again by itself",
    SourceState.BLOCKED: "nguồn trả về trang HTML: mở địa chỉ để xem / it answers with a page: look",
    SourceState.RESTING: "kiểm tra địa chỉ trong gói / check the address in the pack",
    SourceState.GONE: "nguồn đã đóng (410): bỏ khỏi gói / closed for good: take it out of the pack",
}


def source_findings(rows: list[sources.SourceRow]) -> Iterator[Finding]:
    """Each source that is not well, and how many are."""
    for row in rows:
        state = SourceState(row.state)
        if state in CURES:
            colour = Colour.YELLOW if state == SourceState.FAILING else Colour.RED
            yield Finding(colour, f"source {row.key}", f"{state.value}: {row.reason}", CURES[state])
    alive = sum(row.state == SourceState.ALIVE for row in rows)
    waiting = sum(row.state == SourceState.WAITING for row in rows)
    yield Finding(Colour.GREEN, "sources", f"{alive} alive, {waiting} not asked yet, of {len(rows)}")


def stage_findings(stats: list[jobs.StageState], now: datetime, speed: float) -> Iterator[Finding]:
    """How long work waits in each stage."""
    for stage in stats:
        late = stage.oldest_due_at is not None and now - stage.oldest_due_at > LATE_STAGE * max(speed, 1.0)
        state = f"{stage.due} due, {stage.waiting} waiting, {stage.leased} in work"
        cure = "thêm tiến trình `diembao work` / start another `diembao work`"
        yield Finding(
            Colour.YELLOW if late else Colour.GREEN, f"stage {stage.stage}", state, cure if late else ""
        )


def quarantine() -> Iterator[Finding]:
    """Work that three tries could not do."""
    rows = jobs.quarantined()
    if not rows:
        yield Finding(Colour.GREEN, "quarantine", "empty")
    for row in rows:
        cure = "xem lý do, rồi `diembao doctor --retry` / see the reason, then `diembao doctor --retry`"
        yield Finding(Colour.RED, f"quarantine {row.stage} {row.key}", row.reason, cure)


def index(lag: changes.Lag, engine: EngineState, now: datetime, speed: float) -> Finding:
    """How far the index is behind the archive."""
    late = lag.oldest_at is not None and now - lag.oldest_at > LATE_INDEX * max(speed, 1.0)
    state = f"{engine.documents} articles, {lag.count} changes waiting"
    cure = "kiểm tra `diembao work` / see that `diembao work` runs"
    return Finding(Colour.RED if late else Colour.GREEN, "index", state, cure if late else "")


def mail(state: queues.OutboxState) -> Finding:
    """The outbox."""
    told = f"{state.sent} sent, {state.waiting} waiting, {state.refused} refused"
    if state.refused or (state.waiting and state.last_reason):
        cure = "kiểm tra SMTP_URL và hộp thư nhận / check SMTP_URL and the recipients"
        return Finding(Colour.YELLOW, "mail", f"{told}: {state.last_reason}", cure)
    return Finding(Colour.GREEN, "mail", told)


def marked() -> Iterator[Finding]:
    """What was not stored for the state-secret mark it bore."""
    for row in captures.withheld():
        cure = (
            "không lưu gì ngoài địa chỉ, giờ, SHA-256; báo người phụ trách bảo vệ bí mật nhà nước"
            " / only address, time and SHA-256 were kept; tell the officer for state secrets"
        )
        yield Finding(Colour.YELLOW, f"mark {row.url}", f"{row.error}, SHA-256 {row.place.sha256}", cure)


FALLS = {
    "author": "tác giả / authors",
    "date": "ngày đăng / dates",
    "standfirst": "sa-pô / standfirsts",
    "section": "chuyên mục / sections",
    "body": "thân bài / bodies",
    "length": "độ dài bài / length",
    "yield": "trang đọc được thành bài / pages that are articles",
    "silence": "im lặng / silence",
}


def noticed(rows: list[notices.NoticeRow]) -> Iterator[Finding]:
    """What the collecting noticed and a person should look at."""
    for row in rows:
        if row.kind == canary.KIND:
            yield Finding(Colour.YELLOW, f"canary {row.params['outlet']}", fallen(row.params), CANARY_CURE)
        elif row.kind == outlets.KIND:
            state = f"ba lỗi liền / three faults: {row.params['fault']}"
            yield Finding(Colour.YELLOW, f"rules {row.params['outlet']}", state, RULES_CURE)
        elif row.kind == rebuild.STAGE:
            state = f"đang dựng lại / being rebuilt: {row.params['percent']} %"
            yield Finding(Colour.YELLOW, "index generation", state, REBUILD_CURE)
        elif row.kind == reconcile.STAGE:
            found = reconcile.Findings(**row.params)
            colour = Colour.YELLOW if found.wrong else Colour.GREEN
            yield Finding(colour, "index content", found.told, RECONCILE_CURE if found.wrong else "")


CANARY_CURE = (
    "mở vài bài mới của báo này và so với trang gốc; báo đổi giao diện thì báo người bảo trì"
    " / open some of its new articles beside their pages; tell the maintainer if its layout changed"
)
RULES_CURE = (
    "luật riêng bị tạm ngưng, bài vẫn được đọc theo cách chung; sửa luật trong gói rồi chạy `diembao prepare`"
    " / its own rules sleep, pages are read without them; mend them in the pack, then `diembao prepare`"
)


REBUILD_CURE = (
    "không cần làm gì; bài mới vẫn vào chỉ mục / nothing to do; new articles go into the index meanwhile"
)
RECONCILE_CURE = (
    "đã tự sửa; nếu đêm nào cũng có: `diembao reindex`"
    " / mended by itself; if it comes back every night: `diembao reindex`"
)


def fallen(params: Mapping[str, Any]) -> str:
    """What fell, from where to where."""
    what, before, now = params["what"], params["before"], params["now"]
    if what == "silence":
        return f"{FALLS[what]}: {now:.1f} ngày / days, thường / usually {before:.1f} bài một ngày / a day"
    if what == "length":
        return f"{FALLS[what]}: {before:.0f} → {now:.0f} ký tự / characters"
    return f"{FALLS[what]}: {before:.0%} → {now:.0%}"


def chain(state: seals.Summary) -> Finding:
    """Whether the nights are sealed; whether nothing was changed is asked by ``evidence verify``."""
    told = f"{state.days} days sealed, {state.waiting} captures waiting, last digest {state.head[:16] or '-'}"
    cure = "kiểm tra `diembao work` / see that `diembao work` runs"
    return Finding(Colour.RED if state.is_late else Colour.GREEN, "seal", told, cure if state.is_late else "")


def archive() -> Finding:
    """What is kept."""
    kept = figures.coverage()
    states = ", ".join(f"{count} {state}" for state, count in sorted(announced.count_by_state().items()))
    return Finding(
        Colour.GREEN, "archive", f"{kept.articles} articles, {kept.about} about the province ({states})"
    )
