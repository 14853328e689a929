"""Who wrote an article: names from metadata, bylines and the line below the text, never the outlet's own."""

import re
from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.addresses import host_of
from crawler.blocks import HEADINGS, Block
from language.text import clean, fold, squeeze

LONGEST_NAME, MOST_WORDS = 60, 6
LONGEST_LINE = 120
# More names than this are the page's columnists, not the article's authors.
MOST_LINES = 3

_BYLINES = (
    "[itemprop=author] [itemprop=name], [rel=author], .detail-author, .article-detail-author__info .name, "
    ".author-name, .authorname, .tac-gia, .tacgia, .article-author, .byline-name, .byline__name, "
    "[itemprop=author], .byline, .author, .article__author, .post-author, .p-author, .author_mail strong, "
    ".singular-author"
)
_NOT_SIGNED_IN = HEADINGS | {"li", "td", "figcaption"}
_LEAD = re.compile(
    r"^\W*(?:written by|reported by|by|von|par|por|di|af|av|door|theo|tác giả|tin\s*(?:,|và)\s*ảnh|"
    r"bài\s*(?:,|và|-|&)\s*ảnh|tin|ảnh|bài viết|bài|thực hiện|biên tập|tổng hợp|nguồn|text|"
    r"记者|作者|来源|文|기자)(?:\s*[:：.]\s*|\s+)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s*\((?:tổng hợp|theo|t/h|ghi|thực hiện|dịch|lược dịch|biên dịch)[^)]{0,40}\)\s*$", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s*(?:\([^)]*\)|\[[^\]]*\]|[-–—|/,]\s*(?:tổng hợp|theo .*|ghi|thực hiện|t/h)|기자|"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*|\S+@\S+.*)\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:,|;|/|\||•|·|、|&|\s[-–—]\s|\s(?:and|und|et|y|và|og|och)\s)\s*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|\.(?:com|vn|net|org)\b|\d|@|^(?:admin|administrator|editor|editors|staff|redaktion|"
    r"redaction|phóng viên|pv|ban biên tập|tòa soạn|toà soạn|btv|nhóm pv|online|news|báo .*|theo dõi.*|"
    r"unknown|follow.*|view.*|more.*|share.*|updated?.*|published.*|read.*|author|comments?.*|tổng hợp|"
    r"tin .*|xem .*|đọc .*|bình luận.*|chia sẻ.*|từ khóa.*|chủ đề.*|tags?|video.*|ảnh.*|liên quan.*|"
    r"null|none|gửi .*|in bài.*)$",
    re.IGNORECASE,
)


def authors_of(
    told: Iterable[str],
    tree: LexborHTMLParser,
    near: Sequence[Block],
    ending: Sequence[Block],
    known: frozenset[str],
) -> tuple[str, ...]:
    """The persons who wrote an article: as told to machines, else in the byline, else in the signature."""
    for lines in (told, _byline(tree, near), _signatures(ending)):
        names = [name for line in lines for name in names_in(line) if fold(name) not in known]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def outlet_names(outlets: Iterable[str], url: str) -> frozenset[str]:
    """What must not be taken for a person: the outlet's names, folded."""
    names = {fold(name) for name in outlets}
    host = host_of(url).removeprefix("www.")
    names |= {host, host.partition(".")[0], *(re.sub(r"\W", "", name) for name in names)}
    return frozenset(names | {name.removeprefix("bao ") for name in names})


def names_in(line: str) -> list[str]:
    """The persons' names in a byline, without what stands around them."""
    text = squeeze(clean(line))
    if len(text) > LONGEST_LINE:
        return []
    while (shorter := _TAIL.sub("", _LEAD.sub("", text))) != text:
        text = shorter
    parts = (part.strip(" .:,;-–—|*") for part in _BETWEEN.split(text))
    return [part for part in parts if _is_name(part)]


def is_signature(text: str) -> bool:
    """Whether a short last line only says who wrote the article: capitalised names and no sentence."""
    if len(text) > LONGEST_LINE or text.endswith((".", "!", "?", "…", ":")):
        return False
    words = _BETWEEN.sub(" ", _LEAD.sub("", _MARK.sub("", text))).split()
    return 0 < len(words) <= MOST_LINES * MOST_WORDS and all(word[0].isupper() for word in words)


def _is_name(part: str) -> bool:
    is_short = 1 < len(part) <= LONGEST_NAME and len(part.split()) <= MOST_WORDS
    return is_short and not _NO_NAME.search(part) and not part.islower()


def _signatures(ending: Sequence[Block]) -> list[str]:
    lines = [b.text for b in ending if b.tag not in _NOT_SIGNED_IN and not b.linked and is_signature(b.text)]
    # A name in one word is as good as any other word of a menu.
    return [line for line in lines if _MARK.search(line) or any(" " in name for name in names_in(line))][:1]


def _byline(tree: LexborHTMLParser, near: Sequence[Block]) -> list[str]:
    surroundings = "\n".join(block.text for block in near)
    for selector in _BYLINES.split(", "):
        found = [_words(node) for node in tree.css(selector)[:20]]
        # Columnists and authors of related articles are set in the same way, elsewhere.
        if lines := [line for line in found if line in surroundings and names_in(line)]:
            return lines if len(lines) <= MOST_LINES else lines[:1]
    return []


def _words(node: LexborNode) -> str:
    return squeeze(clean(node.text()))
