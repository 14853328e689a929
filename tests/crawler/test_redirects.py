import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, Response

from crawler.redirects import MOST_HOPS, TOO_MANY, Hop, hop_of, joined

URL = "https://bao.vn/a/b.html"


def leads(location: bytes | str, status: int = 302, hops: int = 0) -> Hop | None:
    return hop_of(Response(URL, status=status, headers={"Location": location}), hops)


def page(content: str, status: int = 200) -> HtmlResponse:
    body = f'<html><head><meta http-equiv="refresh" content="{content}"></head></html>'
    return HtmlResponse(URL, status=status, body=body.encode(), encoding="utf-8")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/moi", "https://bao.vn/moi"),
        ("moi?a=1#cuoi", "https://bao.vn/a/moi?a=1"),
        ("//tep.vn/x", "https://tep.vn/x"),
        (" http://tep.vn/x ", "http://tep.vn/x"),
        ("/bài-viết", "https://bao.vn/b%C3%A0i-vi%E1%BA%BFt"),
        ("https://bao.vn/a b", "https://bao.vn/a%20b"),
    ],
)
def test_a_target_is_an_address_that_can_be_asked_for(location: str, target: str) -> None:
    assert leads(location.encode()) == Hop(target)


@pytest.mark.parametrize(
    ("status", "is_permanent"), [(301, True), (308, True), (302, False), (303, False), (307, False)]
)
def test_some_redirects_are_for_good(status: int, is_permanent: bool) -> None:
    assert leads("/moi", status) == Hop("https://bao.vn/moi", is_permanent)


@pytest.mark.parametrize("status", [200, 201, 300, 304, 404])
def test_other_answers_lead_nowhere(status: int) -> None:
    assert leads("/moi", status) is None


@pytest.mark.parametrize("location", ["", "http://["])
def test_a_redirect_without_a_target_is_a_failure(location: str) -> None:
    assert leads(location) == Hop(error="HTTP 302")


@pytest.mark.parametrize(
    ("location", "scheme"),
    [("file:///etc/passwd", "file"), ("javascript:1", "javascript"), ("ftp://x/", "ftp")],
)
def test_a_redirect_leaves_the_web_never(location: str, scheme: str) -> None:
    assert leads(location) == Hop(error=f"redirect to {scheme}:")


def test_a_chain_has_an_end() -> None:
    assert leads("/moi", hops=MOST_HOPS - 1) == Hop("https://bao.vn/moi")
    assert leads("/moi", hops=MOST_HOPS) == Hop(error=TOO_MANY)


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/moi", "https://bao.vn/moi"),
        ("0.5;URL='/moi'", "https://bao.vn/moi"),
        ("5; url=/moi", ""),
        ("300", ""),
        ("0", ""),
        ("0; url=b.html", ""),
        ("abc", ""),
    ],
)
def test_a_page_that_moves_its_reader_at_once_is_a_redirect(content: str, target: str) -> None:
    assert hop_of(page(content), 0) == (Hop(target) if target else None)


def test_only_a_page_moves_its_reader() -> None:
    assert hop_of(page("0; url=/moi", 404), 0) is None
    assert hop_of(Response(URL, body=page("0; url=/moi").body), 0) is None


@given(st.text(max_size=60))
def test_no_location_brings_us_down(location: str) -> None:
    assert isinstance(joined(URL, location), str)
