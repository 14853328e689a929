"""The audit log: who did what and when, written by the act in its own transaction, as a code and data."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from desk.models import Act
from desk.rights import Right, may


@dataclass(frozen=True, slots=True)
class Actor:
    """The officer who acts."""

    id: int
    role: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act as it was written down; its words are made where it is read."""

    code: str
    officer: str
    data: Mapping[str, Any]
    at: datetime


def demand(actor: Actor, right: Right) -> None:
    """Refuse an act whose officer has not the right to it, whatever page it was asked on."""
    if not may(actor.role, right):
        raise PermissionDenied


def note(actor: Actor, code: str, data: Mapping[str, Any], now: datetime) -> None:
    """Write an act down, in the transaction that does it."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an act is written down in the transaction that does it")
    Act.objects.create(officer_id=actor.id, code=code, data=dict(data), at=now)


def newest(codes: Collection[str], limit: int, **about: int) -> list[ActRow]:
    """The newest acts of some kinds; ``about`` is what their data must say."""
    said = {f"data__{name}": value for name, value in about.items()}
    found = Act.objects.filter(code__in=codes, **said).select_related("officer")
    rows = found.order_by("-at", "-id")[:limit]
    return [ActRow(row.code, str(row.officer), row.data, row.at) for row in rows]
