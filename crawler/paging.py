"""An article over several pages: where the next one is, and one article out of all."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.addresses import normalise
from crawler.decode import written
from crawler.model import Article
from crawler.tree import parse
from language.text import clean, squeeze

# More pages than this are a gallery or a trap; the caller counts.
MOST_PAGES = 10
LONGEST_LABEL, MOST_LINKS, UP = 20, 3000, 6

# "?page=2", "?p=2", "/page/2", "/trang-2", "-p2.html", "_2.html" and "/2" at the end.
_IN_QUERY = re.compile(r"([?&])(?:page|pagina|seite|trang|paged|pg|p)=(\d{1,3})(?=&|$)", re.IGNORECASE)
_IN_PATH = re.compile(
    r"(?:/(?:page|trang|seite|pagina)[/-]?(\d{1,3})|[-_](?:page|trang|p)[-_]?(\d{1,3})|[/_](\d{1,2}))"
    r"(?=(?:\.\w{2,5})?/?(?:\?|$))",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:next(?: page)?|trang (?:sau|tiếp(?: theo)?)|tiếp(?: theo)?|weiter|nächste seite|(?:page )?"
    r"suivante?|siguiente|далее|下一页|下一頁|次へ|次のページ|다음|หน้าถัดไป|[›»→>]{1,2})\W*",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"comment|binh-?luan|related|gallery|disqus", re.IGNORECASE)


def next_page(tree: LexborHTMLParser, url: str, pages: int = 1) -> str:
    """Where the article at ``url`` goes on after so many pages; nothing if this is the last."""
    wanted = (_bare(normalise(url)), pages + 1)
    for node in tree.css("link[rel~=next][href], a[href]")[:MOST_LINKS]:
        href = (node.attributes.get("href") or "").strip()
        if _numbered(href)[1] == pages + 1 and _leads_on(node, pages + 1):
            following = _joined(url, href)
            if _numbered(following) == wanted:
                return following
    return ""


def next_of(page: bytes, content_type: str, url: str, pages: int) -> str:
    """Where the article at ``url`` goes on after a page of it that is its so-manieth."""
    return next_page(parse(written(page, content_type).text), url, pages)


def join(first: Article, rest: Iterable[Article]) -> Article:
    """One article out of its pages: what a page repeats of those before it is left out."""
    lines = first.body.split("\n")
    links = dict.fromkeys(first.links)
    for page in rest:
        seen = set(lines)
        lines += [line for line in page.body.split("\n") if line not in seen]
        links |= dict.fromkeys(page.links)
    return replace(first, body="\n".join(lines), links=tuple(links))


def _joined(url: str, href: str) -> str:
    try:
        return normalise(urljoin(url, href))
    except ValueError:  # an address in brackets that is none
        return ""


def _numbered(address: str) -> tuple[str, int]:
    """An address without its page's number, and the number: without one it is the first."""
    if found := _IN_QUERY.search(address):
        rest = address[: found.start()] + found[1] + address[found.end() :].lstrip("&")
        return _bare(rest), int(found[2])
    if found := _IN_PATH.search(address):
        return _bare(address[: found.start()] + address[found.end() :]), int(found[1] or found[2] or found[3])
    return _bare(address), 1


def _bare(address: str) -> str:
    return address.rstrip("?&").rstrip("/")


def _leads_on(node: LexborNode, number: int) -> bool:
    """Whether a link says that it leads to the next page, or to the page of this number, of the article."""
    if "next" in (node.attributes.get("rel") or "").split():
        return True
    text = squeeze(clean(node.text()))
    is_label = len(text) <= LONGEST_LABEL and (text == str(number) or bool(_NEXT.fullmatch(text)))
    return is_label and not _is_beside(node)


def _is_beside(node: LexborNode) -> bool:
    for _ in range(UP):
        attributes = node.attributes
        if _BESIDE.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"):
            return True
        if node.parent is None:
            break
        node = node.parent
    return False
