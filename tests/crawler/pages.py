"""Article pages in the shapes that real content systems give them, each with what a reader sees on it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.model import DateOrigin

MORNING = datetime(2026, 11, 21, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """A page and its truth."""

    url: str
    html: str
    title: str
    body: tuple[str, ...]
    authors: tuple[str, ...]
    lang: str
    origin: DateOrigin
    alt_title: str = ""
    standfirst: str = ""
    section: str = ""


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def linked_data(**fields: object) -> str:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'


MENU = "".join(
    f'<li><a href="/muc-{number}">{name}</a></li>'
    for number, name in enumerate(("Thời sự", "Kinh tế", "Văn hóa", "Thể thao", "Bạn đọc"))
)
OTHERS = "".join(
    f'<li><a href="/khac-{number}.htm">{name}</a></li>'
    for number, name in enumerate(
        (
            "Giá lúa hè thu ở vùng hạ lưu tăng nhẹ, thương lái đặt cọc sớm",
            "Bệnh viện đa khoa tỉnh nhận thêm hai máy chụp cộng hưởng từ",
            "Học sinh vùng cao trở lại trường sau đợt rét đậm đầu mùa",
        )
    )
)

NATIONAL_BODY = (
    "Sáng 21-11, Ủy ban nhân dân tỉnh Lam Giang họp báo thường kỳ, công bố kế hoạch tu bổ 40km đê sông Trầm.",
    "Theo Sở Nông nghiệp, ba đoạn đê xung yếu sẽ được gia cố trước mùa mưa năm sau.",
    "“Người dân trong vùng sẽ không phải di dời trong thời gian thi công”, ông Ksor Thoan nói.",
    "Tổng kinh phí là 320 tỉ đồng, lấy từ ngân sách tỉnh và vốn hỗ trợ của trung ương.",
)
NATIONAL = Sample(
    url="https://bao-mien-trung.example.vn/lam-giang-tu-bo-40km-de-20261121080500.htm",
    html=f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>Lam Giang tu bổ 40km đê sông Trầm - Báo Miền Trung</title>
<meta property="og:title" content="Lam Giang tu b&amp;#7893; 40km &amp;#273;ê trước mùa mưa">
<meta property="og:site_name" content="Báo Miền Trung"><meta name="author" content="Báo Miền Trung">
<meta property="article:author" content="https://www.facebook.com/baomientrung">
{
        linked_data(
            headline="Lam Giang tu b&amp;#7893; 40km &amp;#273;ê trước mùa mưa",
            datePublished="2026-11-21T08:05:00.000 +07:00",
            author={"@type": "Person", "name": ""},
            publisher={"@type": "Organization", "name": "Báo Miền Trung"},
        )
    }</head><body>
<header><ul class="menu">{MENU}</ul></header>
<div class="breadcrumb"><a href="/">Trang chủ</a><a href="/thoi-su.htm">Thời sự</a></div>
<h1 class="detail-title">Lam Giang tu bổ 40km đê sông Trầm</h1>
<div class="detail-info"><div data-role="publishdate">21/11/2026 08:05 GMT+7</div>
<div class="detail-author">Theo TTXVN, LÊ THỊ NGÀ</div></div>
<h2 class="detail-sapo" data-role="sapo">Tỉnh chọn ba đoạn xung yếu làm trước, không di dời hộ dân nào.</h2>
<div class="detail-content afcbc-body">
{paragraphs(*NATIONAL_BODY[:2])}
<div class="VCSortableInPreviewMode" type="RelatedOneNews"><a href="/x.htm">Đê sông Trầm sạt lở sau lũ</a>
<p>Hai điểm sạt lở mới xuất hiện sau đợt lũ cuối tháng mười vừa qua ở hạ lưu.</p></div>
<figure><img src="a.jpg">
<figcaption>Đoạn đê qua xã Bến Lội, nơi nước từng tràn qua mặt đường.</figcaption></figure>
{paragraphs(*NATIONAL_BODY[2:])}
</div>
<div class="tin-lien-quan"><h3>Tin liên quan</h3><ul>{OTHERS}</ul></div>
<div id="comments"><p>Mong tỉnh làm sớm đoạn đê gần chợ, mùa nước nào bà con cũng lo mất ngủ.</p></div>
<footer><p>Giấy phép số 12/GP-BTTTT. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p></footer>
</body></html>""",
    title="Lam Giang tu bổ 40km đê sông Trầm",
    alt_title="Lam Giang tu bổ 40km đê trước mùa mưa",
    standfirst="Tỉnh chọn ba đoạn xung yếu làm trước, không di dời hộ dân nào.",
    body=NATIONAL_BODY,
    authors=("Lê Thị Ngà",),
    section="Thời sự",
    lang="vi",
    origin=DateOrigin.JSON_LD,
)

