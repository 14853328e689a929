"""A captured page becomes an article."""

from collections.abc import Sequence

from crawler import body, bylines, dating, metadata, names, paging, scripted, titles, tree
from crawler.addresses import NO_RULES, HostRules, normalise
from crawler.block_model import BlockModel
from crawler.blocks import Block, Walk, width_of
from crawler.canonical import canonical_of, is_front
from crawler.credits import agency_of, credited_of
from crawler.decode import written
from crawler.images import image_of
from crawler.links import links_of
from crawler.model import Article, ArticleRules
from crawler.page import Page, read_head
from crawler.paywall import is_paywalled
from crawler.rules import apply
from crawler.surroundings import Surroundings, around
from language.identify import identify
from language.text import fold

SHORTEST_BODY = 80


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
    host_rules: HostRules = NO_RULES,
    rules: ArticleRules | None = None,
    model: BlockModel | None = None,
) -> Article:
    """The article on a page; a front page, a list or an empty page has none."""
    address = normalise(url, rules=host_rules)
    if is_front(address):
        raise NoArticle("front page")
    # Every text is cleaned where it is taken out: there is far less of it than of the page.
    parsed = tree.parse(written(page, content_type).text)
    walk = Walk()
    blocks = walk.over(parsed.body) if parsed.body else []
    head = read_head(parsed, address)
    title, alt_title = titles.titles_of(head, hint_title)
    chosen = body.choose(blocks, walk.boxes, title, model)
    if not head.told.is_article and body.is_list(chosen, blocks):
        raise NoArticle("list")
    standfirst = metadata.standfirst_of(head, body.without_lead(chosen), blocks)
    text = _text(chosen, {fold(title), fold(standfirst)}) or head.told.body or scripted.body_in(parsed)
    if width_of(text) < SHORTEST_BODY:
        raise NoArticle("too little text")
    beside = around(chosen, blocks)
    article = Article(
        url=url,
        canonical_url=canonical_of(head, host_rules) or url,
        title=title,
        alt_title=alt_title,
        standfirst=standfirst,
        body=text,
        authors=_authors(head, beside),
        section=metadata.section_of(head),
        lang=identify(f"{title}\n{text}", hint_lang or head.lang),
        published=dating.published_of(head, zone, beside),
        links=links_of(head, chosen),
        image_url=image_of(head),
        is_paywalled=is_paywalled(head, width_of(text), (*beside.last, *beside.below)),
        next_url=paging.next_page(parsed, url),
        agency=agency_of(metadata.told_authors(head), beside, head.outlets),
        credited=credited_of(metadata.told_authors(head), beside),
    )
    return apply(article, parsed, rules) if rules else article


def _text(chosen: Sequence[Block], elsewhere: set[str]) -> str:
    """The body's paragraphs without what stands elsewhere: title, standfirst, signature."""
    kept = [block.text for block in chosen if fold(block.text) not in elsewhere]
    if len(kept) > 1 and names.is_signature(kept[-1]):
        kept.pop()
    text = "\n".join(kept)
    # Some pages write their text by script and tell it to machines only.
    return text if width_of(text) >= SHORTEST_BODY else ""


def _authors(head: Page, beside: Surroundings) -> tuple[str, ...]:
    return bylines.authors_of(metadata.told_authors(head), head.tree, beside, head.outlets)
