"""The outbox over real SMTP: what was refused, put off or lost on its way."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import aiosmtpd
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from demo.mail import Catcher, Faults, catching
from pipeline.context import Post
from pipeline.send import drain_outbox
from reports import outbox, relay
from reports.models import Mail, MailState
from tests import parts
from tests.reports.certificate import certificate
from tests.reports.making import letter, mail

SENDER = "Điểm báo <diembao@songtrong.example>"
READERS = ("a@b.example", "c@d.example", "e@f.example")


@pytest.fixture(autouse=True)
def _tell_the_part() -> None:
    parts.ran("SMTP", aiosmtpd.__version__)


@pytest.fixture
def port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def post(port: int) -> Post:
    return Post(f"smtp://127.0.0.1:{port}", SENDER, "https://desk.example")


def drain(port: int, at: datetime) -> int:
    return drain_outbox(lambda: at, post(port))


def put(now: datetime, *recipients: str) -> None:
    for recipient in recipients:
        outbox.put(letter(recipient, subject="Điểm báo ngày 01/10"), "songtrong.example", now)


def kept(folder: Path) -> list[EmailMessage]:
    """What reached the relay, oldest first."""
    paths = sorted(folder.glob("*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def states() -> dict[str, tuple[str, int]]:
    return {row.recipient: (row.state, row.tries) for row in Mail.objects.all()}


@pytest.mark.django_db
def test_due_mails_reach_the_relay_whole(tmp_path: Path, port: int, now: datetime) -> None:
    put(now, *READERS)
    with catching(port, tmp_path):
        assert drain(port, now) == 3
    assert [told["To"] for told in kept(tmp_path)] == list(READERS)
    assert {told["Subject"] for told in kept(tmp_path)} == {"Điểm báo ngày 01/10"}
    assert set(states().values()) == {(MailState.SENT, 0)}


@pytest.mark.django_db
def test_an_empty_outbox_asks_no_relay(port: int, now: datetime) -> None:
    assert drain(port, now) == 0


@pytest.mark.django_db
def test_a_reader_refused_for_good_stops_nobody_else(tmp_path: Path, port: int, now: datetime) -> None:
    put(now, *READERS)
    with catching(port, tmp_path, Faults(refused=frozenset({READERS[1]}))):
        assert drain(port, now) == 2
    assert states()[READERS[1]] == (MailState.REFUSED, 1)
    assert outbox.state().last_reason.startswith("550 b'5.1.1 No such mailbox'")


@pytest.mark.django_db
def test_a_reader_put_off_is_tried_later(tmp_path: Path, port: int, now: datetime) -> None:
    put(now, *READERS[:2])
    with catching(port, tmp_path, Faults(put_off={READERS[0]: 1})):
        assert drain(port, now) == 1
        assert states()[READERS[0]] == (MailState.WAITING, 1)
        assert drain(port, now + timedelta(minutes=1)) == 0
        assert drain(port, now + timedelta(minutes=2)) == 1
    assert [told["To"] for told in kept(tmp_path)] == [READERS[1], READERS[0]]


@pytest.mark.django_db
def test_a_lost_answer_brings_the_same_message_again(tmp_path: Path, port: int, now: datetime) -> None:
    put(now, READERS[0])
    with catching(port, tmp_path, Faults(dropped=1)):
        assert drain(port, now) == 0
        assert drain(port, now + timedelta(minutes=2)) == 1
    first, second = kept(tmp_path)
    assert first["Message-ID"] == second["Message-ID"] == Mail.objects.get().message_id
    assert first["Date"] == second["Date"]


@pytest.mark.django_db
def test_a_broken_connection_costs_only_the_mail_it_broke_at(
    tmp_path: Path, port: int, now: datetime
) -> None:
    put(now, *READERS)
    with catching(port, tmp_path, Faults(dropped=1)):
        assert drain(port, now) == 0
        assert states() == {
            READERS[0]: ("waiting", 1),
            READERS[1]: ("waiting", 0),
            READERS[2]: ("waiting", 0),
        }
        Mail.objects.update(leased_until=None)
        assert drain(port, now) == 2


@pytest.mark.django_db
def test_a_relay_that_is_away_is_tried_later(port: int, now: datetime) -> None:
    put(now, *READERS)
    assert drain(port, now) == 0
    assert set(states().values()) == {(MailState.WAITING, 1)}
    assert outbox.state().last_reason == "127.0.0.1: [Errno 111] Connection refused"


def test_a_refusal_tells_whether_it_is_for_good(tmp_path: Path, port: int) -> None:
    with catching(port, tmp_path, Faults(refused=frozenset({"x@y.example"}), put_off={"z@y.example": 1})):
        for recipient, is_final in [("x@y.example", True), ("z@y.example", False)]:
            with (
                relay.connected(f"smtp://127.0.0.1:{port}") as session,
                pytest.raises(relay.Refusal) as told,
            ):
                relay.hand_over(session, mail(recipient=recipient), SENDER)
            assert told.value.is_final is is_final


class Rude(Catcher):
    """A relay that takes no sender, no message or no goodbye."""

    fault = ""

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name for it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return "553 5.1.8 Who are you?" if self.fault == "sender" else "250 OK"

    async def handle_QUIT(  # noqa: N802 - aiosmtpd's name for it
        self, _server: SMTP, _session: Session, _envelope: Envelope
    ) -> str:
        return "421 4.3.2 Shutting down" if self.fault == "goodbye" else "221 Bye"


@pytest.fixture
def rude(tmp_path: Path, port: int) -> Iterator[Rude]:
    catcher = Rude(tmp_path)
    controller = Controller(catcher, "127.0.0.1", port)
    controller.start()
    yield catcher
    controller.stop()


@pytest.mark.django_db
def test_a_sender_the_relay_does_not_know_is_refused_for_good(rude: Rude, port: int, now: datetime) -> None:
    rude.fault = "sender"
    put(now, READERS[0])
    assert drain(port, now) == 0
    assert states()[READERS[0]] == (MailState.REFUSED, 1)


@pytest.mark.django_db
def test_a_rude_goodbye_undoes_nothing(rude: Rude, port: int, now: datetime) -> None:
    rude.fault = "goodbye"
    put(now, READERS[0])
    assert drain(port, now) == 1
    assert states()[READERS[0]] == (MailState.SENT, 0)


def test_a_port_that_speaks_no_smtp_is_a_refusal(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)) as server:
        answer = threading.Thread(target=greet_wrongly, args=(server,))
        answer.start()
        with pytest.raises(relay.Refusal, match=r"127\.0\.0\.1"), relay.connected(f"smtp://127.0.0.1:{port}"):
            pass
        answer.join()


def greet_wrongly(server: socket.socket) -> None:
    client, _ = server.accept()
    with client:
        client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def judged(
    _server: SMTP, _session: Session, _envelope: Envelope, _kind: str, told: LoginPassword
) -> AuthResult:
    return AuthResult(success=told == LoginPassword(b"desk", b"mot mat khau"), handled=False)


@pytest.fixture
def locked(tmp_path: Path, port: int) -> Iterator[Path]:
    """A relay that asks for a password, over TLS alone; gives its certificate."""
    chain = certificate(tmp_path / "relay.pem")
    controller = Controller(
        Catcher(tmp_path / "mail"),
        "127.0.0.1",
        port,
        tls_context=speaking(chain),
        auth_required=True,
        authenticator=judged,
    )
    controller.start()
    yield chain
    controller.stop()


def speaking(chain: Path) -> ssl.SSLContext:
    """TLS as a server speaks it."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain)
    return context


