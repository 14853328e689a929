"""Newsletters: a mail as a file becomes headers, a text, its links and the documents attached to it.

Nothing is fetched: no picture is loaded and no link followed, so nobody learns that the mail was read.
"""

import email
import hashlib
import re
from dataclasses import dataclass
from email.message import Message
from email.policy import compat32

from crawler import mail_words
from crawler.decode import decode
from crawler.mail_headers import file_name, header, number, sender
from crawler.mail_words import Seen
from crawler.marks import rule_of
from crawler.model import DateOrigin, Moment
from crawler.unfit import Unfit
from language.dates import parse_date
from language.identify import identify

MOST_BYTES = 32 << 20
MOST_PARTS, MOST_LINES_OF_PARTS = 200, 1000
LONGEST_TEXT, LONGEST_TITLE = 4 << 20, 1000
MOST_DOCUMENTS = 20
HEAD = 65_536

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\r\n]")
_KNOWN = re.compile(rb"^(?:from|subject|received|message-id|return-path):", re.IGNORECASE | re.MULTILINE)
_OPENING = re.compile(
    rb"^--[^\r\n]{1,80}\r?$|^content-type:[ \t]*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE
)
_KNOWN_KINDS = frozenset({"text", "image", "multipart", "message"})
# What mail programs add to prove who sent it.
_SIGNS = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
# What the library raises on a mail nobody foresaw.
_STUMBLES = (ValueError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Attached:
    """A document that came with a newsletter."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Newsletter:
    """A newsletter as its reader saw it."""

    message_id: str
    sender: str
    host: str
    title: str
    body: str
    lang: str
    sent: Moment
    links: tuple[str, ...] = ()
    documents: tuple[Attached, ...] = ()
    rule: str = ""  # by which any of its texts bears a state-secret mark, shown or not

    @property
    def address(self) -> str:
        """The address that a mail has by its number (RFC 2392)."""
        return f"mid:{self.message_id}"


def is_mail(data: bytes) -> bool:
    """Whether bytes begin as a mail does: with headers, and one that every mail has among them."""
    head = data[:HEAD].lstrip()
    return bool(_HEADER.match(head)) and _KNOWN.search(head) is not None


def read(data: bytes, zone: str) -> Newsletter | Unfit:
    """The newsletter in a mail file, or why there is none."""
    try:
        return _read(data, zone)
    except _STUMBLES:
        return Unfit.NOT_MAIL


def _read(data: bytes, zone: str) -> Newsletter | Unfit:
    parts = _parts(data)
    if isinstance(parts, Unfit):
        return parts
    if not all(_is_looked_through(part) for part in parts):
        return Unfit.STRANGE_FILES
    documents = tuple(Attached(file_name(part), _bytes(part)) for part in parts if _is_pdf(part))
    if len(documents) > MOST_DOCUMENTS:
        return Unfit.TOO_MANY_PARTS
    mail = parts[0]
    (body, links), title = _seen(parts), header(mail, "subject")[:LONGEST_TITLE]
    if not title or not body:
        return Unfit.NO_WORDS
    name, host = sender(mail)
    return Newsletter(
        message_id=number(mail) or f"{hashlib.sha256(data).hexdigest()}@sha256",
        sender=name,
        host=host,
        title=title,
        body=body,
        lang=identify(f"{title}\n{body}", header(mail, "content-language")[:2].lower()),
        sent=_sent(header(mail, "date"), zone),
        links=links,
        documents=documents,
        rule=next(filter(None, map(_rule, parts)), ""),
    )


def _parts(data: bytes) -> list[Message] | Unfit:
    """The mail and all that is in it, outermost first."""
    if not data.strip():
        return Unfit.EMPTY
    if len(data) > MOST_BYTES:
        return Unfit.TOO_LARGE
    if not is_mail(data):
        return Unfit.NOT_MAIL
    # The parser opens a part at each boundary and goes down one frame a level: they are counted first.
    if sum(1 for _ in _OPENING.finditer(data)) > MOST_LINES_OF_PARTS:
        return Unfit.TOO_MANY_PARTS
    parts = list(email.message_from_bytes(data, policy=compat32).walk())
    return parts if len(parts) <= MOST_PARTS else Unfit.TOO_MANY_PARTS


def _is_looked_through(part: Message) -> bool:
    """Whether a part is of a kind in which a mark would be found, or of a picture's, where none can be."""
    return _is_pdf(part) or part.get_content_type() in _SIGNS or part.get_content_maintype() in _KNOWN_KINDS


def _is_pdf(part: Message) -> bool:
    return part.get_content_type() == "application/pdf" or file_name(part).lower().endswith(".pdf")


def _rule(part: Message) -> str:
    if part.get_content_maintype() != "text":
        return ""
    return rule_of(_bytes(part), str(part.get("content-type", "")))


def _seen(parts: list[Message]) -> Seen:
    """What the reader sees: the HTML part where it holds words, else the plain one."""
    for kind, seen_in in (("text/html", mail_words.of_page), ("text/plain", mail_words.of_text)):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                seen = seen_in(decode(_bytes(part)[:LONGEST_TEXT], str(part.get("content-type", ""))))
                if seen[0]:
                    return seen
    return "", ()


def _bytes(part: Message) -> bytes:
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _sent(raw: str, zone: str) -> Moment:
    parsed = parse_date(raw, zone=zone) if raw else None
    if parsed is None:
        return Moment(None, raw, DateOrigin.NONE)
    return Moment(parsed.at, raw, DateOrigin.GIVEN, parsed.has_zone)
