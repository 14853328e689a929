import pytest

from crawler.blocks import Block, Walk
from crawler.body import choose
from crawler.metadata import section_of, standfirst_of, told_authors
from crawler.page import Page, read_head
from crawler.tree import parse
from tests.crawler.pages import linked_data, paragraphs

URL = "https://bao-lam-giang.example.vn/tin/cau-1.html"
A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, nối hai bờ ở hạ lưu."
B = "Cầu dài 620 mét, dự kiến thông xe sau hai năm thi công liên tục."
LEAD = "Cây cầu mới rút ngắn đường ra cảng cho hai huyện phía bắc của tỉnh."

SITE = "<meta property=og:site_name content='Báo Lam Giang'>"
CRUMBS = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"position": 1, "name": "Trang chủ"},
        {"position": 2, "item": {"@id": "/gt", "name": "Giao thông"}},
        {"position": 3, "name": "Khởi công cầu"},
    ],
}


def head(page: str, url: str = URL) -> Page:
    return read_head(parse(page), url)


def blocks_of(page: Page) -> tuple[list[Block], list[Block]]:
    walk = Walk()
    assert page.tree.body is not None
    blocks = walk.over(page.tree.body)
    return choose(blocks, walk.boxes), blocks


def standfirst(html: str) -> str:
    page = head(html)
    return standfirst_of(page, *blocks_of(page))


@pytest.mark.parametrize(
    "set_apart",
    [
        f"<h2 class=sapo>{LEAD}</h2>",
        f"<p class='description'>{LEAD}</p>",
        f"<div data-role=sapo>{LEAD}</div>",
        f"<div class=article__sapo><p>{LEAD}</p></div>",
        f"<p class=standfirst><b>(BLG)</b> - {LEAD}</p>",
        f"<div class=news__sapo-text>{LEAD}</div>",
    ],
)
def test_the_standfirst_is_what_outlets_set_apart(set_apart: str) -> None:
    page = f"<h1>Cầu</h1>{set_apart}<div>{paragraphs(A, B)}</div>"
    assert standfirst(page).endswith(LEAD)


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>Cầu</h1><div>{paragraphs(A, B)}</div>",
        f"<h1>Cầu</h1><p class=sapo>Ngắn</p><div>{paragraphs(A, B)}</div>",
        f"<h1>Cầu</h1><p class=sapo>Ảnh minh họa, tư liệu của tòa soạn</p><div>{paragraphs(A, B)}</div>",
        f"<h1>Cầu</h1><div>{paragraphs(A, B, A, B)}</div><div><p class=sapo>{LEAD}</p></div>",
        f"<h1>Cầu</h1><p class=sapo>{LEAD * 40}</p><div>{paragraphs(A, B)}</div>",
        f"<meta name=description content='{LEAD}'><h1>Cầu</h1><div>{paragraphs(A, B)}</div>",
        f"<meta name=description content='{LEAD}'><p><a href=/x>{LEAD}</a></p><div>{paragraphs(A, B)}</div>",
    ],
)
def test_other_lines_are_no_standfirst(page: str) -> None:
    assert standfirst(page) == ""


def test_a_described_paragraph_above_the_body_is_its_standfirst() -> None:
    page = head(f"<meta name=description content='{LEAD}'><p>{LEAD}</p><div>{paragraphs(A, B)}</div>")
    _, blocks = blocks_of(page)
    assert standfirst_of(page, blocks[1:], blocks) == LEAD


def test_a_short_chinese_standfirst_is_one() -> None:
    page = "<h1>堤防</h1><div class=article_summary>三处险段将在雨季到来之前完成加固。</div>"
    assert standfirst(f"{page}<div>{paragraphs(A, B)}</div>") == "三处险段将在雨季到来之前完成加固。"


def test_a_page_without_a_body_may_have_a_standfirst() -> None:
    page = head(f"<p class=sapo>{LEAD}</p>")
    assert standfirst_of(page, [], blocks_of(page)[1]) == LEAD


@pytest.mark.parametrize(
    ("page", "section"),
    [
        (linked_data(articleSection="Giao thông"), "Giao thông"),
        ("<meta property=article:section content='Giao thông'>", "Giao thông"),
        ("<ul class=breadcrumb><a>Trang chủ</a><a>Thời sự</a><a>Giao thông</a></ul>", "Giao thông"),
        ("<div class=c-breadcrumbs><a>Thời sự</a><a>Home</a><a></a></div>", "Thời sự"),
        ("<div class=bread-crumb-detail><a>Thời sự</a></div>", "Thời sự"),
        ("<ul class=breadcrumb><a>Trang chủ</a></ul>", ""),
        (linked_data(headline="Khởi công cầu") + linked_data(**CRUMBS), "Giao thông"),
        (linked_data(**CRUMBS) + "<h1>Khởi công cầu</h1>", "Giao thông"),
        ("<meta name=parsely-section content='Giao thông'>", "Giao thông"),
        ("<span data-role=cate-name>Giao thông</span>", "Giao thông"),
        ("<ol itemtype='https://schema.org/BreadcrumbList'><a>Giao thông</a></ol>", "Giao thông"),
        ("<ul class=breadcrumb><a>Giao thông</a><a>Khởi công cầu thứ…</a></ul>", "Giao thông"),
        (f"<ul class=breadcrumb><a>Giao thông</a><a>{A}</a></ul>", "Giao thông"),
        ("<ul class=breadcrumb><a>Báo Lam Giang</a></ul>" + SITE, ""),
        ("<p>x</p>", ""),
    ],
)
def test_the_section_is_told_or_the_last_of_the_crumbs(page: str, section: str) -> None:
    assert section_of(head(page)) == section


@pytest.mark.parametrize(
    ("page", "authors"),
    [
        ("<meta name=author content='Hà Thu'><meta name=author content='Minh Đức'>", ("Hà Thu", "Minh Đức")),
        ("<meta property='article:byline' content='Hà Thu'>", ("Hà Thu",)),
        ("<meta name=dc.creator content='Hà Thu'>" + linked_data(author="Minh Đức"), ("Minh Đức",)),
        ("<meta name=keywords content='Hà Thu'>", ()),
    ],
)
def test_authors_are_told_in_linked_data_or_meta(page: str, authors: tuple[str, ...]) -> None:
    assert told_authors(head(page)) == authors
