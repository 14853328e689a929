import hashlib
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import documents, pictures
from crawler.confined import Limits, Room
from crawler.documents import Document
from crawler.unfit import Unfit
from tests.handed import FONT, PAGE, STORY, document, locked, pdf, png, scripted, stream

PREVIEW_HEAD = b"\x89PNG\r\n\x1a\n"
FILE = stream(b"MZ", b"/Type /EmbeddedFile")
SPEC = b"<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>"


def read(data: bytes) -> Document:
    found = documents.read(data)
    assert isinstance(found, Document)
    return found


def dots(picture: bytes) -> tuple[int, int, bytes]:
    """A preview's width, height and the first dot of its middle line."""
    width, height = struct.unpack(">II", picture[16:24])
    (length,) = struct.unpack(">I", picture[33:37])
    lines = zlib.decompress(picture[41 : 41 + length])
    middle = (height // 2) * (1 + 3 * width) + 1 + 3 * (width // 2)
    return width, height, lines[middle : middle + 3]


def jpeg(values: int = 3, width: int = 40, height: int = 20) -> bytes:
    """The head of a JPEG, with what comes before its measures."""
    before = b"\xff\x01\xff\xe0\x00\x04AB"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8 + 3 * values, 8, height, width, values) + b"\0" * 3 * values
    return b"\xff\xd8" + before + frame + b"\xff\xd9"


def test_a_pdf_is_its_text_its_pages_and_a_picture_of_the_first() -> None:
    data = document(pages=3, title="Port new")
    found = read(data)
    assert replace(found, preview=b"") == Document(
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        pages=3,
        title="Port new",
        text="\n".join([STORY] * 3),
        preview=b"",
    )
    assert dots(found.preview) == (453, 640, b"\xff\xff\xff")


def test_a_scan_has_no_text() -> None:
    found = read(png())
    assert (found.media_type, found.pages, found.text, found.title) == ("image/png", 1, "", "")


@pytest.mark.parametrize(
    ("picture", "colour"),
    [
        (png(b"\x20\x80\xc0", 2), b"\x20\x80\xc0"),
        (png(b"\x20\x80\xc0\x40", 6), b"\x20\x80\xc0"),
        (png(b"\x60", 0), b"\x60\x60\x60"),
        (png(b"\x60\x10", 4), b"\x60\x60\x60"),
        (png(b"\x01", 3, palette=b"\0\0\0\x20\xc0\x20"), b"\x20\xc0\x20"),
    ],
    ids=["colour", "colour and shine", "grey", "grey and shine", "palette"],
)
def test_a_picture_of_any_kind_is_drawn_as_it_is(picture: bytes, colour: bytes) -> None:
    assert dots(read(picture).preview) == (640, 320, colour)


@pytest.mark.parametrize("values", [1, 3, 4])
def test_a_photograph_is_taken_by_the_measures_it_names(values: int) -> None:
    found = read(jpeg(values))
    assert (found.media_type, found.pages, found.preview[:8]) == ("image/jpeg", 1, PREVIEW_HEAD)


