import email.mime.application
import email.mime.multipart
import email.mime.text
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import newsletter
from crawler.confined import Room
from crawler.model import DateOrigin, Moment
from crawler.newsletter import Attached, Newsletter
from crawler.unfit import Unfit
from tests.handed import mail

ZONE = "Asia/Ho_Chi_Minh"
SENT = Moment(
    datetime(2026, 10, 1, 0, 30, tzinfo=UTC),
    "Thu, 01 Oct 2026 07:30:00 +0700",
    DateOrigin.GIVEN,
    has_zone=True,
)


def read(data: bytes) -> Newsletter:
    found = newsletter.read(data, ZONE)
    assert isinstance(found, Newsletter)
    return found


def raw(*headers: str, body: bytes = b"Tin moi trong ngay") -> bytes:
    return "\r\n".join(headers).encode("utf-8") + b"\r\n\r\n" + body


def test_a_newsletter_is_its_headers_and_its_text() -> None:
    assert read(mail()) == Newsletter(
        message_id="so-12@songtrong.example",
        sender="Bản tin Sông Trong",
        host="thu.songtrong.example",
        title="Bản tin số 12: cầu Bến Lội thông xe",
        body="Cầu Bến Lội đã thông xe sáng nay, sớm hơn kế hoạch ba tháng.",
        lang="vi",
        sent=SENT,
    )


def test_its_address_is_its_number() -> None:
    assert read(mail()).address == "mid:so-12@songtrong.example"


def test_a_mail_without_a_number_is_known_by_its_bytes() -> None:
    one, other = read(mail(number="")), read(mail(number="", text="Chữ khác"))
    assert one.message_id.endswith("@sha256")
    assert one.message_id == read(mail(number="")).message_id != other.message_id


def test_the_html_part_is_read_before_the_plain_one() -> None:
    html = "<h1>Cầu</h1><table><tr><td>thông\n<b>xe</b></td><td>sớm</td></tr></table>dòng<br>mới"
    assert read(mail(html=html)).body == "Cầu\nthông xe\nsớm\ndòng\nmới"


def test_a_html_part_without_words_leaves_the_plain_one() -> None:
    assert read(mail(text="Chữ ở phần thường", html="<img src='https://x.example/a.png'>")).body == (
        "Chữ ở phần thường"
    )


def test_what_the_reader_does_not_see_is_left_out() -> None:
    html = (
        "<style>p{}</style><div style='display: none'>lời mời</div><p hidden>ẩn</p><!-- lời nhắn -->"
        "<p>Tin\u200b chính</p><p>Tin chính</p><script>1</script>"
        "<p><a href='https://x.example/bo'>Hủy đăng ký</a></p><p>View this email in your browser</p>"
    )
    found = read(mail(html=html))
    assert (found.body, found.links) == ("Tin chính", ())


def test_links_are_kept_once_and_never_followed() -> None:
    html = (
        "<p>Tin <a href='https://bao.example/1?utm_source=thu'>một</a>"
        " <a href='https://bao.example/1'>một</a> <a href='https://dem.example/c?u=2'>hai</a>"
        " <a href='mailto:a@b.example'>thư</a> <a href='javascript:1'>x</a></p>"
    )
    assert read(mail(html=html)).links == ("https://bao.example/1", "https://dem.example/c?u=2")


def test_links_of_a_plain_text_end_before_their_points() -> None:
    assert read(mail(text="Xem (https://bao.example/1).")).links == ("https://bao.example/1",)


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("=?UTF-8?B?VGluIG3hu5tp?=", "Tin mới"),
        ("=?utf-8?Q?Tin_m=E1=BB?= =?utf-8?Q?=9Bi?=", "Tin mới"),
        ("=?windows-1258?Q?C=F4ng_b=E1o?=", "Công báo"),
        ("=?khong-co?Q?Tin?=", "Tin"),
        ("=?utf-8?B?DQpCY2M6IGV2aWxAYS5leGFtcGxl?= nong", "Bcc: evil@a.example nong"),
        ("=?utf-8?B?A?=", "=?utf-8?B?A?="),
        ("Tin mới", "Tin mới"),
        ("Tin\r\n  hai dòng", "Tin hai dòng"),
    ],
)
def test_a_subject_is_read_however_it_is_written(header: str, title: str) -> None:
    assert read(raw(f"Subject: {header}", "From: a@bao.example")).title == title


def test_a_subject_without_end_is_cut() -> None:
    assert len(read(raw("Subject: " + "Đ" * 1_000_000, "From: a@bao.example")).title) <= 1000


@pytest.mark.parametrize(
    ("header", "name", "host"),
    [
        ("tin@bao.example", "bao.example", "bao.example"),
        ('"Sở TT&TT, <evil@example.com>" <a@bao.vn>', "Sở TT&TT, <evil@example.com>", "bao.vn"),
        ("=?utf-8?Q?B=C3=A1o?= <A@BAO.vn>", "Báo", "bao.vn"),
        ("Báo <khong phai dia chi>", "Báo", ""),
        ("Báo <a@../../etc>", "Báo", ""),
        ("", "", ""),
    ],
)
def test_a_sender_is_a_name_and_a_host(header: str, name: str, host: str) -> None:
    found = read(raw(f"From: {header}", "Subject: Tin"))
    assert (found.sender, found.host) == (name, host)


@pytest.mark.parametrize("date", ["", "hôm nọ", "Mon, 30 Feb 2026 08:00:00 +0700"])
def test_a_date_nobody_understands_is_no_date(date: str) -> None:
    assert read(raw(f"Date: {date}", "Subject: Tin", "From: a@b.example")).sent.at is None


