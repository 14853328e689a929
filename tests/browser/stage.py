"""A desk in full use, for looking at its pages: long titles, five languages, copies, versions, faults."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

from archive import delegations, notices
from archive.models import Article, Capture, Outlet, Source, SourceState
from desk import additions
from desk.audit import Actor
from desk.rights import Role
from reports import digest
from tests import factory
from web import province

NOON, HOUR = timedelta(hours=12), timedelta(hours=1)
LETTER = "20261001T000000-1.eml"

OUTLETS = (
    ("bao-lam-giang", "Báo và Phát thanh, Truyền hình Lam Giang", "provincial", "VN", "vi"),
    ("nam-viet", "Hãng tin Nam Việt", "agency", "VN", "vi"),
    ("dat-nuoc", "Nhật báo Đất Nước", "national", "VN", "vi"),
    ("phap-luat", "Pháp luật và Đời sống", "law", "VN", "vi"),
    ("nong-nghiep", "Nông nghiệp Ngày Mới", "farm", "VN", "vi"),
    ("coast-times", "The Coast Times", "foreign", "SG", "en"),
    ("dongmeng", "东盟观察", "foreign", "CN", "zh"),
    ("hanasean", "한아세안신문", "foreign", "KR", "ko"),
    ("tonle", "ទន្លេថ្មី", "foreign", "KH", "km"),
)
LONG = (
    "Người dân hai bên bờ sông Trầm ở xã Bình Khê phản ánh nước đổi màu nâu đỏ, cá chết nổi trắng suốt ba"
    " ngày nay; ngành chức năng tỉnh Lam Giang nói gì về nguồn xả thải của khu công nghiệp Phước Lạc?"
)
SAMPLES = (
    # outlet, hours ago, tone (None: unread, 9: unsure), topic, language, title
    ("bao-lam-giang", 1, 1, "infrastructure", "vi", "Thông xe kỹ thuật cầu Bến Lội sớm ba tháng"),
    (
        "dat-nuoc",
        2,
        -1,
        "environment",
        "vi",
        LONG,
    ),
    ("nam-viet", 2, None, "", "vi", "Đẩy nhanh tiến độ cao tốc Lam Thành – Tây Lĩnh"),
    (
        "dongmeng",
        3,
        1,
        "investment",
        "zh",
        "蓝江省美林港扩建工程开工，首期投资二十亿元，预计二〇二八年投入使用",
    ),
    ("hanasean", 4, 0, "investment", "ko", "람장성 끄어쩜 경제구역, 한국 기업 열두 곳과 투자 협약 체결"),
    ("tonle", 5, 0, "diplomacy", "km", "ខេត្តឡាមយ៉ាងនិងខេត្តជិតខាងពិភាក្សាអំពីការបើកច្រកទ្វារព្រំដែនអ៊ីយ៉ាឡាម"),
    (
        "coast-times",
        6,
        -1,
        "environment",
        "en",
        "Villagers along Tram River say fish kill is third this year",
    ),
    ("phap-luat", 7, 9, "public_order", "vi", "Khởi tố ba bị can trong vụ khai thác cát trái phép ở An Điền"),
    ("nong-nghiep", 9, 1, "agriculture", "vi", "Vải thiều Tân Khê được mùa, giá đầu vụ 45.000 đồng/kg"),
    ("bao-lam-giang", 20, 0, "governance", "vi", "Ủy ban nhân dân tỉnh họp phiên thường kỳ tháng Chín"),
    ("dat-nuoc", 22, -1, "health", "vi", "Thiếu thuốc bảo hiểm y tế, người bệnh Đăk Ruê phải mua ngoài"),
    ("nam-viet", 30, 0, "cua-tram-zone", "vi", "Điều chỉnh quy hoạch phân khu cảng Mỹ Lâm"),
)
WHY = "Cá chết nổi trắng mặt sông từ sáng thứ Hai, mùi hôi bốc lên khiến nhiều hộ phải đóng kín cửa."
BODY = f"""Sáng 29/9, hàng chục hộ dân ở xã Bình Khê đổ ra bờ sông Trầm vớt cá chết. {WHY}
Ông Nguyễn Văn Đượng, 62 tuổi, nói nước sông đổi màu nâu đỏ sau trận mưa tối Chủ nhật; giếng nhà ông có váng.
Chi cục Bảo vệ môi trường đã lấy bảy mẫu nước ở cống xả của khu công nghiệp Phước Lạc, tuần này có kết quả.
“Chúng tôi chưa thể kết luận nguồn gây ô nhiễm. Nếu có vi phạm sẽ xử lý nghiêm”, đại diện đơn vị nói."""
LOOKS = (
    (2, "unchanged", "authors published_at"),
    (1, "changed", "title standfirst body"),
    (0, "failed", "TCPTimedOutError: TCP connection timed out: 110"),
)
FAULTS = (
    ("dat-nuoc", SourceState.FAILING, "HTTP 503", 3),
    ("nong-nghiep", SourceState.BLOCKED, "not a feed: the answer is a web page", 1),
    ("phap-luat", SourceState.RESTING, "TCPTimedOutError: TCP connection timed out: 110", 12),
    ("nam-viet", SourceState.GONE, "HTTP 410", 1),
)


@dataclass(frozen=True, slots=True)
class Staged:
    """What a walk over the pages needs to know."""

    heavy: Article
    gone: Article
    foreign: tuple[Article, ...]
    bare: Article
    link_id: int


def fill(index: Callable[[list[Article]], None], mail: Path) -> Staged:
    """Put a day's work of a desk into the archive, its index and its mailbox."""
    outlets = {key: factory.outlet(key, *rest[:1], **told(rest)) for key, *rest in OUTLETS}
    rows = [sample(outlets, *row) for row in SAMPLES]
    past = [earlier(outlets["bao-lam-giang"], number) for number in range(40)]
    heavy = weigh(rows[1], outlets)
    gone = take_down(rows[7])
    bare = factory.article(
        "", of=factory.source(of=outlets["dat-nuoc"]), body="", published_at=None, seen_at=factory.MORNING
    )
    faults(outlets)
    index([*Article.objects.all()])
    put_mail(mail)
    assert len(past) == 40
    foreign = tuple(row for row in rows if row.lang in {"zh", "ko", "km"})
    return Staged(heavy, gone, foreign, bare, link_id=visits(foreign))


