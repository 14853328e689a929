"""Whether an article is for subscribers only, as the page tells or shows."""

import re
from collections.abc import Sequence

from crawler.blocks import Block
from crawler.page import Page

# A text this wide is the whole article, whatever stands below it.
WHOLE = 2500
LONGEST_MARK = 300
_LOCKED = frozenset({"locked", "paid", "premium", "subscriber", "subscribers", "subscription", "plus"})
_TIERS = ("article:content_tier", "og:article:content_tier", "content_tier", "cxenseparse:recs:paywall")
_BOXES = "[class*=paywall], [id*=paywall], [class*=Paywall], [class*=pay-wall], [class*=subscriber-only]"
_MARKS = re.compile(
    r"subscri(?:be|bers?|ption)\b.{0,60}\b(?:continue|keep|full|read|exclusive|only)|"
    r"\b(?:only|exclusive\w*) (?:for|to|available to) (?:our )?(?:paying |paid )?(?:subscribers|members)|"
    r"continue reading (?:with|by|for)|already a (?:subscriber|member)|"
    r"(?:dành|chỉ dành) (?:riêng )?cho (?:độc giả|bạn đọc|thuê bao|thành viên|hội viên)\b.{0,40}|"
    r"(?:trả phí|mua gói|đăng nhập|đăng ký)\b.{0,30}để (?:đọc|xem) (?:tiếp|toàn bộ|hết|đầy đủ)|"
    r"(?:nur|exklusiv) für (?:abonnenten|mitglieder)|weiterlesen mit|réservé (?:à nos |aux )abonnés|"
    r"(?:solo|exclusivo) para suscriptores|会員限定|有料会員|この記事は有料|订阅后|登录后(?:继续)?阅读|"
    r"付费阅读|유료 ?(?:회원|기사)|구독(?:하고|후) ",
    re.IGNORECASE,
)


def is_paywalled(page: Page, width: int, near: Sequence[Block]) -> bool:
    """Whether a page says that its article, of which so much is there, is not for everybody."""
    if page.told.is_free is not None:
        return not page.told.is_free
    tier = page.first(*_TIERS).lower()
    if tier:
        return tier in _LOCKED
    is_marked = any(len(block.text) <= LONGEST_MARK and _MARKS.search(block.text) for block in near)
    return width < WHOLE and (is_marked or page.tree.css_first(_BOXES) is not None)
