"""The address a page gives itself, and whether to believe it."""

import re
from urllib.parse import unquote, urlsplit

from crawler.addresses import NO_RULES, HostRule, HostRules, host_of, normalise, same_site
from crawler.page import Page

_FRONT_PATHS = frozenset(
    {"", "/index.html", "/index.htm", "/index.php", "/default.aspx", "/home", "/trang-chu"}
)
# A run of so many digits is an article's number or its time, none a day's.
_NUMBER = re.compile(r"\d{5,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
# So many words make an address an article's.
FEWEST_WORDS = 4


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    parts = urlsplit(url)
    return bool(url) and parts.path.lower().rstrip("/") in _FRONT_PATHS and not parts.query


def canonical_of(page: Page, rules: HostRules = NO_RULES) -> str:
    """The address the page gives itself, where that is one of the same outlet and the same article."""
    own = normalise(page.url, rules=rules)
    if not rules.get(host_of(page.url), HostRule(host="")).trusts_canonical:
        return own
    links = [node.attributes.get("href") or "" for node in page.tree.css("link[rel=canonical]")]
    for link in (*links, page.first("og:url")):
        found = normalise(link, page.url, rules) if link else ""
        if found and same_site(found, own) and not is_front(found) and _is_same(found, own):
            return found
    return own


def _is_same(found: str, own: str) -> bool:
    """Whether two addresses may name one article: some sites give all their pages the address of one."""
    numbers, words = set(_NUMBER.findall(own)), _words(own)
    if numbers & set(_NUMBER.findall(found)):
        return True
    if len(words) >= FEWEST_WORDS:
        return 2 * len(words & _words(found)) >= len(words)
    return not numbers


def _words(url: str) -> set[str]:
    last = max(unquote(urlsplit(url).path).split("/"), key=len)
    return set(_WORD.findall(last))
