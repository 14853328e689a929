"""Whose report an article is: the agency or outlet that it credits, in one spelling."""

import re
from collections.abc import Container, Iterable, Iterator

from crawler.agencies import SPELLINGS, WIRES
from crawler.blocks import HEADINGS, Block, Box
from crawler.hints import is_extra
from crawler.surroundings import Surroundings
from language.text import fold

LONGEST_CREDIT, LONGEST_NAME = 120, 60
MOST_CREDITED = 5
_SENTENCE_ENDS = (".", "!", "?", ":", "…", ",", ";")
# Agencies stand within so many signs of either end of their reports.
HEAD = 120
_FIGURES = frozenset({"figure", "figcaption"})
# An acronym of so few letters is one only in capitals: "tt", "sid", "ap".
SHORT = 4

_SOURCE = (
    r"(?:theo|nguồn(?: tin)?|source|avec|quelle|fuente|fonte|via|источник|来源|來源|出典|提供|출처|ⓒ|ប្រភព|ที่มา"
    r"|ແຫຼ່ງຂ່າວ|ທີ່ມາ)"
)
_LED = re.compile(rf"^\W*{_SOURCE}(?:\s*[:：៖]\s*|\s+)(.+)$", re.IGNORECASE)
_WITHIN = re.compile(rf"[-–—|/,(（]\s*{_SOURCE}(?:\s*[:：៖]\s*|\s+)([^()（）]+?)[)）]?\W*$", re.IGNORECASE)
_NAME = r"[(（\[【]\s*([^()（）\[\]【】]{2,40})\s*[)）\]】]"
_LAST_BRACKETS = re.compile(rf"{_NAME}\W*$")
_FIRST_BRACKETS = re.compile(rf"^\W*{_NAME}|{_NAME}\s*[-–—:]")
# "【ハノイ共同】", "［ハノイ　２１日　ロイター］", "[하노이=뉴시스]": the place and the day, then the agency.
_DATELINED = re.compile(
    r"^\W*[(（\[［【][^()（）\[\]［］【】]{0,30}?(?:[=＝\s]|(?=共同|時事))([^\s=＝()（）\[\]［］【】]{2,20})[)）\]］】]"
)
# "MOSCOW, November 21. /TASS/."
_SLASHED = re.compile(r"^[^/]{0,60}/([^/\d]{2,20})/")
_AFTER_DASH = re.compile(r"[-–—/.]\s*([^\W\d_][\w+.]*(?: [^\W\d_][\w+.]*){0,2})\W*$")
_BEFORE_DASH = re.compile(r"^[^-–—:]{0,40}?\b([^\W\d_][\w+]{1,20}) ?[-–—]{1,2}\s")
_WIRED = re.compile(r"^\W*([\u4e00-\u9fff]{2,3}[社网])[^，。]{0,24}[电電讯訊]")
_LEADING = re.compile(r"^(?:theo )?(?:(?:báo|hãng tin|hãng thông tấn|hãng) )?", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[/,;=&、]|\s[-–—|]\s|\s(?:và|and|und|et|y)\s)\s*")
# An outlet that no list has says what it is.
_PRESS = re.compile(
    r"(?:báo|tạp chí|đài|thông tấn xã|cổng (?:thông tin|ttđt)|trang (?:tin|thông tin))\s\S", re.IGNORECASE
)


def agency_of(told: Iterable[str], beside: Surroundings, own: frozenset[str]) -> str:
    """The agency or outlet an article is credited to; empty if it is its outlet's own, or nobody is named."""
    for candidate in (*_at_end(beside), *_at_head(beside), *_in_byline(told, beside)):
        if candidate and fold(candidate) not in own:
            return candidate
    return ""


def credited_of(told: Iterable[str], beside: Surroundings) -> tuple[str, ...]:
    """Every name that a line around the article gives as its source, as written: it may be nobody's."""
    blocks = (*beside.above, *beside.last, *beside.below)
    lines = (*told, *(block.text for block in blocks if block.tag not in HEADINGS))
    found = (_said(line) for line in lines if len(line) <= LONGEST_CREDIT)
    return tuple(dict.fromkeys(name for name in found if name))[:MOST_CREDITED]


def _said(text: str) -> str:
    led = _LED.match(text) or _WITHIN.search(text)
    return "" if not led or text.endswith(_SENTENCE_ENDS) else led[1].strip(" .:()")


def _at_end(beside: Surroundings) -> Iterator[str]:
    for block in (*reversed(beside.last), *beside.below):
        text = block.text
        if _is_elsewhere(block):
            continue
        if len(text) <= LONGEST_CREDIT:
            yield _line(text)
        end = text[-HEAD:] if beside.last and block is beside.last[-1] else ""
        if found := _LAST_BRACKETS.search(end) or _AFTER_DASH.search(end):
            yield _known(found[1], WIRES)


def _at_head(beside: Surroundings) -> Iterator[str]:
    for block in (*beside.above[-2:], *beside.first):
        head = block.text[:HEAD]
        if found := _WIRED.match(head) or _BEFORE_DASH.match(head):
            yield _known(found[1], WIRES)
        if found := _FIRST_BRACKETS.search(head):
            yield _known(found[1] or found[2], WIRES)
        if found := _DATELINED.match(head) or _SLASHED.match(head):
            yield _known(found[1], WIRES)


def _in_byline(told: Iterable[str], beside: Surroundings) -> Iterator[str]:
    for line in told:
        yield _known(line, WIRES)
    for block in beside.above:
        if len(block.text) <= LONGEST_CREDIT and not _is_elsewhere(block):
            yield _source(block.text) or _known(block.text, WIRES)


def _is_elsewhere(block: Block) -> bool:
    """Whether a line leads to another article, or belongs to a picture, whose agency is another matter."""
    box: Box | None = block.box
    while box and box.tag not in _FIGURES:
        box = box.parent
    return bool(block.linked) or block.tag in HEADINGS or box is not None or is_extra(block.text)


def _source(text: str) -> str:
    """Whom a line credits that says so."""
    led = _LED.match(text) or _WITHIN.search(text)
    if not led or len(led[1]) > LONGEST_NAME or text.endswith(_SENTENCE_ENDS):
        return ""
    return _known(led[1], SPELLINGS) or _press(led[1])


def _line(text: str) -> str:
    """Whom a last line credits: by saying so, by nothing but a name, or in brackets behind the author's."""
    brackets = _LAST_BRACKETS.search(text)
    behind = _known(brackets[1], WIRES) if brackets else ""
    return behind if text.endswith(_SENTENCE_ENDS) else _source(text) or _known(text, WIRES) or behind


def _known(text: str, names: Container[str]) -> str:
    for part in _PARTS.split(text):
        bare = part.strip(" .:()[]（）【】\"'“”")
        bare = _LEADING.sub("", bare)
        folded = fold(bare)
        is_written = len(bare) > SHORT or not bare.islower() or bare in SPELLINGS.values()
        if folded in names and folded in SPELLINGS and is_written:
            return SPELLINGS[folded]
    return ""


def _press(text: str) -> str:
    """An outlet that says what it is, as it is written: "Theo Báo Lam Giang"."""
    first = _PARTS.split(text)[0].strip(" .:()")
    return first if _PRESS.match(first) and len(first) <= LONGEST_NAME else ""
