import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from pytest_django import Settings

from demo.mail import Faults, catching
from reports.models import Mail, MailState
from tests import factory
from tests.config.conftest import Diembao
from tests.e2e.running import free_ports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk")]
BRIDGE = "Cầu Bến Lội thông xe sớm ba tháng"


@pytest.fixture
def news() -> None:
    """An article of the day before seven o'clock."""
    row = factory.article(BRIDGE, published_at=factory.MORNING.replace(day=30, month=9))
    factory.reading(row, tone=-1)


@pytest.fixture
def post(settings: Settings) -> int:
    """A port for the office's relay; nobody listens there yet."""
    port = free_ports(1)
    settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
    return port


@pytest.fixture
def _readers() -> None:
    for address, language in (("hai@songtrong.example", "vi"), ("ann@songtrong.example", "en")):
        officer = factory.officer(email=address, language=language)
        officer.wants_digest = True
        officer.save()


@pytest.mark.usefixtures("news")
def test_the_days_digest_is_shown(diembao: Diembao) -> None:
    told = diembao("digest")
    assert (told.code, told.err) == (0, "")
    assert "01/10/2026" in told.out.splitlines()[0]
    assert BRIDGE in told.out
    assert diembao("digest", "show") == told


@pytest.mark.usefixtures("news")
def test_the_digest_speaks_english_when_asked(diembao: Diembao) -> None:
    vietnamese, english = diembao("digest").out, diembao("digest", "--lang", "en").out
    assert vietnamese.splitlines()[0] != english.splitlines()[0]
    assert BRIDGE in english


@pytest.mark.usefixtures("news")
def test_the_html_part_can_be_looked_at(diembao: Diembao) -> None:
    told = diembao("digest", "--html").out
    assert re.search(r"<html[ >]", told)
    assert BRIDGE in told


@pytest.mark.usefixtures("news")
def test_another_day_has_another_digest(diembao: Diembao) -> None:
    told = diembao("digest", "--day", "2026-09-12").out
    assert "12/09/2026" in told.splitlines()[0]
    assert BRIDGE not in told


@pytest.mark.parametrize("day", ["12/9/2026", "2026-02-30", "hôm qua"])
def test_a_day_that_is_none_is_said_in_both_languages(day: str, diembao: Diembao) -> None:
    told = diembao("digest", "--day", day)
    assert (told.code, told.out) == (2, "")
    assert told.sentences[-1].endswith(
        f"{day}: không phải ngày, ví dụ 2026-10-01 / no day, such as 2026-10-01"
    )


def test_an_unknown_pack_is_one_sentence(settings: Settings, diembao: Diembao) -> None:
    settings.PACK = "khong-co"
    told = diembao("digest")
    assert (told.code, told.out, len(told.sentences)) == (2, "", 1)
    assert "không có gói “khong-co”" in told.err


@pytest.mark.usefixtures("_readers", "news")
def test_every_reader_gets_the_due_digest_once(post: int, tmp_path: Path, diembao: Diembao) -> None:
    with catching(post, tmp_path / "mail"):
        first, second = diembao("digest", "send"), diembao("digest", "send")
    assert (first.code, first.out) == (0, "2 thư viết / written, 2 thư gửi / sent\n")
    assert second.out == "0 thư viết / written, 0 thư gửi / sent\n"
    sent = [
        message_from_bytes(p.read_bytes(), policy=policy.default) for p in (tmp_path / "mail").glob("*.eml")
    ]
    assert sorted(str(mail["To"]) for mail in sent) == ["ann@songtrong.example", "hai@songtrong.example"]


@pytest.mark.usefixtures("_readers", "post")
def test_a_relay_that_is_away_keeps_the_mails_waiting(diembao: Diembao) -> None:
    told = diembao("digest", "send")
    assert (told.code, told.out) == (0, "2 thư viết / written, 0 thư gửi / sent\n")
    assert [mail.state for mail in Mail.objects.all()] == [MailState.WAITING] * 2
    assert "Connection refused" in Mail.objects.all()[0].reason


@pytest.mark.usefixtures("_readers")
def test_a_mailbox_that_is_refused_stays_out(post: int, tmp_path: Path, diembao: Diembao) -> None:
    with catching(post, tmp_path / "mail", Faults(refused=frozenset({"hai@songtrong.example"}))):
        told = diembao("digest", "send")
    assert told.out == "2 thư viết / written, 1 thư gửi / sent\n"
    assert Mail.objects.get(state=MailState.REFUSED).recipient == "hai@songtrong.example"


def test_without_readers_nothing_is_sent(diembao: Diembao) -> None:
    assert diembao("digest", "send").out == "0 thư viết / written, 0 thư gửi / sent\n"
