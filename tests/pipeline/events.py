"""Events told by several outlets, each in its own words, for the tests of stories."""

from datetime import datetime, timedelta

from archive.models import Article
from pipeline import story
from pipeline.context import Context
from tests import factory
from tests.factory import MORNING
from tests.pipeline.making import claimed, queued

HOUR = timedelta(hours=1)
FISH = (
    (
        "Cá chết trắng sông Trầm ở xã Bình Khê, dân lo nguồn xả thải",
        (
            "Từ sáng thứ Hai, cá chết nổi trắng mặt sông Trầm đoạn qua xã Bình Khê. Người dân nghi nguồn"
            " xả thải của khu công nghiệp Phước Lạc. Chi cục Bảo vệ môi trường đã lấy mẫu nước sông Trầm"
            " để xét nghiệm."
        ),
    ),
    (
        "Lấy mẫu nước sông Trầm sau vụ cá chết ở xã Bình Khê",
        (
            "Chi cục Bảo vệ môi trường lấy mẫu nước sông Trầm sau khi cá chết nổi trắng ở xã Bình Khê."
            " Kết quả xét nghiệm nguồn xả thải khu công nghiệp Phước Lạc sẽ có trong tuần, đại diện chi"
            " cục nói."
        ),
    ),
    (
        "Vụ cá chết sông Trầm: khu công nghiệp Phước Lạc nói gì về xả thải",
        (
            "Ban quản lý khu công nghiệp Phước Lạc nói trạm xử lý xả thải chạy đủ công suất khi cá chết"
            " trên sông Trầm, xã Bình Khê. Chi cục Bảo vệ môi trường chờ kết quả xét nghiệm mẫu nước sông"
            " Trầm."
        ),
    ),
)
BRIDGE = (
    (
        "Cầu Bến Lội thông xe kỹ thuật sớm ba tháng",
        (
            "Sáng nay cầu Bến Lội dài 420 mét nối hai bờ sông Trong được thông xe kỹ thuật, sớm ba tháng"
            " so với kế hoạch. Nhà thầu cầu Bến Lội cho biết đã thử tải xong, còn sơn kẻ vạch đường dẫn."
        ),
    ),
    (
        "Thông xe kỹ thuật cầu Bến Lội, nối hai bờ sông Trong",
        (
            "Cầu Bến Lội thông xe kỹ thuật sớm ba tháng. Cây cầu dài 420 mét nối hai bờ sông Trong; nhà"
            " thầu đã thử tải xong cầu Bến Lội và kẻ vạch đường dẫn trong tháng này."
        ),
    ),
)


def told(
    event: tuple[str, str],
    outlet: str = "bao-song-trong",
    *,
    hours: float = 0,
    lang: str = "vi",
    about: float = 0.97,
    copy_of: Article | None = None,
    start: datetime | None = MORNING,
) -> Article:
    """An article on an event, read."""
    title, body = event
    of = factory.source(of=factory.outlet(outlet, f"Báo {outlet}"))
    at = start + hours * HOUR if start else None
    row = factory.article(title, body=body, of=of, lang=lang, published_at=at, copy_of=copy_of)
    factory.reading(row, about=about)
    return row


def cluster(context: Context, *rows: Article) -> None:
    """Run the story stage over articles, one after the other."""
    for row in rows:
        story.run(claimed(story.STAGE, context, queued(story.STAGE, row.id)), context)


def clustered(context: Context, *events: tuple[str, str], hours: float = 1) -> list[Article]:
    """Articles on events, each of another outlet and some hours after the one before, in their stories."""
    rows = [told(event, f"bao-{place}", hours=place * hours) for place, event in enumerate(events)]
    cluster(context, *rows)
    return rows
