from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from archive import announced, pulse
from archive.models import Address, AddressState, Article, Capture, Job
from crawler.unfit import Unfit
from desk.models import Act
from desk.rights import Role
from tests import factory
from tests.handed import document, locked, mail, png, scripted
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words
from web import handling

pytestmark = pytest.mark.django_db
URL = "https://coast.example/port"
TOLD = {"title": "Port of Mỹ Lâm opens", "outlet": "The Coast Times", "medium": "print"}


@pytest.fixture(autouse=True)
def _shelf(settings: Settings, tmp_path: Path) -> None:
    settings.WARC_FOLDER = tmp_path / "warc"


@pytest.fixture(scope="module", autouse=True)
def _room() -> Iterator[None]:
    yield
    handling.room().close()


def file(body: bytes, name: str = "tin.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def test_a_typed_link_is_announced_and_followed(desk: Client) -> None:
    answer = desk.post("/add", {"url": f"{URL}?fbclid=1"}, follow=True)
    id = Address.objects.get().id
    assert answer.redirect_chain == [(f"/add?followed={id}", 302)]
    told = page(answer)
    assert words(told, ".followed-state") == ["đang chờ"]
    assert words(told, ".followed-url") == [URL]
    assert one(told, "#followed")["hx-get"] == f"/add?followed={id}"
    assert Job.objects.get().stage == "fetch"


def test_a_link_says_when_nothing_collects(desk: Client) -> None:
    desk.post("/add", {"url": URL})
    address = f"/add?followed={Address.objects.get().id}"
    assert "Hiện không có tiến trình thu thập nào chạy." in page(desk.get(address)).get_text()
    pulse.beat("crawl:1", "crawl")
    assert "Bài được tải theo lượt" in page(desk.get(address)).get_text()


def test_a_link_that_the_archive_has_leads_to_its_article(desk: Client) -> None:
    row = factory.article(url=URL)
    told = page(desk.post("/add", {"url": URL}, follow=True))
    assert (words(told, ".followed-state"), links(told, "#followed a")) == (
        ["đã lưu"],
        [f"/articles/{row.id}"],
    )
    assert not one(told, "#followed").has_attr("hx-get")


@pytest.mark.parametrize(
    ("state", "word"), [(AddressState.REFUSED, "không lưu"), (AddressState.GONE, "không có trang")]
)
def test_a_link_that_came_to_nothing_says_so(state: AddressState, word: str, desk: Client) -> None:
    desk.post("/add", {"url": URL})
    id = Address.objects.get().id
    announced.mark(id, state)
    told = page(desk.get(f"/add?followed={id}"))
    assert (words(told, ".followed-state"), len(words(told, "#followed .faint"))) == ([word], 1)


def test_a_link_that_was_tried_tells_why_it_waits(desk: Client, now: datetime) -> None:
    desk.post("/add", {"url": URL})
    address = f"/add?followed={Address.objects.get().id}"
    Job.objects.update(reason="HTTP 503")
    assert "Chưa có trả lời đúng (HTTP 503)." in page(desk.get(address)).get_text()
    Job.objects.update(quarantined_at=now)
    told = page(desk.get(address))
    assert words(told, ".followed-state") == ["gác lại"]
    assert "Đã thôi sau nhiều lần thử: HTTP 503." in told.get_text()


def test_htmx_gets_only_the_link(desk: Client) -> None:
    desk.post("/add", {"url": URL})
    answer = desk.get(f"/add?followed={Address.objects.get().id}", headers={"HX-Request": "true"})
    assert page(answer).select("main") == []
    assert words(page(answer), ".followed-url") == [URL]


@pytest.mark.parametrize("asked", ["99", "x", "9" * 30, "１"])
def test_a_link_nobody_typed_is_not_found(asked: str, desk: Client) -> None:
    assert desk.get("/add", {"followed": asked}).status_code == 404


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "javascript:alert(1)", "khong phai"])
def test_an_address_that_may_not_be_asked_is_told(url: str, desk: Client) -> None:
    answer = desk.post("/add", {"url": url})
    told = page(answer)
    assert (answer.status_code, len(words(told, ".wrong li"))) == (422, 1)
    assert str(one(told, "#id_url")["value"]) == url
    assert (Address.objects.count(), Act.objects.count()) == (0, 0)


