"""A parsed page with what its head says, read once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import json_ld
from crawler.addresses import host_of
from crawler.blocks import Walk
from language.text import clean, fold, squeeze

MOST_HEADINGS, LONGEST_HEADING = 20, 1000

_BEHIND = re.compile(r"\s*[|_–—»«·-]+\s*([^|_–—»«]{2,50})")
_NOT_WRITTEN = re.compile(r"[\W_]+")
# They say where a word may break, and nothing else.
_SOFT = re.compile("[\u00ad\u2060]")


@dataclass(frozen=True)
class Page:
    """A parsed page with what its head says."""

    tree: LexborHTMLParser
    url: str
    meta: Mapping[str, Sequence[str]]
    told: json_ld.Told

    @cached_property
    def outlets(self) -> frozenset[str]:
        """The outlet's names, folded: what is no headline and no author."""
        return outlet_names((*self.outlet_spellings, self._behind_headline()), self.url)

    @property
    def outlet_spellings(self) -> tuple[str, ...]:
        """The outlet's names as the page tells them."""
        named = (*self.told.organisations, self.first("og:site_name"), self.first("application-name"))
        return tuple(name for name in named if name)

    def _behind_headline(self) -> str:
        """What the document's title has behind the headline: an outlet that names itself nowhere else."""
        texts = (self.told.headline, self.first("og:title"), *(text for _, text in self.headings))
        headlines = [text for text in texts if text]
        behind = (
            _BEHIND.fullmatch(self.title[len(text) :]) for text in headlines if self.title.startswith(text)
        )
        return next((found[1] for found in behind if found and found[1] not in headlines), "")

    @cached_property
    def title(self) -> str:
        """The document's own title, as it stands in the window's bar."""
        return next((words_of(node) for node in self.tree.css("head title")), "")

    @cached_property
    def headings(self) -> list[tuple[LexborNode, str]]:
        """The page's main headings with their words."""
        return [(node, words_of(node)[:LONGEST_HEADING]) for node in self.tree.css("h1")[:MOST_HEADINGS]]

    @cached_property
    def shown_letters(self) -> frozenset[str]:
        """The main headings, so that spellings of one compare equal."""
        return frozenset(letters_of(text) for _, text in self.headings)

    def first(self, *names: str) -> str:
        """The first of these meta values that is there."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")

    @cached_property
    def lang(self) -> str:
        """The language the page declares."""
        root = self.tree.css_first("html")
        return (root.attributes.get("lang") or "") if root else ""

    @property
    def is_vietnamese(self) -> bool:
        """Whether the page is of the home press."""
        return self.lang.lower().startswith("vi") or host_of(self.url).endswith(".vn")


def read_head(tree: LexborHTMLParser, url: str) -> Page:
    """The page with its meta tags and its JSON-LD."""
    meta: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if value := json_ld.unescape(attributes.get("content") or attributes.get("value") or ""):
            meta.setdefault(name.lower(), []).append(value)
    scripts = [node.text() for node in tree.css("script[type*='ld+json']")]
    return Page(tree, url, meta, json_ld.read(scripts))


def outlet_names(outlets: Iterable[str], url: str) -> frozenset[str]:
    """Every way to write an outlet's names, folded."""
    names = {fold(name) for name in outlets}
    host = host_of(url).removeprefix("www.")
    names |= {host, *host.split(".")[:-1], *(re.sub(r"\W", "", name) for name in names)}
    return frozenset(names | {name.removeprefix("bao ") for name in names})


def letters_of(text: str) -> str:
    """What two spellings of a headline have in common: letters and digits."""
    return _NOT_WRITTEN.sub("", fold(_SOFT.sub("", text)))


def words_of(node: LexborNode) -> str:
    """The text of an element on one line."""
    if node.css_first("style, script"):
        return _SOFT.sub("", " ".join(block.text for block in Walk().over(node)))
    return _SOFT.sub("", squeeze(clean(node.text())))
