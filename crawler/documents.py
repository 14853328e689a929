"""Documents handed in as files: a PDF or a scan is looked through, its text and a picture of page one taken.

PDFium reads what strangers made, so this runs in a confined room; nothing in a document is ever run.
"""

import ctypes
import hashlib
import re
import struct
import zlib
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from crawler import pictures
from crawler.unfit import Unfit
from language.text import clean, squeeze

MOST_BYTES = 32 << 20
MOST_PAGES = 200
LONGEST_TEXT = 2_000_000
LONGEST_TITLE = 300
PREVIEW_SIDE = 640
HEAD = 1024

# What may act or bring something along, by its name as PDFium writes it: plain, however it was hidden.
_NAME_ENDS = rb"(?=[\s/<>\[\]()%]|$)"
_SCRIPT = re.compile(rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|XFA)" + _NAME_ENDS)
_FILES = re.compile(rb"/(?:EmbeddedFiles?|EF|RichMedia|Movie|Sound|3D)" + _NAME_ENDS)
# The words of a text may spell any name.
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*+\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: its text where it has any, and its first page as a picture (PNG)."""

    sha256: str
    media_type: str
    pages: int
    title: str
    text: str
    preview: bytes


def media_type_of(data: bytes) -> str:
    """What a file is, by its first bytes and not by its name; nothing where it is none of ours."""
    if data.startswith(pictures.PNG):
        return "image/png"
    if data.startswith(pictures.JPEG):
        return "image/jpeg"
    return "application/pdf" if b"%PDF-" in data[:HEAD] else ""


def read(data: bytes) -> Document | Unfit:
    """The document in a file, or why it is not taken."""
    if not data:
        return Unfit.EMPTY
    if len(data) > MOST_BYTES:
        return Unfit.TOO_LARGE
    media_type = media_type_of(data)
    if not media_type:
        return Unfit.UNKNOWN
    drawn = data if media_type == "application/pdf" else pictures.as_pdf(data)
    if isinstance(drawn, Unfit):
        return drawn
    try:
        pdf = pypdfium2.PdfDocument(drawn)
    except pypdfium2.PdfiumError as fault:
        # PDFium tells the last fault it met, which may have been another file's.
        is_locked = fault.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data
        return Unfit.LOCKED if is_locked else Unfit.DAMAGED
    with pdf:
        return _read(pdf, data, media_type)


def _read(pdf: pypdfium2.PdfDocument, data: bytes, media_type: str) -> Document | Unfit:
    if len(pdf) > MOST_PAGES:
        return Unfit.TOO_MANY_PAGES
    try:
        wrong = _carried(pdf) if media_type == "application/pdf" else None
        return wrong or Document(
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=media_type,
            pages=len(pdf),
            title=_title(pdf),
            text=_text(pdf),
            preview=_preview(pdf),
        )
    except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError):  # a file without a page has no first one
        return Unfit.DAMAGED


class Skeleton:
    """What remains of a PDF when its streams, whose bytes may spell anything, are cut as it is written."""

    # As PDFium writes them; in a text it writes no line end.
    MARKS = (b"stream\r\n", b"endstream")

    def __init__(self) -> None:
        self.kept = bytearray()
        self.tail = b""
        self.is_inside = False

    def write(self, piece: bytes) -> int:
        """Take the next piece, however the file was cut."""
        held = self.tail + bytes(piece)
        while (at := held.find(self.mark)) >= 0:
            self._keep(held[:at])
            held = held[at + len(self.mark) :]
            self.is_inside = not self.is_inside
        settled = max(len(held) - len(self.mark) + 1, 0)
        self._keep(held[:settled])
        self.tail = held[settled:]
        return len(piece)

    @property
    def mark(self) -> bytes:
        """What comes next: a stream's beginning or its end."""
        return self.MARKS[self.is_inside]

    def _keep(self, part: bytes) -> None:
        if not self.is_inside:
            self.kept += part

    def whole(self) -> bytes:
        """All of it, when everything is written."""
        return bytes(self.kept) + (b"" if self.is_inside else self.tail)


def _carried(pdf: pypdfium2.PdfDocument) -> Unfit | None:
    """What the document carries beside its pages, looked for in a copy in which no object is packed away."""
    copy = Skeleton()
    pdf.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
    plain = _STRING.sub(b"", copy.whole())
    if _SCRIPT.search(plain) or pdfium.FPDFDoc_GetJavaScriptActionCount(pdf) > 0:
        return Unfit.SCRIPT
    return Unfit.FILES if _FILES.search(plain) or pdf.count_attachments() else None


def _title(pdf: pypdfium2.PdfDocument) -> str:
    return squeeze(clean(pdf.get_metadata_value("Title")))[:LONGEST_TITLE]


def _text(pdf: pypdfium2.PdfDocument) -> str:
    kept: list[str] = []
    left = LONGEST_TEXT
    for page in pdf:
        text = clean(page.get_textpage().get_text_range())[:left]
        kept.append(text)
        left -= len(text)
        if left <= 0:
            break
    lines = (squeeze(line) for line in "\n".join(kept).splitlines())
    return "\n".join(line for line in lines if line)


def _preview(pdf: pypdfium2.PdfDocument) -> bytes:
    page = pdf[0]
    drawn = page.render(scale=PREVIEW_SIDE / max(page.get_size()), rev_byteorder=True, may_draw_forms=False)
    return _png(drawn)


def _png(drawn: pypdfium2.PdfBitmap) -> bytes:
    """A drawn page as a PNG file."""
    dots = ctypes.string_at(drawn.buffer, drawn.stride * drawn.height)
    width = drawn.width * drawn.n_channels
    lines = (dots[at : at + width] for at in range(0, len(dots), drawn.stride))
    kind = {1: 0, 3: 2, 4: 6}[drawn.n_channels]
    packed = zlib.compress(b"".join(b"\0" + line for line in lines))
    head = struct.pack(">IIBBBBB", drawn.width, drawn.height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return pictures.PNG + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