def test_an_address_is_needed(desk: Client) -> None:
    answer = desk.post("/add", {"url": " "})
    assert (answer.status_code, words(page(answer), ".field-wrong")) == (422, ["Trường này là bắt buộc."])


def test_an_address_can_be_brought_along(desk: Client) -> None:
    assert str(one(page(desk.get("/add", {"url": URL})), "#id_url")["value"]) == URL


def test_a_document_is_stored_and_its_first_page_shown(desk: Client) -> None:
    told = page(desk.post("/add/coverage", {**TOLD, "file": file(document(pages=2))}))
    row = Article.objects.get()
    assert words(told, ".answer h2") == ["Đã lưu"]
    assert str(one(told, ".answer img")["src"]).startswith("data:image/png;base64,iVBOR")
    assert words(told, ".answer .faint")[0] == "2 trang · đã lấy chữ từ tệp"
    assert links(told, ".answer a") == [f"/articles/{row.id}"]
    assert not one(told, "#id_title").has_attr("value")
    assert Capture.objects.get().warc_file != ""


def test_every_detail_is_kept(desk: Client) -> None:
    visit = factory.visit()
    desk.post(
        "/add/coverage",
        {
            **TOLD,
            "medium": "video",
            "country": "SG",
            "lang": "en",
            "published_on": "30/9/2026",
            "authors": "A. Lim; B.  Tan;",
            "url": "https://coast.example/v/1?utm_source=x",
            "visit": str(visit.id),
            "text": "Dòng một\nDòng hai",
            "note": "Phát lúc 20 giờ",
        },
    )
    row = Article.objects.get()
    assert (row.medium, row.lang, row.authors, row.delegation) == ("video", "en", ["A. Lim", "B. Tan"], visit)
    assert (row.canonical_url, row.body) == ("https://coast.example/v/1", "Dòng một\nDòng hai")
    assert (row.published_raw, row.outlet.country) == ("2026-09-30", "SG")
    assert "Phát lúc 20 giờ" in words(page(desk.get("/add/coverage")), ".done .faint")


def test_the_same_file_again_is_known(desk: Client) -> None:
    for _ in range(2):
        answer = desk.post("/add/coverage", {**TOLD, "file": file(png(), "quet.png")})
    told = page(answer)
    assert words(told, ".answer h2") == ["Kho đã có bài này"]
    assert words(told, ".answer .faint")[0] == "1 trang · tệp không có chữ"
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (locked(), Unfit.LOCKED),
        (scripted(), Unfit.SCRIPT),
        (document(pages=201), Unfit.TOO_MANY_PAGES),
        (b"MZ\x90", Unfit.UNKNOWN),
        (b"%PDF-1.4 hong", Unfit.DAMAGED),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_file_that_is_not_taken_says_why(body: bytes, why: Unfit, language: str, sign_in: SignIn) -> None:
    answer = sign_in(language=language).post("/add/coverage", {**TOLD, "file": file(body)})
    told = page(answer)
    assert (answer.status_code, words(told, ".field-wrong")) == (
        422,
        [why.vietnamese if language == "vi" else why.english],
    )
    assert str(one(told, "#id_title")["value"]) == TOLD["title"]
    assert (Article.objects.count(), Capture.objects.count(), Act.objects.count()) == (0, 0, 0)


def test_a_marked_reference_is_told_over_the_form(desk: Client) -> None:
    answer = desk.post("/add/coverage", {**TOLD, "text": "TUYỆT MẬT\nnội dung"})
    assert (answer.status_code, words(page(answer), ".wrong li")) == (422, [Unfit.MARKED.vietnamese])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("outlet", ""),
        ("medium", "khong-co"),
        ("country", "XX1"),
        ("published_on", "31/2/2026"),
        ("url", "http://10.0.0.1/"),
        ("visit", "99"),
    ],
)
def test_a_detail_that_is_wrong_is_told_at_its_field(field: str, value: str, desk: Client) -> None:
    answer = desk.post("/add/coverage", {**TOLD, field: value})
    told = page(answer)
    assert (answer.status_code, len(words(told, ".field-wrong"))) == (422, 1)
    assert one(told, f"#id_{field}")["aria-invalid"] == "true"


