"""Files as officers hand them in: mails, PDFs and pictures, each made as small as it can be."""

import struct
import zlib
from collections.abc import Iterable
from email.message import EmailMessage

PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F 5 0 R >> >> >>"
)
# The letters of a state-secret mark stand where the font has room for them.
SIGNS = str.maketrans({"Ệ": "\x80", "Ậ": "\x81"})
FONT = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
    b" /Encoding << /Type /Encoding /Differences [128 /uni1EC6 /uni1EAC] >> >>"
)
STORY = "A foreign newspaper writes about the new port of the province and the road that leads to it."


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, the first of them its root."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(body: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >> stream\n%s\nendstream" % (entries, len(body), body)


def document(
    words: str = STORY, *more: bytes, root: bytes = b"", pages: int = 1, title: str = "", trailer: bytes = b""
) -> bytes:
    """A PDF with a line of words on each page, and whatever its root carries besides."""
    drawn = b"BT /F 12 Tf 40 700 Td (%s) Tj ET" % words.translate(SIGNS).encode("latin-1")
    info = [b"<< /Title (%s) >>" % title.encode("latin-1")] if title else []
    named = b"/Info %d 0 R " % (6 + len(more)) if title else b""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % root,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * pages, pages),
        PAGE,
        stream(drawn),
        FONT,
        *more,
        *info,
        trailer=named + trailer,
    )


def locked() -> bytes:
    """A PDF that asks for a password."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >>" % (b"o" * 32, b"u" * 32)
    return document(STORY, lock, trailer=b"/Encrypt 6 0 R /ID [(0123456789abcdef) (0123456789abcdef)]")


def scripted() -> bytes:
    """A PDF that runs a script when it is opened."""
    return document(root=b"/OpenAction << /S /JavaScript /JS (app.alert) >>")


def png(
    dot: bytes = b"\x20\x80\xc0",
    kind: int = 2,
    *,
    width: int = 40,
    height: int = 20,
    interlace: int = 0,
    palette: bytes = b"",
) -> bytes:
    """A picture of one colour."""
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, interlace)
    dots = zlib.compress((b"\0" + dot * width) * height)
    chunks = [(b"IHDR", head), *([(b"PLTE", palette)] if palette else []), (b"IDAT", dots), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def mail(
    *,
    subject: str = "Bản tin số 12: cầu Bến Lội thông xe",
    sender: str = "Bản tin Sông Trong <tin@thu.songtrong.example>",
    number: str = "<so-12@songtrong.example>",
    text: str = "Cầu Bến Lội đã thông xe sáng nay, sớm hơn kế hoạch ba tháng.",
    html: str = "",
    documents: Iterable[tuple[str, bytes]] = (),
) -> bytes:
    """A newsletter as a mail program saves it."""
    made = EmailMessage()
    told = {
        "From": sender,
        "Subject": subject,
        "Message-ID": number,
        "Date": "Thu, 01 Oct 2026 07:30:00 +0700",
    }
    for name, value in told.items():
        if value:
            made[name] = value
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    for name, body in documents:
        made.add_attachment(body, maintype="application", subtype="pdf", filename=name)
    return made.as_bytes()
