"""A digest whose hour has come is written once for every reader, and carried to the relay until taken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import aiosmtpd
import pytest

from archive.clock import DESK_ZONE
from archive.packs import Pack
from demo.mail import Faults, catching
from desk.models import Officer
from desk.rights import Role
from pipeline.context import Post
from pipeline.send import domain_of, drain_outbox, write_digests
from pipeline.worker import Worker
from reports import outbox, queues
from reports.models import Mail, MailState
from tests import factory, parts
from tests.pipeline.making import Hands

pytestmark = pytest.mark.django_db
SIX = datetime(2026, 10, 1, 6, 0, tzinfo=DESK_ZONE)
DAY = timedelta(days=1)
Write = Callable[[datetime], int]


@pytest.fixture(autouse=True)
def _tell_the_part() -> None:
    parts.ran("SMTP", aiosmtpd.__version__)


@pytest.fixture
def write(pack: Pack, post: Post) -> Write:
    """Write what is due at an instant."""
    return lambda now: write_digests(now, pack, post)


def wants(email: str = "lai@lamgiang.example", *, language: str = "vi") -> Officer:
    found = factory.officer(Role.MONITOR, email=email, language=language)
    found.wants_digest = True
    found.save()
    return found


def editions() -> list[tuple[str, str]]:
    return list(Mail.objects.order_by("recipient", "edition").values_list("recipient", "edition"))


def kept(folder: Path) -> list[EmailMessage]:
    paths = sorted(folder.glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_a_digest_is_written_when_its_hour_has_come(write: Write) -> None:
    wants()
    assert [write(SIX), write(SIX + timedelta(hours=1)), write(SIX + timedelta(hours=2))] == [1, 1, 0]
    assert editions() == [
        ("lai@lamgiang.example", "daily:2026-09-30"),
        ("lai@lamgiang.example", "daily:2026-10-01"),
    ]


def test_only_who_asked_and_may_sign_in_gets_one(write: Write) -> None:
    wants()
    gone = wants("gone@lamgiang.example")
    gone.is_active = False
    gone.save()
    factory.officer(Role.AUDITOR, email="no@lamgiang.example")
    assert write(SIX) == 1
    assert [recipient for recipient, _ in editions()] == ["lai@lamgiang.example"]


def test_nobody_asks_nothing_is_written(write: Write) -> None:
    assert write(SIX) == 0


def test_each_reader_reads_their_language(write: Write) -> None:
    wants()
    wants("kim@lamgiang.example", language="en")
    assert write(SIX) == 2
    told = dict(Mail.objects.values_list("recipient", "subject"))
    assert told["lai@lamgiang.example"].startswith("Điểm báo Lam Giang")
    assert told["kim@lamgiang.example"].startswith("Lam Giang (a fictional province) press review")


def test_a_desk_that_slept_catches_up_but_not_for_ever(write: Write) -> None:
    wants()
    write(SIX)
    assert write(SIX + 30 * DAY) == 3
    assert [edition for _, edition in editions()][1:] == [f"daily:2026-10-{day}" for day in (28, 29, 30)]


def test_a_new_reader_gets_the_newest_only(write: Write) -> None:
    wants()
    write(SIX)
    wants("moi@lamgiang.example")
    write(SIX + 2 * DAY)
    assert ("moi@lamgiang.example", "daily:2026-10-02") in editions()
    assert len(editions()) == 4


def test_a_digest_tells_the_days_articles_and_where_to_read_on(write: Write) -> None:
    wants()
    factory.reading(factory.article("Cảng Mỹ Lâm đón tàu", published_at=SIX - timedelta(hours=20)))
    write(SIX)
    text = Mail.objects.get().text
    assert "- Cảng Mỹ Lâm đón tàu (Báo Sông Trong, 10:00 30/09)" not in text
    factory.reading(factory.article("Đường gom mở", published_at=SIX - timedelta(hours=1)))
    write(SIX + timedelta(hours=2))
    text = Mail.objects.get(edition="daily:2026-10-01").text
    assert "- Cảng Mỹ Lâm đón tàu (Báo Sông Trong, 10:00 30/09)" in text
    assert "- Đường gom mở (Báo Sông Trong, 05:00 01/10)" in text
    assert "https://desk.example" in text


@pytest.mark.parametrize(
    ("sender", "domain"),
    [
        ("diembao@lamgiang.example", "lamgiang.example"),
        ("Điểm báo <diembao@lamgiang.example>", "lamgiang.example"),
        ("diembao", "diembao"),
        ("", "localhost"),
    ],
)
def test_message_ids_end_in_the_senders_domain(sender: str, domain: str) -> None:
    assert domain_of(sender) == domain


def test_a_due_digest_reaches_its_reader(worker: Worker, hands: Hands, port: int, tmp_path: Path) -> None:
    wants()
    factory.reading(factory.article("Cảng Mỹ Lâm đón tàu", published_at=SIX - timedelta(hours=2)))
    hands.at = SIX + timedelta(hours=1)
    sender = replace(worker, work=("send",))
    with catching(port, tmp_path / "mail"):
        assert [sender.step(), sender.step()] == [2, 0]
    (mail,) = kept(tmp_path / "mail")
    assert (mail["To"], mail["From"]) == ("lai@lamgiang.example", "Điểm báo <diembao@lamgiang.example>")
    assert "Cảng Mỹ Lâm đón tàu" in text_of(mail)
    assert Mail.objects.values_list("state", "sent_at").get() == (MailState.SENT, hands.at)


def test_a_refused_mail_is_tried_again_under_the_same_message_id(
    write: Write, hands: Hands, post: Post, port: int, tmp_path: Path
) -> None:
    wants()
    write(SIX)
    hands.at = SIX
    with catching(port, tmp_path / "mail", Faults(put_off={"lai@lamgiang.example": 1}, dropped=1)):
        taken = []
        for minutes in (0, 2, 4):
            hands.at += timedelta(minutes=minutes)
            taken.append(drain_outbox(hands, post))
    assert taken == [0, 0, 1]
    first, second = kept(tmp_path / "mail")
    expected = outbox.message_id("daily:2026-09-30", "lai@lamgiang.example", "lamgiang.example")
    assert first["Message-ID"] == second["Message-ID"] == expected


def test_a_reader_who_is_refused_for_good_does_not_hold_the_others(
    write: Write, hands: Hands, post: Post, port: int, tmp_path: Path
) -> None:
    wants()
    wants("sai@lamgiang.example")
    write(SIX)
    hands.at = SIX
    with catching(port, tmp_path / "mail", Faults(refused=frozenset({"sai@lamgiang.example"}))):
        assert drain_outbox(hands, post) == 1
        assert drain_outbox(hands, post) == 0
    assert outbox.state() == queues.OutboxState(0, 1, 1, "550 b'5.1.1 No such mailbox'")


def test_a_relay_that_is_away_keeps_the_mails_waiting(
    write: Write, hands: Hands, post: Post, port: int, tmp_path: Path
) -> None:
    wants()
    write(SIX)
    hands.at = SIX
    assert drain_outbox(hands, post) == 0
    assert drain_outbox(hands, post) == 0
    hands.at += timedelta(minutes=2)
    with catching(port, tmp_path / "mail"):
        assert drain_outbox(hands, post) == 1


def test_another_sender_changes_no_mail_that_is_written(
    write: Write, hands: Hands, pack: Pack, post: Post
) -> None:
    wants()
    write(SIX)
    before = Mail.objects.get().message_id
    assert write_digests(SIX, pack, replace(post, sender="moi@khac.example")) == 0
    assert Mail.objects.get().message_id == before
