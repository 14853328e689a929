"""Bytes to text: the encoding is what the bytes prove, then what was declared, then a guess."""

import codecs
import re
import zlib
from dataclasses import dataclass

from charset_normalizer import from_bytes

from crawler import vietnamese_charsets
from crawler.mojibake import unscrambled
from language.text import clean

MAX_BYTES = 20_000_000
# Honest text shrinks to a tenth or a thirtieth; a hundredth is a bomb.
MAX_RATIO = 100
RATIO_MATTERS_FROM = 1_000_000
HEAD = 8192
# So much text, without the markup around it, tells what encoding it is in.
GUESS_FROM = 131_072
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
# No sign of two bytes ends with a byte of markup, so nothing is cut in two with it.
_MARKUP = re.compile(rb"<(?:script|style)\b[^>]*>[^<]*|<[^<>]*>", re.IGNORECASE)
# What browsers read under these labels, and people write.
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis", "sjis"), "cp932"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874"), "cp874"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}
# Plain letters stand for others after these: ISO-2022 and HZ.
_SHIFTS = (b"\x1b", b"~{")
# Codecs that Python knows as text and no outlet writes: their plain letters may hide markup.
_REFUSED = frozenset({"utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode"})
# Labels that say nothing: servers and editors give them to whatever they hold.
_SAYS_NOTHING = frozenset({"", "utf-8", "cp1252"})
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
# How bytes look that are packed: gzip, zlib by its two first bytes, bare deflate by what comes out of it.
_GZIP, _ZLIB, _DEFLATE = 31, 15, -15
_ZLIB_MARK, _ZLIB_CHECK = 0x78, 31
_BEYOND_ASCII = 0x80
_STARTS_OF_LISTS = (b"<", b"{", b"[", codecs.BOM_UTF8)


class TooLarge(ValueError):
    """More bytes than any list or page of an outlet has."""


class Truncated(ValueError):
    """A compressed answer ends before its end."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text of bytes as it is written, and whether it is nothing but these bytes in UTF-8."""

    text: str
    is_plain: bool = False


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page or list, in NFC and without control characters."""
    return clean(written(body, content_type).text)


def written(body: bytes, content_type: str = "") -> Written:
    """The text of a page or list before it is cleaned."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _of_unicode(body[len(mark) :].decode(encoding, "replace"), is_exact=encoding == "utf-8")
    for mark, encoding in _WIDE_STARTS:
        if body.startswith(mark):
            return Written(body.decode(encoding, "replace"))
    if not (body.isascii() and any(shift in body for shift in _SHIFTS)):
        text = body.decode("utf-8", "replace")
        if _holds(text, body):
            return _of_unicode(text, is_exact=True)
    return Written(_of_another(body, _label(body, content_type)))


def _of_unicode(text: str, *, is_exact: bool) -> Written:
    mended = vietnamese_charsets.unmasked(unscrambled(text))
    return Written(mended, is_exact and mended is text and "\ufffd" not in text)


def _of_another(body: bytes, label: str) -> str:
    declared = _codec(label)
    named = vietnamese_charsets.labelled(body, label)
    if named:
        return named
    proved = vietnamese_charsets.guessed(body) if declared in _SAYS_NOTHING else ""
    return proved or _as_declared(body, declared) or _guess(body)


def _holds(text: str, body: bytes) -> bool:
    """Whether text read as UTF-8 was UTF-8: hardly any other encoding of accents passes for it."""
    bad = text.count("\ufffd")
    return bad == 0 or bad <= BAD_SHARE * sum(1 for byte in body if byte >= _BEYOND_ASCII)


def _label(body: bytes, content_type: str) -> str:
    in_header = _HTTP_CHARSET.search(content_type)
    if in_header:
        return in_header[1]
    in_body = _DECLARED.search(body[:HEAD])
    return (in_body[1] or in_body[2]).decode("ascii") if in_body else ""


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(_MEANT.get(label.lower(), label)).name.replace("_", "-")
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
    words = b" ".join(_MARKUP.sub(b" ", body).split())
    if len(words) > GUESS_FROM:
        words = words[: words.rfind(b" ", 0, GUESS_FROM)]
    found = from_bytes(words, cp_isolation=_GUESSES).best()
    return body.decode(found.encoding if found else "cp1252", "replace")


def unpack(body: bytes, limit: int = MAX_BYTES) -> bytes:
    """The bytes of an answer, unpacked where it still is packed, never more than ``limit``."""
    packing = _packing(body)
    if packing is None:
        return _within(body, limit)
    stream = zlib.decompressobj(packing)
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


def _packing(body: bytes) -> int | None:
    if body.startswith(b"\x1f\x8b"):
        return _GZIP
    if len(body) > 1 and body[0] == _ZLIB_MARK and (body[0] * 256 + body[1]) % _ZLIB_CHECK == 0:
        return _ZLIB if _begins(body, _ZLIB) else None
    if body[:1] >= b"\x80" and not body.startswith((*(mark for mark, _ in _BOMS),)):
        return _DEFLATE if _begins(body, _DEFLATE) else None
    return None


def _begins(body: bytes, packing: int) -> bool:
    try:
        start = zlib.decompressobj(packing).decompress(body[:HEAD], HEAD)
    except zlib.error:
        return False
    return start.lstrip().startswith(_STARTS_OF_LISTS)


def _within(body: bytes, limit: int) -> bytes:
    if len(body) > limit:
        raise TooLarge(f"more than {limit} bytes")
    return body
