"""An outlet's own rules for its article pages, used as long as they prove healthy."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from crawler.blocks import Walk
from crawler.model import Article, ArticleRules
from language.text import squeeze

LEAST_BODY = 400
LEAST_AGREEMENT = 0.6
# A sign of a script without spaces counts as a word.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1780-\u17ff]|\\w+")


def apply(article: Article, page: LexborHTMLParser, rules: ArticleRules) -> Article:
    """The article as its outlet's rules read it, or as it was with the reason why they cannot be trusted."""
    try:
        body = _body(page, rules)
        title, standfirst, section = (
            _first(page, selector) for selector in (rules.title, rules.standfirst, rules.section)
        )
        authors = tuple(text for node in _all(page, rules.author) if (text := _words(node)))
    except SelectolaxError:
        return replace(article, rule_fault="selector")
    if fault := fault_of(body, article.body):
        return replace(article, rule_fault=fault)
    return replace(
        article,
        body=body,
        title=title or article.title,
        standfirst=standfirst or article.standfirst,
        section=section or article.section,
        authors=authors or article.authors,
    )


def bad_selectors(rules: ArticleRules) -> Iterator[tuple[str, str]]:
    """The fields of some rules that no page can be asked by, each with what stands in it."""
    empty = LexborHTMLParser("")
    told = [(name, getattr(rules, name)) for name in ("body", "title", "standfirst", "section", "author")]
    for name, selector in [*told, *(("drop", selector) for selector in rules.drop)]:
        try:
            if selector or name == "body":
                empty.css(selector)
        except SelectolaxError:
            yield name, selector


def fault_of(body: str, judged: str) -> str:
    """Why a body found by rules cannot be trusted beside the one judged without them; empty if it can."""
    if not body:
        return "not found"
    if len(body) < LEAST_BODY:
        return "too short"
    return "" if agreement(body, judged) >= LEAST_AGREEMENT else "disagrees"


def agreement(one: str, other: str) -> float:
    """How much two texts share, by their words: 1 for the same, 0 for nothing in common."""
    a, b = Counter(_WORD.findall(one)), Counter(_WORD.findall(other))
    both = sum((a & b).values())
    return 2 * both / (a.total() + b.total()) if both else 0.0


def _body(page: LexborHTMLParser, rules: ArticleRules) -> str:
    # On a copy: what is taken out of the body must stay in the page for whoever reads it next.
    copy = LexborHTMLParser("".join(node.html or "" for node in page.css(rules.body)))
    for extra in rules.drop:
        while (node := copy.css_first(extra)) is not None:
            node.decompose()
    return "\n".join(block.text for block in Walk().over(copy.body)) if copy.body else ""


def _all(page: LexborHTMLParser, selector: str) -> Sequence[LexborNode]:
    return page.css(selector) if selector else ()


def _first(page: LexborHTMLParser, selector: str) -> str:
    return next((text for node in _all(page, selector) if (text := _words(node))), "")


def _words(node: LexborNode) -> str:
    return squeeze(node.text(separator=" "))
