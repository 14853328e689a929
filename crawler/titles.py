"""The headline of a page: the one readers see and the one told to machines, without the outlet's name."""

import re
from collections.abc import Sequence

from crawler.entries import plain
from crawler.metadata import Page, words_of
from language.text import fold

LONGEST = 1000
# A bar sets an outlet's name apart, a dash may be the headline's own.
_TAIL = re.compile(r"^(.*[^\s|_–—-])(\s*[|_]\s*|\s+[–—»«·-]\s+|\s?-{1,2}\s?)([^|_–—»«]{2,50})$")
_CHINESE_OUTLET = re.compile(r"(?:网|在线|日报|网站)$")
SHORTEST_OUTLET = 5
MOST_HEADINGS = 20


def titles_of(page: Page, hint: str) -> tuple[str, str]:
    """The headline on the page and the one told to machines, where that differs."""
    shared = plain(page.first("og:title", "twitter:title"))[:LONGEST]
    told = plain(page.told.headline)[:LONGEST] or shared
    named = next((words_of(node)[:LONGEST] for node in page.tree.css("head title")), "")
    known = [text for text in (told, shared, hint, named) if text]
    shown = _from_h1(page, known)
    if not shown or (known and _likeness(shown, known) == 0):
        shown = _from_h2(page, known) or without_site(told or shared or named, page) or hint
    shown = _without_kicker(shown, without_site(told, page))
    # Outlets tell search engines the headline they show, and social networks another, or the reverse.
    others = (without_site(text, page) for text in (told, shared))
    return shown, next((text for text in others if fold(text) != fold(shown)), "")


def _from_h1(page: Page, known: Sequence[str]) -> str:
    headings = [words_of(node)[:LONGEST] for node in page.tree.css("h1")[:MOST_HEADINGS]]
    own = [text for text in headings if not _is_outlet(text, page)]
    return max(own, key=lambda text: _likeness(text, known), default="")


def _from_h2(page: Page, known: Sequence[str]) -> str:
    wanted = {fold(without_site(text, page)) for text in known}
    headings = (words_of(node)[:LONGEST] for node in page.tree.css("h2, h3")[:MOST_HEADINGS])
    return next((text for text in headings if fold(text) in wanted), "")


def without_site(title: str, page: Page) -> str:
    """A title without the outlet's name behind it."""
    while found := _TAIL.match(title):
        is_bar = found[2].strip() in {"|", "_"} or bool(_CHINESE_OUTLET.search(found[3]))
        if not (is_bar or _is_outlet(found[3], page) or _begins_outlet(found[3], page)):
            break
        title = found[1]
    return title


def _is_outlet(text: str, page: Page) -> bool:
    folded = fold(text)
    return folded in page.outlets or re.sub(r"\W", "", folded) in page.outlets


def _begins_outlet(tail: str, page: Page) -> bool:
    squeezed = re.sub(r"\W", "", fold(tail))
    return any(squeezed.startswith(name) for name in page.outlets if len(name) >= SHORTEST_OUTLET)


def _without_kicker(shown: str, told: str) -> str:
    """A headline without the word above it, where only a style sheet parts the two."""
    at = len(shown) - len(told)
    is_tail = 0 < at < len(told) and fold(shown).endswith(fold(told))
    return shown[at:] if is_tail and shown[:at].rstrip()[-1:].isalnum() else shown


def _likeness(text: str, known: Sequence[str]) -> float:
    mine = _pieces(text)
    others = [_pieces(other) for other in known]
    return max((len(mine & theirs) / len(mine | theirs) for theirs in others), default=1.0)


def _pieces(text: str) -> set[str]:
    folded = fold(text)
    return {folded[at : at + 3] for at in range(max(1, len(folded) - 2))}
