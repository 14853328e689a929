"""Watches of a desk in full use: every state, long names and queries, a catch over several days, calls."""

from dataclasses import dataclass
from datetime import time, timedelta

from archive.models import Article
from desk.models import Officer, Watch, WatchState
from desk.rights import Role
from reports.models import Hook
from tests import factory
from tests.web.watching import hit, watch

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG_QUERY = (
    '("sông Trầm" OR "sông Trong" OR "khu công nghiệp Phước Lạc") GẦN/10 (cá OR nước OR "xả thải")'
    " sắc thái:-1 KHÔNG tiêu đề:bóng*"
)
OFFICE = "Giám đốc Ban Quản lý khu kinh tế Cửa Trầm"
PURPOSE = "Theo dõi thông tin về tiến độ dự án cảng để trả lời báo chí đúng hạn."


@dataclass(frozen=True, slots=True)
class Watches:
    """What a walk over the pages needs to know."""

    busy: Watch
    waiting: Watch


def fill(owner: Officer) -> Watches:
    """Watches of an officer, their team and others, over what the archive holds."""
    approver = factory.officer(Role.APPROVER, name="Lê Thị Duyệt")
    claims = factory.officer(Role.CLAIMS, name="Phạm Quang")
    busy = watch(
        owner,
        "Môi trường sông Trầm",
        LONG_QUERY,
        team=Role.MONITOR,
        by_mail=True,
        in_digest=True,
        hook_url="https://chat.lamgiang.example/hooks/bao-chi/kenh-moi-truong?token=9d1c4f",
        quiet=(time(22), time(6)),
    )
    port = watch(owner, "Cảng Mỹ Lâm", '"cảng Mỹ Lâm"', in_digest=True)
    watch(claims, "Tin sai về tỉnh", "Lam Giang (bác bỏ OR đính chính)", team=Role.MONITOR)
    watch(owner, "Bóng đá trẻ", "tiêu đề:bóng*", state=WatchState.PAUSED)
    watch(owner, "Lễ hội xuân", '"lễ hội"', state=WatchState.CLOSED)
    watch(owner, "Tên một người", "nguyen thi hong", state=WatchState.REFUSED)
    grounds = (OFFICE, PURPOSE)
    waiting = watch(owner, "Giám đốc Ban Quản lý", '"Đỗ Văn Khải"', state=WatchState.WAITING, grounds=grounds)
    watch(approver, "Bí thư huyện", '"Trần Thị Mận"', state=WatchState.WAITING, grounds=grounds)
    catch(busy, port)
    calls(busy)
    return Watches(busy, waiting)


def catch(busy: Watch, port: Watch) -> None:
    """Hits of today and of the days before, two of them only by the sweep."""
    rows = list(Article.objects.order_by("published_at", "id"))[-44:]
    for place, row in enumerate(rows):
        at = factory.MORNING - (len(rows) - place) * 2 * HOUR
        hit(busy, row, at=at, is_swept=place in {20, 21})
        if place % 9 == 0:
            hit(port, row, at=at)
    busy.swept_at, busy.held_until = factory.MORNING - 5 * HOUR, factory.MORNING + 2 * HOUR
    busy.save()


def calls(of: Watch) -> None:
    """Calls that were taken, wait and were given up."""
    for number, (state, reason, tries) in enumerate(
        (("sent", "", 0), ("refused", "HTTP 404", 8), ("waiting", "TimeoutError: no answer in 10 s", 3))
    ):
        at = factory.MORNING - (3 - number) * HOUR
        Hook.objects.create(
            watch_id=of.id,
            key=f"{of.id}-{number}",
            url=of.hook_url,
            secret=of.hook_secret,
            body="{}",
            state=state,
            tries=tries,
            reason=reason,
            created_at=at,
            due_at=at + HOUR,
            sent_at=at if state == "sent" else None,
        )
