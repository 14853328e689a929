"""A captured page becomes an article."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler import body, bylines, dating, metadata, names, titles, tree
from crawler.addresses import normalise
from crawler.blocks import Block, Walk, width_of
from crawler.bylines import Surroundings
from crawler.decode import decode
from crawler.metadata import Page
from crawler.model import Article
from language.identify import identify
from language.text import fold

SHORTEST_BODY = 80
# Blocks above and below the body in which its date, its byline and its signature stand.
ABOVE, BELOW = 20, 6

_FRONT_PATHS = frozenset({"", "/", "/index.html", "/index.htm", "/index.php", "/default.aspx", "/home"})


class NoArticle(Exception):
    """A page that holds no article."""


def extract(
    page: bytes,
    *,
    url: str,
    content_type: str = "",
    zone: str,
    hint_lang: str = "",
    hint_title: str = "",
) -> Article:
    """The article on a page; a front page, a list or an empty page has none."""
    address = normalise(url)
    if _is_front(address):
        raise NoArticle("front page")
    parsed = tree.parse(decode(page, content_type))
    walk = Walk()
    blocks = walk.over(parsed.body) if parsed.body else []
    head = metadata.read_head(parsed, address)
    title, alt_title = titles.titles_of(head, hint_title)
    chosen = body.choose(blocks, walk.boxes, title)
    if not head.told.is_article and body.is_list(chosen, blocks):
        raise NoArticle("list")
    standfirst = metadata.standfirst_of(head, chosen, blocks)
    text = _text(chosen, {fold(title), fold(standfirst)}) or head.told.body
    if width_of(text) < SHORTEST_BODY:
        raise NoArticle("too little text")
    around = _around(chosen, blocks)
    return Article(
        url=url,
        canonical_url=metadata.canonical_of(head) or url,
        title=title,
        alt_title=alt_title,
        standfirst=standfirst,
        body=text,
        authors=_authors(head, around),
        section=metadata.section_of(head),
        lang=identify(f"{title}\n{text}", hint_lang or head.lang),
        published=dating.published_of(head, zone, around.above),
    )


def _is_front(address: str) -> bool:
    parts = urlsplit(address)
    return bool(address) and parts.path.lower() in _FRONT_PATHS and not parts.query


def _text(chosen: Sequence[Block], elsewhere: set[str]) -> str:
    """The body's paragraphs without what stands elsewhere: title, standfirst, signature."""
    kept = [block.text for block in chosen if fold(block.text) not in elsewhere]
    if len(kept) > 1 and names.is_signature(kept[-1]):
        kept.pop()
    text = "\n".join(kept)
    # Some pages write their text by script and tell it to machines only.
    return text if width_of(text) >= SHORTEST_BODY else ""


def _around(chosen: Sequence[Block], blocks: Sequence[Block]) -> Surroundings:
    if not chosen:
        return Surroundings(blocks[:ABOVE], (), (), ())
    first, end = chosen[0].index, chosen[-1].index + 1
    return Surroundings(
        blocks[max(0, first - ABOVE) : first], chosen[:2], chosen[-2:], blocks[end : end + BELOW]
    )


def _authors(head: Page, around: Surroundings) -> tuple[str, ...]:
    return bylines.authors_of(metadata.told_authors(head), head.tree, around, head.outlets)
