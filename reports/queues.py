"""What mails and calls share: a row is taken for one lease, tried ever later, and at last given up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from reports.models import Hook, Mail, MailState

LEASE = timedelta(minutes=5)
MAX_TRIES = 8

One = TypeVar("One", Mail, Hook)


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How mails or calls stand."""

    waiting: int
    sent: int
    refused: int
    last_reason: str


def due(kind: type[One], now: datetime) -> QuerySet[One]:
    """The rows anyone may take, those that wait longest first."""
    return _free(kind).filter(due_at__lte=now).order_by("due_at", "id")


def lease(kind: type[One], ids: Iterable[int]) -> list[One]:
    """Take rows for one lease, each only if nobody else holds it."""
    taken = [id for id in ids if _free(kind).filter(id=id).update(leased_until=_lease_end())]
    return list(kind.objects.filter(id__in=taken).order_by("due_at", "id"))


def keep(kind: type[One], ids: Iterable[int]) -> None:
    """Hold rows of one's own for another lease."""
    kind.objects.filter(id__in=list(ids)).update(leased_until=_lease_end())


def _free(kind: type[One]) -> QuerySet[One]:
    is_free = Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())
    return kind.objects.filter(is_free, state=MailState.WAITING)


def _lease_end() -> datetime:
    """Leases are counted in real time, for a process dies in real time."""
    return timezone.now() + LEASE


def failed(kind: type[One], id: int, tries: int, reason: str, now: datetime, *, final: bool) -> None:
    """Try later, longer each time; give up if it is for good or after the last try."""
    state = MailState.REFUSED if final or tries + 1 >= MAX_TRIES else MailState.WAITING
    kind.objects.filter(id=id).update(
        state=state,
        tries=tries + 1,
        due_at=now + timedelta(minutes=2 ** (tries + 1)),
        leased_until=None,
        reason=reason[:500],
    )


def state(kind: type[One]) -> OutboxState:
    """How many wait, went, were refused, and the last reason given."""
    counts = dict(kind.objects.values_list("state").annotate(Count("id")))
    reason = kind.objects.exclude(reason="").order_by("-id").values_list("reason", flat=True).first()
    return OutboxState(
        counts.get(MailState.WAITING, 0),
        counts.get(MailState.SENT, 0),
        counts.get(MailState.REFUSED, 0),
        reason or "",
    )
