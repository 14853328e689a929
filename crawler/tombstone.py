"""A payload removed by a signed order: its record is overwritten in place, the others stay where they are."""

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.warcwriter import WARCWriter

from crawler.evidence import EvidenceMissing, Place

ORDER = "X-Diembao-Removed-By-Order"
CHUNK = 1 << 16
# A compressed stretch that names no file and bears a comment, which every reader skips.
_HEADER = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"


def bury(folder: Path, place: Place, order: str) -> None:
    """Overwrite a record with one of the same length that says by which order it was removed."""
    try:
        with (folder / place.file).open("r+b") as stream:
            length = _length(stream.fileno(), place.offset)
            stream.seek(place.offset)
            stream.write(_padded(_stone(order, place), length))
            stream.flush()
            os.fsync(stream.fileno())
    except (OSError, zlib.error) as fault:
        raise EvidenceMissing(f"{place.file}@{place.offset}: {fault}") from fault


def order_at(folder: Path, place: Place) -> str:
    """The order by which the record there was removed; empty if it was not."""
    try:
        with (folder / place.file).open("rb") as stream:
            stream.seek(place.offset)
            record = next(iter(ArchiveIterator(stream)))
            return str(record.rec_headers.get_header(ORDER) or "")
    except (OSError, EOFError, StopIteration, zlib.error, ArchiveLoadFailed):
        return ""


def _length(file: int, offset: int) -> int:
    """How many bytes of the file the compressed record takes."""
    stream = zlib.decompressobj(wbits=31)
    read = 0
    while not stream.eof:
        chunk = os.pread(file, CHUNK, offset + read)
        if not chunk:
            raise zlib.error("the record has no end")
        read += len(chunk)
        stream.decompress(chunk)
    return read - len(stream.unused_data)


def _stone(order: str, place: Place) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=False)
    told = {ORDER: order, "WARC-Payload-Digest": f"sha256:{place.sha256}"}
    writer.write_record(
        writer.create_warc_record("", "metadata", payload=BytesIO(b""), length=0, warc_headers_dict=told)
    )
    return out.getvalue()


def _padded(record: bytes, length: int) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeeze.compress(record) + squeeze.flush()
    end = struct.pack("<LL", zlib.crc32(record), len(record))
    room = length - len(_HEADER) - 1 - len(body) - len(end)
    if room < 0:
        raise zlib.error("the record is shorter than what would stand for it")
    return _HEADER + b" " * room + b"\0" + body + end
