"""Evidence: every answer in a WARC file, found again by file and offset, known by its SHA-256."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.model import Capture

MAX_FILE_BYTES = 1_000_000_000
# Nearly as small as the smallest, in half the time.
LEVEL = 6
# The body is stored decoded, so what described its coding on the wire would be untrue.
WIRE_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class EvidenceMissing(Exception):
    """The record that a row points at is not there, or is not what it was."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies, and the digest of its payload."""

    file: str
    offset: int
    sha256: str


class Shelf:
    """Appends records to this process's own file; two writers never share one."""

    def __init__(self, folder: Path, name: str, most_bytes: int = MAX_FILE_BYTES) -> None:
        self.folder = folder
        self.name = name
        self.most_bytes = most_bytes
        self.number = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.file = self._next_file()

    def _next_file(self) -> Path:
        while True:
            self.number += 1
            path = self.folder / f"{self.name}-{self.number:04d}.warc.gz"
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                continue
            return path

    def keep(self, capture: Capture) -> Place:
        """Write an answer and its question; tells where the answer lies, on the disk's way by now."""
        if self.file.stat().st_size > self.most_bytes:
            self.file = self._next_file()
        with self.file.open("ab") as stream:
            offset = stream.tell()
            stream.write(b"".join(_members(capture)))
        return Place(self.file.name, offset, hashlib.sha256(capture.body).hexdigest())


def _members(capture: Capture) -> Iterator[bytes]:
    """The answer and its question, each compressed by itself so that it can be read by itself."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=False)
    response = _response(writer, capture)
    request = _request(writer, capture, response) if capture.request_headers else None
    for record in filter(None, (response, request)):
        out.seek(0)
        out.truncate()
        writer.write_record(record)
        yield gzip.compress(out.getvalue(), LEVEL, mtime=0)


def _response(writer: WARCWriter, capture: Capture) -> ArcWarcRecord:
    headers = [(name, value) for name, value in capture.headers if name.lower() not in WIRE_HEADERS]
    headers.append(("Content-Length", str(len(capture.body))))
    record = writer.create_warc_record(
        capture.final_url,
        "response",
        payload=BytesIO(capture.body),
        length=len(capture.body),
        http_headers=StatusAndHeaders(f"{capture.status} ", headers, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": _date(capture),
            "WARC-Payload-Digest": f"sha256:{hashlib.sha256(capture.body).hexdigest()}",
        },
    )
    # The writer adds the headers' length to this one; without it, it would buffer the payload in a file.
    record.payload_length = len(capture.body)
    return record


def _request(writer: WARCWriter, capture: Capture, response: ArcWarcRecord) -> ArcWarcRecord:
    parts = urlsplit(capture.final_url)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return writer.create_warc_record(
        capture.final_url,
        "request",
        http_headers=StatusAndHeaders(
            f"GET {target} HTTP/1.1", list(capture.request_headers), is_http_request=True
        ),
        warc_headers_dict={
            "WARC-Date": _date(capture),
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        },
    )


def _date(capture: Capture) -> str:
    return capture.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(folder: Path, place: Place) -> bytes:
    """The payload of a record, checked against its digest."""
    try:
        with (folder / place.file).open("rb") as stream:
            stream.seek(place.offset)
            body: bytes = next(iter(ArchiveIterator(stream))).content_stream().read()
    except (OSError, EOFError, StopIteration, zlib.error, ArchiveLoadFailed) as fault:
        raise EvidenceMissing(f"{place.file}@{place.offset}: {fault}") from fault
    if hashlib.sha256(body).hexdigest() != place.sha256:
        raise EvidenceMissing(f"{place.file}@{place.offset}: SHA-256 differs from the archive's")
    return body


def copy(folder: Path, place: Place) -> bytes:
    """A record as it lies there, with the question after it, byte for byte."""
    try:
        with (folder / place.file).open("rb") as stream:
            stream.seek(place.offset)
            records = ArchiveIterator(stream)
            answer = next(records)
            end = records.get_record_offset() + records.get_record_length()
            for record in records:
                asked = record.rec_headers.get_header("WARC-Concurrent-To")
                if asked == answer.rec_headers.get_header("WARC-Record-ID"):
                    end = records.get_record_offset() + records.get_record_length()
                break
            stream.seek(place.offset)
            return stream.read(end - place.offset)
    except (OSError, EOFError, StopIteration, zlib.error, ArchiveLoadFailed) as fault:
        raise EvidenceMissing(f"{place.file}@{place.offset}: {fault}") from fault
