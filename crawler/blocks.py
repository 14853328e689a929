"""A page's DOM as a flat list of text blocks, each with the boxes it lies in and how they name themselves."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from selectolax.lexbor import LexborNode

from language.text import squeeze

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

_WORDS_OF_NAMES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_ASIDE = """
related relate relates recommend recommended recommendation recommendations recirc popular trending
latest comment comments disqus binhluan share sharing social follow newsletter subscribe subscription
signup promo promotion ad ads advert advertisement advertising adsense banner sponsor sponsored outbrain
taboola sidebar menu nav navbar navigation breadcrumb breadcrumbs footer toolbar tag tags keyword
keywords tukhoa caption pcaption imgcaption photocms chuthich credit credits copyright cookie consent
gdpr onetrust cky modal popup login teaser teasers lienquan tinlienquan tinkhac tinmoi docthem xemthem
quangcao byline bio meta hidden skip toc rating vote poll gallery slideshow carousel slider embed
pullquote disclaimer correction infobox mostread readmore
"""
_ASIDE_IN_TWO = """
read-more most-read see-also read-next more-from up-next author-info author-bio sr-only visually-hidden
image-desc img-desc photo-desc tin-lien lien-quan tu-khoa binh-luan box-tin news-relation doc-them
xem-them
"""
_ASIDE_WORDS = frozenset(_ASIDE.split())
_ASIDE_PAIRS = frozenset(tuple(pair.split("-")) for pair in _ASIDE_IN_TWO.split())
# The bodies of the content systems that most outlets here run on, and the names others use.
_BODY_NAMES = re.compile(
    r"afcbc-body|fck_detail|maincontent|main-content-body|singular-content|dt-text|content_detail_news|cms-body|"
    r"article__?-?body|article-?content|articleBody|entry-content|post-content|story-?body|news-?content|"
    r"detail-content|content-detail|ArticleContent|story-content|body-content|article-text|main_content"
)
# The letters between the digits of a machine's own name mean nothing.
_NUMBERS = re.compile(r"\S*(?:\d\S*){4}")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(eq=False, slots=True)
class Box:
    """An element that may hold blocks."""

    parent: "Box | None"
    tag: str
    is_aside: bool = False
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
        # A character of a script without spaces says as much as a syllable or two.
        self.width = len(self.text) + 2 * len(_DENSE.findall(self.text))

    @property
    def link_share(self) -> float:
        """How much of the text leads elsewhere."""
        return self.linked / (len(self.text) or 1)


_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Walk:
    """One pass over the DOM, without recursion: pages nest as deep as they like."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.boxes: list[Box] = []
        self.box = Box(None, "")
        self.parts: list[str] = []
        self.linked = 0
        self.in_link = 0

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
            self.box = _box(node, tag, self.box)
            self.boxes.append(self.box)

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self.in_link -= 1
        elif tag in BREAKING:
            self._flush()
            self.box = self.box.parent or self.box

    def _text(self, text: str) -> None:
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
        text = squeeze("".join(self.parts))
        if text:
            self.blocks.append(Block(self.box, self.box.tag, text, self.linked, len(self.blocks)))
        self.parts.clear()
        self.linked = 0


def _box(node: LexborNode, tag: str, parent: Box) -> Box:
    attributes = node.attributes
    names = _NUMBERS.sub("", f"{attributes.get('class') or ''} {attributes.get('id') or ''}")
    is_aside, is_body = _hints(names)
    # What a page or an article calls itself lists its topics and columns: "tag-land", "has-sidebar".
    is_aside = is_aside and tag not in WHOLE_TAGS
    is_hidden = attributes.get("hidden", "-") != "-" or bool(_HIDDEN.search(attributes.get("style") or ""))
    is_body = is_body or attributes.get("itemprop") == "articleBody"
    is_related = (attributes.get("type") or "").startswith("Related")
    is_aside = (is_aside and not is_body) or is_hidden or is_related or tag in ASIDE_TAGS
    return Box(parent, tag, is_aside, is_body)


@lru_cache(maxsize=8192)
def _hints(names: str) -> tuple[bool, bool]:
    words = [word.lower() for word in _WORDS_OF_NAMES.findall(names)]
    is_aside = any(word in _ASIDE_WORDS for word in words) or any(
        pair in _ASIDE_PAIRS for pair in pairwise(words)
    )
    return is_aside, bool(_BODY_NAMES.search(names))
