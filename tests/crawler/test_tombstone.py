from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.evidence import EvidenceMissing, Place, Shelf, read
from crawler.model import Capture, Shape
from crawler.tombstone import bury, order_at

ORDER = "123/QĐ-UBND"
URL = "https://bao.example/1"
BODIES = [b"", b"mot bai ngan", "Một bài dài hơn. ".encode() * 5000]


@pytest.fixture
def places(tmp_path: Path) -> list[Place]:
    shelf = Shelf(tmp_path, "thu")
    at = datetime(2026, 10, 1, tzinfo=UTC)
    agent = (("User-Agent", "diembao"),)
    return [
        shelf.keep(Capture("k", URL, URL, Shape.PAGE, 200, (), body, at, request_headers=agent))
        for body in BODIES
    ]


@pytest.mark.parametrize("which", range(len(BODIES)))
def test_one_payload_goes_and_the_others_stay(places: list[Place], tmp_path: Path, which: int) -> None:
    before = (tmp_path / places[0].file).stat().st_size
    bury(tmp_path, places[which], ORDER)
    assert (tmp_path / places[0].file).stat().st_size == before
    assert [order_at(tmp_path, place) for place in places] == [
        ORDER if at == which else "" for at in range(len(BODIES))
    ]
    kept = [at for at in range(len(BODIES)) if at != which]
    assert [read(tmp_path, places[at]) for at in kept] == [BODIES[at] for at in kept]


def test_nothing_of_the_payload_is_left(places: list[Place], tmp_path: Path) -> None:
    bury(tmp_path, places[2], ORDER)
    with (tmp_path / places[2].file).open("rb") as stream:
        texts = [record.content_stream().read() for record in ArchiveIterator(stream)]
    assert not any("bài dài".encode() in text for text in texts)
    with pytest.raises(EvidenceMissing, match="SHA-256"):
        read(tmp_path, places[2])


def test_the_file_is_still_a_warc_file_of_as_many_records(places: list[Place], tmp_path: Path) -> None:
    bury(tmp_path, places[1], ORDER)
    with (tmp_path / places[1].file).open("rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream)]
    assert kinds == ["response", "request", "metadata", "request", "response", "request"]


def test_burying_twice_changes_nothing_more(places: list[Place], tmp_path: Path) -> None:
    bury(tmp_path, places[1], ORDER)
    bury(tmp_path, places[1], ORDER)
    assert order_at(tmp_path, places[1]) == ORDER
    assert read(tmp_path, places[2]) == BODIES[2]


def test_what_is_not_there_cannot_be_buried(places: list[Place], tmp_path: Path) -> None:
    with pytest.raises(EvidenceMissing, match="khac"):
        bury(tmp_path, Place("khac.warc.gz", 0, ""), ORDER)
    with pytest.raises(EvidenceMissing):
        bury(tmp_path, Place(places[0].file, 3, ""), ORDER)
    assert order_at(tmp_path, Place("khac.warc.gz", 0, "")) == ""


def test_a_record_without_an_end_is_told(tmp_path: Path, places: list[Place]) -> None:
    path = tmp_path / places[0].file
    path.write_bytes(path.read_bytes()[: places[2].offset + 40])
    with pytest.raises(EvidenceMissing, match="no end"):
        bury(tmp_path, places[2], ORDER)


def test_an_order_too_long_for_the_record_is_refused_before_anything_is_written(
    tmp_path: Path, places: list[Place]
) -> None:
    before = (tmp_path / places[0].file).read_bytes()
    with pytest.raises(EvidenceMissing, match="shorter"):
        bury(tmp_path, places[0], "".join(chr(33 + at * 7 % 90) for at in range(2000)))
    assert (tmp_path / places[0].file).read_bytes() == before
