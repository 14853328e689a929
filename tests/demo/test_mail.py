import smtplib
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from demo import mail
from demo.mail import Faults, MailFault, catching, run
from tests.demo.conftest import free_port, told_to_stop

pytestmark = pytest.mark.usefixtures("smtp_part")
TO = "truc@lam-giang.example"
OTHER = "duyet@lam-giang.example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def letter(subject: str = "Điểm báo sáng") -> EmailMessage:
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = "ban@lam-giang.example", TO, subject
    found["Message-ID"] = "<diem-bao-1@lam-giang.example>"
    found.set_content("Ba tin đáng đọc.\n.một dòng mở đầu bằng dấu chấm\n")
    return found


def client(port: int) -> smtplib.SMTP:
    return smtplib.SMTP("127.0.0.1", port, timeout=10)


def kept(folder: Path) -> Iterator[EmailMessage]:
    for path in sorted(folder.glob("*.eml")):
        read = message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(read, EmailMessage)
        yield read


def test_a_message_is_kept_as_it_was_sent(folder: Path) -> None:
    port = free_port()
    with catching(port, folder), client(port) as smtp:
        assert smtp.send_message(letter()) == {}
    (found,) = kept(folder)
    assert found["Subject"] == "Điểm báo sáng"
    assert found["Message-ID"] == "<diem-bao-1@lam-giang.example>"
    assert found.get_content().splitlines() == letter().get_content().splitlines()


def test_the_envelope_stands_before_the_message(folder: Path) -> None:
    port = free_port()
    with catching(port, folder), client(port) as smtp:
        smtp.send_message(letter(), to_addrs=[TO, OTHER])
    (found,) = kept(folder)
    assert found["X-Envelope-From"] == "ban@lam-giang.example"
    assert found["X-Envelope-To"] == f"{TO}, {OTHER}"


def test_files_are_named_by_time_and_number(folder: Path) -> None:
    port = free_port()
    with catching(port, folder), client(port) as smtp:
        for number in range(3):
            smtp.send_message(letter(f"Bản {number}"))
    assert [one["Subject"] for one in kept(folder)] == ["Bản 0", "Bản 1", "Bản 2"]
    assert [path.stem.rpartition("-")[2] for path in sorted(folder.iterdir())] == [
        "000001",
        "000002",
        "000003",
    ]


def test_nothing_half_written_is_left(folder: Path) -> None:
    port = free_port()
    with catching(port, folder), client(port) as smtp:
        smtp.send_message(letter())
    assert [path.suffix for path in folder.iterdir()] == [".eml"]


def test_a_refused_recipient_gets_550_and_the_others_their_mail(folder: Path) -> None:
    port = free_port()
    with catching(port, folder, Faults(refused=frozenset({TO}))), client(port) as smtp:
        refused = smtp.send_message(letter(), to_addrs=[TO, OTHER])
    assert refused[TO][0] == 550
    (found,) = kept(folder)
    assert found["X-Envelope-To"] == OTHER


def test_a_message_all_of_whose_recipients_are_refused_is_not_kept(folder: Path) -> None:
    port = free_port()
    with (
        catching(port, folder, Faults(refused=frozenset({TO}))),
        client(port) as smtp,
        pytest.raises(smtplib.SMTPRecipientsRefused),
    ):
        smtp.send_message(letter())
    assert list(kept(folder)) == []


def test_a_recipient_put_off_gets_451_so_many_times(folder: Path) -> None:
    port = free_port()
    codes = []
    with catching(port, folder, Faults(put_off={TO: 2})):
        for _ in range(3):
            with client(port) as smtp:
                smtp.ehlo()
                smtp.mail("ban@lam-giang.example")
                codes.append(smtp.rcpt(TO)[0])
    assert codes == [451, 451, 250]


def test_a_dropped_answer_leaves_the_message_kept(folder: Path) -> None:
    port = free_port()
    with catching(port, folder, Faults(dropped=1)):
        smtp = client(port)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            smtp.send_message(letter())
        smtp.close()
        with client(port) as again:
            again.send_message(letter())
    assert [one["Message-ID"] for one in kept(folder)] == ["<diem-bao-1@lam-giang.example>"] * 2


def test_a_slow_server_answers_late(folder: Path) -> None:
    port = free_port()
    with catching(port, folder, Faults(slow=0.4)), client(port) as smtp:
        begun = time.monotonic()
        smtp.send_message(letter())
        assert time.monotonic() - begun >= 0.4


def test_without_faults_nothing_goes_wrong() -> None:
    faults = Faults()
    assert [faults.at_recipient(TO) for _ in range(2)] == ["250 OK", "250 OK"]
    assert [faults.drops() for _ in range(2)] == [False, False]


def test_the_catcher_runs_until_it_is_told_to_stop(folder: Path) -> None:
    port = free_port()
    with told_to_stop(port):
        mail.main(["--port", str(port), "--folder", str(folder)])
    assert folder.is_dir()


def test_a_taken_port_is_told_in_both_languages(folder: Path) -> None:
    port = free_port()
    with catching(port, folder), pytest.raises(MailFault) as caught:
        run(port, folder)
    vietnamese, english = str(caught.value).split(" / ")
    assert str(port) in vietnamese
    assert "choose another port" in english
