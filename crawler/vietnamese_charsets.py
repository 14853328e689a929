"""The encodings in which Vietnamese was written before Unicode: TCVN3 (ABC fonts), VNI, VISCII, windows-1258.

TCVN3 and VNI are fonts rather than charsets: pages that use them call themselves Latin-1, or even UTF-8 with
the signs of Latin-1 in it. What proves them is that the words, read so, are Vietnamese syllables.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from language.syllables import accented_words, syllable_share

FEWEST_WORDS = 3
# Names and foreign words are no syllables; a page that names the font needs less proof.
SURE_SHARE, TOLD_SHARE = 0.8, 0.5
SAMPLE = 65_536

_LOWER = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
_TCVN3_LOWER = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ"
_TCVN3_PLAIN = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}
# From 0x80 on, and the six that stand among the control signs.
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
# In VNI a letter stands before the sign of its accents; some letters are signs of their own.
_VNI_SIGNS = {
    "a": dict(zip("áàảãạăắằẳẵặâấầẩẫậ", "ùøûõïêéèúüëâáàåãä", strict=True)),
    "e": dict(zip("éèẻẽẹêếềểễệ", "ùøûõïâáàåãä", strict=True)),
    "o": dict(zip("óòỏõọôốồổỗộ", "ùøûõïâáàåãä", strict=True)),
    "ô": dict(zip("ớờởỡợ", "ùøûõï", strict=True)),
    "u": dict(zip("úùủũụ", "ùøûõï", strict=True)),
    "ö": dict(zip("ứừửữự", "ùøûõï", strict=True)),
    "y": dict(zip("ýỳỷỹ", "ùøûõ", strict=True)),
}
_VNI_ALONE = dict(zip("đơưíìỉĩịỵ", "ñôöíìæóòî", strict=True))


def _tcvn3() -> dict[str, str]:
    lower = dict(zip(_LOWER, _TCVN3_LOWER, strict=True))
    # A capital with a tone is the plain capital and the sign of the small letter; with a hook, the other one.
    return (
        lower
        | _TCVN3_PLAIN
        | {letter: _capital(letter, lower) for letter in _LOWER.upper() if letter not in _TCVN3_PLAIN}
    )


def _capital(letter: str, lower: Mapping[str, str]) -> str:
    parts = unicodedata.normalize("NFD", letter)
    stem = unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0303\u0309\u0323]", "", parts))
    return _TCVN3_PLAIN.get(stem, stem) + lower[letter.lower()]


def _vni() -> dict[str, str]:
    lower = _VNI_ALONE | {
        letter: base + sign for base, signs in _VNI_SIGNS.items() for letter, sign in signs.items()
    }
    return lower | {letter.upper(): written.upper() for letter, written in lower.items()}


# Each of the 134 letters that are not of plain English, and how it is written, as signs of Latin-1.
TCVN3: Mapping[str, str] = _tcvn3()
VNI: Mapping[str, str] = _vni()
VISCII: Mapping[str, str] = {letter: chr(0x80 + place) for place, letter in enumerate(_VISCII_HIGH)} | {
    letter: chr(code) for code, letter in _VISCII_LOW.items()
}
# What windows-1252 has where Latin-1 has controls: the quotation marks and dashes of all these pages.
_WINDOWS = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}


def _reader(table: Mapping[str, str]) -> Callable[[str], str]:
    letters = {written: letter for letter, written in table.items()}
    pairs = "|".join(re.escape(written) for written in sorted(letters, key=len, reverse=True))
    pattern = re.compile(pairs)
    return lambda text: pattern.sub(lambda found: letters[found[0]], text).translate(_WINDOWS)


def _windows_1258(text: str) -> str:
    return unicodedata.normalize("NFC", text.encode("latin-1").decode("cp1258", "replace"))


_READERS: Mapping[str, Callable[[str], str]] = {
    "tcvn3": _reader(TCVN3),
    "vni": _reader(VNI),
    "viscii": _reader(VISCII),
    "windows-1258": _windows_1258,
}
_LABELS = {
    **dict.fromkeys(("viscii", "csviscii", "x-viscii", "viscii1.1-1"), "viscii"),
    **dict.fromkeys(("tcvn", "tcvn3", "tcvn-5712", "tcvn5712-1", "x-viet-tcvn5712", "x-viet-tcvn"), "tcvn3"),
    **dict.fromkeys(("vni", "x-viet-vni", "x-vni"), "vni"),
}
_FONTS = {"tcvn3": re.compile(r"\.Vn[A-Z]\w+"), "vni": re.compile(r"\bVNI-[A-Z]\w+")}
# What "á" and "à" of TCVN3 look like, and letters that only real Vietnamese text has.
_STRAYS, _PROPER = "¸µ", "ạếộ"


def labelled(body: bytes, label: str) -> str:
    """The text of bytes whose label names one of these encodings; empty if it names none."""
    name = _LABELS.get(label.lower(), "")
    return _READERS[name](body.decode("latin-1")) if name else ""


def guessed(body: bytes) -> str:
    """The text of bytes that prove to be in one of these encodings; empty if they prove nothing."""
    name = _proved(body[:SAMPLE].decode("latin-1"), tuple(_READERS))
    return _READERS[name](body.decode("latin-1")) if name else ""


def unmasked(text: str) -> str:
    """The text with the signs of a font's encoding read as what they show; unchanged if there are none."""
    if text.isascii():
        return text
    is_suspect = any(sign in text for sign in _STRAYS) and not any(letter in text for letter in _PROPER)
    is_told = "VNI-" in text and _FONTS["vni"].search(text) is not None
    if not is_suspect and not is_told:
        return text
    name = _proved(text[:SAMPLE], ("tcvn3", "vni") if is_told else ("tcvn3",))
    return _READERS[name](text) if name else text


def _proved(sample: str, names: tuple[str, ...]) -> str:
    shares = {name: _share(_READERS[name](sample)) for name in names}
    best = max(shares, key=lambda name: shares[name])
    font = _FONTS.get(best)
    wanted = TOLD_SHARE if font and font.search(sample) else SURE_SHARE
    return best if shares[best] >= wanted else ""


def _share(text: str) -> float:
    words = accented_words(text)
    return syllable_share(words) if len(words) >= FEWEST_WORDS else 0.0
