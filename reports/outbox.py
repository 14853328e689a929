"""The outbox: a mail is a row before it is a message, and keeps its Message-ID over every try."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from reports import queues
from reports.models import Mail, MailState
from reports.queues import OutboxState


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


def written(editions: Collection[str]) -> dict[str, datetime]:
    """Which of some editions there are, and since when."""
    rows = Mail.objects.filter(edition__in=editions)
    return dict(rows.values_list("edition", "created_at"))


def recipients(edition: str) -> set[str]:
    """Who has an edition."""
    return set(Mail.objects.filter(edition=edition).values_list("recipient", flat=True))


def newest(prefix: str) -> dict[str, str]:
    """Each reader's last edition of those whose names begin so."""
    rows = Mail.objects.filter(edition__startswith=prefix).values_list("recipient").annotate(Max("edition"))
    return dict(rows)


def claim(now: datetime, limit: int = 20) -> list[Due]:
    """Take due mails for one lease, each only if nobody else holds it."""
    ids = queues.due(Mail, now).values_list("id", flat=True)[:limit]
    return [_due(row) for row in queues.lease(Mail, ids)]


def keep(mails: Iterable[Due]) -> None:
    """Hold mails that are still to be handed over: a slow relay must not outlast their lease."""
    queues.keep(Mail, (mail.id for mail in mails))


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
    queues.failed(Mail, mail.id, mail.tries, reason, now, final=final)


def state() -> OutboxState:
    """How many mails wait, went, were refused, and the last reason given."""
    return queues.state(Mail)