def told(rest: list[str]) -> dict[str, str]:
    """The named parts of an outlet's row."""
    return dict(zip(("kind", "country", "lang"), rest[1:], strict=True))


def sample(
    outlets: dict[str, Outlet], key: str, hours: int, tone: int | None, topic: str, lang: str, title: str
) -> Article:
    """One article of today or yesterday."""
    at = factory.MORNING - hours * HOUR
    row = factory.article(
        title,
        of=factory.source(of=outlets[key]),
        lang=lang,
        published_at=at,
        standfirst=title if lang != "vi" else f"{title}, theo ghi nhận của phóng viên tại chỗ.",
        body=f"{title}。{title}\n{title}" if lang == "zh" else f"{title}.\nTin từ Lam Giang: {title}.",
    )
    if tone is not None:
        factory.reading(
            row, tone=0 if tone > 1 else tone, abstain=tone > 1, topics=[(topic, 0.9)], read_at=at
        )
    return row


def earlier(outlet: Outlet, number: int) -> Article:
    """One article of the days before."""
    at = factory.MORNING - timedelta(days=1 + number * number % 13) - number * HOUR / 3
    row = factory.article(
        f"Tin số {number + 1} về đường ven biển Lam Giang", of=factory.source(of=outlet), published_at=at
    )
    factory.reading(row, tone=(number % 3) - 1, topics=[("infrastructure", 0.8)], read_at=at)
    return row


def weigh(row: Article, outlets: dict[str, Outlet]) -> Article:
    """Everything an article can carry: versions, copies, captures, places, work still to do."""
    row.alt_title = "Sông Trầm đổi màu, cá chết: tỉnh Lam Giang lấy bảy mẫu nước"
    row.authors, row.section = ["Trần Hoài Thương", "Lê Đức"], "Môi trường"
    row.standfirst = (
        "Dân phản ánh nước sông Trầm nâu đỏ, cá chết ba ngày liền. Cơ quan môi trường đã lấy mẫu."
    )
    row.body = BODY
    row.published_raw = "Thu, 01 Oct 2026 06:00:00"
    row.published_has_zone = False
    row.save()
    factory.version(row, seen_at=factory.MORNING - HOUR)
    row.body = BODY.replace("bảy mẫu nước", "chín mẫu nước và hai mẫu bùn")
    row.save()
    factory.version(row, seen_at=factory.MORNING)
    whole = f"{row.title}\n{row.standfirst}\n{row.body}"
    names = (
        ("song-tram", "sông Trầm"),
        ("binh-khe", "Bình Khê"),
        ("kcn-phuoc-lac", "khu công nghiệp Phước Lạc"),
    )
    spans = [(key, at, at + len(name)) for key, name in names if (at := whole.find(name)) >= 0]
    topics = (("environment", 0.94), ("public_order", 0.31), ("health", 0.22))
    factory.reading(row, tone=-1, tone_p=0.93, why=WHY, places=spans, topics=topics)
    for hours in (2, 1):
        factory.capture(row, at=factory.MORNING - hours * HOUR)
    for key in ("nam-viet", "phap-luat", "bao-lam-giang"):
        of = factory.source(of=outlets[key])
        factory.reading(factory.article(row.title, of=of, body=row.body, copy_of=row), tone=-1)
    for number, (hours, outcome, detail) in enumerate(LOOKS, 1):
        factory.look(row, number, outcome, detail=detail, at=factory.MORNING - hours * HOUR)
    factory.job("revisit", str(row.addresses.get().id))
    factory.job("relate", f"{row.id}:3", reason="Hết bộ nhớ / Out of memory", quarantined_at=factory.MORNING)
    factory.index_change(row, queued_at=factory.MORNING - HOUR)
    return row