def hidden_script() -> bytes:
    """A script in a packed object, where no search of the bytes finds it."""
    packed = zlib.compress(b"6 0 << /S /JavaScript /JS (app.alert) >>")
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
        4: stream(packed, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"),
    }
    out, rows = bytearray(b"%PDF-1.5\n"), [(0, 0, 65535)]
    for number, body in objects.items():
        rows.append((1, len(out), 0))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows += [(1, len(out), 0), (2, 4, 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    index = stream(table, b"/Type /XRef /Size 7 /Root 1 0 R /W [1 4 2]")
    return bytes(out + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (index, len(out)))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unfit.EMPTY),
        (b"MZ\x90", Unfit.UNKNOWN),
        (b"%PDF-1.5\n" + b"x" * documents.MOST_BYTES, Unfit.TOO_LARGE),
        (b"%PDF-1.5\nnothing", Unfit.DAMAGED),
        (document()[:300], Unfit.DAMAGED),
        (pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"), Unfit.DAMAGED),
        (locked(), Unfit.LOCKED),
        (document(pages=201), Unfit.TOO_MANY_PAGES),
        (scripted(), Unfit.SCRIPT),
        (document(root=b"/OpenAction << /S /Java#53cript /J#53 (x) >>"), Unfit.SCRIPT),
        (
            document(root=b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>"),
            Unfit.SCRIPT,
        ),
        (document(root=b"/AA << /WC << /S /Launch /F (cmd) >> >>"), Unfit.SCRIPT),
        (hidden_script(), Unfit.SCRIPT),
        (
            document(STORY, FILE, SPEC, root=b"/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>"),
            Unfit.FILES,
        ),
        (document(STORY, FILE, SPEC, root=b"/X 7 0 R"), Unfit.FILES),
        (png(interlace=1), Unfit.INTERLACED),
        (png(kind=5), Unfit.DAMAGED),
        (png(width=0), Unfit.DAMAGED),
        (png()[:20], Unfit.DAMAGED),
        (png()[:50], Unfit.DAMAGED),
        (png(width=30_000, height=1), Unfit.TOO_MANY_DOTS),
        (jpeg(width=9000, height=9000), Unfit.TOO_MANY_DOTS),
        (jpeg(values=2), Unfit.DAMAGED),
        (jpeg(width=0), Unfit.DAMAGED),
        (jpeg()[:-2], Unfit.DAMAGED),
        (pictures.JPEG, Unfit.DAMAGED),
        (b"\xff\xd8\xff\xe0\x00\x04AB\xff\xc0", Unfit.DAMAGED),
    ],
)
def test_what_is_not_taken_says_why(data: bytes, why: Unfit) -> None:
    assert documents.read(data) is why


def test_words_that_speak_of_scripts_are_words() -> None:
    told = document("/JavaScript /JS /EF in a text", root=rb"/X (/JS /EF \) /JavaScript) /JSON /EFG")
    assert read(told).text == "/JavaScript /JS /EF in a text"


def test_a_long_text_is_cut() -> None:
    assert read(document("x" * 40_000, pages=80)).text.count("x") == documents.LONGEST_TEXT


def test_a_page_without_size_is_damaged_or_drawn() -> None:
    flat = PAGE.replace(b"[0 0 595 842]", b"[0 0 0 0]")
    data = pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        flat,
        stream(b""),
        FONT,
    )
    assert isinstance(documents.read(data), Document | Unfit)


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\n\n%PDF-", "application/pdf"),
        (png(), "image/png"),
        (b"GIF89a", ""),
    ],
)
def test_a_file_is_known_by_its_first_bytes(head: bytes, media_type: str) -> None:
    assert documents.media_type_of(head) == media_type


@pytest.mark.parametrize("make", [document, png, locked])
def test_documents_are_read_in_a_confined_room(make: Callable[[], bytes]) -> None:
    with Room(Limits()) as room:
        assert room.run(documents.read, make()) == documents.read(make())


def test_a_large_scan_stays_within_its_room() -> None:
    with Room(Limits()) as room:
        found = room.run(documents.read, png(width=7000, height=7000))
    assert isinstance(found, Document)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 600), st.binary(min_size=1, max_size=8), st.sampled_from([document(), png(), jpeg()]))
def test_whatever_is_torn_in_a_file_it_is_read_or_says_why(at: int, torn: bytes, whole: bytes) -> None:
    assert isinstance(documents.read(whole[:at] + torn + whole[at + len(torn) :]), Document | Unfit)


def test_only_one_module_opens_pdfs() -> None:
    root = Path(documents.__file__).parent.parent
    packages = ("archive", "config", "crawler", "desk", "pipeline", "reports", "web")
    sources = (path for package in packages for path in (root / package).rglob("*.py"))
    assert [path.name for path in sources if "pypdfium2" in path.read_text("utf-8")] == ["documents.py"]
