import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import warc_reading
from crawler.confined import Limits, Room
from crawler.evidence import Shelf
from crawler.model import Capture, Shape
from crawler.warc_reading import Damaged, Other, Page, Read

AT = datetime(2026, 9, 1, 2, 3, 4, tzinfo=UTC)
URL = "https://bao.example/{}"


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with Room(Limits()) as opened:
        yield opened


def answer(number: int, body: bytes = b"", *, status: int = 200, media_type: str = "text/html") -> Capture:
    told = (("Content-Type", f"{media_type}; charset=utf-8"),)
    whole = body or b"<html>%d</html>" % number
    asked = (("User-Agent", "thu"),)
    url = URL.format(number)
    return Capture("", url, url, Shape.PAGE, status, told, whole, AT, request_headers=asked)


def warc(folder: Path, *answers: Capture) -> Path:
    shelf = Shelf(folder, "thu")
    for one in answers:
        shelf.keep(one)
    return shelf.file


def read(path: Path, room: Room) -> list[Read]:
    """All records, each the same in its room and outside."""
    found = list(warc_reading.read(path, room))
    assert [warc_reading.record_at(str(path), one.offset) for one in found] == found
    return found


def shown(found: list[Read]) -> list[str]:
    """Each record in a word."""
    return [
        one.url if isinstance(one, Page) else one.what if isinstance(one, Other) else "damaged"
        for one in found
    ]


def record(kind: str = "response", *, http: bytes = b"", **fields: str) -> bytes:
    """A record written by hand."""
    told = {"WARC-Type": kind, "WARC-Target-URI": URL.format(1), "WARC-Date": "2026-09-01T02:03:04Z"}
    told |= {name.replace("_", "-"): value for name, value in fields.items()}
    told.setdefault("Content-Length", str(len(http)))
    told.setdefault("Content-Type", "application/http; msgtype=response")
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n" + http + b"\r\n\r\n"


PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>1</html>"


def test_pages_come_with_their_own_time_and_headers(tmp_path: Path, room: Room) -> None:
    path = warc(tmp_path, answer(1), answer(2))
    pages = [one for one in read(path, room) if isinstance(one, Page)]
    assert [(one.url, one.at, one.body) for one in pages] == [
        (URL.format(1), AT, b"<html>1</html>"),
        (URL.format(2), AT, b"<html>2</html>"),
    ]
    assert pages[0].headers[0] == ("Content-Type", "text/html; charset=utf-8")


def test_what_is_no_page_is_told_for_what_it_is(tmp_path: Path, room: Room) -> None:
    path = warc(tmp_path, answer(1, status=404), answer(2, media_type="image/png"))
    assert shown(read(path, room)) == ["HTTP 404", "request", "image/png", "request"]


def test_a_plain_file_is_read_as_a_packed_one(tmp_path: Path, room: Room) -> None:
    packed = warc(tmp_path, answer(1), answer(2))
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(packed.read_bytes()))
    assert shown(read(plain, room)) == shown(read(packed, room))


def test_a_damaged_record_is_named_and_the_others_go_on(tmp_path: Path, room: Room) -> None:
    path = warc(tmp_path, answer(1), answer(2), answer(3))
    whole = read(path, room)
    torn = bytearray(path.read_bytes())
    torn[whole[2].offset + 30] ^= 0xFF
    path.write_bytes(torn)
    found = read(path, room)
    assert shown(found) == [URL.format(1), "request", "damaged", "request", URL.format(3), "request"]
    assert found[2].offset == whole[2].offset


