"""The text of pages that carry it in a script and leave it to the browser to show."""

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from crawler import tree
from crawler.blocks import Block, Walk

# Text of an article in a script is one long string of markup.
SHORTEST, LONGEST_SCRIPT, MOST_SCRIPTS = 400, 3_000_000, 100
SHORTEST_BLOCK = 15
MOST_LINKED = 0.5

_STRING = re.compile(rf'"((?:[^"\\]|\\.){{{SHORTEST},}}+)"', re.DOTALL)
_PARAGRAPH = re.compile(r"<(?:p|br)\b", re.IGNORECASE)
_SIGNS = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
# What stands between the strings of a script.
_CODE = re.compile(r"\"\s?[:,]\s?[\"\[{\w]|[{\[]\"|function\s?\(|=>")
FEWEST_PARAGRAPHS = 2


def body_in(page: LexborHTMLParser) -> str:
    """The longest text with paragraphs in a page's scripts; empty if there is none."""
    return max((_text(markup) for markup in _markups(page)), key=len, default="")


def _markups(page: LexborHTMLParser) -> Iterator[str]:
    for script in page.css("script:not([src])")[:MOST_SCRIPTS]:
        for found in _STRING.finditer(script.text()[:LONGEST_SCRIPT]):
            markup = _unquoted(found[1])
            if len(_PARAGRAPH.findall(markup)) >= FEWEST_PARAGRAPHS:
                yield markup


def _unquoted(text: str) -> str:
    """The string that a script writes; some write it into another one first."""
    try:
        text = str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return ""
    bare = _SIGNS.sub(lambda found: str(json.loads(f'"{found[0]}"')), text)
    return bare.replace('\\"', '"').replace("\\n", "\n")


def _text(markup: str) -> str:
    # What comes before the first tag is the script's own account of the string.
    root = tree.parse(markup[max(0, markup.find("<")) :]).body
    blocks = Walk().over(root) if root else []
    return "\n".join(block.text for block in blocks if _is_text(block))


def _is_text(block: Block) -> bool:
    is_wide = block.width >= SHORTEST_BLOCK and block.link_share < MOST_LINKED
    return is_wide and not _CODE.search(block.text)
