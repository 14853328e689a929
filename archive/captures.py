"""Captures: what a server answered, and where that lies."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from archive import notices
from archive.models import Capture
from crawler import evidence
from crawler import model as crawler

WITHHELD = "state-secret mark: "
MARKED = "state-secret-mark"
MOST_WITHHELD = 50


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A capture as later stages and pages see it."""

    id: int
    url: str
    final_url: str
    shape: str
    status: int
    fetched_at: datetime
    place: evidence.Place
    content_type: str = ""
    bytes: int = 0
    error: str = ""


def keep(capture: crawler.Capture, place: evidence.Place | None, source_id: int) -> int:
    """Store a capture's row; the answer itself already lies in its WARC file."""
    row = Capture.objects.create(
        url=capture.url[:2000],
        final_url=capture.final_url[:2000],
        shape=capture.shape.value,
        status=capture.status,
        error=capture.error[:500],
        fetched_at=capture.fetched_at,
        content_type=capture.header("content-type")[:200],
        sha256=place.sha256 if place else "",
        bytes=len(capture.body),
        warc_file=place.file if place else "",
        warc_offset=place.offset if place else 0,
        source_id=source_id,
    )
    return row.id


def withhold(capture: crawler.Capture, rule: str, source_id: int | None) -> int:
    """Store that an answer bore a state-secret mark: address, time, digest and rule, nothing of it."""
    row = Capture.objects.create(
        url=capture.url[:2000],
        final_url=capture.final_url[:2000],
        shape=capture.shape.value,
        status=capture.status,
        error=f"{WITHHELD}{rule}",
        fetched_at=capture.fetched_at,
        sha256=hashlib.sha256(capture.body).hexdigest(),
        source_id=source_id,
    )
    notices.raise_once(MARKED, row.sha256, {"url": row.url, "rule": rule}, capture.fetched_at)
    return row.id


def withheld() -> list[CaptureRow]:
    """What was not stored for the mark it bore, newest first."""
    found = Capture.objects.filter(error__startswith=WITHHELD).order_by("-fetched_at", "-id")
    return [_row(one) for one in found[:MOST_WITHHELD]]


def row(capture_id: int) -> CaptureRow:
    """One capture."""
    return _row(Capture.objects.get(id=capture_id))


def of_article(article_id: int) -> list[CaptureRow]:
    """The captures of an article, newest first."""
    return [_row(c) for c in Capture.objects.filter(article_id=article_id).order_by("-fetched_at", "-id")]


def _row(found: Capture) -> CaptureRow:
    return CaptureRow(
        found.id,
        found.url,
        found.final_url,
        found.shape,
        found.status,
        found.fetched_at,
        evidence.Place(found.warc_file, found.warc_offset, found.sha256),
        found.content_type,
        found.bytes,
        found.error,
    )
