"""WARC files of others, record by record: what lies at an offset, and where the next record begins.

A record is read in a confined room, so one that is a bomb or torn costs itself only; the next is found again.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from crawler.confined import Room, TooHeavy

MOST_BYTES = 32 << 20
LONGEST_URL, LONGEST_WHY = 2000, 200
CHUNK = 1 << 20
# A thousandth of what it may unpack to.
STEP = 1024
# Line ends after a record that is not packed.
BETWEEN = 64

_START = b"WARC/"
_PLAIN_START, _PACKED_START = re.compile(rb"(?<=\n)WARC/\d"), re.compile(rb"\x1f\x8b\x08")
_PAGES = ("text/html", "application/xhtml+xml")
_TORN = (ArchiveLoadFailed, EOFError, OSError, zlib.error, ValueError, OverflowError, LookupError)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as somebody's crawl kept it, at its own time."""

    offset: int
    end: int
    url: str
    at: datetime
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Other:
    """A record that is no page: a question, a picture, an answer without a page."""

    offset: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record that cannot be read."""

    offset: int
    why: str


Read = Page | Other | Damaged


def read(path: Path, room: Room) -> Iterator[Read]:
    """All records of a file; a damaged one is told once, and reading goes on at the next."""
    offset: int | None = 0
    while offset is not None:
        found = _try(path, offset, room)
        if found is None:
            return
        yield found
        offset = _next(path, found.offset) if isinstance(found, Damaged) else found.end


def is_warc(head: bytes) -> bool:
    """Whether a file begins as a WARC does, packed or plain."""
    if not _PACKED_START.match(head):
        return head.startswith(_START)
    try:
        return zlib.decompressobj(wbits=31).decompress(head, len(_START)) == _START
    except zlib.error:
        return False


def record_at(path: str, offset: int) -> Read | None:
    """The record that begins at an offset; nothing at the file's end."""
    with Path(path).open("rb") as stream:
        stream.seek(offset)
        between = stream.read(BETWEEN)
        stream.seek(offset + len(between) - len(between.lstrip(b"\r\n")))
        try:
            records = ArchiveIterator(stream, block_size=STEP)
            record = next(records, None)
            return None if record is None else _read(record, offset, records)
        except _TORN as fault:
            return Damaged(offset, f"{type(fault).__name__}: {fault}".split("\n", 1)[0][:LONGEST_WHY])


def _try(path: Path, offset: int, room: Room) -> Read | None:
    try:
        return room.run(record_at, str(path.absolute()), offset)
    except TooHeavy as heavy:
        return Damaged(offset, f"{heavy.why}: more than a record may take")


def _read(record: Any, offset: int, records: Any) -> Read:
    if record.format != "warc":
        return Damaged(offset, "not WARC")
    what = _what(record)
    content = record.content_stream() if what == "page" else None
    body = _payload(content) if content is not None else b""
    if len(body) > MOST_BYTES:
        return Damaged(offset, f"more than {MOST_BYTES} bytes")
    records.read_to_end(record)
    # A reader that stumbles over packed bytes says nothing and gives no more of them.
    unpacker = getattr(content, "decompressor", None)
    if record.raw_stream.limit > 0 or getattr(unpacker, "eof", True) is False:
        return Damaged(offset, "cut off")
    end = records.get_record_offset() + records.get_record_length()
    if end <= offset:
        return Damaged(offset, "one gzip over the whole file: unpack it first")
    if content is None:
        return Other(offset, end, what)
    return Page(offset, end, _url(record), _time(record), tuple(record.http_headers.headers), bytes(body))


def _what(record: Any) -> str:
    """Whether a record is a page, or what else it is."""
    kind = str(record.rec_type)
    if kind != "response" or record.http_headers is None:
        return kind
    status = record.http_headers.get_statuscode()
    if status != str(HTTPStatus.OK.value):
        return f"HTTP {status}"
    media_type = (record.http_headers.get_header("content-type") or "").partition(";")[0].strip().lower()
    return "page" if media_type in _PAGES else media_type or "no type"


def _payload(content: Any) -> bytearray | bytes:
    """The page, taken out of its packing in small steps, no more than one step too many."""
    content.block_size = STEP
    held = bytearray()
    while len(held) <= MOST_BYTES and (piece := content.read(CHUNK)):
        held += piece
    return held


def _url(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")[:LONGEST_URL]


def _time(record: Any) -> datetime:
    told = datetime.fromisoformat(str(record.rec_headers.get_header("WARC-Date")))
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)


def _next(path: Path, offset: int) -> int | None:
    """Where the next record begins after a damaged one."""
    with path.open("rb") as stream:
        at, kept = offset + 1, b""
        stream.seek(at)
        while piece := stream.read(CHUNK):
            held = kept + piece
            for start in _starts(held):
                place = at - len(kept) + start
                if place > offset and _begins(stream, place):
                    return place
            at += len(piece)
            stream.seek(at)
            kept = held[-len(_START) :]
    return None


def _starts(held: bytes) -> list[int]:
    return sorted(found.start() for one in (_PLAIN_START, _PACKED_START) for found in one.finditer(held))


def _begins(stream: Any, place: int) -> bool:
    stream.seek(place)
    return is_warc(stream.read(4096))
