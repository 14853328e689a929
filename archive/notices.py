"""Notices: what about the collecting a person should know, open until it is over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.models import Notice


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as pages and the doctor see it; ``params`` fill the words of its kind."""

    kind: str
    key: str
    params: Mapping[str, Any]
    raised_at: datetime


def raise_once(kind: str, key: str, params: Mapping[str, Any], now: datetime) -> None:
    """Tell something; told already, it keeps its first time and gets the newest figures."""
    row, is_new = Notice.objects.get_or_create(
        kind=kind,
        key=key[:200],
        cleared_at=None,
        defaults={"params": dict(params), "raised_at": now},
    )
    if not is_new and row.params != dict(params):
        row.params = dict(params)
        row.save(update_fields=["params"])


def clear(kind: str, key: str, now: datetime) -> None:
    """It is over."""
    Notice.objects.filter(kind=kind, key=key[:200], cleared_at=None).update(cleared_at=now)


def expire(kind: str, before: datetime, now: datetime) -> None:
    """End what was told long enough ago."""
    Notice.objects.filter(kind=kind, raised_at__lt=before, cleared_at=None).update(cleared_at=now)


def standing() -> list[NoticeRow]:
    """What is not over, newest first."""
    rows = Notice.objects.filter(cleared_at=None).order_by("-raised_at", "-id")
    return [NoticeRow(row.kind, row.key, row.params, row.raised_at) for row in rows]
