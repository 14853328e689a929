"""What the doctor says of watches: what matching missed, queries that are refused, calls that fail."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from archive.clock import DESK_ZONE
from desk import watch_hits, watches
from pipeline.finding import Colour, Finding
from pipeline.watching import sorted_out
from reports import hooks
from reports.queues import OutboxState
from search.names import Names

RECENT = timedelta(days=2)
MISSED_CURE = (
    "các bài đã được ghi và báo bổ sung; gửi câu tìm của theo dõi cho người bảo trì"
    " / they were recorded and told; send the watch's query to the maintainer"
)
REFUSED_CURE = "mở theo dõi và viết lại câu tìm / open the watch and write its query anew"
CALLS_CURE = "trang của theo dõi ghi địa chỉ nào không nhận / the watch's page says which address takes none"


def examine(now: datetime, speed: float = 1.0, names: Names | None = None) -> list[Finding]:
    """Look at the watches as they stand."""
    read, refused = sorted_out(watches.active(), now.astimezone(DESK_ZONE).date(), names)
    missed = watch_hits.swept_since(now - RECENT * max(speed, 1.0))
    return list(findings(len(read), missed, refused, hooks.state()))


def findings(
    active: int, missed: Sequence[tuple[str, int]], refused: Sequence[int], calls: OutboxState
) -> Iterator[Finding]:
    """What is to be said of so many watches: pure."""
    yield Finding(Colour.GREEN, "watches", f"{active} active")
    for name, count in missed:
        state = f"quét đêm thấy {count} bài bị bỏ sót / the nightly sweep found {count} missed"
        yield Finding(Colour.YELLOW, f"watch {name}", state, MISSED_CURE)
    for id in refused:
        state = "câu tìm không còn đọc được / its query is refused now"
        yield Finding(Colour.YELLOW, f"watch {id}", state, REFUSED_CURE)
    told = f"{calls.sent} taken, {calls.waiting} waiting, {calls.refused} given up"
    if calls.refused or (calls.waiting and calls.last_reason):
        yield Finding(Colour.YELLOW, "webhooks", f"{told}: {calls.last_reason}", CALLS_CURE)
    else:
        yield Finding(Colour.GREEN, "webhooks", told)
