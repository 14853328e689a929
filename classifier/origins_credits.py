"""Whom a text credits: at its head, at its end, in its byline; and whether that is a certain outlet."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from classifier.origins_model import Candidate
from language.text import fold, squeeze

# Credits stand within so many signs of the beginning and of the end.
HEAD, TAIL = 40, 120
LONGEST = 120
# A name of so few letters is one only in capitals: "ap", "vna".
SHORT = 4

# Those that many take reports from.
_WIRES = """
ttxvn, vna, vnp, thong tan xa viet nam, vietnam news agency, reuters, afp, ap, tan hoa xa, xinhua, kyodo,
yonhap, tass, dpa, bernama, antara, sputnik, ria novosti, interfax, bloomberg, jiji press, epa, pti, ani,
efe, ansa, bbc, cnn, akp, kpl, 新华社, 新華社, 中新社, 路透社, 法新社, 共同社, 越通社, 共同, 時事, ロイター,
연합뉴스, 뉴시스
"""
WIRES = frozenset(name.strip() for name in _WIRES.split(","))

_SAYS = (
    r"(?:theo|nguồn(?: tin)?|nguon(?: tin)?|source|via|avec|quelle|fuente|fonte|источник"
    r"|来源|來源|出典|出处|출처|ប្រភព|ที่มา|ແຫຼ່ງຂ່າວ|ທີ່ມາ)(?:\s*[:：៖]\s*|\s+)"
)
_OPEN, _CLOSE = "[(（\\[【［]", "[)）\\]】］]"
_NAME = r"(?P<name>[^()（）\[\]【】［］\n]{2,60}?)"
_AT_HEAD = (
    re.compile(rf"^\W*{_SAYS}{_NAME}\s*[,:–—-]", re.IGNORECASE),
    re.compile(rf"^\W*?{_OPEN}?\s*{_NAME}\s*(?:{_CLOSE}|[-–—:/])(?=\W|$)"),
    re.compile(rf"^[^()\n]{{1,30}}{_OPEN}\s*{_NAME}\s*{_CLOSE}\s*[-–—:]"),
)
_AT_END = (
    re.compile(rf"{_OPEN}\s*(?:{_SAYS})?{_NAME}\s*{_CLOSE}\W*$", re.IGNORECASE),
    re.compile(rf"(?:^|\n|[.!?…”\"»)。]\s*|[-–—]\s*){_SAYS}{_NAME}\s*\.?$", re.IGNORECASE),
    re.compile(rf"(?:[-–—/]\s*|\n){_NAME}\W*$"),
)
_LED = re.compile(rf"^\W*{_SAYS}(?P<name>.+)$", re.IGNORECASE)
_PARTS = re.compile(r"\s*[/|;=]\s*|\s+[-–—]\s+")
_LEADING = re.compile(
    r"^(?:(?:theo|nguon(?: tin)?|source|via)[ :]+)?"
    r"(?:(?:bao dien tu|nhat bao|bao|hang tin|hang thong tan|hang|tap chi|trang(?: tin)?|kenh|dai) )?"
)
_TRAILING = re.compile(r" (?:online|dien tu)$|\.(?:com|net|org|vn|com\.vn|net\.vn|org\.vn)$")
# Pages set the day behind the name, sometimes without a space between them.
_DATED = re.compile(
    r"\W*(?:chu nhat\b|thu (?:hai|ba|tu|nam|sau|bay)\b|ngay \d|(?<!\d)\d{1,2}[:/.-]\d).*$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A name that stands where sources are named, as it is written, and where that is."""

    name: str
    where: str

    def is_of(self, names: AbstractSet[str]) -> bool:
        """Whether it, or a part of it ("Lan Anh/TTXVN"), is one of these bare names."""
        parts = (self.name, *_PARTS.split(self.name))
        return any(bare(part) in names and _is_written(part) for part in parts)


def credits_of(told: Candidate) -> tuple[Credit, ...]:
    """Every name that stands where sources are named; most are anything else, so each must be known."""
    return tuple(dict.fromkeys(one for one in _all(told) if 1 < len(one.name) <= LONGEST))


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name as it is compared: folded, without "Theo", "Báo" before it and "Online" behind it."""
    plain = _DATED.sub("", squeeze(fold(name))).strip(" .,:;-–—()[]【】（）\"'“”«»")
    return _TRAILING.sub("", _LEADING.sub("", plain)) or plain


def _all(told: Candidate) -> Iterator[Credit]:
    if told.agency:
        yield Credit(told.agency, "agency")
    for line in (*told.credited, *told.authors):
        said = _LED.match(line)
        yield Credit(said["name"].strip() if said else line.strip(), "byline")
    yield from islice(_matched(_AT_END, told.body.rstrip()[-TAIL:], "tail"), 1)
    for text in (told.body, told.standfirst):
        # A name that begins within the head may end behind it.
        yield from (one for one in _matched(_AT_HEAD, text[: 2 * HEAD], "head") if text.find(one.name) < HEAD)


def _matched(patterns: tuple[re.Pattern[str], ...], text: str, where: str) -> Iterator[Credit]:
    for pattern in patterns:
        if found := pattern.search(text):
            yield Credit(found["name"].strip(), where)


def _is_written(name: str) -> bool:
    letters = name.strip(" .,:;()[]")
    return len(letters) > SHORT or not letters.islower()
