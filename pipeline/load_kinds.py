"""What a file to load is, by what it holds and not by its name."""

from enum import StrEnum
from pathlib import Path

from crawler import newsletter, warc_reading
from crawler.documents import media_type_of
from pipeline.rows import UNREADABLE, InputMissing, missing

HEAD = 65_536


class Kind(StrEnum):
    """What can be loaded, and what is told where else to go."""

    ROWS = "JSONL"
    MAIL = "newsletters"
    WARC = "WARC"
    OPML = "OPML"
    DOCUMENT = "document"


def kind_of(path: Path) -> Kind:
    """The kind of a file or folder; what is nothing else is taken for lines of JSON."""
    try:
        if path.is_dir():
            return Kind.MAIL if any(path.glob("*.eml")) else Kind.ROWS
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except UNREADABLE as fault:
        raise InputMissing(missing(path, fault)) from fault
    if warc_reading.is_warc(head):
        return Kind.WARC
    if media_type_of(head):
        return Kind.DOCUMENT
    if b"<opml" in head[:4096].lower():
        return Kind.OPML
    is_mail = head.startswith(b"From ") or newsletter.is_mail(head)
    return Kind.MAIL if is_mail else Kind.ROWS
