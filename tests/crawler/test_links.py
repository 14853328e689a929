import pytest

from crawler.blocks import Walk
from crawler.links import MOST_LINKS, links_of
from crawler.page import read_head
from crawler.tree import parse

URL = "https://www.bao-lam-giang.example.vn/tin/cau-1.html"
A = "Tỉnh Lam Giang vừa khởi công cây cầu thứ ba qua sông Trầm, theo"


def links(body: str, beside: str = "") -> tuple[str, ...]:
    tree = parse(f"<body><div>{beside}</div><article>{body}</article></body>")
    assert tree.body is not None
    blocks = [block for block in Walk().over(tree.body) if _is_within(block.box.parent, "article")]
    return links_of(read_head(tree, URL), blocks)


def _is_within(box: object, tag: str) -> bool:
    return getattr(box, "tag", "") == tag


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://nguon.example/a?utm_source=x&b=1#c", "https://nguon.example/a?b=1"),
        ("//nguon.example/a", "https://nguon.example/a"),
        ("http://nguon.example", "http://nguon.example/"),
    ],
)
def test_an_outbound_link_is_kept_in_its_one_spelling(link: str, address: str) -> None:
    assert links(f"<p>{A} <a href='{link}'>báo cáo</a>.</p>") == (address,)


@pytest.mark.parametrize(
    "link",
    [
        "/tin/khac.html",
        "https://bao-lam-giang.example.vn/khac",
        "https://m.bao-lam-giang.example.vn/khac",
        "https://WWW.bao-lam-giang.example.vn/khac",
        "mailto:hathu@nguon.example",
        "http://[::1",
        "javascript:x",
    ],
)
def test_links_within_the_outlets_site_and_others_are_none(link: str) -> None:
    assert links(f"<p>{A} <a href='{link}'>báo cáo</a>.</p>") == ()


def test_a_link_beside_the_text_is_not_the_articles() -> None:
    menu = "<p><a href='https://mang.example/chia-se'>báo cáo</a></p>"
    body = f"<p>{A} <a href='https://nguon.example/a'>báo cáo</a>.</p>"
    assert links(body, menu) == ("https://nguon.example/a",)


def test_each_address_is_named_once_in_the_order_of_the_text() -> None:
    anchors = "".join(f"<a href='https://nguon.example/{name}'>nguồn {name}</a> " for name in "bab")
    assert links(f"<p>{A} {anchors}</p>") == ("https://nguon.example/b", "https://nguon.example/a")


def test_of_very_many_links_the_first_are_kept() -> None:
    anchors = "".join(f"<a href='https://nguon.example/{number}'>số {number}</a> " for number in range(99))
    assert len(links(f"<p>{A} {anchors}</p>")) == MOST_LINKS


def test_a_link_without_words_and_a_text_without_links_lead_nowhere() -> None:
    assert links(f"<p>{A} <a href='https://nguon.example/a'><img src=x></a></p>") == ()
    assert links(f"<p>{A}</p>", "<p><a href='https://nguon.example/a'>theo</a></p>") == ()


def test_a_link_deep_within_its_paragraph_is_found() -> None:
    deep = "<b><i><u><a href='https://nguon.example/a'>báo cáo</a></u></i></b>"
    assert links(f"<p>{A} {deep}.</p>") == ("https://nguon.example/a",)
