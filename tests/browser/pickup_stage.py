"""A report that went far: an agency's, taken by papers, a site that gathers, and a paper abroad."""

from datetime import timedelta

from archive.models import Article, Overlap
from pipeline import pickups
from tests import factory
from tests.factory import MORNING

MINUTE = timedelta(minutes=1)
SENTENCES = (
    "Sáng 1/10, cầu Bến Lội trên sông Trong chính thức thông xe sau ba năm thi công.",
    "Cây cầu dài 420 m, rộng 12 m, nối phường Lam Thành với xã Bình Khê.",
    "Tổng mức đầu tư là 318 tỷ đồng, trong đó ngân sách tỉnh góp 120 tỷ đồng.",
    "Ông Lê Vĩnh Tường, Phó Giám đốc Sở Xây dựng, nói công trình xong trước hạn ba tháng.",
    "Người dân hai bờ đã đi đò ngang suốt bốn mươi năm, mùa lũ nào cũng có người gặp nạn.",
    "Bà Nguyễn Thị Sáu bán nước ở bến đò kể rằng bà mừng mà cũng lo mất khách.",
    "Đơn vị thi công cho biết sẽ bảo hành mặt cầu trong năm năm.",
    "Tỉnh dự kiến làm tiếp đường dẫn phía nam, dài 2,6 km, trong quý II năm sau.",
)
TAKERS = (
    # outlet, name, kind, country, minutes later, credit, sentences left out
    ("dat-nuoc", "Nhật báo Đất Nước", "national", "VN", 35, "Hãng tin Nam Việt", (7,)),
    ("bao-lam-giang", "Báo và Phát thanh, Truyền hình Lam Giang", "provincial", "VN", 75, "NVA", ()),
    ("phap-luat", "Pháp luật và Đời sống", "law", "VN", 140, "", (4, 5)),
    ("tong-hop", "Tổng Hợp 360", "aggregator", "VN", 200, "Nhật báo Đất Nước", (5, 6, 7)),
    ("doi-moi", "Đời Mới 365", "aggregator", "VN", 590, "", (2, 3, 7)),
    ("dongmeng", "东盟观察", "foreign", "CN", 1510, "NVA", (0, 4)),
)


def far(*, title: str = "Cầu Bến Lội thông xe sớm ba tháng") -> Article:
    """The agency's report with everything that became of it."""
    agency = factory.outlet("nam-viet", "Hãng tin Nam Việt", kind="agency")
    agency.credits = ["NVA"]
    agency.save()
    head = factory.article(title, of=factory.source(of=agency), body="\n".join(SENTENCES))
    factory.reading(head)
    for number, (key, name, kind, country, later, credit, left_out) in enumerate(TAKERS):
        outlet = factory.outlet(key, name, kind=kind, country=country)
        body = "\n".join(text for at, text in enumerate(SENTENCES) if at not in left_out)
        row = factory.article(
            title if number % 2 else "Thông xe cầu Bến Lội",
            of=factory.source(of=outlet),
            body=body.replace("ba tháng", "hai tháng") if number == 2 else body,
            published_at=MORNING + later * MINUTE,
            copy_of=head,
        )
        Article.objects.filter(id=row.id).update(credited=[credit] if credit else [], published_trust="sure")
    Article.objects.filter(id=head.id).update(published_trust="sure")
    head.body = head.body.replace("318 tỷ", "381 tỷ")
    head.save()
    factory.version(head, seen_at=MORNING + 300 * MINUTE)
    part = factory.article(
        "Những cây cầu của tỉnh",
        of=factory.source(of=factory.outlet("nong-nghiep", "Nông nghiệp Ngày Mới", kind="farm")),
        body="\n".join((*SENTENCES[:2], *(f"Cầu số {n} xây năm {1990 + n} vẫn tốt." for n in range(7)))),
        published_at=MORNING + 1700 * MINUTE,
    )
    Overlap.objects.create(article=part, other=head, share=0.34, other_share=0.3)
    pickups.settle(head.id, MORNING)
    return head
