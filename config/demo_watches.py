"""The demo's watches: one told by mail, one in the digest, one on a person that waits for its approver."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Final

from archive.packs import Pack
from desk import officers, watches
from desk.watches import Wish

DEMO_WATCHES: Final[Mapping[str, Wish]] = {
    "theodoi@lamgiang.example": Wish(
        name="Mưa lũ, sạt lở",
        query='(lũ OR "sạt lở" OR "vỡ đê") liên quan:có',
        team="monitor",
        by_mail=True,
        quiet_from=time(22),
        quiet_until=time(6),
        ceiling=6,
    ),
    "lanhdao@lamgiang.example": Wish(
        name="Báo nước ngoài viết về tỉnh", query="loại báo:foreign liên quan:có", in_digest=True
    ),
    "vuviec@lamgiang.example": Wish(
        name="Dư luận sau quyết định cách chức ở Phước Lạc",
        query='"Mạc Văn Đoài"',
        office="Nguyên Chủ tịch UBND xã Phước Lạc",
        purpose="Nắm phản ánh của báo chí về vụ nhà xưởng trái phép để trả lời",
    ),
}


def make_watches(pack: Pack, now: datetime) -> None:
    """Give the demo's officers their watches; who has any already gets none."""
    for email, wish in DEMO_WATCHES.items():
        actor = officers.actor_of(email)
        if actor and not any(row.owner_id == actor.id for row in watches.rows(actor)):
            watches.save(actor, None, wish, pack, now)
