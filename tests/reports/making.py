"""Rows and mails for the reports' tests: only what a test names differs from the usual."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from archive.articles import ArticleRow
from archive.sources import SourceRow
from reports.digest import Digest, build
from reports.outbox import Due, Letter

MORNING = datetime(2026, 10, 1, 0, 0, tzinfo=UTC)  # seven o'clock at the desk

PLAIN_ROW = ArticleRow(
    id=1,
    title="Cầu Bến Lội thông xe sớm ba tháng",
    standfirst="",
    url="https://bao.example/cau",
    outlet="Báo Sông Trong",
    outlet_key="bao-song-trong",
    kind="provincial",
    country="VN",
    lang="vi",
    published_at=datetime(2026, 9, 30, 2, 30, tzinfo=UTC),
    first_fetched_at=datetime(2026, 9, 30, 3, 0, tzinfo=UTC),
    is_about=True,
    about=0.9,
    topic="infrastructure",
    tone=0,
    abstain=False,
    copies=0,
    copy_of=None,
)
PLAIN_SOURCE = SourceRow(
    id=1,
    key="bao-song-trong-rss",
    outlet="Báo Sông Trong",
    outlet_key="bao-song-trong",
    kind="provincial",
    country="VN",
    lang="vi",
    url="https://bao.example/rss",
    shape="feed",
    state="alive",
    reason="",
    failures=0,
    is_verified=True,
    articles=3,
    polls=9,
    polled_at=MORNING,
    answered_at=MORNING,
    last_new_at=MORNING,
    next_poll_at=MORNING,
)
PLAIN_MAIL = Due(
    id=1,
    edition="daily:2026-10-01",
    recipient="lai@songtrong.example",
    message_id="<0123@songtrong.example>",
    subject="Điểm báo",
    html="<p>Xin chào</p>",
    text="Xin chào",
    created_at=MORNING,
    tries=0,
)


def row(id: int = 1, **fields: Any) -> ArticleRow:
    """An article as lists show it."""
    return replace(PLAIN_ROW, id=id, **fields)


def source(**fields: Any) -> SourceRow:
    """A source as pages show it."""
    return replace(PLAIN_SOURCE, **fields)


def mail(**fields: Any) -> Due:
    """A mail to be sent now."""
    return replace(PLAIN_MAIL, **fields)


def letter(
    recipient: str = "lai@songtrong.example", *, day: str = "2026-10-01", subject: str = "S"
) -> Letter:
    """A mail as it is written."""
    return Letter(f"daily:{day}", recipient, subject, "<p>Xin chào</p>", "Xin chào")


def composed(*rows: ArticleRow, states: tuple[SourceRow, ...] = (), **names: str) -> Digest:
    """The first of October's digest of these articles."""
    since, until = datetime(2026, 9, 30, tzinfo=UTC), MORNING
    return build(until.date(), since, until, rows, states, names)
