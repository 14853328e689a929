"""What mails and calls share: a row is taken for one lease, tried ever later, and at last given up."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from reports.models import Hook, Mail, MailState

LEASE = timedelta(minutes=2)
MAX_TRIES = 8

One = TypeVar("One", Mail, Hook)


def claim(kind: type[One], now: datetime, limit: int) -> list[One]:
    """Take due rows for one lease, each only if nobody else holds it."""
    real = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=real)
    rows = kind.objects.filter(free, state=MailState.WAITING, due_at__lte=now).order_by("id")[:limit]
    held = kind.objects.filter(free, state=MailState.WAITING)
    return [row for row in rows if held.filter(id=row.id).update(leased_until=real + LEASE)]


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
