"""What a page says about its article: standfirst, section, authors, address."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import json_ld
from crawler.addresses import host_of, normalise, same_site
from crawler.blocks import Block, Walk, width_of
from crawler.hints import is_extra
from language.text import clean, fold, squeeze

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
_HOME = frozenset({"", "trang chu", "home", "homepage", "accueil", "startseite"})
MOST_HEADINGS = 20
_BEHIND = re.compile(r"\s*[|_–—»«·-]+\s*([^|_–—»«]{2,50})")


@dataclass(frozen=True)
class Page:
    """A parsed page with what its head says, read once."""

    tree: LexborHTMLParser
    url: str
    meta: Mapping[str, Sequence[str]]
    told: json_ld.Told

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The outlet's names, folded: what is no headline and no author."""
        named = (*self.told.organisations, self.first("og:site_name"), self.first("application-name"))
        return outlet_names((*named, self._behind_headline()), self.url)

    def _behind_headline(self) -> str:
        """What the document's title has behind the headline: an outlet that names itself nowhere else."""
        title = next((words_of(node) for node in self.tree.css("head title")), "")
        headings = [words_of(node) for node in self.tree.css("h1")[:MOST_HEADINGS]]
        headlines = [text for text in (self.told.headline, self.first("og:title"), *headings) if text]
        behind = (_BEHIND.fullmatch(title[len(text) :]) for text in headlines if title.startswith(text))
        return next((found[1] for found in behind if found and found[1] not in headlines), "")

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
    meta: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if value := json_ld.unescape(attributes.get("content") or ""):
            meta.setdefault(name.lower(), []).append(value)
    scripts = [node.text() for node in tree.css("script[type*='ld+json']")]
    return Page(tree, url, meta, json_ld.read(scripts))


def outlet_names(outlets: Iterable[str], url: str) -> frozenset[str]:
    """Every way to write an outlet's names, folded."""
    names = {fold(name) for name in outlets}
    host = host_of(url).removeprefix("www.")
    names |= {host, *host.split(".")[:-1], *(re.sub(r"\W", "", name) for name in names)}
    return frozenset(names | {name.removeprefix("bao ") for name in names})


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
    return page.url


def told_authors(page: Page) -> tuple[str, ...]:
    """Authors as the page tells them to machines."""
    named = tuple(value for name in _META_AUTHORS.split() for value in page.meta.get(name, ()))
    return page.told.authors or named


def words_of(node: LexborNode) -> str:
    """The text of an element on one line."""
    if node.css_first("style, script"):
        return " ".join(block.text for block in Walk().over(node))
    return squeeze(clean(node.text()))
