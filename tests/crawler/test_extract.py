import re
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.addresses import HostRule, by_host
from crawler.decode import decode
from crawler.extract import NoArticle, extract
from crawler.model import Article, DateOrigin, Moment
from crawler.tree import parse
from language.text import clean, squeeze
from tests.crawler.pages import MENU, MORNING, NATIONAL, OTHERS, SAMPLES, Sample, linked_data, paragraphs

ZONE = "Asia/Ho_Chi_Minh"
URL = "https://bao.example.vn/tin-1.html"
PROSE = (
    "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu.",
    "Cầu dài 620 mét, dự kiến thông xe sau hai năm thi công liên tục.",
)
SECONDS = 10
SIZES = {"nested": 5_000_000, "nul": 5_000_000}


def read(page: str | bytes, url: str = URL, hint_title: str = "", hint_lang: str = "") -> Article:
    data = page if isinstance(page, bytes) else page.encode()
    return extract(data, url=url, zone=ZONE, hint_title=hint_title, hint_lang=hint_lang)


def sample_read(name: str) -> tuple[Sample, Article]:
    return SAMPLES[name], read(SAMPLES[name].html, SAMPLES[name].url)


@pytest.mark.parametrize("name", SAMPLES)
def test_titles_and_standfirst_are_read(name: str) -> None:
    truth, article = sample_read(name)
    assert (article.title, article.alt_title) == (truth.title, truth.alt_title)
    assert (article.standfirst, article.section) == (truth.standfirst, truth.section)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_body_is_the_articles_paragraphs_and_nothing_else(name: str) -> None:
    truth, article = sample_read(name)
    assert article.body.split("\n") == list(truth.body)


@pytest.mark.parametrize("name", SAMPLES)
def test_authors_are_persons(name: str) -> None:
    truth, article = sample_read(name)
    assert article.authors == truth.authors


@pytest.mark.parametrize("name", SAMPLES)
def test_the_time_is_that_of_publication(name: str) -> None:
    truth, article = sample_read(name)
    assert (article.published.at, article.published.origin) == (MORNING, truth.origin)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_language_is_told(name: str) -> None:
    truth, article = sample_read(name)
    assert article.lang == truth.lang


@pytest.mark.parametrize("name", SAMPLES)
def test_hints_do_not_outrank_the_page(name: str) -> None:
    truth = SAMPLES[name]
    alone = read(truth.html, truth.url)
    assert read(truth.html, truth.url, hint_title=f"{truth.title} (ảnh)", hint_lang="fr") == alone


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_makes_no_difference(encoding: str) -> None:
    assert read(NATIONAL.html.encode(encoding), NATIONAL.url) == read(NATIONAL.html, NATIONAL.url)


def test_a_charset_that_is_wrongly_declared_makes_no_difference() -> None:
    alone = read(NATIONAL.html, NATIONAL.url)
    lying = extract(
        NATIONAL.html.encode(), url=NATIONAL.url, content_type="text/html; charset=iso-8859-1", zone=ZONE
    )
    assert lying == alone


def test_a_chinese_page_in_its_own_encoding_is_read() -> None:
    chinese = SAMPLES["chinese"]
    assert read(chinese.html.encode("gb18030"), chinese.url) == read(chinese.html, chinese.url)


def test_nul_bytes_make_no_difference() -> None:
    dirty = NATIONAL.html.replace("<p>", "<p>\0").replace("sông", "sô\0ng")
    assert read(dirty, NATIONAL.url) == read(NATIONAL.html, NATIONAL.url)


def test_tags_in_capitals_and_without_ends_are_read() -> None:
    page = "<HTML><BODY><H1>Khởi công cầu</H1><P>" + "<P>".join(PROSE)
    article = read(page)
    assert (article.title, article.body) == ("Khởi công cầu", "\n".join(PROSE))


def test_text_without_markup_is_one_paragraph() -> None:
    article = read(" ".join(PROSE))
    assert (article.title, article.body) == ("", " ".join(PROSE))


def test_the_title_announced_stands_in_for_one_the_page_has_not() -> None:
    assert read(paragraphs(*PROSE), hint_title="Khởi công cầu thứ ba").title == "Khởi công cầu thứ ba"


def test_without_any_date_there_is_none() -> None:
    assert read(paragraphs(*PROSE)).published == Moment(None, "", DateOrigin.NONE)


def test_a_body_told_to_machines_only_is_taken() -> None:
    told = "Toàn văn chỉ có trong dữ liệu.\n" + PROSE[0]
    page = linked_data(headline="Tin", articleBody=told) + "<div id=app></div>"
    assert read(page).body == told


def test_what_stands_in_title_and_standfirst_is_not_repeated_in_the_body() -> None:
    lead = "Cây cầu mới rút ngắn đường ra cảng cho hai huyện phía bắc của tỉnh."
    page = f"<h1>Khởi công cầu</h1><div class=x><p class=sapo>{lead}</p>{paragraphs(*PROSE)}</div>"
    article = read(page)
    assert (article.standfirst, article.body) == (lead, "\n".join(PROSE))


