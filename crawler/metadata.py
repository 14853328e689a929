"""What a page says about its article: standfirst, section, authors, address."""

from collections.abc import Sequence

from crawler.blocks import Block, width_of
from crawler.hints import is_extra
from crawler.page import Page, letters_of, words_of
from language.text import fold

SHORTEST_STANDFIRST, LONGEST_STANDFIRST = 30, 1500
COMMON_START = 40
# Blocks above the body among which its standfirst stands.
ABOVE = 60

_META_AUTHORS = (
    "author article:author dc.creator dcterms.creator byl byline article:byline parsely-author "
    "sailthru.author article:author_name cxenseparse:author"
)
_STANDFIRSTS = (
    "[data-role=sapo], .detail-sapo, h2.sapo, p.sapo, .content-detail-sapo, .sapo_detail, .singular-sapo, "
    ".article__sapo, .article-sapo, .news-sapo, .knc-sapo, .the-article-summary, .cms-desc, p.description, "
    "h2.description, div.sapo, .sapo, .standfirst, .article__standfirst, .article-standfirst, .article-lead, "
    ".article__lead, .article-summary, .article__summary, .dek, [itemprop=description], .article_summary, "
    "[class*=sapo], [class*=standfirst]"
)
_SECTIONS = ("article:section", "og:article:section", "parsely-section", "sailthru.section", "og:section")
_CRUMBS = (
    "[class*=breadcrumb] a, [class*=bread-crumb] a, [data-role=cate-name], [itemtype*=BreadcrumbList] a, "
    "nav[aria-label*=readcrumb] a"
)
# What is longer is the headline once more.
LONGEST_SECTION = 50
_HOME = frozenset(
    {"trang chu", "home", "homepage", "accueil", "startseite", "start", "inicio", "portada", "首页", "홈"}
    | {"article", "articles", "detail", "chi tiet"}
)


def standfirst_of(page: Page, body: Sequence[Block], blocks: Sequence[Block]) -> str:
    """The paragraph that outlets set apart above the article."""
    end = body[0].index if body else len(blocks)
    above = {block.text for block in blocks[max(0, end - ABOVE) : end + 2]}
    for selector in _STANDFIRSTS.split(", "):
        for node in page.tree.css(selector)[:3]:
            text = words_of(node)
            is_long = width_of(text) >= SHORTEST_STANDFIRST and len(text) <= LONGEST_STANDFIRST
            if is_long and not is_extra(text) and _stands_in(text, above):
                return text
    start = fold(page.first("og:description", "description") or page.told.description)[:COMMON_START]
    for block in blocks[:end]:
        if len(start) == COMMON_START and fold(block.text).startswith(start) and block.link_share == 0:
            return block.text
    return ""


def _stands_in(text: str, above: set[str]) -> bool:
    return text in above or any(width_of(line) >= SHORTEST_STANDFIRST and line in text for line in above)


def section_of(page: Page) -> str:
    """The section an article stands in: told to machines, else the last of its crumbs."""
    told = page.told.section or page.first(*_SECTIONS)
    if told:
        return told
    shown = [words_of(node) for node in page.tree.css(_CRUMBS)]
    return _last_crumb(page.told.crumbs, page) or _last_crumb(shown, page)


def _last_crumb(crumbs: Sequence[str], page: Page) -> str:
    headlines = {letters_of(page.told.headline), letters_of(page.first("og:title")), *page.shown_letters}
    for crumb in reversed(crumbs):
        letters = letters_of(crumb)
        is_cut = crumb.endswith(("…", "..")) or len(letters) >= LONGEST_SECTION
        if letters and fold(crumb) not in _HOME | page.outlets and letters not in headlines and not is_cut:
            return crumb
    return ""


def told_authors(page: Page) -> tuple[str, ...]:
    """Authors as the page tells them to machines."""
    named = tuple(value for name in _META_AUTHORS.split() for value in page.meta.get(name, ()))
    return page.told.authors or named
