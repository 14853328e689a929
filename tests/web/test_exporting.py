import csv
import io
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from desk.audit import newest
from tests import factory
from tests.web.conftest import Index, SignIn
from tests.web.reading import links, page, words
from web import exporting

pytestmark = pytest.mark.django_db


def lines(client: Client, address: str) -> list[list[str]]:
    """The cells of a file as a spreadsheet reads them."""
    answer = client.get(address)
    assert (answer.status_code, answer.streaming) == (200, True)
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_every_hit_is_a_line_in_the_readers_words(desk: Client, index: Index) -> None:
    row = factory.article("=Cầu Bến Lội", url="https://bao.example/cau", body="Toàn văn rất mật.")
    factory.reading(
        row, tone=-1, topics=[("infrastructure", 0.9), ("health", 0.7)], places=[("cua-tram", 0, 3)]
    )
    index([row, factory.article("Giá lúa", body="Lúa")])
    assert lines(desk, "/search/export?q=cau") == [
        ["Tiêu đề", "Cơ quan báo chí", "Xuất bản", "Liên kết", "Chủ đề", "Sắc thái", "Ngôn ngữ", "Địa bàn"],
        [
            *("'=Cầu Bến Lội", "Báo Sông Trong", "2026-10-01 08:00", "https://bao.example/cau"),
            *("Hạ tầng – đô thị; Y tế", "tiêu cực", "Tiếng Việt", "Cửa Trầm"),
        ],
    ]


def test_the_file_is_named_for_the_desks_day(desk: Client, index: Index) -> None:
    index([factory.article()])
    told = desk.get("/search/export").headers
    assert told["Content-Disposition"] == 'attachment; filename="diembao-2026-10-01.csv"'
    assert told["Content-Type"] == "text/csv; charset=utf-8"


def test_the_file_speaks_the_language_of_its_reader(sign_in: SignIn, index: Index) -> None:
    index([factory.article(published_at=None)])
    told = lines(sign_in(language="en"), "/search/export")
    assert told[0][:3] == ["Title", "Outlet", "Published"]
    assert (told[1][2], told[1][5], told[1][6]) == ("", "not read yet", "Vietnamese")


def test_every_page_of_hits_is_in_the_file(desk: Client, index: Index) -> None:
    index(factory.many(25))
    told = lines(desk, "/search/export?q=cau&order=relevance&after=20")
    assert [line[0] for line in told[1:]] == [f"Tin số {n} về cầu Bến Lội" for n in range(25)]


def test_an_export_is_written_down(desk: Client, index: Index) -> None:
    index(factory.many(2))
    desk.get("/search/export?q=cau&tone=0")
    (act,) = newest(["search_exported"], 9)
    told = {"query": "cau", "address": "?q=cau&tone=0", "count": 2}
    assert (act.officer, dict(act.data)) == ("Trần Thị Lài", told)


def test_asking_for_the_head_alone_is_no_export(desk: Client, index: Index) -> None:
    index(factory.many(2))
    assert desk.head("/search/export?q=cau").status_code == 200
    assert newest(["search_exported"], 9) == []


def test_too_many_are_a_sentence_and_no_act(rf: RequestFactory, sign_in: SignIn, index: Index) -> None:
    index(factory.many(3))
    request: HttpRequest = rf.get("/search/export?q=cau")
    request.user = factory.officer()
    answer = exporting.file(request, most=2)
    assert isinstance(answer, HttpResponse)
    told = page(answer)
    assert answer.status_code == 422
    assert words(told, ".empty p")[0].startswith("Câu tìm này có 3 bài; một tệp chứa tối đa 2 bài.")
    assert links(told, ".empty a") == ["/search?q=cau"]
    assert newest(["search_exported"], 9) == []


def test_no_more_than_that_are_sent(rf: RequestFactory, index: Index) -> None:
    index(factory.many(3))
    request: HttpRequest = rf.get("/search/export?q=cau")
    request.user = factory.officer()
    assert exporting.file(request, most=3).status_code == 200


@pytest.mark.parametrize("asked", ["?q=%28l%C5%A9+AND", "?q=l%C5%A9&tone=-1"])
def test_what_is_wrong_is_told_on_the_search_page(
    desk: Client, settings: Settings, tmp_path: Path, asked: str
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'nowhere'}"
    answer = desk.get(f"/search/export{asked}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/search{asked}")
