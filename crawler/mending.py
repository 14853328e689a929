"""The text of a list before a parser sees it: what would do harm is refused, what outlets break is mended."""

import html
import re
from collections import Counter
from html.entities import html5

from crawler.entries import BadList, Fault
from language.text import clean

# A tag with more attributes than any element of a feed has, or that never ends.
LONGEST_TAG, MOST_ATTRIBUTES, LONGEST_OPEN_TAG = 20_000, 500, 200_000
# Elements deeper than any list's, and more of them than any list has.
DEEPEST, MOST_TAGS = 256, 300_000

# Possessive throughout: a document must not choose how often a pattern is tried on it.
_ROOT = re.compile(r"<\?xml|<(?:\w+:)?(?i:rss|feed|rdf|channel|urlset|sitemapindex)\b")
_DECLARATION = re.compile(r"<\?xml[^<>?]*+\?>")
_DOCTYPE_START = re.compile("<!DOCTYPE", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>", re.IGNORECASE)
_EXTERNAL = re.compile(r"<!ENTITY[^<>]{0,200}\b(?:SYSTEM|PUBLIC)\b")
_CDATA_OR_AND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos);)(#\d+;|#[xX][0-9a-fA-F]+;|\w{1,31};)?",
    re.DOTALL,
)
_LONG_TAG = re.compile(rf"<[a-zA-Z/][^<>]{{{LONGEST_TAG},}}+>?")
_TAG = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)([^\s<>/!?]++)[^<>]*+>", re.DOTALL)


def mend(text: str) -> str:
    """The document from its root on, without what would make a parser expand, fetch or give up."""
    if "<!ENTITY" in text:
        raise BadList(Fault.EXTERNAL if _EXTERNAL.search(text) else Fault.ENTITIES)
    root = _ROOT.search(text)
    if root is None:
        raise BadList(Fault.NOT_A_LIST)
    for tag in _LONG_TAG.finditer(text):
        _check_long(tag[0])
    # What remains is text already: the encoding it declares is no longer its own.
    bare = _without_doctype(_DECLARATION.sub("", text[root.start() :]))
    return _CDATA_OR_AND.sub(_mend_and, shallow(bare))


def _check_long(tag: str) -> None:
    if tag.count("=") > MOST_ATTRIBUTES:
        raise BadList(Fault.ATTRIBUTES)
    if not tag.endswith(">") and len(tag) > LONGEST_OPEN_TAG:
        raise BadList(Fault.MALFORMED)


def _without_doctype(text: str) -> str:
    start = _DOCTYPE_START.search(text)
    found = _DOCTYPE.match(text, start.start()) if start else None
    return text[: found.start()] + text[found.end() :] if found else text


def shallow(text: str) -> str:
    """The document without the tags that lie deeper than any list goes; what they hold stays."""
    if text.count("<") <= DEEPEST:
        return text
    if _is_shallow(text):
        return text
    depth = _Depth()
    return _TAG.sub(lambda tag: tag[0] if depth.enter(tag) else "", text)


def _is_shallow(text: str) -> bool:
    """Whether every tag is ended by its own and none lies too deep; documents that are well made all pass."""
    path: list[str] = []
    for count, tag in enumerate(_TAG.finditer(text)):
        is_end, name = tag.groups()
        if name and not is_end and text[tag.end() - 2] != "/":
            path.append(name)
        if count == MOST_TAGS or len(path) > DEEPEST or (is_end and (not path or path.pop() != name)):
            return False
    return not path


class _Depth:
    """How deep a reader is who has come to a tag; tags left open end with what holds them."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.open: Counter[str] = Counter()
        self.tags = 0

    def enter(self, tag: re.Match[str]) -> bool:
        """Go past a tag; whether it is not too deep."""
        self.tags += 1
        if self.tags > MOST_TAGS:
            raise BadList(Fault.TOO_LARGE)
        is_end, name = tag.groups()
        if name is None or tag[0].endswith("/>"):
            return len(self.path) < DEEPEST
        if not is_end:
            self.path.append(name)
            self.open[name] += 1
        elif self.open[name]:
            level = len(self.path)
            while self._leave() != name:
                level -= 1
            return level <= DEEPEST
        return len(self.path) <= DEEPEST

    def _leave(self) -> str:
        name = self.path.pop()
        self.open[name] -= 1
        return name


def _mend_and(found: re.Match[str]) -> str:
    name = found[1] or ""
    if found[0][0] == "<":
        return found[0]
    if name.startswith("#"):
        # Numbers of no character, of controls and of half a character stop a parser or come through it.
        return html.escape(clean(html.unescape(found[0])))
    return html.escape(html5[name]) if name in html5 else "&amp;" + name
