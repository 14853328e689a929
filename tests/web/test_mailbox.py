from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.web.reading import links, one, page, words
from web.mailbox import SANDBOX, lines

pytestmark = pytest.mark.django_db
NAME = "20261001T060000-1.eml"


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.PRESS_PORT = 8091
    settings.DEMO_MAIL_FOLDER = tmp_path / "mail"
    settings.DEMO_MAIL_FOLDER.mkdir()
    return tmp_path / "mail"


def put(folder: Path, name: str = NAME, *, hour: int = 6, html: str = "") -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "diembao@localhost",
        "lai@desk.example",
        f"Điểm báo {hour} giờ",
    )
    mail["Date"] = datetime(2026, 10, 1, hour, tzinfo=UTC)
    mail["Message-ID"] = "<1@localhost>"
    mail.set_content("Kính gửi <b>anh chị</b>")
    if html:
        mail.add_alternative(html, subtype="html")
    (folder / name).write_bytes(mail.as_bytes())


def test_the_newest_mail_comes_first(desk: Client, folder: Path) -> None:
    put(folder, "b.eml", hour=6)
    put(folder, "a.eml", hour=7)
    (folder / "notes.txt").write_text("không phải thư")
    assert links(page(desk.get("/demo/mail")), ".mail-list a") == ["/demo/mail/a.eml", "/demo/mail/b.eml"]


def test_a_mail_is_shown_with_headers_and_text(desk: Client, folder: Path) -> None:
    put(folder, html="<p>Xin chào</p>")
    told = page(desk.get(f"/demo/mail/{NAME}"))
    assert dict(zip(words(told, ".letter dt"), words(told, ".letter dd"), strict=True)) == {
        "Người gửi": "diembao@localhost",
        "Người nhận": "lai@desk.example",
        "Gửi lúc": "13:00 01/10/2026",
        "Message-ID": "<1@localhost>",
    }
    assert links(told, ".to-list a") == ["/demo/mail"]
    assert words(told, ".mail-text") == ["Kính gửi <b>anh chị</b>"]
    frame = one(told, "iframe")
    assert (frame["src"], frame["sandbox"]) == (f"/demo/mail/{NAME}/html", [])


def test_the_html_part_stands_alone_in_a_sandbox(desk: Client, folder: Path) -> None:
    put(folder, html="<p>Xin chào</p><script>alert(1)</script>")
    answer = desk.get(f"/demo/mail/{NAME}/html")
    assert answer.headers["Content-Security-Policy"] == SANDBOX
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert words(page(answer), "p") == ["Xin chào"]


def test_a_mail_without_html_needs_no_frame(desk: Client, folder: Path) -> None:
    put(folder)
    told = page(desk.get(f"/demo/mail/{NAME}"))
    assert (told.select("iframe"), len(told.select("details[open]"))) == ([], 1)


@pytest.mark.parametrize("name", ["no.eml", "..%2Fsecret.key", ".eml", "notes.txt", "x" * 200 + ".eml"])
def test_only_the_folders_own_mails_are_opened(desk: Client, folder: Path, name: str) -> None:
    (folder.parent / "secret.key").write_text("bí mật")
    (folder / "notes.txt").write_text("không phải thư")
    assert desk.get(f"/demo/mail/{name}").status_code == 404
    assert desk.get(f"/demo/mail/{name}/html").status_code == 404


def test_without_the_demo_there_is_no_mailbox(desk: Client, settings: Settings, folder: Path) -> None:
    put(folder)
    settings.PRESS_PORT = 0
    statuses = [
        desk.get(path).status_code for path in ("/demo/mail", f"/demo/mail/{NAME}", f"/demo/mail/{NAME}/html")
    ]
    assert statuses == [404, 404, 404]
    assert "/demo/mail" not in links(page(desk.get("/")), ".ways a")


def test_the_demo_shows_the_way_to_its_mail(desk: Client, folder: Path) -> None:
    assert links(page(desk.get("/")), ".ways a")[-2:] == ["/sources", "/demo/mail"]


def test_no_mail_yet_is_said(desk: Client, folder: Path) -> None:
    folder.rmdir()
    told = words(page(desk.get("/demo/mail")), ".empty p")
    assert told == ["Chưa có thư. Điểm báo được gửi lúc 7 giờ mỗi ngày theo đồng hồ của bản này."]


@pytest.mark.parametrize("date", ["hôm qua", "", "Thu, 01 Oct 2026 06:00:00"])
def test_a_mail_with_a_strange_date_is_still_listed(folder: Path, date: str) -> None:
    (folder / NAME).write_text(f"Subject: Tin\nDate: {date}\n\nxin", "utf-8")
    assert [(line.subject, line.at) for line in lines(folder)] == [("Tin", None)]


def test_a_strange_date_is_shown_as_it_came(desk: Client, folder: Path) -> None:
    (folder / NAME).write_text("Subject: Tin\nDate: Thu, 01 Oct 2026 06:00:00\n\nxin", "utf-8")
    told = page(desk.get(f"/demo/mail/{NAME}"))
    assert words(told, ".letter dd") == ["Thu, 01 Oct 2026 06:00:00 -0000"]