@pytest.mark.parametrize(
    "signature", ["Nguyễn Thị Hà Thu (tổng hợp)", "Bài, ảnh: Hà Thu", "(Hà Thu - Minh Đức - Lê An)"]
)
def test_the_signature_is_not_the_bodys(signature: str) -> None:
    article = read(f"<div>{paragraphs(*PROSE, signature)}</div>")
    assert article.body == "\n".join(PROSE)
    assert article.authors[0].endswith("Hà Thu")


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("", "too little text"),
        ("   \n\t ", "too little text"),
        ("\0\0\0", "too little text"),
        ("<html><body></body></html>", "too little text"),
        ("<frameset><frame src=a></frameset>", "too little text"),
        (f"<html><body><ul>{MENU}{OTHERS}</ul></body></html>", "too little text"),
        ("<p>Ngắn quá.</p>", "too little text"),
        ("<script>document.write('x')</script>", "too little text"),
        ("\x89PNG\r\n\x1a\n" + "\x01" * 500, "too little text"),
        (
            "".join(f"<h2><a href=/{i}>Bài số {i}</a></h2><p>{text}</p>" for i, text in enumerate(PROSE * 3)),
            "list",
        ),
    ],
)
def test_a_page_without_an_article_says_why(page: str, why: str) -> None:
    with pytest.raises(NoArticle, match=f"^{why}$"):
        read(page)


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.example.vn",
        "https://bao.example.vn/",
        "https://bao.example.vn/index.html",
        "https://bao.example.vn/?utm_source=zalo",
    ],
)
def test_a_front_page_is_no_article(url: str) -> None:
    with pytest.raises(NoArticle, match=r"^front page$"):
        read(NATIONAL.html, url)


@pytest.mark.parametrize("url", ["", "http://[::1", "bài viết", "https://bao.example.vn/?id=7"])
def test_an_odd_address_is_no_reason_to_fail(url: str) -> None:
    article = read(NATIONAL.html, url)
    assert (article.url, article.body) == (url, "\n".join(NATIONAL.body))


