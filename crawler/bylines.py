"""Who wrote an article: names from metadata, bylines and the line below the text, never the outlet's own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.blocks import HEADINGS, Block, Box
from crawler.names import is_agency, is_capitalised, is_credit, is_dated, is_marked, is_signature, names_in
from crawler.surroundings import Surroundings
from language.text import clean, fold, squeeze

# More names than this are the page's columnists, not the article's authors.
MOST_LINES = 3
MOST_NODES = 20

_BYLINES = (
    "[itemprop=author] [itemprop=name]",
    "[rel~=author]",
    ".detail-author, .article-detail-author__info .name, .tac-gia, .tacgia, .author_mail span",
    ".author-name, .authorname, .byline-name, .byline__name, .article-author, .article__author, .post-author",
    "[itemprop=author], .byline, .author, .p-author, .singular-author",
    "a[href*='/author/'], a[href*='/authors/'], a[href*='/autor'], a[href*='/tac-gia/']",
)
_LIKE_BYLINES = ("[class*=byline], [class*=author], [class*=Author], [class*=autor]",)
_NOT_SIGNED_IN = HEADINGS | {"li", "td", "figcaption"}
# Agencies' reports begin with who wrote them, within the first paragraph.
_INLINE = re.compile(
    r"[(（](?:本报|本网|新华社)?(?:记者|記者)[:：\s]*([^()（）]{2,40})[)）]|"
    r"[(（\[][^()=（）\[\]]{1,20}=[^()（）\[\]]{1,20}[)）\]]\s*([가-힣]{2,4})\s?(?:기자|특파원)"
)
# Two pieces of text that touch and look like two words are two: style sheets set them apart.
_TOUCHING = re.compile(r"(?<=(\w))\x1f+(?=(\w))")


def authors_of(
    told: Iterable[str], tree: LexborHTMLParser, around: Surroundings, known: frozenset[str]
) -> tuple[str, ...]:
    """The persons who wrote an article: as told to machines, else in the byline, else in the signature."""
    names = _names(told, known)
    for lines in _shown(tree, around):
        if names:
            break
        # What a reader sees may credit an agency; it is no author then.
        names = [name for name in _names(lines, known) if not is_agency(name)]
    return tuple(name for name in dict.fromkeys(names) if not _is_begun(name, names))


def _shown(tree: LexborHTMLParser, around: Surroundings) -> Iterator[Iterable[str]]:
    yield _byline(tree, around, _BYLINES)
    yield _credits(around)
    yield _byline(tree, around, _LIKE_BYLINES)
    yield _signatures(around)
    yield _inline(around)
    yield _openings(around)


def _is_begun(name: str, names: Iterable[str]) -> bool:
    """Whether a name is another one cut short: a first name, a name before its office."""
    return any(other.startswith(f"{name} ") for other in names)


def _names(lines: Iterable[str], known: frozenset[str]) -> list[str]:
    return [name for line in lines for name in names_in(line) if not _is_outlet(name, line, known)]


def _is_outlet(name: str, line: str, known: frozenset[str]) -> bool:
    """Whether a name is the outlet's, or that of one of its offices: "VTV Lam Giang"."""
    first = name.split(maxsplit=1)[0]
    return fold(name) in known or (fold(first) in known and first.upper() in line)


def _byline(tree: LexborHTMLParser, around: Surroundings, selectors: Iterable[str]) -> list[str]:
    surroundings = around.text
    for selector in selectors:
        nodes = tree.css(selector)[:MOST_NODES]
        # Columnists and authors of related articles are set in the same way, elsewhere.
        near = [node for node in nodes if squeeze(clean(node.text())) in surroundings]
        if lines := [line for node in near if names_in(line := _line(node))]:
            return lines if len(lines) <= MOST_LINES else lines[:1]
    return []


def _credits(around: Surroundings) -> Iterator[str]:
    for block in (*around.above, *around.first[:1]):
        is_told = is_credit(block.text) or (is_dated(block.text) and not block.linked)
        if is_told and any(map(is_capitalised, names_in(block.text))):
            yield block.text
            return


def _signatures(around: Surroundings) -> list[str]:
    homes = _homes(around.last)
    lines = [
        block.text
        for block in (*around.last, *around.below)
        if homes & {block.box, block.box.parent} and _may_sign(block) and is_signature(block.text)
    ]
    # A name in one word is as good as any other word of a menu.
    return [line for line in lines if is_marked(line) or any(map(_is_whole, names_in(line)))][:1]


def _openings(around: Surroundings) -> Iterator[str]:
    """A name that stands alone above the first paragraph, where others write their signature below."""
    near = (*around.above[-1:], *around.first)
    for block, following in pairwise(near):
        is_beside = block.box.parent is following.box.parent and block.tag == following.tag == "p"
        if is_beside and _may_sign(block) and is_signature(block.text) and len(near) > 1:
            yield from (name for name in names_in(block.text) if _is_whole(name))


def _homes(last: Sequence[Block]) -> set[Box | None]:
    """The boxes around the last paragraph in which its signature stands."""
    homes: set[Box | None] = set()
    for block in last[-1:]:
        parent = block.box.parent
        homes |= {block.box, parent, parent.parent if parent else None}
    return homes - {None}


def _may_sign(block: Block) -> bool:
    is_beside = block.box.is_aside or block.box.is_apart
    return not (is_beside or block.linked or block.tag in _NOT_SIGNED_IN)


def _is_whole(name: str) -> bool:
    return " " in name or name.lower() == name.upper()


def _inline(around: Surroundings) -> Iterator[str]:
    for block in (*around.first, *around.last):
        for found in _INLINE.finditer(block.text):
            yield "、".join((found[1] or found[2]).split())


def _line(node: LexborNode) -> str:
    # Cleaning takes away the separators that are left.
    return squeeze(clean(_TOUCHING.sub(_parted, node.text(separator="\x1f"))))


def _parted(found: re.Match[str]) -> str:
    return " | " if found[1].islower() and found[2].isupper() else ""
