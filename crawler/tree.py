"""Text to a tree, in time and memory that no page can blow up."""

import re
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

# No page of a real outlet came near; a parser's time grows with the square of what nests.
MOST_TAGS = 30_000
LONGEST_TAG, MOST_ATTRIBUTES = 2000, 200

_TAG = re.compile(r"<[a-zA-Z/]")
_LONG_TAG = re.compile(rf"<(\w++)[^<>]{{{LONGEST_TAG},}}+>")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NOSCRIPT, _NOSCRIPT_END = (
    re.compile(r"<noscript\b", re.IGNORECASE),
    re.compile(r"</noscript\s*>", re.IGNORECASE),
)
_FORMATTING = re.compile(
    r"<(/?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)


def parse(text: str) -> LexborHTMLParser:
    """The tree of a page."""
    cut = next(islice(_TAG.finditer(text), MOST_TAGS, None), None)
    whole = text[: cut.start()] if cut else text
    # A parser opens again in every paragraph what was left open in one: a page of 50 KB took a gigabyte.
    plain = _FORMATTING.sub(r"<\1span", _without_noscript(whole))
    # It compares each attribute with all others of its tag.
    return LexborHTMLParser(_LONG_TAG.sub(_without_attributes, plain))


def _without_noscript(text: str) -> str:
    # A browser that runs scripts does not look inside: what is left open there would swallow the page.
    *closed, last = _NOSCRIPT_END.split(text)
    return "".join(_NOSCRIPT.split(piece, maxsplit=1)[0] for piece in closed) + last


def _without_attributes(tag: re.Match[str]) -> str:
    names = _QUOTED.sub("", tag[0]).split()
    return f"<{tag[1]}>" if len(names) > MOST_ATTRIBUTES else tag[0]