def test_a_newsletter_is_stored(desk: Client) -> None:
    data = mail(documents=[("a.pdf", document()), ("b.pdf", scripted())])
    told = page(desk.post("/add/newsletter", {"file": file(data, "tin.eml"), "with_documents": "on"}))
    assert (words(told, ".answer h2"), Article.objects.count()) == (["Đã lưu"], 2)
    assert words(told, ".answer .field-wrong") == [Unfit.SCRIPT.vietnamese]


def test_a_file_that_is_no_newsletter_says_why(desk: Client) -> None:
    answer = desk.post("/add/newsletter", {"file": file(b"khong phai thu", "tin.eml")})
    assert (answer.status_code, words(page(answer), ".field-wrong")) == (422, [Unfit.NOT_MAIL.vietnamese])
    answer = desk.post("/add/newsletter", {})
    assert (answer.status_code, words(page(answer), ".field-wrong")) == (422, ["Trường này là bắt buộc."])


@pytest.mark.parametrize(("address", "sent"), [("/add/coverage", document()), ("/add/newsletter", mail())])
def test_evidence_that_cannot_be_written_is_told(
    address: str, sent: bytes, desk: Client, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "tep").touch()
    settings.WARC_FOLDER = tmp_path / "tep"
    answer = desk.post(address, {**TOLD, "file": file(sent)})
    assert (answer.status_code, Article.objects.count()) == (503, 0)
    assert words(page(answer), ".wrong li")[0].startswith("Không ghi được chứng cứ (")


def test_what_was_added_last_is_listed(desk: Client) -> None:
    desk.post("/add", {"url": URL})
    desk.post("/add/coverage", TOLD)
    told = page(desk.get("/add/newsletter"))
    assert words(told, ".done a") == [TOLD["title"], URL]
    assert words(told, ".done .faint") == [
        "tài liệu hoặc dẫn chiếu · Trần Thị Lài · 08:00",
        "liên kết · Trần Thị Lài · 08:00",
    ]
    assert links(told, ".done a") == [
        f"/articles/{Article.objects.get().id}",
        f"/add?followed={Address.objects.get(url=URL).id}",
    ]


def test_the_ways_of_adding_stand_side_by_side(desk: Client) -> None:
    told = page(desk.get("/add/newsletter"))
    assert links(told, ".switch a") == ["/add", "/add/coverage", "/add/newsletter"]
    assert words(told, '.switch [aria-current="true"]') == ["Bản tin thư"]


@pytest.mark.parametrize("address", ["/add", "/add/coverage", "/add/newsletter"])
def test_who_may_only_read_sends_nothing(address: str, sign_in: SignIn) -> None:
    assert sign_in(Role.READER).post(address, {**TOLD, "url": URL}).status_code == 403
    assert (Address.objects.count(), Article.objects.count()) == (0, 0)


def test_a_reader_is_not_shown_the_way(sign_in: SignIn) -> None:
    assert "/add" not in links(page(sign_in(Role.READER).get("/sources")), ".ways a")


def test_the_demos_own_links_may_be_typed(desk: Client, settings: Settings) -> None:
    source = factory.source("nam-viet")
    source.url = "http://nam-viet.localhost:8001/rss"
    source.save()
    assert desk.post("/add", {"url": "http://nam-viet.localhost:8001/1"}).status_code == 422
    settings.PRESS_PORT = 8001
    assert desk.post("/add", {"url": "http://nam-viet.localhost:8001/1"}).status_code == 302


def test_vietnam_stands_first_among_the_countries(desk: Client) -> None:
    names = words(page(desk.get("/add/coverage")), "#id_country option")
    assert (names[:2], "Singapore" in names) == (["—", "Việt Nam"], True)
