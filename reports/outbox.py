"""The outbox: a mail is a row before it is a message, and keeps its Message-ID over every try."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone

from reports.models import Mail, MailState

LEASE = timedelta(minutes=2)
MAX_TRIES = 8


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it is written."""

    edition: str
    recipient: str
    subject: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Due:
    """A mail that is to be sent now."""

    id: int
    edition: str
    recipient: str
    message_id: str
    subject: str
    html: str
    text: str
    created_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How the outbox stands."""

    waiting: int
    sent: int
    refused: int
    last_reason: str


def message_id(edition: str, recipient: str, domain: str) -> str:
    """The same for the same edition and reader, whenever it is asked."""
    digest = hashlib.sha256(f"{edition}\n{recipient}".encode()).hexdigest()[:32]
    return f"<{digest}@{domain}>"


def put(letter: Letter, domain: str, now: datetime) -> bool:
    """Queue a mail; an edition a reader already has stays as it is."""
    _, is_new = Mail.objects.get_or_create(
        edition=letter.edition,
        recipient=letter.recipient,
        defaults={
            "message_id": message_id(letter.edition, letter.recipient, domain),
            "subject": letter.subject[:500],
            "html": letter.html,
            "text": letter.text,
            "due_at": now,
            "created_at": now,
        },
    )
    return is_new


def newest(prefix: str) -> dict[str, str]:
    """Each reader's last edition of those whose names begin so."""
    rows = Mail.objects.filter(edition__startswith=prefix).values_list("recipient").annotate(Max("edition"))
    return dict(rows)


def claim(now: datetime, limit: int = 20) -> list[Due]:
    """Take due mails for one lease, each only if nobody else holds it."""
    real = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=real)
    rows = Mail.objects.filter(free, state=MailState.WAITING, due_at__lte=now).order_by("id")[:limit]
    held = Mail.objects.filter(free, state=MailState.WAITING)
    return [_due(row) for row in rows if held.filter(id=row.id).update(leased_until=real + LEASE)]


def _due(row: Mail) -> Due:
    return Due(
        id=row.id,
        edition=row.edition,
        recipient=row.recipient,
        message_id=row.message_id,
        subject=row.subject,
        html=row.html,
        text=row.text,
        created_at=row.created_at,
        tries=row.tries,
    )


def sent(mail_id: int, now: datetime) -> None:
    """The relay has taken it."""
    Mail.objects.filter(id=mail_id).update(state=MailState.SENT, sent_at=now, leased_until=None, reason="")


def failed(mail: Due, reason: str, now: datetime, *, final: bool = False) -> None:
    """Try later, longer each time; give up when the relay says never or after the last try."""
    tries = mail.tries + 1
    state = MailState.REFUSED if final or tries >= MAX_TRIES else MailState.WAITING
    Mail.objects.filter(id=mail.id).update(
        state=state,
        tries=tries,
        due_at=now + timedelta(minutes=2**tries),
        leased_until=None,
        reason=reason[:500],
    )


def state() -> OutboxState:
    """How many wait, went, were refused, and the last reason given."""
    counts = dict(Mail.objects.values_list("state").annotate(Count("id")))
    reason = Mail.objects.exclude(reason="").order_by("-id").values_list("reason", flat=True).first()
    return OutboxState(
        counts.get(MailState.WAITING, 0),
        counts.get(MailState.SENT, 0),
        counts.get(MailState.REFUSED, 0),
        reason or "",
    )
