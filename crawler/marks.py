"""State-secret marks: a document that bears one is not stored; a text that speaks of one is."""

import html
import re
import unicodedata

from crawler.decode import decode

# Before the text is looked at line by line: few pages hold the word, and fewer in capitals.
_WORD = re.compile("MẬT")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*+>")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_INLINE = frozenset(
    ["a", "abbr", "b", "big", "em", "font", "i", "mark", "small", "span", "strong", "tt", "u"]
)
_SPACE = re.compile(r"[^\S\n]+")
# The stamp stands alone in its line, as "TỐI MẬT" or "Độ mật: Tối mật"; brackets or stars may frame it.
_FRAME = r"[\s\[\](){}|*_=~.:–—-]{0,12}"
_STAMP = re.compile(rf"^{_FRAME}(?P<mark>TUYỆT MẬT|TỐI MẬT|MẬT){_FRAME}$", re.MULTILINE)
_FIELD = re.compile(
    rf"^{_FRAME}độ mật{_FRAME}[:：]{_FRAME}(?P<mark>tuyệt mật|tối mật|mật){_FRAME}$",
    re.MULTILINE | re.IGNORECASE,
)
# In a line that goes on, only in capitals: a sentence that lists the three marks writes them small.
_FIELD_GOES_ON = re.compile(
    rf"^{_FRAME}(?:Độ mật|ĐỘ MẬT){_FRAME}[:：]{_FRAME}(?P<mark>TUYỆT MẬT|TỐI MẬT|MẬT) ?[.;](?!\S)",
    re.MULTILINE,
)
# What an official document says of itself. "MẬT" alone may also be honey on a menu, so it needs one of these.
_OFFICIAL = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|^[^\S\n]{0,12}(?:Số {0,3}: {0,3}[\w./-]|Nơi nhận {0,3}:)",
    re.MULTILINE,
)
_ALONE = "mật"


def rule_of(body: bytes, content_type: str = "") -> str:
    """The rule by which bytes bear a mark; empty if they bear none."""
    text = unicodedata.normalize("NFC", decode(body, content_type))
    if "&" in text:
        text = unicodedata.normalize("NFC", html.unescape(text))
    return rule_of_text(_lines(text)) if _WORD.search(text.upper()) else ""


def rule_of_text(text: str) -> str:
    """The rule by which a text bears a mark; empty if it bears none."""
    found = _FIELD.search(text) or _FIELD_GOES_ON.search(text)
    if found:
        return f"field {found['mark'].lower()}"
    for stamp in _STAMP.finditer(text):
        mark = stamp["mark"].lower()
        if mark != _ALONE or _OFFICIAL.search(text):
            return f"stamp {mark}"
    return ""


def _lines(text: str) -> str:
    """A page as the lines its reader sees; a plain text as it is."""
    shown = _TAG.sub(lambda tag: "" if tag[2].lower() in _INLINE else "\n", text)
    return _SPACE.sub(" ", _CDATA.sub("\n", shown))