def test_a_password_goes_over_tls_alone(
    locked: Path, tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(locked))
    with relay.connected(f"smtp://desk:mot%20mat%20khau@127.0.0.1:{port}") as session:
        assert isinstance(session.sock, ssl.SSLSocket)
        relay.hand_over(session, mail(), SENDER)
    assert len(kept(tmp_path / "mail")) == 1


@pytest.mark.parametrize(("password", "reason"), [("no", "535"), ("m%E1%BA%ADt", "'ascii' codec")])
def test_a_wrong_password_is_a_refusal(
    locked: Path, port: int, monkeypatch: pytest.MonkeyPatch, password: str, reason: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(locked))
    url = f"smtp://desk:{password}@127.0.0.1:{port}"
    with pytest.raises(relay.Refusal, match=reason), relay.connected(url):
        pass


def test_an_unknown_certificate_gets_no_password(locked: Path, port: int) -> None:
    with (
        pytest.raises(relay.Refusal, match="CERTIFICATE_VERIFY_FAILED"),
        relay.connected(f"smtp://desk:no@127.0.0.1:{port}"),
    ):
        pass


def test_smtps_speaks_tls_from_the_first_byte(
    tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = certificate(tmp_path / "relay.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    controller = Controller(Catcher(tmp_path / "mail"), "127.0.0.1", port, ssl_context=speaking(chain))
    controller.start()
    try:
        with relay.connected(f"smtps://127.0.0.1:{port}") as session:
            assert isinstance(session, smtplib.SMTP_SSL)
            relay.hand_over(session, mail(), SENDER)
    finally:
        controller.stop()
    assert len(kept(tmp_path / "mail")) == 1


def test_a_relay_with_no_port_that_is_one_is_a_refusal() -> None:
    with pytest.raises(relay.Refusal, match="Port could not be cast"), relay.connected("smtp://relay:abc"):
        pass
