"""Stories of a desk in full use: one large with copies, abroad and over days; small ones; other languages."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from archive import stories, ties
from archive.models import Article, Outlet, Source, TieKind
from desk import story_acts
from desk.audit import Actor
from desk.models import Officer
from tests import factory
from tests.browser.stage import LONG, OUTLETS, told

HOUR = timedelta(hours=1)
# Outlet, hours ago, tone, whether it is unsure, headline.
FISH = (
    ("phap-luat", 49, -1, False, "Dân Bình Khê phát hiện cá chết trắng sông Trầm"),
    ("bao-lam-giang", 47, 0, False, "Lấy bảy mẫu nước sông Trầm sau phản ánh cá chết"),
    ("dat-nuoc", 26, -1, False, LONG),
    ("nam-viet", 25, 0, False, "Lam Giang yêu cầu làm rõ nguyên nhân cá chết trên sông Trầm"),
    ("nong-nghiep", 20, 0, True, "Người nuôi cá lồng ở Bình Khê lo mất vụ cuối năm"),
    ("dat-nuoc", 6, -1, False, "Kết quả bước đầu: nước sông Trầm vượt ngưỡng a-mô-ni"),
    ("bao-lam-giang", 3, 1, False, "Tỉnh hỗ trợ khẩn cấp bà con nuôi cá lồng sông Trầm"),
)
PORT = (
    ("nam-viet", 30, 1, False, "Khởi công mở rộng cảng Mỹ Lâm giai đoạn hai"),
    ("bao-lam-giang", 29, 1, False, "Cảng Mỹ Lâm mở rộng: hai nghìn tỷ đồng, xong năm 2028"),
    ("dat-nuoc", 9, 0, False, "Mở rộng cảng Mỹ Lâm, nút thắt nằm ở đường nối"),
)
ABROAD = {
    "en": (
        ("coast-times", 20, -1, False, "Fish kill on Tram River: province says samples were taken"),
        ("coast-times", 5, -1, False, "Tram River samples exceed ammonia limit, province confirms"),
    ),
    "zh": (
        ("dongmeng", 28, 1, False, "蓝江省美林港扩建工程开工，首期投资二十亿元"),
        ("dongmeng", 8, 0, False, "美林港扩建：道路连接仍是瓶颈"),
    ),
    "km": (
        ("tonle", 12, 0, False, "ខេត្តឡាមយ៉ាងពិភាក្សាអំពីការបើកច្រកទ្វារព្រំដែនអ៊ីយ៉ាឡាម"),
        ("tonle", 2, 0, False, "ច្រកទ្វារព្រំដែនអ៊ីយ៉ាឡាមនឹងបើកនៅចុងឆ្នាំ"),
    ),
}


@dataclass(frozen=True, slots=True)
class Stories:
    """What a walk over the pages needs to know."""

    large: int
    abroad: int
    empty: int


def fill(officer: Officer) -> Stories:
    """Stories with everything a page of them can carry."""
    outlets = {key: factory.outlet(key, *rest[:1], **told(rest)) for key, *rest in OUTLETS}
    large, rows = story(FISH, outlets, "environment")
    for place, key in enumerate(("nam-viet", "phap-luat", "nong-nghiep", "bao-lam-giang")):
        copy(rows[2 if place else 0], factory.source(of=outlets[key]), hours=24 - place)
    foreign = article("coast-times", 4, -1, "Quan chức Lam Giang trả lời về sông Trầm", outlets)
    with transaction.atomic():
        stories.put(foreign.id, large, foreign.first_fetched_at, b"v")
        stories.recount([large])
    port = story(PORT, outlets, "infrastructure")[0]
    abroad = [story(event, outlets, "investment", lang)[0] for lang, event in ABROAD.items()]
    ties.suggest(large, port, TieKind.SERIES, 0.2, now=factory.MORNING)
    shared = [{"kind": "number", "key": "7", "text": "7"}, {"kind": "name", "key": "tram", "text": "Trầm"}]
    ties.suggest(large, abroad[0], TieKind.ACROSS, 0.7, evidence=shared, now=factory.MORNING)
    actor = Actor(officer.id, officer.role)
    new = story_acts.part(actor, large, [rows[4].id], factory.MORNING - HOUR)
    story_acts.move(actor, large, [rows[6].id], new, factory.MORNING - HOUR / 2)
    empty = story(PORT[:1], outlets, "")[0]
    with transaction.atomic():
        stories.take_out(list(Article.objects.filter(membership__story=empty).values_list("id", flat=True)))
        stories.recount([empty])
    return Stories(large, abroad[0], empty)


def story(
    event: tuple[tuple[str, int, int, bool, str], ...],
    outlets: dict[str, Outlet],
    topic: str,
    lang: str = "vi",
) -> tuple[int, list[Article]]:
    """A story with its articles."""
    rows = [
        article(key, hours, tone, title, outlets, unsure=unsure, topic=topic, lang=lang)
        for key, hours, tone, unsure, title in event
    ]
    with transaction.atomic():
        number = stories.found(lang, factory.MORNING)
        for row in rows:
            stories.put(row.id, number, row.first_fetched_at, b"v")
        stories.recount([number])
    return number, rows


def article(
    key: str,
    hours: float,
    tone: int,
    title: str,
    outlets: dict[str, Outlet],
    *,
    unsure: bool = False,
    topic: str = "environment",
    lang: str = "vi",
) -> Article:
    """One article, read."""
    at = factory.MORNING - hours * HOUR
    of = factory.source(of=outlets[key])
    row = factory.article(title, of=of, lang=lang, published_at=at, standfirst=f"{title}.")
    factory.reading(row, tone=tone, abstain=unsure, topics=[(topic, 0.9)] if topic else ())
    return row


def copy(head: Article, of: Source, *, hours: float) -> None:
    """A copy of an article at another outlet."""
    at = factory.MORNING - hours * HOUR
    factory.reading(factory.article(head.title, of=of, published_at=at, copy_of=head), tone=-1)
    member = head.membership
    with transaction.atomic():
        stories.recount([member.story_id])
