"""The headline of a page: the one readers see and the one told to machines, without the outlet's name."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.addresses import normalise
from crawler.entries import plain
from crawler.page import Page, letters_of, words_of
from language.text import clean, fold, squeeze

LONGEST = 1000
# A bar sets an outlet's name apart, a dash may be the headline's own.
_BARS = "|_│ㅣ"
_TAIL = re.compile(
    rf"^(.*[^\s{_BARS}–—-])(\s*[{_BARS}]\s*|\s+[–—»«·•›⋆-]\s+|\s?-{{1,2}}\s?|：)([^{_BARS}–—»«：]{{2,50}})$"
)
_HEAD = re.compile(rf"^([^{_BARS}–—»:]{{2,50}}?)\s*(?:[{_BARS}:»]|\s[–—-]\s)\s*(?=\S)")
_LOOSE_END = re.compile(rf"[\s{_BARS}–—»«·•›⋆：-]+$")
_CHINESE_OUTLET = re.compile(r"(?:网|在线|日报|网站)$")
_LOOSE = " :|/–—-"
SHORTEST_OUTLET = 5
MOST_HEADINGS = 20
# A short heading that has less than this in common with all that is told names a menu, not the article.
LEAST_LIKENESS, SHORT_HEADING = 0.12, 20
# A part of a heading must say as much to be the headline without the rest.
SHORTEST_PART = 12
# More pieces than these are letters set one by one.
MOST_PIECES = 12


def titles_of(page: Page, hint: str) -> tuple[str, str]:
    """The headline to quote, and another one that the same article goes by."""
    headline = plain(page.told.headline or page.first("headline"))[:LONGEST]
    shared = plain(page.first("og:title", "twitter:title"))[:LONGEST]
    named = page.title[:LONGEST]
    known = [text for text in (headline, shared, hint, named) if text]
    told = [bare for text in (headline, shared) if text and (bare := without_site(text, page))]
    shown = _from_h1(page, known, told) or _from_h2(page, known)
    shown = shown or next(iter(told), "") or without_site(named, page) or hint
    if not page.is_vietnamese and _is_mended(shown, told):
        return told[0], shown
    return shown, next((text for text in told if letters_of(text) != letters_of(shown)), "")


def _is_mended(shown: str, told: Sequence[str]) -> bool:
    """Whether search engines and social networks are told one other headline than readers are.

    Editors mend a headline there and may leave what stands on the page. At home what readers see counts: an
    officer looks for it there.
    """
    letters = {letters_of(text) for text in told}
    return len(told) > 1 and len(letters) == 1 and letters_of(shown) not in letters


def _from_h1(page: Page, known: Sequence[str], told: Sequence[str]) -> str:
    best, likeness, part = "", 0.0, None
    for node, text in page.headings:
        mine = _likeness(text, known) if text and not _names_outlet(node, text, page) else 0.0
        least = LEAST_LIKENESS if len(text) < SHORT_HEADING else 0.0
        if mine > max(likeness, least):
            best, likeness, part = text, mine, node
    return _own_part(part, best, told) if part is not None else ""


def _from_h2(page: Page, known: Sequence[str]) -> str:
    wanted = {letters_of(without_site(text, page)) for text in known} - {""}
    headings = (words_of(node)[:LONGEST] for node in page.tree.css("h2, h3")[:MOST_HEADINGS])
    return next((text for text in headings if letters_of(text) in wanted), "")


def without_site(title: str, page: Page) -> str:
    """A title without the outlet's name behind or before it, unless it stands so above the article."""
    title = _without_name(title, page)
    head = _HEAD.match(title)
    title = title[head.end() :] if head and _is_outlet(head[1], page) else title
    while (found := _TAIL.match(title)) and letters_of(title) not in page.shown_letters:
        is_bar = found[2].strip() in set(_BARS) or bool(_CHINESE_OUTLET.search(found[3]))
        if not (is_bar or _is_outlet(found[3], page) or _begins_outlet(found[3], page)):
            break
        title = found[1]
    return title


def _without_name(title: str, page: Page) -> str:
    """A title without the very name that the page gives its outlet, whatever signs that name holds."""
    for name in page.outlet_spellings:
        end = len(title) - len(name)
        if end > 0 and title[end:].lower() == name.lower() and (loose := _LOOSE_END.search(title[:end])):
            return title[: loose.start()] or title
    return title


def _names_outlet(node: LexborNode, text: str, page: Page) -> bool:
    """Whether a heading is the outlet's name, or its mark that leads to the front page."""
    link = node.css_first("a[href]")
    address = normalise(link.attributes.get("href") or "", page.url) if link else ""
    return _is_outlet(text, page) or (bool(address) and urlsplit(address).path == "/")


def _is_outlet(text: str, page: Page) -> bool:
    folded = fold(text)
    return folded in page.outlets or re.sub(r"\W", "", folded) in page.outlets


def _begins_outlet(tail: str, page: Page) -> bool:
    squeezed = re.sub(r"\W", "", fold(tail))
    return any(squeezed.startswith(name) for name in page.outlets if len(name) >= SHORTEST_OUTLET)


def _own_part(node: LexborNode, text: str, told: Sequence[str]) -> str:
    """A headline without the words above or below it, where only a style sheet parts them."""
    whole = letters_of(text)
    for letters in map(letters_of, told):
        if whole in letters or len(letters) < SHORTEST_PART:
            continue
        for part in _parts(node, text):
            if _is_told(letters_of(part), whole, letters):
                return part.lstrip(_LOOSE)
    return text


def _is_told(part: str, whole: str, told: str) -> bool:
    """Whether one end of a heading, and not the rest, is what machines are told, or most of it."""
    is_most = len(part) >= SHORTEST_PART and 2 * len(part) > len(whole)
    if not is_most or told == part:
        return bool(part) and told == part
    if whole.startswith(part):
        return told.startswith(part) and not told[len(part) :].startswith(whole[len(part) :][:4])
    return told.startswith(part) or told.endswith(part)


def _parts(node: LexborNode, text: str) -> Iterator[str]:
    """Either end of a heading: as its elements part it, and where two words touch or a bar stands."""
    pieces = [piece for raw in node.text(separator="\x1f").split("\x1f") if (piece := squeeze(clean(raw)))]
    for at in range(1, len(pieces) if len(pieces) <= MOST_PIECES else 0):
        yield " ".join(pieces[at:])
        yield " ".join(pieces[:at])
    for found in re.finditer(r"\s[|/]\s|(?<=[^\W\d_])(?=[A-ZĐÀ-Ý])(?<=[a-zà-ỹđ])", text):
        yield text[found.end() :]


def _likeness(text: str, known: Sequence[str]) -> float:
    mine = _pieces(text)
    others = [_pieces(other) for other in known]
    return max((len(mine & theirs) / len(mine | theirs) for theirs in others), default=1.0)


def _pieces(text: str) -> set[str]:
    folded = fold(text)
    return {folded[at : at + 3] for at in range(max(1, len(folded) - 2))}
