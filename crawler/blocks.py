"""A page's DOM as a flat list of text blocks, each with the boxes it lies in and how they name themselves."""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from crawler.hints import hints_of, leads_away
from language.text import clean, squeeze

_UNSEEN = """
script style noscript template iframe svg button select textarea input object embed audio video canvas
map dialog head option datalist progress meter title link meta
"""
_BREAKING = """
body div p section article main header footer nav aside ul ol li dl dt dd table tbody thead tr td th
caption blockquote pre h1 h2 h3 h4 h5 h6 figure figcaption form fieldset address center details summary
hr
"""
UNSEEN, BREAKING = frozenset(_UNSEEN.split()), frozenset(_BREAKING.split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements that hold something beside the article, whatever they are called.
WHOLE_TAGS = frozenset({"body", "main", "article"})
ASIDE_TAGS = frozenset({"nav", "footer", "aside", "figure", "figcaption", "caption", "address", "header"})

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# What nests deeper is flattened, as browsers do it.
DEEPEST = 512


@dataclass(eq=False, slots=True)
class Box:
    """An element that may hold blocks."""

    parent: "Box | None"
    tag: str
    is_aside: bool = False  # by what it calls itself
    is_apart: bool = False  # by what it is, or because nobody sees it
    is_body: bool = False
    prose: int = 0
    worth: float = 0.0


@dataclass(eq=False, slots=True)
class Block:
    """A stretch of text that a reader sees as one."""

    box: Box
    tag: str
    text: str
    linked: int
    index: int = 0
    width: int = field(init=False)

    def __post_init__(self) -> None:
        self.width = width_of(self.text)

    @property
    def link_share(self) -> float:
        """How much of the text leads elsewhere."""
        return self.linked / (len(self.text) or 1)


def width_of(text: str) -> int:
    """How much a text says: a character of a script without spaces as much as a syllable or two."""
    return len(text) + 2 * len(_DENSE.findall(text))


class Walk:
    """One pass over the DOM, without recursion: pages nest as deep as they like."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.boxes: list[Box] = []
        self.box = Box(None, "")
        self.outer: list[Box] = []
        self.parts: list[str] = []
        self.linked = 0
        self.in_link = 0
        self.is_labelled = False

    def over(self, root: LexborNode) -> list[Block]:
        """The blocks below ``root`` in their order."""
        pending: list[tuple[LexborNode, bool]] = [(root, False)]
        while pending:
            node, is_left = pending.pop()
            tag = node.tag or ""
            if is_left:
                self._leave(tag)
            elif tag == "-text":
                self._text(node.text_content or "")
            elif tag == "br":
                self._flush_line()
            elif tag not in UNSEEN and not tag.startswith(("-", "!")):
                self._enter(node, tag)
                pending.append((node, True))
                self._push_children(node, pending)
        self._flush()
        return self.blocks

    def _push_children(self, node: LexborNode, pending: list[tuple[LexborNode, bool]]) -> None:
        child = node.last_child
        while child is not None:
            pending.append((child, False))
            child = child.prev

    def _enter(self, node: LexborNode, tag: str) -> None:
        if tag == "a":
            self.in_link += 1
        elif tag in BREAKING:
            self._flush()
            self.outer.append(self.box)
            if len(self.outer) <= DEEPEST:
                self.box = _box(node, tag, self.box)
                self.boxes.append(self.box)

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self.in_link -= 1
            if self.is_labelled:
                self._flush()
        elif tag in BREAKING:
            self._flush()
            self.box = self.outer.pop()

    def _text(self, text: str) -> None:
        if leads_away(text):
            self._flush()
            self.is_labelled = True
        self.parts.append(text)
        if self.in_link:
            self.linked += len(text.strip())

    def _flush_line(self) -> None:
        # One break is a line within a paragraph, two are the next paragraph.
        if self.parts and self.parts[-1] == "\n":
            self._flush()
        elif self.parts:
            self.parts.append("\n")

    def _flush(self) -> None:
        if not self.parts:
            return
        joined = "".join(self.parts)
        # Most of what lies between tags is space.
        if text := "" if joined.isspace() else squeeze(clean(joined)):
            self.blocks.append(Block(self.box, self.box.tag, text, self.linked, len(self.blocks)))
        self.parts.clear()
        self.linked = 0
        self.is_labelled = False


def _box(node: LexborNode, tag: str, parent: Box) -> Box:
    attributes = node.attributes
    is_aside, is_body = hints_of(f"{attributes.get('class') or ''} {attributes.get('id') or ''}")
    # What a page or an article calls itself lists its topics and columns: "tag-land", "has-sidebar".
    is_aside = is_aside and tag not in WHOLE_TAGS
    is_hidden = attributes.get("hidden", "-") != "-" or bool(_HIDDEN.search(attributes.get("style") or ""))
    is_body = is_body or attributes.get("itemprop") == "articleBody"
    is_related = (attributes.get("type") or "").startswith("Related")
    return Box(
        parent,
        tag,
        is_aside=is_aside and not is_body,
        is_apart=is_hidden or is_related or tag in ASIDE_TAGS,
        is_body=is_body or parent.is_body,
    )
