"""What a page says about its article: titles, standfirst, section, authors, address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import json_ld
from crawler.addresses import normalise, same_site
from crawler.blocks import Block
from language.text import clean, fold, squeeze

LONGEST_TITLE = 1000
SHORTEST_STANDFIRST, LONGEST_STANDFIRST = 30, 1500
COMMON_START = 40

_META_AUTHORS = (
    "author article:author dc.creator dcterms.creator byl parsely-author sailthru.author article:author_name"
)
_STANDFIRSTS = (
    "[data-role=sapo], .detail-sapo, h2.sapo, p.sapo, .content-detail-sapo, .sapo_detail, .singular-sapo, "
    ".article__sapo, .article-sapo, .news-sapo, .knc-sapo, .the-article-summary, .cms-desc, p.description, "
    "h2.description, div.sapo, .sapo, .standfirst, .article__standfirst, .article-standfirst, .article-lead, "
    ".article__lead, .article-summary, .article__summary, .dek, [itemprop=description]"
)
_HOME = frozenset({"", "trang chu", "home", "homepage", "accueil", "startseite"})
_SITE_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—]{2,50}$|\s*[_|]\s*[^_|]{2,50}$|\s*-{1,2}[^-]{2,20}(?:网|在线)$")


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page with what its head says, read once."""

    tree: LexborHTMLParser
    url: str
    meta: dict[str, tuple[str, ...]]
    told: json_ld.Told

    def first(self, *names: str) -> str:
        """The first of these meta values that is there."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    @property
    def lang(self) -> str:
        """The language the page declares."""
        root = self.tree.css_first("html")
        return (root.attributes.get("lang") or "") if root else ""


def read_head(tree: LexborHTMLParser, url: str) -> Page:
    """The page with its meta tags and its JSON-LD."""
    meta: dict[str, tuple[str, ...]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if value := json_ld.unescape(attributes.get("content") or ""):
            meta[name.lower()] = (*meta.get(name.lower(), ()), value)
    scripts = [node.text() for node in tree.css("script[type*='ld+json']")]
    return Page(tree, url, meta, json_ld.read(scripts))


def titles_of(page: Page, hint: str) -> tuple[str, str]:
    """The headline on the page and the one told to machines, where that differs."""
    shared = page.first("og:title", "twitter:title")
    told = page.told.headline or shared
    named = next((words_of(node) for node in page.tree.css("head title")), "")
    known = [text for text in (told, shared, hint, named) if text]
    headings = [words_of(node) for node in page.tree.css("h1")]
    shown = max(headings, key=lambda text: _likeness(text, known), default="")
    if not shown or (known and _likeness(shown, known) == 0):
        shown = _from_h2(page, known) or without_site(told or shared or named, page) or hint
    alternative = without_site(told, page)
    return shown[:LONGEST_TITLE], alternative[:LONGEST_TITLE] if fold(alternative) != fold(shown) else ""


def without_site(title: str, page: Page) -> str:
    """A title without the outlet's name behind it."""
    site = page.first("og:site_name")
    if site and fold(title).endswith(fold(site)):
        title = title[: len(title) - len(site)].rstrip(" |–—-_:")
    return _SITE_TAIL.sub("", title)


def _from_h2(page: Page, known: Sequence[str]) -> str:
    wanted = {fold(without_site(text, page)) for text in known}
    return next((text for node in page.tree.css("h2") if fold(text := words_of(node)) in wanted), "")


def _likeness(text: str, known: Sequence[str]) -> float:
    mine = _pieces(text)
    others = [_pieces(other) for other in known]
    return max((len(mine & theirs) / len(mine | theirs) for theirs in others), default=1.0)


def _pieces(text: str) -> set[str]:
    folded = fold(text)
    return {folded[at : at + 3] for at in range(max(1, len(folded) - 2))}


def standfirst_of(page: Page, body: Sequence[Block], blocks: Sequence[Block]) -> str:
    """The paragraph that outlets set apart above the article."""
    end = body[0].index if body else len(blocks)
    above = {block.text: block for block in blocks[: end + 2]}
    for selector in _STANDFIRSTS.split(", "):
        for node in page.tree.css(selector)[:3]:
            text = words_of(node)
            if SHORTEST_STANDFIRST <= len(text) <= LONGEST_STANDFIRST and _stands_in(text, above):
                return text
    start = fold(page.first("og:description", "description") or page.told.description)[:COMMON_START]
    for block in blocks[:end]:
        if len(start) == COMMON_START and fold(block.text).startswith(start) and block.link_share == 0:
            return block.text
    return ""


def _stands_in(text: str, above: dict[str, Block]) -> bool:
    return text in above or any(len(line) >= SHORTEST_STANDFIRST and line in text for line in above)


def section_of(page: Page) -> str:
    """The section an article stands in."""
    told = page.told.section or page.first("article:section")
    crumbs = [words_of(node) for node in page.tree.css("[class*=breadcrumb] a, [class*=bread-crumb] a")]
    return told or next((crumb for crumb in reversed(crumbs) if fold(crumb) not in _HOME), "")


def canonical_of(page: Page) -> str:
    """The address the page gives itself, if it is one of the same outlet and no front page."""
    links = [node.attributes.get("href") or "" for node in page.tree.css("link[rel=canonical]")]
    for link in (*links, page.first("og:url")):
        found = normalise(link, page.url) if link else ""
        if found and same_site(found, page.url) and urlsplit(found).path != "/":
            return found
    return normalise(page.url) or page.url


def told_authors(page: Page) -> tuple[str, ...]:
    """Authors as the page tells them to machines."""
    named = tuple(value for name in _META_AUTHORS.split() for value in page.meta.get(name, ()))
    return page.told.authors or named


def words_of(node: LexborNode) -> str:
    """The text of an element on one line."""
    return squeeze(clean(node.text()))