def hostile(size: int) -> dict[str, bytes]:
    """Pages that try to be too much, each of about this size."""
    end = paragraphs(*PROSE).encode()
    script = b'<script type="application/ld+json">'
    return {
        "nested": b"<div>" * (size // 5) + end,
        "nested text": b"<div>x " * (size // 7) + end,
        "nested ends": b"<div><span></x></b></p>" * (size // 23) + end,
        "open formatting": b"<p>"
        + b"".join(b"<b a=%d>" % n for n in range(size // 40))
        + b"<p>x" * (size // 8),
        "one long class": b'<div class="' + b"a" * size + b'1">' + end,
        "many attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(size // 10)) + b">" + end,
        "many headings": end + b"<h1>Tin trong ngay</h1>" * (size // 24),
        "many authors": b"<i class=author>" * (size // 16) + end,
        "many metas": b"<meta name=author content=x>" * (size // 28) + end,
        "many noscripts": b"<noscript>" * (size // 10) + end,
        "long title": b"<title>" + b"abc - " * (size // 6) + b"</title>" + end,
        "spaces in linked data": script + b"-->{" + b" " * size + b"x</script>" + end,
        "deep linked data": script + b"[" * size + b"</script>" + end,
        "nul": b"\0" * size + end,
        "combining": b"a" + "\u0301".encode() * (size // 2) + end,
        "no spaces": b"x" * size + end,
        "many links": b"<p>" + b"<a href=https://x.example/1>x y</a> lia " * (size // 40) + end,
        "many parts of a heading": b"<h1>" + b"<i>Khoi</i> cong " * (size // 17) + b"</h1>" + end,
        "many brackets": end + b"<p>Tinh " + b"(--)" * (size // 4) + b"x.</p>",
        "a script of paragraphs": b'<script>"' + b"<p>" * (size // 3) + b'"</script>',
        "many strings": b"<script>" + (b'"' + b"<br>" * 120 + b'",') * (size // 483) + b"</script>",
        "many pictures": b"<figure>" + b"<img width=9 src=a>" * (size // 19) + end,
        "many crumbs": b"<ul class=breadcrumb>" + b"<a>a</a>" * (size // 8) + end,
    }


@pytest.mark.parametrize("name", hostile(10))
def test_no_page_takes_long(name: str) -> None:
    page = hostile(SIZES.get(name, 1_000_000))[name]
    began = time.process_time()
    with suppress(NoArticle):
        read(page)
    assert time.process_time() - began < SECONDS


TAGS = ("div", "p", "h1", "article", "a href=/x", "ul", "li", "span class=author", "br", "time", "b", "table")
MARKUP = st.one_of(
    st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag.split()[0]}>" for tag in TAGS)]),
    st.sampled_from(
        ["<!--", "-->", "<script>", "</script>", '<p class="sapo">', '<div class="related">', "&lt;"]
    ),
    st.sampled_from(
        [*PROSE, "Hà Thu", "Theo AFP", "21/11/2026 08:05", "Xem thêm:", "\n", " ", "\u202e", "e\u0301"]
    ),
    st.text(max_size=20),
)


def seen(page: str) -> str:
    """All the words of a page, in its order, spaces left out: where a body must stand."""
    tree = parse(decode(page.encode()))
    for script in tree.css("script"):
        script.decompose()
    return re.sub(r"\s", "", clean(tree.root.text())) if tree.root else ""


@given(st.lists(MARKUP, max_size=40).map("".join))
@example("<p>" + PROSE[0] + "</p><p>" + PROSE[1])
@settings(deadline=None)
def test_the_body_stands_in_the_page(page: str) -> None:
    try:
        article = read(page)
    except NoArticle:
        return
    assert article.body == clean(article.body)
    for line in article.body.split("\n"):
        assert line == squeeze(line) != ""
        assert re.sub(r"\s", "", line) in seen(page)


@given(st.binary(max_size=400))
@example(b"\xff\xfe<\x00p\x00")
@settings(deadline=None)
def test_no_bytes_are_too_strange(page: bytes) -> None:
    for data in (page, page + paragraphs(*PROSE).encode(), b"<html><head>" + page + NATIONAL.html.encode()):
        with suppress(NoArticle):
            assert isinstance(read(data), Article)


@given(
    st.recursive(
        st.none() | st.text(max_size=9) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "@type",
                        "@id",
                        "author",
                        "name",
                        "headline",
                        "datePublished",
                        "articleBody",
                        "articleSection",
                        "@graph",
                    ]
                ),
                inner | st.sampled_from(["NewsArticle", "Person"]),
                max_size=5,
            )
        ),
    )
)
@settings(deadline=None)
def test_no_linked_data_is_too_strange(told: object) -> None:
    page = linked_data(**{"author": told, "headline": told, "datePublished": told, "@graph": told})
    assert read(page + paragraphs(*PROSE)).body == "\n".join(PROSE)


def test_an_article_is_a_value() -> None:
    article = read(NATIONAL.html, NATIONAL.url)
    assert article == replace(article)
    assert hash(article) == hash(replace(article))


VCCORP = f"""<html lang="vi"><head><title>Lam Giang mở c&amp;#7843;ng</title>
<meta property="og:title" content="Lam Giang mở cảng c&aacute; thứ hai">
<meta property="og:image" content="https://anh.example/cang.jpg"><meta name="author" content="baolamgiang">
<meta property="article:published_time" content="2026-11-21T08:05:53+07:00">
{
    linked_data(
        headline="Lam Giang mở c&amp;#7843;ng cá thứ hai",
        datePublished="2026-11-21T08:05:00",
        dateCreated="2026-11-21T07:00:00.000 +07:00",
        dateModified="2026-11-21T09:00:00+07:00",
        author={"@type": "Person", "name": "NH&#7852;T XU&Acirc;N"},
    )
}</head><body><h1>Lam Giang mở cảng cá thứ hai</h1><div data-role="cate-name">Kinh tế</div>
<div class="detail-content afcbc-body">{paragraphs(*PROSE)}
<p>Xem <a href="https://nguon.example/bao-cao">báo cáo của sở</a> về cảng cá thứ hai của tỉnh.</p>
<p>Theo TTXVN</p></div></body></html>"""


def test_a_page_of_a_national_paper_is_read_through_all_its_defects() -> None:
    article = read(VCCORP, "https://baolamgiang.example.vn/cang-20261121080500.htm")
    assert (article.title, article.alt_title) == ("Lam Giang mở cảng cá thứ hai", "")
    assert (article.published.at, article.published.has_zone) == (MORNING, False)
    assert (article.authors, article.section, article.agency) == (("Nhật Xuân",), "Kinh tế", "TTXVN")
    assert article.image_url == "https://anh.example/cang.jpg"
    assert article.links == ("https://nguon.example/bao-cao",)
    assert article.is_paywalled is False


def test_a_page_without_any_metadata_is_read() -> None:
    page = f"""<div class="tit"><h1>Mở cảng cá</h1></div><span class="author">Nguyên An</span>
<span class="post-time"> - 21/11/2026 08:05</span><div id="content_detail_news">{paragraphs(*PROSE)}</div>"""
    article = read(page)
    assert (article.title, article.authors) == ("Mở cảng cá", ("Nguyên An",))
    assert (article.published.at, article.published.origin) == (MORNING, DateOrigin.VISIBLE)
    assert (article.image_url, article.agency, article.links) == ("", "", ())


def test_addresses_are_spelled_by_the_rules_of_their_hosts() -> None:
    rules = by_host([HostRule(host="m.bao.example", main_host="bao.example", article_fields=("id",))])
    article = extract(
        NATIONAL.html.encode(), url="https://m.bao.example/xem?id=7&ref=zalo", zone=ZONE, host_rules=rules
    )
    assert article.canonical_url == "https://bao.example/xem?id=7"