@pytest.mark.parametrize(
    ("charset", "words"),
    [("windows-1258", "tôi và anh"), ("utf-8", "Thông báo"), ("gb2312", "蓝江省"), ("euc-kr", "람장성")],
)
def test_a_part_is_read_in_its_charset(charset: str, words: str) -> None:
    body = words.encode("cp1258" if charset == "windows-1258" else charset)
    headers = ("Subject: Tin", "From: a@b.example", f"Content-Type: text/plain; charset={charset}")
    assert read(raw(*headers, body=body)).body == words


def test_documents_come_with_the_last_piece_of_their_names() -> None:
    found = read(mail(documents=[("../../etc/báo cáo.pdf", b"%PDF-1"), ("C:\\tin.pdf", b"%PDF-2")]))
    assert found.documents == (Attached("báo cáo.pdf", b"%PDF-1"), Attached("tin.pdf", b"%PDF-2"))


def test_a_document_under_another_type_is_known_by_its_name() -> None:
    made = email.mime.multipart.MIMEMultipart()
    made["Subject"], made["From"] = "Tin", "a@b.example"
    made.attach(email.mime.text.MIMEText("chữ"))
    for named in ('filename="tin.PDF"', "filename*=khong-co''a.pdf"):
        part = email.mime.text.MIMEText("%PDF-1", "x-binary")
        part["Content-Disposition"] = f"attachment; {named}"
        made.attach(part)
    assert [one.name for one in read(made.as_bytes()).documents] == ["tin.PDF", "a.pdf"]


def test_a_mark_in_any_text_is_told() -> None:
    assert (read(mail()).rule, read(mail(text="TUYỆT MẬT", html="<p>Tin</p>")).rule) == (
        "",
        "stamp tuyệt mật",
    )


@pytest.mark.parametrize("kind", ["msword", "zip", "octet-stream"])
def test_a_file_that_cannot_be_looked_through_is_refused(kind: str) -> None:
    made = email.mime.multipart.MIMEMultipart()
    made["Subject"], made["From"] = "Tin", "a@b.example"
    made.attach(email.mime.text.MIMEText("chữ"))
    made.attach(email.mime.application.MIMEApplication(b"PK", kind))
    assert newsletter.read(made.as_bytes(), ZONE) is Unfit.STRANGE_FILES


@pytest.mark.parametrize("kind", ["pgp-signature", "pkcs7-signature"])
def test_a_signature_is_no_file(kind: str) -> None:
    made = email.mime.multipart.MIMEMultipart()
    made["Subject"], made["From"] = "Tin", "a@b.example"
    made.attach(email.mime.text.MIMEText("chữ"))
    made.attach(email.mime.application.MIMEApplication(b"0", kind))
    assert read(made.as_bytes()).body == "chữ"


def test_more_documents_than_anybody_sends_are_refused() -> None:
    many = [(f"{number}.pdf", b"%PDF") for number in range(newsletter.MOST_DOCUMENTS + 1)]
    assert newsletter.read(mail(documents=many), ZONE) is Unfit.TOO_MANY_PARTS


@pytest.mark.parametrize("name", ["*=\x00''a", "*0*=idna''%ff.pdf", "*=a'b; filename*0*=c; filename*1=d"])
def test_what_the_library_stumbles_over_is_no_mail(name: str) -> None:
    headers = ("Subject: Tin", "From: a@b.example", f"Content-Disposition: attachment; filename{name}")
    assert newsletter.read(raw(*headers), ZONE) is Unfit.NOT_MAIL


def nested(levels: int) -> bytes:
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n' for level in range(levels)
    )
    return f"Subject: Tin\r\nFrom: a@b.example\r\n{opened}Content-Type: text/plain\r\n\r\nchữ\r\n".encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b" \n", Unfit.EMPTY),
        (b"{}", Unfit.NOT_MAIL),
        (b"<html>Subject: x", Unfit.NOT_MAIL),
        (b"X-Only: this\n\nchu", Unfit.NOT_MAIL),
        (raw("Subject: Tin", "From: a@b.example", body=b""), Unfit.NO_WORDS),
        (raw("From: a@b.example"), Unfit.NO_WORDS),
        (b"Subject: a\n\n" + b"x" * newsletter.MOST_BYTES, Unfit.TOO_LARGE),
        (nested(50_000), Unfit.TOO_MANY_PARTS),
        (nested(400), Unfit.TOO_MANY_PARTS),
        (b"Subject: a\n" * 3 + b"--x\n" * 5000, Unfit.TOO_MANY_PARTS),
    ],
    ids=lambda value: value.value if isinstance(value, Unfit) else "",
)
def test_what_is_no_newsletter_says_why(data: bytes, why: Unfit) -> None:
    assert newsletter.read(data, ZONE) is why


def test_more_parts_than_a_newsletter_has_are_refused() -> None:
    made = email.mime.multipart.MIMEMultipart()
    made["Subject"] = "Tin"
    for _ in range(newsletter.MOST_PARTS):
        made.attach(email.mime.text.MIMEText("chữ"))
    assert newsletter.read(made.as_bytes(), ZONE) is Unfit.TOO_MANY_PARTS


def test_it_is_read_in_a_confined_room() -> None:
    with Room() as room:
        assert room.run(newsletter.read, mail(), ZONE) == read(mail())


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_are_a_newsletter_or_say_why(head: bytes, body: bytes) -> None:
    data = b"Subject: " + head + b"\nFrom: " + head + b"\n\n" + body
    assert isinstance(newsletter.read(data, ZONE), Newsletter | Unfit)
