"""What stands in a mail's headers: one decoded line each, whatever a headline tries."""

import base64
import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.relay import flat, message
from tests.reports.making import mail

SENDER = "Điểm báo Sông Trong <diembao@songtrong.example>"
NAMES = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]


def word(text: str, coding: str = "b") -> str:
    """A text as an encoded word."""
    told = text.encode()
    if coding == "q":
        return f"=?utf-8?q?{''.join(f'={byte:02X}' for byte in told)}?="
    return f"=?utf-8?b?{base64.b64encode(told).decode()}?="


def over_the_wire(subject: str) -> EmailMessage:
    """The mail as a mail program reads it."""
    return message_from_bytes(message(mail(subject=subject), SENDER).as_bytes(), policy=policy.default)


BREAK = "Lũ lớn\r\nBcc: evil@evil.example"


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Điểm báo", "Điểm báo"),
        (BREAK, "Lũ lớn Bcc: evil@evil.example"),
        (word(BREAK), "Lũ lớn Bcc: evil@evil.example"),
        (word(BREAK, "q"), "Lũ lớn Bcc: evil@evil.example"),
        (f"Tin {word('ngày')} mai", "Tin ngày mai"),
        ("một\nhai\x00ba\tbốn\x0bnăm\u2028sáu", "một hai ba bốn năm sáu"),
        ("a\u202eb\u200bc", "a b c"),
        ("   ", ""),
        ("=?x-none?q?tin?=", "=?x-none?q?tin?="),
        ("=?utf-8?b?a?=", "=?utf-8?b?a?="),
        ("=?utf-8?q?=FF=FE?=", "=?utf-8?q?=FF=FE?="),
    ],
)
def test_a_header_is_one_decoded_line(subject: str, line: str) -> None:
    assert flat(subject) == line
    assert over_the_wire(subject)["Subject"] == line


@pytest.mark.parametrize(
    "subject",
    [BREAK, word(BREAK), word(word(BREAK)), word(word(word(BREAK), "q")), f"a {word(word(BREAK))} b"],
)
def test_no_headline_becomes_a_header(subject: str) -> None:
    told = over_the_wire(subject)
    assert told.keys() == NAMES
    assert (told["To"], told["Bcc"]) == ("lai@songtrong.example", None)


@given(st.text(max_size=400))
def test_any_subject_comes_out_as_it_went_in(subject: str) -> None:
    told = over_the_wire(subject)
    assert told["Subject"] == flat(subject)
    assert told.keys() == NAMES


WORDS = ["Điểm", "báo", "tỉnh", "Sông", "Trong", "ngày", "01/10/2026", ":", "“lũ”", "a-b"]
VIETNAMESE = st.lists(st.sampled_from(WORDS), max_size=120)


@given(VIETNAMESE.map(" ".join))
def test_a_very_long_vietnamese_subject_keeps_every_space(subject: str) -> None:
    assert over_the_wire(subject)["Subject"] == subject


@given(st.text(max_size=300))
@settings(max_examples=50)
def test_no_line_of_the_headers_is_too_long_for_a_relay(subject: str) -> None:
    head = message(mail(subject=subject), SENDER).as_bytes().split(b"\r\n\r\n")[0]
    assert max(len(line) for line in head.split(b"\r\n")) <= 78
    assert head.isascii()


@pytest.mark.parametrize("line", ["x" * 5000, "ế" * 3000])
def test_no_line_of_the_body_is_too_long_for_a_relay(line: str) -> None:
    told = message(mail(html=f"<p>{line}</p>", text=line), SENDER).as_bytes()
    assert max(len(part) for part in told.split(b"\r\n")) <= 998


def test_a_mail_has_its_text_first_and_its_html_beside_it() -> None:
    told = over_the_wire("Điểm báo")
    assert told["From"].addresses[0].display_name == "Điểm báo Sông Trong"
    assert (told["Message-ID"], told["Auto-Submitted"]) == ("<0123@songtrong.example>", "auto-generated")
    assert told["Date"].datetime == mail().created_at
    kinds = [(part.get_content_type(), part.get_content().strip()) for part in told.iter_parts()]
    assert kinds == [("text/plain", "Xin chào"), ("text/html", "<p>Xin chào</p>")]


def test_every_fault_of_smtplib_is_one_of_the_system() -> None:
    assert issubclass(smtplib.SMTPException, OSError)
