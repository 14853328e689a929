"""A scan as a picture, put into a PDF of one page unread: whoever draws PDFs draws it too."""

import struct
from dataclasses import dataclass

from crawler.unfit import Unfit

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_DOTS = 50_000_000
LONGEST_SIDE = 20_000

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_INTERLACED = 1
_END_OF_JPEG, TAIL = b"\xff\xd9", 65_536
# A dot that shines through is drawn as if it did not: its last value is dropped.
_DROP_LAST = b"<< /FunctionType 4 /Domain [%s] /Range [%s] /Length 7 >> stream\n{ pop }\nendstream"
_COLOURS = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
# How many values a dot has, by the colour type a PNG names.
_OF_TYPE = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's measures and its dots as they are stored."""

    width: int
    height: int
    bits: int
    space: bytes
    coding: bytes
    dots: bytes
    function: bytes = b"null"


def as_pdf(data: bytes) -> bytes | Unfit:
    """The picture as a document of one page."""
    picture = _png(data) if data.startswith(PNG) else _jpeg(data)
    if isinstance(picture, Unfit):
        return picture
    is_long = max(picture.width, picture.height) > LONGEST_SIDE
    if is_long or picture.width * picture.height > MOST_DOTS:
        return Unfit.TOO_MANY_DOTS
    return _document(picture)


def _png(data: bytes) -> Picture | Unfit:
    try:
        width, height, bits, kind, _, _, interlace = struct.unpack_from(">IIBBBBB", data, 16)
        chunks = _chunks(data)
    except struct.error:
        return Unfit.DAMAGED
    dots = b"".join(body for name, body in chunks if name == b"IDAT")
    if kind not in _OF_TYPE or not dots or not width or not height:
        return Unfit.DAMAGED
    if interlace == _INTERLACED:
        return Unfit.INTERLACED
    values = _OF_TYPE[kind]
    coding = (
        b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >>"
        % (values, bits, width)
    )
    if kind == 3:  # noqa: PLR2004 - the type of PNG whose dots are numbers of a palette
        palette = next((body for name, body in chunks if name == b"PLTE"), b"")
        space = b"[/Indexed /DeviceRGB %d <%s>]" % (max(len(palette) // 3 - 1, 0), palette.hex().encode())
        return Picture(width, height, bits, space, coding, dots)
    if values in {2, 4}:
        names = b" ".join(b"/V%d" % number for number in range(values))
        space = b"[/DeviceN [%s] %s 6 0 R]" % (names, _COLOURS[values - 1])
        function = _DROP_LAST % (b"0 1 " * values, b"0 1 " * (values - 1))
        return Picture(width, height, bits, space, coding, dots, function)
    return Picture(width, height, bits, _COLOURS[values], coding, dots)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], len(PNG)
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise struct.error("cut off")
        found.append((name, body))
        at += 12 + length
    return found


def _jpeg(data: bytes) -> Picture | Unfit:
    at = 2 if _END_OF_JPEG in data[-TAIL:] else len(data)
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - the byte before every marker
        marker = data[at + 1]
        if marker in _FRAMES:
            bits, height, width, values = struct.unpack_from(">BHHB", data, at + 4)
            if values not in _COLOURS or not width or not height:
                return Unfit.DAMAGED
            return Picture(width, height, bits, _COLOURS[values], b"/Filter /DCTDecode", data)
        at += 2 if marker in _ALONE else 2 + struct.unpack_from(">H", data, at + 2)[0]
    return Unfit.DAMAGED


def _document(picture: Picture) -> bytes:
    width, height = picture.width, picture.height
    draw = b"%d 0 0 %d 0 0 cm /P Do" % (width, height)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /XObject << /P 5 0 R >> >> >>" % (width, height),
        b"<< /Length %d >> stream\n%s\nendstream" % (len(draw), draw),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d /ColorSpace %s %s"
        b" /Length %d >> stream\n%s\nendstream"
        % (width, height, picture.bits, picture.space, picture.coding, len(picture.dots), picture.dots),
        picture.function,
    )
    return _numbered(objects)


def _numbered(objects: tuple[bytes, ...]) -> bytes:
    """A PDF file of these objects."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
