"""Where an article leads: the addresses outside its outlet's site that its body links."""

from collections.abc import Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from crawler.addresses import host_of, normalise, same_site
from crawler.blocks import BREAKING, Block
from crawler.page import Page, words_of

MOST_LINKS = 50
# A page that links more is a list, or means harm.
MOST_TRIED, LONGEST_TEXT = 500, 200_000
# Elements between a link and its paragraph.
_FURTHEST = 6


def links_of(page: Page, body: Sequence[Block]) -> tuple[str, ...]:
    """The outbound addresses of the chosen blocks, each once, in their order."""
    texts = [block.text for block in body if block.linked]
    whole = "\n".join(texts)[:LONGEST_TEXT]
    site = _site(host_of(page.url))
    paragraphs: dict[int, bool] = {}
    found: dict[str, None] = {}
    for node in islice(_outbound(page, site), MOST_TRIED) if texts else ():
        words = words_of(node)
        address = normalise(node.attributes["href"] or "", page.url) if words and words in whole else ""
        if address and not same_site(address, f"https://{site}/") and _stands_in(node, texts, paragraphs):
            found[address] = None
    return tuple(found)[:MOST_LINKS]


def _outbound(page: Page, site: str) -> Iterator[LexborNode]:
    for node in page.tree.css("a[href^='http'], a[href^='//']"):
        # Most links of a page are its own: that is seen before the address is taken apart.
        _, _, rest = (node.attributes["href"] or "").partition("//")
        if not rest.partition("/")[0].endswith(site):
            yield node


def _site(host: str) -> str:
    """A host without the label that parts an outlet's site: pages of one lead to the others."""
    head, _, rest = host.partition(".")
    return rest if head in {"www", "m", "amp", "mobile"} and "." in rest else host


def _stands_in(link: LexborNode, texts: Sequence[str], known: dict[int, bool]) -> bool:
    """Whether the element around a link is one of the paragraphs: menus have words in common with them."""
    node: LexborNode | None = link
    for _ in range(_FURTHEST):
        node = node.parent if node is not None else None
        if node is None or node.tag in BREAKING:
            break
    if node is None:
        return False
    if node.mem_id not in known:
        around = words_of(node)
        known[node.mem_id] = any(text in around for text in texts)
    return known[node.mem_id]
