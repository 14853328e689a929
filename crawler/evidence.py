"""Evidence: every answer in a WARC file, found again by file and offset, known by its SHA-256."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.model import Capture

MAX_FILE_BYTES = 1_000_000_000
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
        """Write one answer and say where it lies; it is on the disk's way when this returns."""
        if self.file.stat().st_size > self.most_bytes:
            self.file = self._next_file()
        with self.file.open("ab") as stream:
            offset = stream.tell()
            writer = WARCWriter(stream, gzip=True)
            writer.write_record(_record(writer, capture))
        return Place(self.file.name, offset, hashlib.sha256(capture.body).hexdigest())


def _record(writer: WARCWriter, capture: Capture) -> object:
    headers = [(name, value) for name, value in capture.headers if name.lower() not in WIRE_HEADERS]
    headers.append(("Content-Length", str(len(capture.body))))
    record = writer.create_warc_record(
        capture.final_url,
        "response",
        payload=BytesIO(capture.body),
        length=len(capture.body),
        http_headers=StatusAndHeaders(f"{capture.status} ", headers, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": capture.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "X-Diembao-Payload-SHA256": hashlib.sha256(capture.body).hexdigest(),
        },
    )
    # The writer adds the headers' length to this one; without it, it would buffer the payload in a file.
    record.payload_length = len(capture.body)
    return record


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
