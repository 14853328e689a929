import pytest

from crawler.addresses import HostRule, by_host
from crawler.canonical import canonical_of, is_front
from crawler.page import read_head
from crawler.tree import parse

SITE = "https://bao-lam-giang.example.vn"
URL = f"{SITE}/tin/cau-1.html"


def canonical(page: str, url: str = URL, *rules: HostRule) -> str:
    return canonical_of(read_head(parse(page), url), by_host(rules))


def link(address: str) -> str:
    return f"<link rel=canonical href='{address}'>"


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("<link rel=canonical href='/tin/cau.html'>", "https://bao-lam-giang.example.vn/tin/cau.html"),
        (
            "<link rel=canonical href='https://m.bao-lam-giang.example.vn/a'>",
            "https://m.bao-lam-giang.example.vn/a",
        ),
        ("<link rel=canonical href='https://khac.example.vn/a'>", URL),
        ("<link rel=canonical href='https://bao-lam-giang.example.vn/'>", URL),
        (
            "<link rel=canonical><meta property=og:url content='/og.html'>",
            "https://bao-lam-giang.example.vn/og.html",
        ),
        ("<link rel=canonical href='http://[::1'>", URL),
        ("<link rel=canonical href='javascript:x'>", URL),
        ("", URL),
    ],
)
def test_the_address_is_the_one_the_page_gives_itself(page: str, address: str) -> None:
    assert canonical(page) == address


@pytest.mark.parametrize(
    "front",
    ["/", "", "/index.html", "/index.php", "/home", "/Home/", "https://www.bao-lam-giang.example.vn/"],
)
def test_no_article_is_the_front_page(front: str) -> None:
    assert canonical(link(front)) == URL


@pytest.mark.parametrize(
    ("own", "given", "is_believed"),
    [
        ("/cau-20261121080500.htm", "/khac-20261120080500.htm", False),
        ("/cau-20261121080500.htm", "/thoi-su/", False),
        ("/cau-20261121080500.htm?utm_x=1", "/cau-moi-20261121080500.htm", True),
        ("/amp/cau-moi-thu-ba-qua-song-4821000.htm", "/cau-moi-thu-ba-qua-song.htm", True),
        ("/khoi-cong-cau-thu-ba", "/thong-xe-duong-vanh-dai", False),
        ("/khoi-cong-cau-thu-ba?page=2", "/giao-thong/khoi-cong-cau-thu-ba", True),
        ("/s/x1", "/khoi-cong-cau-thu-ba-4821000.htm", True),
        ("/view?id=7", "/khoi-cong-cau", True),
    ],
)
def test_an_articles_address_gives_way_only_to_one_of_the_same_article(
    own: str, given: str, is_believed: bool
) -> None:
    assert (canonical(link(given), SITE + own) == SITE + given) is is_believed


def test_the_next_address_given_is_tried() -> None:
    page = link("/") + "<meta property=og:url content='/cau-1.html'>"
    assert canonical(page) == f"{SITE}/cau-1.html"


def test_an_amp_page_stands_for_the_article() -> None:
    rule = HostRule(host="bao.example", amp="/amp")
    assert canonical("", "https://bao.example/amp/cau-1.html", rule) == "https://bao.example/cau-1.html"


def test_an_outlet_that_lies_about_its_addresses_is_not_asked() -> None:
    rule = HostRule(host="bao.example", trusts_canonical=False)
    assert canonical(link("/cau-2"), "https://bao.example/cau?fbclid=1", rule) == "https://bao.example/cau"


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://bao.example/", True),
        ("https://bao.example", True),
        ("https://bao.example/trang-chu", True),
        ("https://bao.example/?id=7", False),
        ("https://bao.example/cau", False),
        ("", False),
    ],
)
def test_front_pages_are_known_by_their_paths(url: str, front: bool) -> None:
    assert is_front(url) is front