def test_a_plain_record_that_is_damaged_is_passed_over(tmp_path: Path, room: Room) -> None:
    path = tmp_path / "tin.warc"
    path.write_bytes(record(http=PAGE) + b"khong phai\r\n\r\n" + record(http=PAGE))
    assert shown(read(path, room)) == [URL.format(1), "damaged", URL.format(1)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (record(http=PAGE)[:-20], "cut off"),
        (record(http=PAGE, WARC_Date="hôm nọ"), "ValueError: Invalid isoformat string: 'hôm nọ'"),
        (record(http=PAGE, WARC_Date="0001-01-01T00:00:00+14:00"), "OverflowError: date value out of range"),
        (b"chu thuong\n", "ArchiveLoadFailed: Unknown archive format, first line: ['chu', 'thuong']"),
        (gzip.compress(record(http=PAGE) * 2), "one gzip over the whole file: unpack it first"),
    ],
)
def test_a_record_that_cannot_be_read_says_why(data: bytes, why: str, tmp_path: Path, room: Room) -> None:
    path = tmp_path / "tin.warc"
    path.write_bytes(data)
    assert read(path, room) == [Damaged(0, why)]


def test_a_time_without_zone_is_utc(tmp_path: Path, room: Room) -> None:
    path = tmp_path / "tin.warc"
    path.write_bytes(record(http=PAGE, WARC_Date="2026-09-01T02:03:04"))
    (found,) = read(path, room)
    assert isinstance(found, Page)
    assert found.at == AT


def test_a_page_that_is_a_bomb_costs_itself_only(tmp_path: Path, room: Room) -> None:
    bomb = gzip.compress(b"\0" * (200 << 20))
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + bomb
    path = tmp_path / "tin.warc.gz"
    path.write_bytes(gzip.compress(record(http=http)) + gzip.compress(record(http=PAGE)))
    assert shown(list(warc_reading.read(path, room))) == ["damaged", URL.format(1)]


def test_more_than_a_page_has_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tin.warc.gz"
    path.write_bytes(gzip.compress(record(http=PAGE + b"A" * warc_reading.MOST_BYTES)))
    assert warc_reading.record_at(str(path), 0) == Damaged(0, "more than 33554432 bytes")


def test_a_record_heavier_than_its_room_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "tin.warc.gz"
    head = PAGE.replace(b"<html>1", b"A" * (20 << 20))
    path.write_bytes(gzip.compress(record(http=head)) + gzip.compress(record(http=PAGE)))
    with Room(Limits(megabytes=16)) as small:
        found = list(warc_reading.read(path, small))
    assert shown(found) == ["damaged", URL.format(1)]
    # Where memory ends within the unpacker, warcio takes it for a torn record.
    assert found[0] in {Damaged(0, "memory: more than a record may take"), Damaged(0, "cut off")}


def test_a_page_torn_inside_its_packing_is_damaged(tmp_path: Path, room: Room) -> None:
    packed = gzip.compress(b"<html>" + bytes(range(256)) * 40)[:-40]
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    path = tmp_path / "tin.warc"
    path.write_bytes(record(http=http))
    assert read(path, room) == [Damaged(0, "cut off")]


def test_an_address_is_never_a_path(tmp_path: Path, room: Room) -> None:
    path = tmp_path / "tin.warc"
    path.write_bytes(record(http=PAGE, WARC_Target_URI="file:///../../../etc/passwd"))
    assert shown(read(path, room)) == ["response"]
    assert [one.name for one in tmp_path.iterdir()] == ["tin.warc"]


@pytest.mark.parametrize(
    ("http", "what"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\nx", "no type"),
        (b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n", "HTTP 301"),
    ],
)
def test_an_answer_without_a_page_is_passed_over(http: bytes, what: str, tmp_path: Path, room: Room) -> None:
    path = tmp_path / "tin.warc"
    path.write_bytes(record(http=http))
    assert shown(read(path, room)) == [what]


def test_an_empty_file_holds_nothing(tmp_path: Path, room: Room) -> None:
    path = tmp_path / "tin.warc"
    path.touch()
    assert read(path, room) == []


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"WARC/1.1\r\n", True),
        (gzip.compress(b"WARC/1.0\r\n"), True),
        (gzip.compress(b'{"url": 1}'), False),
        (b"\x1f\x8b\x08khong", False),
        (b"{}", False),
    ],
)
def test_a_warc_is_known_by_its_first_bytes(head: bytes, *, is_one: bool) -> None:
    assert warc_reading.is_warc(head) is is_one
