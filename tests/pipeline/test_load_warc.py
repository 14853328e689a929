"""Pages of other people's crawls become our evidence at their own time, and go through the usual stages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import notices
from archive.models import Address, Article, Capture, Source
from archive.taking import Tools
from crawler import evidence
from crawler.confined import Limits, Room
from crawler.evidence import Shelf
from crawler.unfit import Unfit
from crawler.warc_reading import Damaged, Other, Page
from pipeline import load_warc
from pipeline.context import Context
from pipeline.load import Loaded
from pipeline.rows import InputMissing
from pipeline.worker import run_jobs
from tests import factory
from tests.pipeline.making import TITLE, page, waiting

pytestmark = pytest.mark.django_db
NOW, AT = factory.MORNING, datetime(2026, 9, 1, tzinfo=UTC)
HEADERS = (("Content-Type", "text/html; charset=utf-8"),)
URL = "https://bao-song-trong.example/cang.html?utm_source=x"
FOUND = Page(0, 9, URL, AT, HEADERS, page())


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with Room(Limits()) as opened:
        yield opened


@pytest.fixture
def tools(room: Room, context: Context) -> Tools:
    return Tools(room, lambda: Shelf(context.warc_folder, "nap"))


def take(tools: Tools, *records: Page | Other | Damaged) -> tuple[Loaded, list[str]]:
    told: list[str] = []
    loaded = load_warc.load(iter(records), "cu.warc", tools, lambda: NOW, lambda one: told.append(str(one)))
    return loaded, told


def settle(told: Loaded) -> list[str]:
    said: list[str] = []
    load_warc.settle(told, lambda one: said.append(str(one)))
    return said


def test_a_page_is_kept_at_its_own_time_and_let_be_extracted(tools: Tools, context: Context) -> None:
    outlet = factory.outlet()
    told, _ = take(tools, FOUND)
    kept = Capture.objects.get()
    assert (told.waiting, waiting()) == ([kept.id], [("extract", str(kept.id))])
    assert (kept.fetched_at, kept.url) == (AT, "https://bao-song-trong.example/cang.html")
    place = evidence.Place(kept.warc_file, kept.warc_offset, kept.sha256)
    assert evidence.read(context.warc_folder, place) == page()
    assert Source.objects.get().outlet == outlet


def test_what_is_extracted_is_counted(tools: Tools, context: Context) -> None:
    told, _ = take(tools, FOUND)
    run_jobs(["extract"], context)
    assert settle(told) == []
    assert told == Loaded(stored=1)
    row = Article.objects.get()
    assert (row.title, row.first_fetched_at, row.medium) == (TITLE, AT, "page")


def test_a_page_without_an_article_is_named(tools: Tools, context: Context) -> None:
    told, _ = take(tools, replace(FOUND, body=b"<html><body>Trang chu</body></html>"))
    run_jobs(["extract"], context)
    assert settle(told) == [
        ("https://bao-song-trong.example/cang.html: không có bài trong trang / no article on the page")
    ]
    assert told == Loaded(other=1)


def test_the_same_page_of_the_same_time_is_known(tools: Tools) -> None:
    assert take(tools, FOUND, FOUND)[0].known == 1
    assert take(tools, FOUND)[0] == Loaded(known=1)
    assert Capture.objects.count() == 1


def test_another_time_of_the_same_page_is_another_capture(tools: Tools) -> None:
    take(tools, FOUND, replace(FOUND, at=AT + timedelta(days=1)))
    assert (Capture.objects.count(), Address.objects.count()) == (2, 1)


def test_other_records_are_counted(tools: Tools) -> None:
    assert take(tools, Other(0, 9, "request"), Other(9, 12, "image/png"))[0] == Loaded(other=2)


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (Damaged(77, "cut off"), "byte 77: bản ghi hỏng / a damaged record: cut off"),
        (
            replace(FOUND, url="file:///../../etc/passwd"),
            "byte 0: địa chỉ không dùng được / no usable address: file:///../../etc/passwd",
        ),
        (
            replace(FOUND, at=NOW + timedelta(seconds=1)),
            "byte 0: thời điểm nằm ở tương lai / its time lies in the future: 2026-10-01T01:00:01+00:00",
        ),
    ],
)
def test_a_record_that_cannot_be_used_is_named_and_the_others_go_on(
    record: Page | Damaged, why: str, tools: Tools
) -> None:
    told, sentences = take(tools, record, FOUND)
    assert (told.bad, len(told.waiting), sentences) == (1, 1, [f"cu.warc, {why}"])


def test_of_a_page_that_bears_a_mark_nothing_is_written(tools: Tools, context: Context) -> None:
    marked = page(body=("Độ mật: Tuyệt mật", "Nội dung không được lưu lại ở đâu cả."))
    told, sentences = take(tools, replace(FOUND, body=marked))
    assert (told.bad, sentences) == (1, [f"cu.warc, byte 0: {Unfit.MARKED.in_both}: field tuyệt mật"])
    assert not context.warc_folder.exists()
    assert (Capture.objects.get().warc_file, Address.objects.count()) == ("", 0)
    assert [notice.kind for notice in notices.standing()] == ["state-secret-mark"]


def test_a_file_is_read_record_by_record(tools: Tools, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "cu", "cu")
    shelf.keep(load_warc.answer_of(FOUND))
    (found,) = load_warc.records(shelf.file, tools)
    assert isinstance(found, Page)
    assert (found.at, found.body) == (AT, page())


def test_a_file_that_is_missing_is_said(tools: Tools, tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="không đọc được"):
        list(load_warc.records(tmp_path / "none.warc", tools))
