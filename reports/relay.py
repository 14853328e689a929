"""SMTP: one mail handed to the office's relay, with headers that hold one line each."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote, urlsplit

from reports.outbox import Due

Session = smtplib.SMTP
PERMANENT = 500
THIS_MACHINE = "127.0.0.1"
TIMEOUT_SECONDS = 30


class Refusal(Exception):
    """The relay did not take a mail; ``is_final`` if it never will."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.reason, self.is_final = reason, is_final


def flat(text: str) -> str:
    """A header's text as one decoded line: encoded words inside it are opened, then folded into spaces."""
    try:
        opened = str(make_header(decode_header(text)))
    except (ValueError, LookupError, HeaderParseError):
        opened = text
    return " ".join("".join(c if c.isprintable() else " " for c in opened).split())


def message(mail: Due, sender: str) -> EmailMessage:
    """The mail as it goes over the wire: text first, HTML beside it."""
    told = EmailMessage(policy=SMTP)
    told["From"] = flat(sender)
    told["To"] = flat(mail.recipient)
    # Encoded here: the library would open encoded words once more, and loses spaces where it folds.
    told.set_raw("Subject", Header(flat(mail.subject), "utf-8", header_name="Subject").encode())
    told["Date"] = format_datetime(mail.created_at)
    told["Message-ID"] = mail.message_id
    told["Auto-Submitted"] = "auto-generated"
    told.set_content(mail.text)
    told.add_alternative(mail.html, subtype="html")
    return told


@contextmanager
def connected(relay: str) -> Iterator[Session]:
    """A session with ``smtp://[user:password@]host[:port]`` or ``smtps://…``."""
    parts = urlsplit(relay)
    try:
        session = opened(parts)
    # smtplib's own faults are the system's; it signs in with ASCII; an address may have no port that is one.
    except (OSError, ValueError) as fault:
        raise Refusal(f"{parts.hostname}: {fault}", is_final=False) from fault
    try:
        yield session
    finally:
        with suppress(OSError):  # what the relay took it keeps, however it says goodbye
            session.quit()
        session.close()


def opened(parts: SplitResult) -> Session:
    """Greet, encrypt, sign in."""
    host, context = parts.hostname or THIS_MACHINE, ssl.create_default_context()
    session: Session
    if parts.scheme == "smtps":
        session = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_SECONDS, context=context)
    else:
        session = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT_SECONDS)
    try:
        session.ehlo_or_helo_if_needed()
        # To this very machine only a password needs hiding; its own relay seldom has a proper certificate.
        if (parts.username or host != THIS_MACHINE) and session.has_extn("starttls"):
            session.starttls(context=context)
        if parts.username:
            session.login(unquote(parts.username), unquote(parts.password or ""))
    except (OSError, UnicodeError):
        session.close()
        raise
    return session


def is_open(session: Session) -> bool:
    """Whether the relay still listens; a connection that broke says nothing about the next mail."""
    return session.sock is not None


def hand_over(session: Session, mail: Due, sender: str) -> None:
    """Give one mail to the relay."""
    try:
        session.send_message(message(mail, sender))
    except smtplib.SMTPRecipientsRefused as fault:
        code, words = next(iter(fault.recipients.values()))
        raise Refusal(f"{code} {words!r}", is_final=code >= PERMANENT) from fault
    except smtplib.SMTPResponseException as fault:
        raise Refusal(
            f"{fault.smtp_code} {fault.smtp_error!r}", is_final=fault.smtp_code >= PERMANENT
        ) from fault
    except (smtplib.SMTPException, OSError) as fault:
        raise Refusal(str(fault) or type(fault).__name__, is_final=False) from fault
