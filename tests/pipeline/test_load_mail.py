"""Newsletters from files become articles of their outlets, each once, with the mail itself as evidence."""

import mailbox
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import notices
from archive.models import Address, Article, Capture, Outlet, Source
from archive.taking import Tools
from crawler import evidence
from crawler.confined import Limits, Room
from crawler.evidence import Shelf
from crawler.unfit import Unfit
from pipeline import load_mail
from pipeline.load import Loaded
from pipeline.rows import InputMissing
from tests import factory
from tests.handed import STORY, document, mail, scripted
from tests.pipeline.making import waiting

pytestmark = pytest.mark.django_db
NOW = factory.MORNING


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with Room(Limits()) as opened:
        yield opened


@pytest.fixture
def tools(room: Room, tmp_path: Path) -> Tools:
    return Tools(room, lambda: Shelf(tmp_path / "warc", "thu"))


def take(tools: Tools, *mails: bytes, with_documents: bool = False) -> tuple[Loaded, list[str]]:
    told: list[str] = []
    named = ((f"{number}.eml", data) for number, data in enumerate(mails, 1))
    loaded = load_mail.load(
        named, tools, lambda: NOW, lambda one: told.append(str(one)), with_documents=with_documents
    )
    return loaded, told


def test_a_newsletter_becomes_an_article_of_its_sender(tools: Tools) -> None:
    link = "<p>Cầu thông xe: <a href='https://dem.example/c?to=1'>đọc tiếp</a></p>"
    assert take(tools, mail(html=link)) == (Loaded(stored=1), [])
    row = Article.objects.get()
    assert (row.medium, row.outlet.name, row.title) == (
        "newsletter",
        "Bản tin Sông Trong",
        "Bản tin số 12: cầu Bến Lội thông xe",
    )
    assert (row.body, row.links) == ("Cầu thông xe: đọc tiếp", ["https://dem.example/c?to=1"])
    assert waiting() == [("read", f"{row.id}:1")]


def test_the_mail_itself_is_kept_as_evidence(tools: Tools, tmp_path: Path) -> None:
    take(tools, mail())
    kept = Capture.objects.get()
    place = evidence.Place(kept.warc_file, kept.warc_offset, kept.sha256)
    assert evidence.read(tmp_path / "warc", place) == mail()
    assert (kept.content_type, kept.article) == ("message/rfc822", Article.objects.get())


def test_the_same_number_twice_is_one_article(tools: Tools) -> None:
    assert take(tools, mail(), mail(text="Sửa lại đôi chữ."))[0] == Loaded(stored=1, known=1)
    assert (Article.objects.count(), Capture.objects.count()) == (1, 1)


def test_the_same_file_twice_is_one_article_without_a_number(tools: Tools) -> None:
    assert take(tools, mail(number=""), mail(number=""))[0] == Loaded(stored=1, known=1)


def test_a_sender_whose_host_a_pack_knows_is_that_outlet(tools: Tools) -> None:
    outlet = factory.outlet("songtrong", "Báo Sông Trong")
    take(tools, mail(sender="Tin sáng <tin@thu.songtrong.example>"))
    assert Article.objects.get().outlet == outlet
    assert Source.objects.get().key == "songtrong-tep"


def test_newsletters_posted_by_one_host_keep_their_outlets_apart(tools: Tools) -> None:
    senders = {"1": "Một <a@thu-chung.example>", "2": "Hai <b@thu-chung.example>"}
    take(tools, *(mail(sender=one, number=f"<{number}@x.example>") for number, one in senders.items()))
    assert sorted(Outlet.objects.values_list("name", flat=True)) == ["Hai", "Một"]


def test_attached_documents_are_offered(tools: Tools) -> None:
    told, sentences = take(tools, mail(documents=[("tin.pdf", document())]))
    assert (told, Article.objects.count()) == (Loaded(stored=1), 1)
    assert sentences == [
        (
            "1.eml: 1 tệp PDF đính kèm chưa nạp; thêm --with-pdf để nạp"
            " / attached PDF files not taken in; add --with-pdf to take them"
        )
    ]


