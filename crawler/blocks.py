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
# Text this wide is prose whatever it ends with; shorter text must end like a sentence.
PROSE_WIDTH, SENTENCE_WIDTH = 80, 25
MOST_LINKED = 0.35
_SENTENCE_END = re.compile(r"[.!?…。！？:;\"”’»)\]។]\s*$")
# What nests deeper is flattened, as browsers do it.
DEEPEST = 512


@dataclass(eq=False, slots=True)
class Box:
    """An element that may hold blocks."""

    parent: "Box | None"
    tag: str
    index: int = -1  # in the order in which boxes open; the page around them all has none
    is_aside: bool = False  # by what it calls itself
    is_apart: bool = False  # by what it is, or because nobody sees it
    is_body: bool = False
    names: str = ""  # its classes, by which paragraphs of one kind are known
    prose: int = 0  # how much of it lies in here
    worth: float = 0.0


@dataclass(eq=False, slots=True)
class Block:
    """A stretch of text that a reader sees as one."""

    box: Box
    tag: str
    text: str
    linked: int
    index: int = 0
    is_below_image: bool = False
    width: int = field(init=False)
    is_sentence: bool = field(init=False)
    is_prose: bool = field(init=False)  # whether it reads like a paragraph

    def __post_init__(self) -> None:
        self.width = width_of(self.text)
        self.is_sentence = bool(_SENTENCE_END.search(self.text))
        is_long = self.width >= PROSE_WIDTH or (self.width >= SENTENCE_WIDTH and self.is_sentence)
        self.is_prose = is_long and self.tag not in HEADINGS and self.link_share <= MOST_LINKED

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
        self.has_image = False

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
            elif tag == "img":
                self.has_image = True
            elif tag not in UNSEEN and not tag.startswith(("-", "!")):
                self._enter(node, tag)
                pending.append((node, True))
                self._push_children(node, pending)
        self._flush()
        self._weigh()
        return self.blocks

    def _weigh(self) -> None:
        for block in self.blocks:
            if block.is_prose:
                block.box.prose += block.width
        for box in reversed(self.boxes):
            if box.parent:
                box.parent.prose += box.prose

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
                self.box = _box(node, tag, self.box, len(self.boxes))
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
        # Most of what lies between tags is space.
        if not text.isspace():
            if leads_away(text):
                self._flush()
                self.is_labelled = True
            if self.in_link:
                self.linked += len(text.strip())
        self.parts.append(text)

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
        if text := "" if joined.isspace() else _tidied(joined):
            self.blocks.append(
                Block(self.box, self.box.tag, text, self.linked, len(self.blocks), self.has_image)
            )
            self.has_image = False
        self.parts.clear()
        self.linked = 0
        self.is_labelled = False


def _tidied(text: str) -> str:
    squeezed = squeeze(text)
    return squeezed if squeezed.isascii() and squeezed.isprintable() else squeeze(clean(text))


def _box(node: LexborNode, tag: str, parent: Box, index: int) -> Box:
    attributes = node.attributes
    if not attributes:
        return Box(parent, tag, index, is_apart=tag in ASIDE_TAGS, is_body=parent.is_body)
    names = attributes.get("class") or ""
    is_aside, is_body = hints_of(f"{names} {attributes.get('id') or ''}")
    # What a page or an article calls itself lists its topics and columns: "tag-land", "has-sidebar".
    is_aside = is_aside and tag not in WHOLE_TAGS
    style = attributes.get("style")
    is_hidden = attributes.get("hidden", "-") != "-" or bool(style and _HIDDEN.search(style))
    is_body = is_body or attributes.get("itemprop") == "articleBody"
    is_related = (attributes.get("type") or "").startswith("Related")
    return Box(
        parent,
        tag,
        index,
        is_aside=is_aside and not is_body,
        is_apart=is_hidden or is_related or tag in ASIDE_TAGS,
        is_body=is_body or parent.is_body,
        names=names,
    )
