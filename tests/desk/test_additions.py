"""Officers add coverage: each act is theirs to do, stores once, keeps evidence and is written down."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from archive import notices
from archive.additions import Medium
from archive.models import Address, Article, Capture, Job
from archive.taking import Tools
from crawler import evidence
from crawler.confined import Limits, Room
from crawler.evidence import Shelf
from crawler.reasons import Obstacle, Reason
from crawler.unfit import Unfit
from desk import additions
from desk.additions import Details, Stored
from desk.audit import Actor
from desk.models import Act
from desk.rights import Role
from tests import factory
from tests.handed import STORY, document, mail, png, scripted

pytestmark = pytest.mark.django_db
NOW = factory.MORNING
MARK = "Độ mật: Mật"
TOLD = Details(
    title="Port of Mỹ Lâm opens",
    outlet="The Coast Times",
    medium=Medium.PRINT,
    country="SG",
    lang="en",
    published_on=date(2026, 9, 30),
    authors=("A. Lim",),
    note="Trang 3",
)


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    with Room(Limits()) as opened:
        yield opened


@pytest.fixture
def tools(room: Room, tmp_path: Path) -> Tools:
    return Tools(room, lambda: Shelf(tmp_path / "warc", "them"))


@pytest.fixture
def actor() -> Actor:
    return Actor(factory.officer().id, Role.MONITOR)


def stored(told: Stored | Unfit) -> Stored:
    assert isinstance(told, Stored)
    return told


def codes() -> list[str]:
    return list(Act.objects.order_by("id").values_list("code", flat=True))


def test_a_document_is_stored_with_its_details_and_its_own_text(actor: Actor, tools: Tools) -> None:
    told = stored(additions.add_coverage(actor, TOLD, document(), tools, NOW))
    row = Article.objects.get()
    assert (told.article_id, told.is_new, row.title, row.body) == (row.id, True, TOLD.title, STORY)
    assert (row.medium, row.lang, row.authors, row.outlet.country) == ("print", "en", ["A. Lim"], "SG")
    assert row.published_at == datetime(2026, 9, 30, 5, tzinfo=UTC)
    assert told.document is not None
    assert (told.document.pages, told.document.preview[:4]) == (1, b"\x89PNG")
    assert Act.objects.get().data == {"article": row.id, "title": TOLD.title, "note": "Trang 3"}


def test_the_file_is_kept_as_evidence(actor: Actor, tools: Tools, tmp_path: Path) -> None:
    additions.add_coverage(actor, TOLD, document(), tools, NOW)
    kept = Capture.objects.get()
    place = evidence.Place(kept.warc_file, kept.warc_offset, kept.sha256)
    assert evidence.read(tmp_path / "warc", place) == document()
    assert (kept.content_type, kept.article) == ("application/pdf", Article.objects.get())


def test_a_scan_has_the_text_that_is_typed(actor: Actor, tools: Tools) -> None:
    additions.add_coverage(actor, replace(TOLD, text="Chữ gõ tay\x00", lang=""), png(), tools, NOW)
    row = Article.objects.get()
    assert (row.body, Capture.objects.get().content_type) == ("Chữ gõ tay", "image/png")


def test_a_broadcast_is_a_reference_without_a_file(actor: Actor, tools: Tools, tmp_path: Path) -> None:
    details = replace(TOLD, medium=Medium.VIDEO, url="https://coast.example/video/1", published_on=None)
    told = stored(additions.add_coverage(actor, details, None, tools, NOW))
    row = Article.objects.get()
    assert (row.canonical_url, row.medium, row.published_at, told.document) == (
        "https://coast.example/video/1",
        "video",
        None,
        None,
    )
    assert (Capture.objects.count(), (tmp_path / "warc").exists()) == (0, False)


def test_a_work_is_tied_to_its_visit(actor: Actor, tools: Tools) -> None:
    visit = factory.visit()
    additions.add_coverage(actor, replace(TOLD, visit_id=visit.id), document(), tools, NOW)
    assert Article.objects.get().delegation == visit


def test_a_piece_that_is_known_is_tied_to_its_visit_too(actor: Actor, tools: Tools) -> None:
    visit, row = factory.visit(), factory.article(url="https://coast.example/1")
    details = replace(TOLD, url=row.canonical_url, visit_id=visit.id)
    told = stored(additions.add_coverage(actor, details, None, tools, NOW))
    assert (told, Article.objects.get().delegation) == (Stored(row.id, is_new=False), visit)
    assert codes() == ["work_tied"]


@pytest.mark.parametrize(
    "again",
    [
        lambda: (TOLD, document()),
        lambda: (replace(TOLD, title="Tên khác", url="https://coast.example/2"), document()),
        lambda: (replace(TOLD, url="https://coast.example/1"), png()),
    ],
    ids=["the same", "the same file", "the same address"],
)
def test_the_same_piece_is_stored_once(
    again: Callable[[], tuple[Details, bytes]], actor: Actor, tools: Tools
) -> None:
    first = replace(TOLD, url="https://coast.example/1")
    one = stored(additions.add_coverage(actor, first, document(), tools, NOW))
    details, file = again()
    other = stored(additions.add_coverage(actor, details, file, tools, NOW))
    assert (other.article_id, other.is_new, Capture.objects.count()) == (one.article_id, False, 1)


def test_the_same_reference_twice_is_one(actor: Actor, tools: Tools) -> None:
    additions.add_coverage(actor, TOLD, None, tools, NOW)
    again = stored(additions.add_coverage(actor, replace(TOLD, title=TOLD.title.upper()), None, tools, NOW))
    other = stored(additions.add_coverage(actor, replace(TOLD, published_on=None), None, tools, NOW))
    assert (again.is_new, other.is_new, Article.objects.count()) == (False, True, 2)


@pytest.mark.parametrize(
    ("file", "why"), [(scripted(), Unfit.SCRIPT), (b"MZ", Unfit.UNKNOWN), (b"", Unfit.EMPTY)]
)
def test_of_a_file_that_is_not_taken_nothing_is_stored(
    file: bytes, why: Unfit, actor: Actor, tools: Tools, tmp_path: Path
) -> None:
    assert additions.add_coverage(actor, TOLD, file, tools, NOW) is why
    assert (Article.objects.count(), Capture.objects.count(), codes()) == (0, 0, [])
    assert not (tmp_path / "warc").exists()


def test_a_mark_in_the_document_itself_withholds_it(actor: Actor, tools: Tools, tmp_path: Path) -> None:
    assert additions.add_coverage(actor, TOLD, document("TUYỆT MẬT"), tools, NOW) is Unfit.MARKED
    assert (Article.objects.count(), (tmp_path / "warc").exists()) == (0, False)


@pytest.mark.parametrize(
    "details", [replace(TOLD, text=MARK), replace(TOLD, note=MARK), replace(TOLD, title=MARK)]
)
def test_a_state_secret_mark_anywhere_withholds_the_piece(
    details: Details, actor: Actor, tools: Tools, tmp_path: Path
) -> None:
    assert additions.add_coverage(actor, details, png(), tools, NOW) is Unfit.MARKED
    assert (Article.objects.count(), Address.objects.count(), codes()) == (0, 0, [])
    assert not (tmp_path / "warc").exists()
    assert [notice.kind for notice in notices.standing()] == ["state-secret-mark"]


def test_a_newsletter_is_stored_and_written_down(actor: Actor, tools: Tools) -> None:
    told = stored(additions.add_newsletter(actor, mail(), tools, NOW, with_documents=False))
    row = Article.objects.get()
    assert (told.article_id, row.medium, row.source.key[-6:]) == (row.id, "newsletter", "-canbo")
    assert codes() == [additions.NEWSLETTER]


def test_attached_documents_are_kept_where_they_are_wanted(actor: Actor, tools: Tools) -> None:
    data = mail(documents=[("a.pdf", document()), ("b.pdf", scripted())])
    assert stored(additions.add_newsletter(actor, data, tools, NOW, with_documents=False)).attached == ()
    told = stored(additions.add_newsletter(actor, data, tools, NOW, with_documents=True))
    assert (told.is_new, told.attached[1], Article.objects.count()) == (False, Unfit.SCRIPT, 2)


@pytest.mark.parametrize("data", [b"khong phai thu", mail(text="TUYỆT MẬT\nnội dung")])
def test_a_newsletter_that_is_not_taken_says_why(data: bytes, actor: Actor, tools: Tools) -> None:
    told = additions.add_newsletter(actor, data, tools, NOW, with_documents=True)
    assert told in {Unfit.NOT_MAIL, Unfit.MARKED}
    assert (Article.objects.count(), codes()) == (0, [])


def test_a_typed_link_is_announced_and_written_down(actor: Actor) -> None:
    id = additions.type_link(actor, " https://coast.example/port?utm_source=x ", NOW, mapped=())
    address = Address.objects.get()
    assert (id, address.url) == (address.id, "https://coast.example/port")
    assert Act.objects.get().data == {"url": "https://coast.example/port", "address": id}
    assert Job.objects.get().stage == "fetch"


@pytest.mark.parametrize(
    ("text", "obstacle"),
    [
        ("khong phai", Obstacle.BAD_ADDRESS),
        ("file:///etc/passwd", Obstacle.BAD_SCHEME),
        ("http://127.0.0.1/", Obstacle.BLOCKED),
        ("http://169.254.169.254/latest", Obstacle.BLOCKED),
        ("http://nam-viet.localhost/1", Obstacle.BLOCKED),
    ],
)
def test_an_address_that_nobody_may_ask_is_refused(text: str, obstacle: Obstacle, actor: Actor) -> None:
    told = additions.type_link(actor, text, NOW, mapped=())
    assert isinstance(told, Reason)
    assert (told.obstacle, Address.objects.count(), codes()) == (obstacle, 0, [])


def test_the_demos_own_hosts_may_be_asked(actor: Actor) -> None:
    told = additions.type_link(actor, "http://nam-viet.localhost:8001/1", NOW, mapped={"nam-viet.localhost"})
    assert isinstance(told, int)


def test_an_address_too_long_to_keep_is_refused(actor: Actor) -> None:
    told = additions.type_link(actor, "https://coast.example/" + "x" * 2500, NOW, mapped=())
    assert isinstance(told, Reason)
    assert told.obstacle is Obstacle.BAD_ADDRESS


def test_who_may_only_read_adds_nothing(tools: Tools) -> None:
    reader = Actor(factory.officer(Role.READER).id, Role.READER)
    with pytest.raises(PermissionDenied):
        additions.type_link(reader, "https://coast.example/1", NOW, mapped=())
    with pytest.raises(PermissionDenied):
        additions.add_coverage(reader, TOLD, None, tools, NOW)
    with pytest.raises(PermissionDenied):
        additions.add_newsletter(reader, mail(), tools, NOW, with_documents=False)
