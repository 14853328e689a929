"""The press's texts as bytes: the old and odd encodings in which outlets around Vietnam really write."""

import unicodedata
from collections.abc import Mapping

# TCVN 5712:1993 as the .Vn fonts (ABC) draw it: one byte a letter, with no capitals that bear a tone.
_TONED = {
    "a": "àảãáạ",
    "ă": "ằẳẵắặ",
    "â": "ầẩẫấậ",
    "e": "èẻẽéẹ",
    "ê": "ềểễếệ",
    "i": "ìỉĩíị",
    "o": "òỏõóọ",
    "ô": "ồổỗốộ",
    "ơ": "ờởỡớợ",
    "u": "ùủũúụ",
    "ư": "ừửữứự",
    "y": "ỳỷỹýỵ",
}
_CODES = {
    "a": "b5b6b7b8b9",
    "ă": "bbbcbdbec6",
    "â": "c7c8c9cacb",
    "e": "cccecfd0d1",
    "ê": "d2d3d4d5d6",
    "i": "d7d8dcddde",
    "o": "dfe1e2e3e4",
    "ô": "e5e6e7e8e9",
    "ơ": "eaebecedee",
    "u": "eff1f2f3f4",
    "ư": "f5f6f7f8f9",
    "y": "fafbfcfdfe",
}
_PLAIN = dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", bytes.fromhex("a1a2a3a4a5a6a7a8a9aaabacadae"), strict=True))
TCVN3: Mapping[str, int] = {
    **_PLAIN,
    **{
        letter: code
        for vowel, letters in _TONED.items()
        for letter, code in zip(letters, bytes.fromhex(_CODES[vowel]), strict=True)
    },
}
# The codec, and the name by which pages and lists tell it.
_LABELS = {
    "utf-8-sig": "utf-8",
    "nfd": "utf-8",
    "tcvn3": "iso-8859-1",
    "cp1252": "iso-8859-1",
    "cp1258": "windows-1258",
    "gbk": "gb2312",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "euc_jp": "euc-jp",
}
CHARSETS = frozenset({"utf-8", "utf-16", "big5", *_LABELS})
_WINDOWS_SIGNS = range(0x80, 0xA0)


def label_of(charset: str) -> str:
    """What an outlet says its encoding is."""
    return _LABELS.get(charset, charset)


def encode(text: str, charset: str) -> bytes:
    """The text as bytes; what the encoding has no sign for stands as a reference to it."""
    if charset == "tcvn3":
        return b"".join(_in_tcvn3(sign) for sign in text)
    if charset == "cp1258":
        return b"".join(_in_1258(sign) for sign in text)
    if charset == "nfd":
        return unicodedata.normalize("NFD", text).encode()
    return text.encode(charset, "xmlcharrefreplace")


def _in_tcvn3(sign: str) -> bytes:
    if sign.isascii():
        return sign.encode()
    if sign in TCVN3:
        return bytes([TCVN3[sign]])
    # Quotation marks and dashes are those of Windows, below the letters.
    code = sign.encode("cp1252", "replace")
    return code if code[0] in _WINDOWS_SIGNS else sign.encode("ascii", "xmlcharrefreplace")


def _in_1258(sign: str) -> bytes:
    # It has letters and tones apart: "ế" is "ê" and an acute that combines with it.
    apart = unicodedata.normalize("NFD", sign)
    base, tone = unicodedata.normalize("NFC", apart[:-1]), apart[-1:]
    for spelling in (sign, base + tone, _tone_inside(apart)):
        try:
            return spelling.encode("cp1258")
        except UnicodeEncodeError:
            continue
    return sign.encode("ascii", "xmlcharrefreplace")


def _tone_inside(apart: str) -> str:
    # A dot below sorts before a circumflex, so "ậ" comes apart as a, dot, circumflex.
    return unicodedata.normalize("NFC", apart[:1] + apart[2:]) + apart[1:2]
