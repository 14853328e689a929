"""The demo's mailbox: what its mail catcher kept, shown as a reader's mail program would."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from archive.clock import DESK_ZONE
from desk.rights import Right
from web import names, province
from web.gate import Request, needs

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}\.eml")
SHOWN = 200
# The mail's own page: no script, no address fetched, nothing but its look and pictures inside it.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class MailLine:
    """A mail as the list shows it."""

    name: str
    subject: str
    recipient: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail opened."""

    line: MailLine
    headers: tuple[tuple[names.Text, str], ...]
    text: str
    html: str


@needs(Right.READ)
@require_safe
def page(request: Request, name: str = "") -> HttpResponse:
    """The list, and one mail beside it."""
    listed = lines(folder())
    opened = letter(folder(), name) if name else None
    context = {"lines": listed, "letter": opened, "hour": province.pack().digest_hour}
    return render(request, "web/mail.html", context)


@needs(Right.READ)
@xframe_options_sameorigin
@require_safe
def body(request: Request, name: str) -> HttpResponse:  # noqa: ARG001 - Django's shape of a page
    """A mail's HTML part, alone in its sandbox."""
    response = HttpResponse(letter(folder(), name).html)
    response["Content-Security-Policy"] = SANDBOX
    return response


def folder() -> Path:
    """Where the demo's mail lies; nowhere without the demo."""
    if not settings.PRESS_PORT:
        raise Http404
    return settings.DEMO_MAIL_FOLDER


def lines(place: Path) -> list[MailLine]:
    """The newest mails of a folder."""
    found = sorted(path.name for path in place.glob("*.eml")) if place.is_dir() else []
    newest = [_line(name, _read(place / name)) for name in found[-SHOWN:] if NAME.fullmatch(name)]
    return sorted(newest, key=lambda line: (line.at.timestamp() if line.at else 0.0, line.name), reverse=True)


def letter(place: Path, name: str) -> Letter:
    """One mail; 404 for a name that is none of the folder's."""
    path = place / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise Http404
    message = _read(path)
    line = _line(name, message)
    told = {header: str(message[header]) for header in names.HEADERS if message[header]}
    if line.at is not None:
        told["Date"] = date_format(line.at.astimezone(DESK_ZONE), "DATETIME_FORMAT")
    headers = tuple((names.HEADERS[header], value) for header, value in told.items())
    return Letter(line, headers, _part(message, "plain"), _part(message, "html"))


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def _line(name: str, message: EmailMessage) -> MailLine:
    return MailLine(
        name, str(message["Subject"] or ""), str(message["To"] or ""), _at(str(message["Date"] or ""))
    )


def _at(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return cast(str, part.get_content()) if part is not None else ""
