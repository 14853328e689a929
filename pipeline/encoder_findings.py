"""What the doctor says of a desk's own story encoder."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from archive import tales
from pipeline.finding import Colour, Finding
from pipeline.plug_findings import PlugState

SINCE = timedelta(days=7)
WHAT = "story encoder"
REFUSED_CURE = (
    "sửa thư mục DIEMBAO_ENCODER rồi khởi động lại / mend the folder of DIEMBAO_ENCODER, then start again"
)
FAILED_CURE = (
    "các vụ việc ấy được so bằng tên, số, ngày, địa danh; xem lý do trong nhật ký của `diembao work`"
    " / those stories are compared by names, numbers, days and places; see the reasons in the log of"
    " `diembao work`"
)


def examine(now: datetime, state: PlugState | None) -> Iterator[Finding]:
    """Whether it can be used, and how often it failed of late; nothing where none is plugged in."""
    if state is None:
        return
    if state.reason:
        yield Finding(Colour.RED, WHAT, state.reason, REFUSED_CURE)
        return
    found = tales.counts(state.name, now - SINCE)
    told = f"{state.name}: {found.made} stories, {found.failed} failed in {SINCE.days} days"
    colour = Colour.YELLOW if found.failed else Colour.GREEN
    yield Finding(colour, WHAT, told, FAILED_CURE if found.failed else "")