SIGNED_BODY = (
    "Cơ quan khí tượng dự báo bão vào vịnh trong hai ngày tới, gió mạnh cấp mười, biển động rất mạnh.",
    "Tỉnh Lam Giang cấm tàu cá ra khơi từ 18h, 1.204 tàu đã vào nơi tránh trú.",
    "Lực lượng biên phòng bắn pháo hiệu gọi các tàu còn lại ở cửa biển.",
)
SIGNED = Sample(
    url="https://tin-nhanh.example/lam-giang-cam-tau-ra-khoi-4821.html",
    html=f"""<html lang="vi"><head><meta name="pubdate" content="2026-11-21">
<meta property="og:title" content="Lam Giang cấm tàu ra khơi - Tin Nhanh">
<meta property="og:site_name" content="Tin Nhanh"></head><body>
<ul>{MENU}</ul><section class="sidebar-1"><span class="date">Thứ bảy, 21/11/2026, 08:05 (GMT+7)</span>
<h1 class="title-detail">Lam Giang cấm tàu ra khơi</h1>
<p class="description">Bão số 9 đi nhanh, tỉnh yêu cầu các huyện ven biển sẵn sàng sơ tán dân.</p>
<article class="fck_detail">
{paragraphs(*SIGNED_BODY[:2])}
<p class="Image">Tàu cá neo ở cảng Mỹ Lâm chiều nay. Ảnh: Minh Đức</p>
{paragraphs(SIGNED_BODY[2])}
<p style="text-align:right;"><strong>Hà Thu</strong> (Theo <em>AFP</em>)</p>
</article></section><ul class="list-news">{OTHERS}</ul></body></html>""",
    title="Lam Giang cấm tàu ra khơi",
    standfirst="Bão số 9 đi nhanh, tỉnh yêu cầu các huyện ven biển sẵn sàng sơ tán dân.",
    body=SIGNED_BODY,
    authors=("Hà Thu",),
    lang="vi",
    origin=DateOrigin.VISIBLE,
)

BARE_BODY = (
    "Hội Nông dân xã Phú Sơn vừa bàn giao ba tuyến kênh nội đồng dài hơn sáu cây số cho các tổ tự quản.",
    "Bà con góp 1.200 ngày công, hợp tác xã lo vật liệu và máy xúc.",
    "Vụ này nước về ruộng sớm hơn mười ngày so với mọi năm.",
)
BARE = Sample(
    url="https://bao-phu-son.example.vn/tin/kenh-noi-dong-d538952.html",
    html=f"""<table><tr><td><ul>{MENU}</ul></td></tr></table>
<div class="wrap"><div class="title-detail"><h1>Phú Sơn bàn giao kênh nội đồng</h1></div>
<div class="info">Nguyên An <span class="post-time"> - 21/11/2026 08:05</span></div>
<div id="content_detail_news">{paragraphs(*BARE_BODY[:1])}
{BARE_BODY[1]}<br><br>{BARE_BODY[2]}<br>
<p><b>Xem thêm:</b> <a href="/x.html">Kênh mương vùng cao được kiên cố hóa</a></p></div></div>
<div class="tin_khac">{OTHERS}</div>""",
    title="Phú Sơn bàn giao kênh nội đồng",
    body=BARE_BODY,
    authors=("Nguyên An",),
    lang="vi",
    origin=DateOrigin.VISIBLE,
)

BLOG_BODY = (
    "The province opened its second industrial park on Saturday, two months ahead of the plan.",
    "Eleven companies have signed leases, among them three makers of fishing gear.",
    "What comes first",
    "A waste water plant must run before the first factory may start, the governor said.",
)
BLOG = Sample(
    url="https://mekong-desk.example.org/2026/11/21/second-park-opens/",
    html=f"""<!doctype html><html lang="en-US"><head><title>Second park opens | Mekong Desk</title>
<script type="application/ld+json" class="yoast">{
        json.dumps(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {
                        "@type": "Article",
                        "headline": "Second park opens",
                        "datePublished": "2026-11-21T01:05:00+00:00",
                        "author": {"name": "Anna Reed", "@id": "https://mekong-desk.example.org/#/p/1"},
                        "articleSection": ["Economy", "Vietnam"],
                    },
                    {"@type": "WebSite", "name": "Mekong Desk"},
                    {"@type": "Person", "@id": "https://mekong-desk.example.org/#/p/1", "name": "Anna Reed"},
                ],
            }
        )
    }</script>
<link rel="canonical" href="/2026/11/21/second-park-opens/"></head>
<body class="single tag-vietnam has-sidebar"><nav>{MENU}</nav><article id="post-9" class="post tag-economy">
<h1 class="entry-title">Second park opens</h1>
<div class="entry-meta">By <a rel="author" href="/author/anna">Anna Reed</a></div>
<div class="entry-content">{paragraphs(*BLOG_BODY[:2])}<h2>{BLOG_BODY[2]}</h2>
<p>{BLOG_BODY[3]} <a class="more-link" href="/more">Continue reading</a></p>
<div class="sharedaddy"><p>Share this with your friends and colleagues on every network you use.</p></div>
<div id="jp-relatedposts"><p>Related: the first park was filled within a year of its opening.</p></div></div>
</article><aside><p>Subscribe to our letter, every Friday in your mailbox, free of charge.</p></aside>
</body></html>""",
    title="Second park opens",
    body=BLOG_BODY,
    authors=("Anna Reed",),
    section="Economy",
    lang="en",
    origin=DateOrigin.JSON_LD,
)

