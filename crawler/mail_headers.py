"""What a mail says of itself in its headers, in words: RFC 2047, or bytes sent as they are."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from urllib.parse import unquote

from crawler.decode import decode
from language.text import clean, squeeze

LONGEST_HEADER, LONGEST_NAME = 4000, 200

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_NUMBER = re.compile(r"<([^<>\s]{1,500})>")


def header(mail: Message, name: str) -> str:
    """A header in one line."""
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name), "")
    return in_words(decode(raw[:LONGEST_HEADER].encode("utf-8", "surrogateescape")))


def in_words(text: str) -> str:
    """A header's text with its encoded words read."""
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        return squeeze(text)
    return squeeze(clean("".join(_piece(*piece) for piece in pieces)))


def _piece(text: bytes | str, charset: str | None) -> str:
    if isinstance(text, str):
        return text
    return decode(text, f"text/plain; charset={charset}" if charset else "")


def sender(mail: Message) -> tuple[str, str]:
    """Who sends: the name shown, and the host of the address; the host where there is no name."""
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == "from"), "")
    # The address is taken apart before its encoded words are read: they may hold a comma or a bracket.
    name, address = parseaddr(decode(raw[:LONGEST_HEADER].encode("utf-8", "surrogateescape")))
    host = address.rpartition("@")[2].strip().lower()
    known = host if _HOST.fullmatch(host) else ""
    return in_words(name)[:LONGEST_NAME] or known, known


def number(mail: Message) -> str:
    """The mail's own number; nothing if it bears none."""
    found = _NUMBER.search(header(mail, "message-id"))
    return found[1] if found else ""


def file_name(part: Message) -> str:
    """The last piece of an attached file's name, for a person to read; no file is ever called so."""
    told = unquote(part.get_filename("") or "")
    return in_words(told).replace("\\", "/").rpartition("/")[2][:LONGEST_NAME]
