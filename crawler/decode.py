"""Bytes to text: the encoding is what the bytes prove, then what was declared, then a guess."""

import codecs
import re
import zlib

from charset_normalizer import from_bytes

from language.text import clean

MAX_BYTES = 20_000_000
# Honest text shrinks to a tenth or a thirtieth; a hundredth is a bomb.
MAX_RATIO = 100
RATIO_MATTERS_FROM = 1_000_000
HEAD = 8192
GUESS_FROM = 65_536
# Two bad bytes in a hundred are a page cut or pasted badly; more are another encoding.
BAD_SHARE = 0.02

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_STARTS = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,100}\bencoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
# What browsers read under these labels, and people write.
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis"), "cp932"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}
# Codecs that Python knows as text and no outlet writes: their plain letters may hide markup.
_REFUSED = frozenset({"utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode"})
_GUESSES = [
    "utf_8",
    "gb18030",
    "big5hkscs",
    "cp949",
    "cp932",
    "euc_jp",
    "cp874",
    "cp1251",
    "cp1258",
    "cp1252",
]


class TooLarge(ValueError):
    """More bytes than any list or page of an outlet has."""


class Truncated(ValueError):
    """A compressed answer ends before its end."""


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page or list, in NFC and without control characters."""
    return clean(_decode(body, content_type))


def _decode(body: bytes, content_type: str) -> str:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for mark, encoding in _WIDE_STARTS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    declared = _declared(body, content_type)
    if not body.isascii() or declared == "utf-8":
        text = body.decode("utf-8", "replace")
        if _holds(text, body):
            return text
    return _as_declared(body, declared) or _guess(body)


def _holds(text: str, body: bytes) -> bool:
    """Whether text read as UTF-8 was UTF-8: hardly any other encoding of accents passes for it."""
    bad = text.count("\ufffd")
    return bad == 0 or bad <= BAD_SHARE * sum(1 for byte in body if byte >= 0x80)  # noqa: PLR2004 - the last of ASCII


def _declared(body: bytes, content_type: str) -> str:
    in_header = _HTTP_CHARSET.search(content_type)
    in_body = _DECLARED.search(body[:HEAD])
    label = in_header[1] if in_header else (in_body[1] or in_body[2]).decode("ascii") if in_body else ""
    label = _MEANT.get(label.lower(), label)
    try:
        name = codecs.lookup(label).name.replace("_", "-")
    except LookupError:
        return ""
    return "" if name in _REFUSED else name


def _as_declared(body: bytes, encoding: str) -> str:
    if not encoding or encoding == "utf-8":
        return ""
    try:
        text = body.decode(encoding, "replace")
    except LookupError:  # a codec that is not of text, "hex" or "zip"
        return ""
    return text if _holds(text, body) else ""


def _guess(body: bytes) -> str:
    if body.isascii():
        return body.decode("ascii")
    found = from_bytes(body[:GUESS_FROM], cp_isolation=_GUESSES).best()
    return body.decode(found.encoding if found else "cp1252", "replace")


def unpack(body: bytes, limit: int = MAX_BYTES) -> bytes:
    """The bytes of an answer, taken out of gzip where it still is in it, never more than ``limit``."""
    if not body.startswith(b"\x1f\x8b"):
        return _within(body, limit)
    stream = zlib.decompressobj(wbits=31)
    try:
        out = stream.decompress(body, limit + 1)
    except zlib.error as fault:
        raise Truncated(str(fault)) from fault
    if len(out) > RATIO_MATTERS_FROM and len(out) > MAX_RATIO * len(body):
        raise TooLarge(f"{len(body)} bytes hold more than {len(out)}")
    _within(out, limit)
    if not stream.eof:
        raise Truncated(f"{len(out)} bytes, then nothing")
    return out


def _within(body: bytes, limit: int) -> bytes:
    if len(body) > limit:
        raise TooLarge(f"more than {limit} bytes")
    return body
