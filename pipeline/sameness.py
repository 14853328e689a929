"""Whether a page says something else than before, or is only read otherwise. Pure.

The boxes around an article change every day, and now and then one of its paragraphs is taken for theirs, or
one of theirs for its. That is no edit of the outlet's, and is not to be told as one.
"""

from collections import Counter
from collections.abc import Callable

from archive.differences import Words
from crawler import tree
from crawler.blocks import Walk, width_of
from crawler.decode import decode
from language.text import clean

# What is narrower may stand anywhere by chance.
NARROWEST = 30


def is_same(old: Words, new: Words, old_page: Callable[[], str], new_page: Callable[[], str]) -> bool:
    """Whether two readings say the same: what one lacks stands on its page all the same."""
    if _joined(old) == _joined(new):
        return True
    was, now = _lines(old), _lines(new)
    gone, come = was - now, now - was
    return _stand_in(gone, new_page) and _stand_in(come, old_page)


def letters_on(page: bytes, content_type: str) -> str:
    """All letters that can be read on a page, those of its boxes among them."""
    body = tree.parse(decode(page, content_type)).body
    return _letters("".join(block.text for block in Walk().over(body))) if body else ""


def _stand_in(lines: Counter[str], page: Callable[[], str]) -> bool:
    if any(width_of(line) < NARROWEST for line in lines):
        return False
    text = page() if lines else ""
    return all(line in text for line in lines)


def _joined(words: Words) -> str:
    return _letters(f"{words.title}{words.standfirst}{words.body}")


def _lines(words: Words) -> Counter[str]:
    lines = f"{words.title}\n{words.standfirst}\n{words.body}".split("\n")
    return Counter(line for text in lines if (line := _letters(text)))


def _letters(text: str) -> str:
    return "".join(clean(text).split())
