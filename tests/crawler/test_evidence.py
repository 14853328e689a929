import gzip
import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler import evidence
from crawler.evidence import EvidenceMissing, Place, Shelf, read
from crawler.model import Capture, Shape

AT = datetime(2026, 10, 1, tzinfo=UTC)


def capture(body: bytes, **headers: str) -> Capture:
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Capture("k", "https://bao.example/1", "https://bao.example/1", Shape.PAGE, 200, pairs, body, AT)


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "thu")
    bodies = ["Bài một".encode(), b"", b"\x00\xff" * 5000]
    places = [shelf.keep(capture(body)) for body in bodies]
    assert [read(tmp_path, place) for place in places] == bodies
    assert [place.sha256 for place in places] == [hashlib.sha256(body).hexdigest() for body in bodies]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=4))
def test_any_bytes_survive(tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("warc")
    shelf = Shelf(folder, "thu")
    places = [shelf.keep(capture(body)) for body in bodies]
    assert [read(folder, place) for place in places] == bodies


def test_the_wires_coding_is_not_claimed_of_the_decoded_body(tmp_path: Path) -> None:
    place = Shelf(tmp_path, "thu").keep(
        capture(b"x" * 9, Content_Encoding="gzip", Content_Length="3", ETag='"1"')
    )
    record = gzip.decompress((tmp_path / place.file).read_bytes())
    assert b"Content-Encoding" not in record
    assert b'ETag: "1"' in record
    assert b"Content-Length: 9" in record


def test_two_writers_never_share_a_file(tmp_path: Path) -> None:
    shelves = [Shelf(tmp_path, "thu") for _ in range(3)]
    assert len({shelf.keep(capture(b"1")).file for shelf in shelves}) == 3


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "thu", most_bytes=10)
    first, second = shelf.keep(capture(b"1")), shelf.keep(capture(b"2"))
    assert (first.file, second.file) == ("thu-0001.warc.gz", "thu-0002.warc.gz")
    assert read(tmp_path, second) == b"2"


@pytest.mark.parametrize(
    "place",
    [
        Place("none.warc.gz", 0, "00"),
        Place("thu-0001.warc.gz", 0, "00"),
        Place("thu-0001.warc.gz", 10_000, "00"),
    ],
)
def test_missing_or_altered_evidence_is_said(tmp_path: Path, place: Place) -> None:
    Shelf(tmp_path, "thu").keep(capture(b"1"))
    with pytest.raises(EvidenceMissing, match=place.file):
        read(tmp_path, place)


def test_a_flipped_byte_is_found(tmp_path: Path) -> None:
    place = Shelf(tmp_path, "thu").keep(capture(b"Nguyen ban" * 100))
    path = tmp_path / place.file
    data = bytearray(path.read_bytes())
    data[-30] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(EvidenceMissing):
        read(tmp_path, place)


def test_the_status_line_is_kept(tmp_path: Path) -> None:
    gone = replace(capture(b"x"), status=404)
    place = Shelf(tmp_path, "thu").keep(gone)
    assert b"HTTP/1.1 404" in gzip.decompress((tmp_path / place.file).read_bytes())
    assert evidence.MAX_FILE_BYTES == 1_000_000_000


ASKED = (("Host", "bao.example"), ("User-Agent", "diembao"), ("If-None-Match", '"1"'))


def test_the_question_lies_beside_its_answer(tmp_path: Path) -> None:
    asked = replace(capture(b"tra loi"), final_url="https://bao.example/a?b=1", request_headers=ASKED)
    place = Shelf(tmp_path, "thu").keep(asked)
    with (tmp_path / place.file).open("rb") as stream:
        answer, question = (record.rec_headers for record in ArchiveIterator(stream))
    assert question.get_header("WARC-Type") == "request"
    assert question.get_header("WARC-Concurrent-To") == answer.get_header("WARC-Record-ID")
    text = gzip.decompress((tmp_path / place.file).read_bytes())
    assert b'GET /a?b=1 HTTP/1.1\r\nHost: bao.example\r\nUser-Agent: diembao\r\nIf-None-Match: "1"' in text


def test_other_tools_find_every_digest_right(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "thu")
    for body in (b"", b"mot", b"\xff" * 9000):
        shelf.keep(replace(capture(body), request_headers=ASKED))
    with shelf.file.open("rb") as stream:
        passed = []
        for record in ArchiveIterator(stream, check_digests=True):
            record.content_stream().read()
            passed.append(record.digest_checker.passed)
    assert passed == [True] * 6


@pytest.mark.parametrize("asked", [(), ASKED])
def test_copies_of_all_records_are_the_file(tmp_path: Path, asked: tuple[tuple[str, str], ...]) -> None:
    shelf = Shelf(tmp_path, "thu")
    kept = [replace(capture(body), request_headers=asked) for body in (b"", b"mot", b"\xff" * 9000)]
    places = [shelf.keep(one) for one in kept]
    assert b"".join(evidence.copy(tmp_path, place) for place in places) == shelf.file.read_bytes()


def test_what_is_not_there_cannot_be_copied(tmp_path: Path) -> None:
    with pytest.raises(EvidenceMissing, match="khac"):
        evidence.copy(tmp_path, Place("khac.warc.gz", 0, ""))
