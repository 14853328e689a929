"""What the reader of a newsletter sees: its lines and its links, without what is hidden or about the mail."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup

from crawler.addresses import normalise
from language.text import clean, fold, squeeze

MOST_LINKS = 500
LONGEST_BOILERPLATE = 80

_BLOCKS = (
    "address, article, blockquote, br, center, dd, dl, dt, div, footer, h1, h2, h3, h4, h5, h6, header, hr,"
    " li, main, ol, ul, p, pre, section, table, tbody, td, th, tr"
)
# Between blocks; a line end of the source is no line end of the page.
_BREAK = "\x1e"
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200d\u2060\ufeff]")
_UNSEEN = "script, style, head, template, noscript, svg, object, iframe, [hidden]"
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0", re.IGNORECASE
)
# What every newsletter says of itself, in the letters of a plain keyboard, in a line of its own.
_ABOUT_ITSELF = re.compile(
    r"unsubscribe|huy dang ky|manage (?:your )?(?:preferences|subscription)|view (?:this|it|in)\b.*browser"
    r"|xem (?:tren|bang|trong) (?:trinh duyet|web)|se desabonner|退订|取消订阅|配信停止"
    r"|구독 ?(?:취소|해지)|수신 ?거부"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")

Seen = tuple[str, tuple[str, ...]]
"""Lines, and where they lead."""


def of_page(page: str) -> Seen:
    """The lines and links of a mail's HTML part."""
    soup = BeautifulSoup(page, "lxml")
    ends = [link for link in soup.select("a[href]") if not _is_about_itself(link.get_text())]
    links = [str(link["href"]) for link in ends]
    for unseen in [*soup.select(_UNSEEN), *soup.find_all(style=_HIDDEN)]:
        unseen.extract()
    for block in soup.select(_BLOCKS):
        block.insert_before(_BREAK)
        block.insert_after(_BREAK)
    return _tidy(soup.get_text().split(_BREAK)), _kept(links)


def of_text(text: str) -> Seen:
    """The lines and links of a mail's plain part."""
    return _tidy(text.splitlines()), _kept(link.rstrip(").,;]") for link in _ADDRESS.findall(text))


def _tidy(lines: Iterable[str]) -> str:
    """Lines with words in them, each once where it stands twice in a row."""
    kept: list[str] = []
    for line in lines:
        words = squeeze(_INVISIBLE.sub("", line))
        if words and not _is_about_itself(words) and words != (kept[-1] if kept else ""):
            kept.append(words)
    return "\n".join(kept)


def _is_about_itself(words: str) -> bool:
    return len(words) <= LONGEST_BOILERPLATE and _ABOUT_ITSELF.search(fold(words)) is not None


def _kept(links: Iterable[str]) -> tuple[str, ...]:
    usable = filter(None, (normalise(clean(link)) for link in links))
    return tuple(dict.fromkeys(usable))[:MOST_LINKS]
