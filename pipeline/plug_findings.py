"""What the doctor says of a desk's own model."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive import plugs
from pipeline.finding import Colour, Finding

SINCE = timedelta(days=7)
WHAT = "plugged model"
REFUSED_CURE = (
    "sửa thư mục DIEMBAO_MODEL rồi khởi động lại / mend the folder of DIEMBAO_MODEL, then start again"
)
FAILED_CURE = (
    "các bài ấy được mô hình có sẵn đọc; xem lý do trong nhật ký của `diembao work`"
    " / the shipped models read those articles; see the reasons in the log of `diembao work`"
)


@dataclass(frozen=True, slots=True)
class PlugState:
    """A plugged model by its name and version, or why it cannot be used."""

    name: str
    reason: str = ""


def examine(now: datetime, state: PlugState | None) -> Iterator[Finding]:
    """Whether it can be used, and how often it failed of late; nothing where none is plugged in."""
    if state is None:
        return
    if state.reason:
        yield Finding(Colour.RED, WHAT, state.reason, REFUSED_CURE)
        return
    found = plugs.counts(state.name, now - SINCE)
    days = SINCE.days
    told = f"{state.name}: {found.made} read, {found.failed} failed in {days} days"
    colour = Colour.YELLOW if found.failed else Colour.GREEN
    yield Finding(colour, WHAT, told, FAILED_CURE if found.failed else "")