def test_attached_documents_are_taken_in_where_they_are_wanted(tools: Tools) -> None:
    documents = [("báo cáo.pdf", document()), ("xấu.pdf", scripted())]
    told, sentences = take(tools, mail(documents=documents), with_documents=True)
    assert (told, sentences) == (Loaded(stored=2, bad=1), [f"1.eml, xấu.pdf: {Unfit.SCRIPT.in_both}"])
    row = Article.objects.get(medium="print")
    assert (row.title, row.body, row.outlet.name) == ("báo cáo.pdf", STORY, "Bản tin Sông Trong")
    assert row.published_at == Article.objects.get(medium="newsletter").published_at


def test_what_is_no_newsletter_is_told_and_the_others_go_on(tools: Tools) -> None:
    told, sentences = take(tools, b"khong phai thu", mail())
    assert (told.stored, told.bad, sentences) == (1, 1, [f"1.eml: {Unfit.NOT_MAIL.in_both}"])
    assert told.reasons == {Unfit.NOT_MAIL.in_both: 1}


def test_of_a_newsletter_that_bears_a_mark_nothing_is_written(tools: Tools, tmp_path: Path) -> None:
    told, sentences = take(tools, mail(text="TUYỆT MẬT\nNội dung không được lưu."))
    assert (told.bad, sentences) == (1, [f"1.eml: {Unfit.MARKED.in_both}"])
    assert not Article.objects.exists()
    assert not Address.objects.exists()
    assert not (tmp_path / "warc").exists()
    assert (Capture.objects.get().warc_file, Outlet.objects.count()) == ("", 0)
    assert [notice.kind for notice in notices.standing()] == ["state-secret-mark"]


@pytest.mark.parametrize(
    "marked",
    [
        mail(text="TUYỆT MẬT\nphần thường", html="<p>Tin trong ngày</p>"),
        mail(html="<p>Tin trong ngày</p><div style='display:none'>TỐI MẬT</div>"),
        mail(documents=[("a.pdf", document()), ("b.pdf", document("TUYỆT MẬT"))]),
    ],
    ids=["plain part", "hidden", "document"],
)
def test_a_mark_anywhere_in_the_mail_withholds_it(marked: bytes, tools: Tools, tmp_path: Path) -> None:
    told, _ = take(tools, marked)
    assert (told.bad, Article.objects.count(), (tmp_path / "warc").exists()) == (1, 0, False)
    assert Capture.objects.get().error.startswith("state-secret mark")


def test_a_mail_heavier_than_its_room_is_told(tmp_path: Path) -> None:
    with Room(Limits(megabytes=0)) as small:
        told, sentences = take(Tools(small, lambda: Shelf(tmp_path, "thu")), mail())
    assert (told.bad, sentences) == (1, [f"1.eml: {Unfit.TOO_HEAVY.in_both}"])


def test_the_mails_of_a_folder_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.eml", "a.eml", "c.txt"):
        (tmp_path / name).write_bytes(name.encode())
    assert list(load_mail.mails(tmp_path)) == [("a.eml", b"a.eml"), ("b.eml", b"b.eml")]


def test_the_mails_of_a_mail_programs_folder_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "tin"
    box = mailbox.mbox(path)
    for number in ("<1@x.example>", "<2@x.example>"):
        box.add(mail(number=number))
    box.close()
    found = list(load_mail.mails(path))
    assert [where for where, _ in found] == ["tin #1", "tin #2"]
    assert [data.count(b"Subject:") for _, data in found] == [1, 1]


def test_a_single_mail_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "tin.eml").write_bytes(mail())
    assert list(load_mail.mails(tmp_path / "tin.eml")) == [("tin.eml", mail())]


def test_a_file_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="không đọc được"):
        list(load_mail.mails(tmp_path / "none.eml"))
