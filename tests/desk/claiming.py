"""Claims and what speaks of them, for tests: only what a test names differs from the usual."""

from datetime import datetime
from typing import Any

from archive.models import Article
from desk.claim_rows import ClaimWish
from desk.models import Claim, ClaimHit, Officer
from tests import factory
from tests.factory import MORNING

TEXT = "Nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên làm chết 300 con trâu."
OTHER = "Giá vé xe buýt ở Lâm Hạ tăng gấp đôi từ tháng sau."
CARRYING = "Theo người dân, nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên làm chết 300 con trâu."
DENYING = "Sở Công Thương bác bỏ tin nhà máy bia Đông Lệ xả chất thải xuống hồ Mã Yên làm chết trâu."
WISH = ClaimWish(TEXT)


def claim(text: str = TEXT, *, by: Officer | None = None, at: datetime = MORNING, **fields: Any) -> Claim:
    """A claim as a row, for tests that need no act."""
    told = {"opened_at": at, "search": 1, "searched_at": at, **fields}
    return Claim.objects.create(text=text, opened_by=by or factory.officer(), **told)


def hit(of: Claim, article: Article | None = None, *, bearing: str = "", **fields: Any) -> ClaimHit:
    """An article that speaks of a claim, judged where a bearing is told."""
    told = {
        "version": 1,
        "score": 0.8,
        "sentence": CARRYING,
        "wording": of.text,
        "found_at": MORNING,
        "judged_by": factory.officer() if bearing else None,
        "judged_at": MORNING if bearing else None,
        **fields,
    }
    row = article or factory.article("Trâu chết bên hồ", body=CARRYING)
    return ClaimHit.objects.create(claim=of, article=row, bearing=bearing, **told)
