"""Families of articles for the tests of origins: one report and what others made of it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from classifier.origins import Candidate, Direction, Edge, direction, settle

NINE = datetime(2026, 10, 1, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SENTENCES = (
    "Sáng nay, cầu Bến Lội trên sông Trong thông xe sau ba năm thi công.",
    "Cây cầu dài bốn trăm hai mươi mét, nối phường Lam Thành với xã Bình Khê.",
    "Người dân hai bờ đã đi đò ngang suốt bốn mươi năm, mùa lũ nào cũng lo.",
    "Bà Sáu bán nước ở bến đò kể rằng bà vừa mừng vừa sợ mất khách.",
    "Đơn vị thi công hứa bảo hành mặt cầu trong năm năm, kể từ hôm nay.",
    "Tỉnh dự kiến làm tiếp đường dẫn phía nam trong quý hai sang năm.",
)
WHOLE = "\n".join(SENTENCES)
CUT = "\n".join(SENTENCES[:4])
NAMES = {"nva": "Hãng tin Nam Việt", "dn": "Nhật báo Đất Nước", "lg": "Báo Lam Giang", "th": "Tổng Hợp 360"}
KINDS = {"nva": "agency", "dn": "national", "lg": "provincial", "th": "aggregator"}
TEXT = Candidate(0, WHOLE)


def article(id: int, outlet: str, body: str = WHOLE, *, later: int | None = 0, **told: Any) -> Candidate:
    """An article of one of four outlets, published so many minutes after nine, or nobody knows when."""
    at = None if later is None else NINE + later * MINUTE
    made = replace(
        TEXT,
        id=id,
        body=body,
        outlet=NAMES[outlet],
        names=frozenset({NAMES[outlet], outlet.upper()}),
        kind=KINDS[outlet],
        published_at=at,
        has_sure_time=at is not None,
        addresses=frozenset({f"https://{outlet}.example/{id}"}),
    )
    return replace(made, **told)


def way(a: Candidate, b: Candidate) -> tuple[int | None, str]:
    """Which of two was there first, and by what."""
    found: Direction = direction(a, b)
    return found.origin, found.basis.value


def ways(*family: Candidate, press: Collection[str] = ()) -> dict[int, tuple[int | None, str]]:
    """From whom each article of a family came, and by what."""
    found: tuple[Edge, ...] = settle(family, frozenset(press))
    return {edge.taker: (edge.origin, edge.basis.value) for edge in found}
