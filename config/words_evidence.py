"""What a check of the evidence says to a person."""

from collections.abc import Mapping

from archive.clock import DESK_ZONE
from crawler.bundle import Finding, State
from crawler.sealing import Link

STATES: Mapping[State, str] = {
    State.INTACT: "nguyên vẹn / intact",
    State.ALTERED: "BỊ THAY ĐỔI / ALTERED",
    State.MISSING: "THIẾU / MISSING",
    State.REMOVED: "gỡ theo lệnh / removed by order",
}
MARKS: Mapping[State, str] = {
    State.INTACT: "✓",
    State.ALTERED: "✗",
    State.MISSING: "✗",
    State.REMOVED: "−",
}
ALTERED_CURE = (
    "→ Lấy lại tệp WARC và kho từ bản sao lưu gần nhất còn nguyên, rồi tìm ai đã sửa."
    " / Bring the WARC files and the archive back from the last good backup, and find out who changed them."
)


def finding_line(one: Finding) -> str:
    """One capture and what became of it."""
    at = one.leaf.fetched_at.astimezone(DESK_ZONE).strftime("%d/%m/%Y %H:%M:%S")
    order = f" {one.removed_by}" if one.removed_by else ""
    seal = "" if one.is_sealed else " (chưa niêm phong / not sealed)"
    return (
        f"{MARKS[one.state]} #{one.leaf.number} {at} {one.leaf.url}"
        f" — {STATES[one.state]}{order}{seal} — SHA-256 {one.leaf.sha256}"
    )


def chain_line(head: str, broken_at: Link | None, *, is_known: bool) -> str:
    """How the chain stands."""
    if broken_at is not None:
        return (
            f"✗ Chuỗi đứt ở ngày {broken_at.day:%d/%m/%Y} (số {broken_at.number})"
            f" / the chain breaks at day {broken_at.number}, {broken_at.day}"
        )
    if not is_known:
        return f"✗ Mã đã biết không có trong chuỗi / the known digest is not in the chain; {head}"
    if not head:
        return "Chuỗi chưa có ngày nào / the chain has no day yet"
    return f"✓ Chuỗi liền, mã cuối / the chain holds, last digest: {head}"
