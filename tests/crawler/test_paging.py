from dataclasses import replace

import pytest

from crawler.model import Article, DateOrigin, Moment
from crawler.paging import join, next_page
from crawler.tree import parse

URL = "https://bao.example/thoi-su/cau-moi-123.html"
FIRST = Article(
    url=URL,
    canonical_url=URL,
    title="Cầu mới",
    alt_title="",
    standfirst="",
    body="Đoạn một.\nĐoạn hai.",
    authors=("Minh Đức",),
    section="",
    lang="vi",
    published=Moment(None, "", DateOrigin.NONE),
    links=("https://xa.example/1",),
)


def following(markup: str, pages: int = 1, url: str = URL) -> str:
    return next_page(parse(markup), url, pages)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<a href="?page=2">2</a>', f"{URL}?page=2"),
        ('<a href="?trang=2">Trang sau</a>', f"{URL}?trang=2"),
        (f'<link rel=next href="{URL}?p=2">', f"{URL}?p=2"),
        ('<a rel="nofollow next" href="cau-moi-123-p2.html">Đọc tiếp bài</a>', URL.replace("123", "123-p2")),
        ('<a href="/thoi-su/cau-moi-123.html/2/">Tiếp theo »</a>', f"{URL}/2/"),
        ('<a href="/thoi-su/cau-moi-123/page/2.html">下一页</a>', URL.replace("123", "123/page/2")),
        ('<a href="?page=3">3</a>', ""),
        ('<a href="?page=2">Bình luận (12)</a>', ""),
        ('<div id=comments><p><a href="?page=2">2</a></p></div>', ""),
        ('<link rel=next href="/thoi-su/bai-khac-124.html">', ""),
        ('<link rel=next href="/thoi-su/?page=2">', ""),
        ('<a href="https://khac.example/thoi-su/cau-moi-123.html?page=2">2</a>', ""),
        ('<a href="http://[x?page=2">2</a>', ""),
        ("<a>2</a><a href=''>2</a>", ""),
        ("", ""),
    ],
)
def test_the_next_page_is_the_same_address_with_the_next_number(markup: str, expected: str) -> None:
    assert following(markup) == expected


def test_the_page_after_the_second_is_the_third() -> None:
    markup = '<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=3">3</a>'
    assert following(markup, pages=2) == f"{URL}?page=3"


@pytest.mark.parametrize("url", ["https://bao.example/cau-moi/", "https://bao.example/cau-moi"])
def test_a_number_behind_the_address_counts(url: str) -> None:
    assert following("<a href='/cau-moi/2'>2</a>", url=url) == "https://bao.example/cau-moi/2"


def test_pages_become_one_article() -> None:
    rest = [
        replace(FIRST, body="Đoạn một.\nĐoạn ba.", links=("https://xa.example/2",)),
        replace(FIRST, body="Đoạn bốn."),
    ]
    whole = join(FIRST, rest)
    assert whole.body == "Đoạn một.\nĐoạn hai.\nĐoạn ba.\nĐoạn bốn."
    assert whole.links == ("https://xa.example/1", "https://xa.example/2")
    assert replace(whole, body=FIRST.body, links=FIRST.links) == FIRST


@pytest.mark.parametrize("rest", [[], [FIRST], [FIRST, FIRST]])
def test_the_same_page_again_adds_nothing(rest: list[Article]) -> None:
    assert join(FIRST, rest) == FIRST