CHINESE_BODY = (
    "本报岚江11月21日电（记者张海 李明月）岚江省21日举行例行新闻发布会，公布沿江堤防加固计划。",
    "省农业厅负责人表示，三处险段将在明年雨季到来之前完成加固，施工期间居民无需搬迁。",
    "工程总投资三千二百亿盾，由省级财政和中央补助共同承担。",
)
CHINESE = Sample(
    url="http://www.lanjiang-news.example/n1/2026/1121/c1001.html",
    html=f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>岚江省公布堤防加固计划--岚江网</title><meta name="publishdate" content="2026-11-21">
</head><body><div class="nav"><a href="/">首页</a><a href="/gj">国际</a></div>
<h1>岚江省公布堤防加固计划</h1><div class="channel">2026年11月21日08:05 来源：岚江日报</div>
<div class="rm_txt_con">{paragraphs(*(f"　　{text}" for text in CHINESE_BODY))}
<div class="edit">(责编：王小红、赵刚)</div></div>
<div class="tjyd"><h2>推荐阅读</h2><ul><li><a href="/1">渔民返港避风</a></li></ul></div></body></html>""",
    title="岚江省公布堤防加固计划",
    body=CHINESE_BODY,
    authors=("张海", "李明月"),
    lang="zh",
    origin=DateOrigin.VISIBLE,
)

KOREAN_BODY = (
    "(람장=한빛통신) 김서준 기자 = 람장성 인민위원회가 21일 정례 기자회견을 열고 제방 보강 계획을 발표했다.",
    "성 농업국은 위험 구간 세 곳을 내년 우기 전까지 보강하며 주민 이주는 없다고 밝혔다.",
    "사업비는 성 예산과 중앙 정부 지원금으로 마련한다.",
)
KOREAN = Sample(
    url="https://news.hanbit.example.kr/view/AKR20261121001",
    html=f"""<!DOCTYPE html><html lang="ko"><head><meta property="og:title" content="람장성, 제방 40㎞ 보강">
<meta property="article:published_time" content="2026-11-21T10:05:00+09:00"></head><body>
<div id="gnb">{MENU}</div><h1 class="tit">람장성, 제방 40㎞ 보강</h1>
<div class="story-news article">{paragraphs(*KOREAN_BODY)}
<p>seojun@hanbit.example.kr</p>
<p class="txt-copyright">&lt;저작권자(c) 한빛통신, 무단 전재-재배포 금지&gt;</p></div></body></html>""",
    title="람장성, 제방 40㎞ 보강",
    body=KOREAN_BODY,
    authors=("김서준",),
    lang="ko",
    origin=DateOrigin.META,
)

KHMER_BODY = (
    "គណៈកម្មាធិការប្រជាជនខេត្តបានធ្វើសន្និសីទសារព័ត៌មាននៅព្រឹកថ្ងៃទី២១ ខែវិច្ឆិកា អំពីគម្រោងជួសជុលទំនប់ទឹក។",
    "មន្ទីរកសិកម្មបានបញ្ជាក់ថា ប្រជាពលរដ្ឋមិនចាំបាច់ផ្លាស់ទីលំនៅឡើយ ក្នុងអំឡុងពេលសាងសង់នេះ។",
)
KHMER = Sample(
    url="https://km.bao-lam-giang.example.vn/2026/11/tumnup/",
    html=f"""<!DOCTYPE html><html lang="km"><head><title>ខេត្តជួសជុលទំនប់ទឹក</title></head><body>
<nav>{MENU}</nav><article><h1>ខេត្តជួសជុលទំនប់ទឹក</h1>
<p class="by">ដោយ៖ សុខ វណ្ណា</p><time datetime="2026-11-21T08:05:00+07:00">២១ វិច្ឆិកា ២០២៦</time>
{paragraphs(*KHMER_BODY)}</article></body></html>""",
    title="ខេត្តជួសជុលទំនប់ទឹក",
    body=KHMER_BODY,
    authors=("សុខ វណ្ណា",),
    lang="km",
    origin=DateOrigin.VISIBLE,
)

SAMPLES = {
    "national": NATIONAL,
    "signed": SIGNED,
    "bare": BARE,
    "blog": BLOG,
    "chinese": CHINESE,
    "korean": KOREAN,
    "khmer": KHMER,
}