def take_down(row: Article) -> Article:
    """An article its outlet edited and then took down."""
    row.title = "Khởi tố bốn bị can trong vụ khai thác cát trái phép ở An Điền"
    row.body = f"{BODY}\n{row.body}"
    row.removed_at, row.removed_how = factory.MORNING - HOUR, "front page"
    row.save()
    factory.version(row, seen_at=factory.MORNING - 3 * HOUR)
    factory.look(row, 1, "changed", detail="title body", at=factory.MORNING - 3 * HOUR)
    factory.look(row, 2, "removed", detail="front page", at=factory.MORNING - HOUR)
    return row


def visits(works: tuple[Article, ...]) -> int:
    """Two official visits, one with works, and a link that an officer typed; the link's number."""
    visit = factory.visit("Đoàn phóng viên các báo Đông Á thăm cảng Mỹ Lâm và khu kinh tế Cửa Trầm")
    factory.visit("Đoàn truyền hình Mê Công", year=2025, country="TH")
    for row in works:
        delegations.tie(visit.id, row.id)
    actor = Actor(factory.officer().id, Role.MONITOR)
    url = "https://coast-times.example/2026/10/01/villagers-along-tram-river-say-fish-kill-is-third-this-year"
    told = additions.type_link(actor, url, factory.MORNING, mapped=())
    assert isinstance(told, int)
    return told


NOTICES = (
    ("canary", "a", {"outlet": "Nhật báo Đất Nước", "what": "author", "before": 0.96, "now": 0.05}),
    ("canary", "b", {"outlet": "The Coast Times", "what": "silence", "before": 3.25, "now": 9.1}),
    ("rules-suspended", "c", {"outlet": "한아세안신문", "fault": "disagrees"}),
    (
        "state-secret-mark",
        "d",
        {
            "url": "https://bao-lam-giang.example/van-ban/ke-hoach-dien-tap-khu-vuc-phong-thu",
            "rule": "stamp mật",
        },
    ),
)


def faults(outlets: dict[str, Outlet]) -> None:
    """Sources in every state, and what the collecting noticed."""
    for kind, noticed, params in NOTICES:
        notices.raise_once(kind, noticed, params, factory.MORNING - HOUR)
    for key, state, reason, failures in FAULTS:
        factory.source(f"{key}-{state}", of=outlets[key], state=state, reason=reason, failures=failures)
    factory.source(
        "coast-times-asia",
        of=outlets["coast-times"],
        state=SourceState.WAITING,
        is_verified=False,
        polled_at=None,
    )
    Source.objects.filter(state=SourceState.ALIVE).update(
        answered_at=factory.MORNING,
        last_new_at=factory.MORNING - 20 * HOUR,
        next_poll_at=factory.MORNING + HOUR,
    )
    Capture.objects.update(bytes=1_248_213)


def put_mail(folder: Path) -> None:
    """The day's digest as the demo's catcher keeps it, and a plain one before it."""
    folder.mkdir(parents=True, exist_ok=True)
    pack = province.pack()
    made = digest.write(
        digest.compose(date(2026, 10, 1), pack, "vi"),
        pack,
        recipient="lai@songtrong.example",
        name="Trần Thị Lài",
        language="vi",
        site="http://127.0.0.1:8000",
    )
    save(folder / LETTER, made.subject, made.text, made.html)
    save(
        folder / "20260930T000000-1.eml",
        "Điểm báo tỉnh Lam Giang ngày 30/9/2026: 14 bài về tỉnh",
        "Kính gửi",
        "",
    )


def save(path: Path, subject: str, text: str, html: str) -> None:
    """One mail as a file."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "diembao@localhost",
        "Trần Thị Lài <lai@songtrong.example>",
        subject,
    )
    mail["Date"], mail["Message-ID"] = factory.MORNING - HOUR, "<7d1f0c5e4b@songtrong.example>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    path.write_bytes(mail.as_bytes())
