"""What elements and lines say of themselves: the words by which extras and bodies are known."""

import re
from functools import lru_cache
from itertools import pairwise

# A name with so many digits is a machine's own: the letters between them mean nothing.
MOST_DIGITS, LONGEST_NAMES = 3, 500

_WORDS_OF_NAMES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_ASIDE = """
related relate relates recommend recommended recommendation recommendations recirc popular trending
latest comment comments disqus binhluan share sharing social follow newsletter subscribe subscription
signup promo promotion ad ads advert advertisement advertising adsense banner sponsor sponsored outbrain
taboola sidebar menu nav navbar navigation breadcrumb breadcrumbs footer toolbar tag tags keyword
keywords tukhoa caption pcaption imgcaption photocms chuthich credit credits copyright cookie consent
gdpr onetrust cky modal popup login teaser teasers lienquan tinlienquan tinkhac tinmoi docthem xemthem
quangcao byline bio meta hidden skip toc rating vote poll gallery slideshow carousel slider embed
pullquote disclaimer correction infobox mostread readmore
"""
_ASIDE_IN_TWO = """
read-more most-read see-also read-next more-from up-next author-info author-bio sr-only visually-hidden
image-desc img-desc photo-desc tin-lien lien-quan tu-khoa binh-luan box-tin news-relation doc-them
xem-them
"""
_ASIDE_WORDS = frozenset(_ASIDE.split())
_ASIDE_PAIRS = frozenset(tuple(pair.split("-")) for pair in _ASIDE_IN_TWO.split())
# The bodies of the content systems that most outlets here run on, and the names others use.
_BODY_NAMES = re.compile(
    r"afcbc-body|fck_detail|maincontent|main-content-body|singular-content|dt-text|content_detail_news|cms-body|"
    r"article__?-?body|article-?content|articleBody|entry-content|post-content|story-?body|news-?content|"
    r"detail-content|content-detail|ArticleContent|story-content|body-content|article-text|main_content"
)
# Labels that lead to another article, and others that stand alone or before a colon.
_MORE = (
    r"read more|read also|also read|see also|more on this|continue reading|xem thêm|đọc thêm|tin liên quan|"
    r"bài liên quan|lesen sie (?:auch|mehr)|mehr zum thema|(?:[aà] )?lire aussi|lea también|don'?t miss|"
    r"相关阅读|阅读更多|관련기사|អានបន្ត|អានបន្ថែម|อ่านเพิ่มเติม"
)
_LABEL = r"advert(?:isement)?|quảng cáo|related(?: \w+)?|video|watch|原标题|责任编辑|责编|编辑"
_MORE_ALONE = re.compile(rf"\W*(?:{_MORE})\W*", re.IGNORECASE)
SHORTEST_LABEL, LONGEST_LABEL = 4, 60
_MORE_FIRST, SHORT_LINE = re.compile(rf"(?:{_MORE})\b", re.IGNORECASE), 120
_EXTRA = re.compile(
    rf"[(（【\[]?(?:{_MORE}|{_LABEL})\s*(?:$|[:：|»>–—…-]|\.\.\.)|"
    r">>|©|copyright (?:©|\d)|all rights reserved|ảnh\s*[:：]|ảnh minh h[oọ]a|photo\s*[:：]|nguồn ảnh|"
    r"mời (?:quý )?(?:bạn đọc|độc giả|xem)|theo dõi .{0,40}(?:trên|tại)|follow us|sign up|subscribe|"
    r"share this|click here",
    re.IGNORECASE,
)
# A picture's line that no element sets apart ends with who took it.
_CAPTION, LONGEST_CAPTION = (
    re.compile(
        r"(?:[(（]\s*(?:image|photo|picture|pic|credit|ảnh|foto|bild|图|사진)[^()（）]{0,60}[)）]|"
        r"[(（](?:archivbild|ảnh minh h[oọ]a|视频截图|视觉中国|资料图)[)）]|"
        r"\b(?:ảnh|foto|bild|photo)\s?[:：][^.:：]{2,40})\W*$",
        re.IGNORECASE,
    ),
    400,
)


def leads_away(text: str) -> bool:
    """Whether a piece of text is only a label, with a link to another article behind it or in it."""
    return SHORTEST_LABEL <= len(text) <= LONGEST_LABEL and bool(_MORE_ALONE.fullmatch(text))


def is_extra(line: str) -> bool:
    """Whether a line says of itself that it is none of the article's: a label, a picture's line."""
    is_label = bool(_EXTRA.match(line)) or (len(line) <= SHORT_LINE and bool(_MORE_FIRST.match(line)))
    return is_label or (len(line) <= LONGEST_CAPTION and bool(_CAPTION.search(line)))


def hints_of(names: str) -> tuple[bool, bool]:
    """Whether an element's classes and ids say that it holds an extra, and that it holds the body."""
    return _hints(names[:LONGEST_NAMES])


@lru_cache(maxsize=8192)
def _hints(names: str) -> tuple[bool, bool]:
    names = " ".join(name for name in names.split() if sum(map(str.isdecimal, name)) <= MOST_DIGITS)
    words = [word.lower() for word in _WORDS_OF_NAMES.findall(names)]
    is_aside = any(word in _ASIDE_WORDS for word in words) or any(
        pair in _ASIDE_PAIRS for pair in pairwise(words)
    )
    return is_aside, bool(_BODY_NAMES.search(names))
