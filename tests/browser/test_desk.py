from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import factory
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.web.conftest import Index

pytestmark = pytest.mark.browser


def overflow(page: Page) -> int:
    """How far a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_an_officer_signs_in_and_sees_the_day(open_page: OpenPage) -> None:
    factory.read_article("Cầu Bến Lội thông xe", tone=1)
    factory.officer()
    page = open_page(signed_in=False)
    page.goto("/")
    page.get_by_label("Địa chỉ thư điện tử").fill("monitor@songtrong.example")
    page.get_by_label("Mật khẩu").fill(factory.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tin mới về")
    expect(page.get_by_role("link", name="Cầu Bến Lội thông xe")).to_be_visible()


def test_a_query_without_accents_finds_and_opens_an_article(open_page: OpenPage, index: Index) -> None:
    index([factory.read_article("Cầu Bến Lội thông xe"), factory.read_article("Giá lúa tăng")])
    page = open_page()
    page.goto("/search")
    page.get_by_role("searchbox", name="Tìm trong kho").last.fill("cau ben loi")
    page.keyboard.press("Enter")
    expect(page.locator(".line-title")).to_have_text(["Cầu Bến Lội thông xe"])
    expect(page.locator(".line-title mark").first).to_have_text("Cầu")
    expect(page).to_have_url(lambda url: "q=cau+ben+loi" in url)
    page.get_by_role("link", name="Cầu Bến Lội thông xe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cầu Bến Lội thông xe")


def test_more_lines_are_added_below_and_going_back_works(open_page: OpenPage, index: Index) -> None:
    index(factory.many(25))
    page = open_page()
    page.goto("/search?q=cau")
    page.get_by_role("link", name="Xem thêm").click()
    expect(page.locator(".line")).to_have_count(25)
    page.get_by_role("link", name="Khớp nhất trước").click()
    expect(page).to_have_url(lambda url: "order=relevance" in url)
    page.go_back()
    expect(page.get_by_role("link", name="Mới nhất trước")).to_have_attribute("aria-current", "true")


def test_a_facet_narrows_without_a_new_page(open_page: OpenPage, index: Index) -> None:
    index([factory.read_article("Một", tone=-1), factory.read_article("Hai", tone=1)])
    page = open_page()
    page.goto("/search")
    page.evaluate("window.isSame = true")
    page.locator(".facet a", has_text="tiêu cực").click()
    expect(page.locator(".line-title")).to_have_text(["Một"])
    assert page.evaluate("window.isSame") is True


def test_the_day_looks_again_by_itself_and_keeps_its_place(open_page: OpenPage) -> None:
    factory.many(40)
    page = open_page()
    page.clock.install()
    page.goto("/")
    anchor = page.get_by_role("link", name="Tin số 30 về cầu Bến Lội")
    anchor.scroll_into_view_if_needed()
    before = anchor.bounding_box()
    factory.reading(factory.article("Tin vừa về", published_at=factory.MORNING + timedelta(minutes=1)))
    page.clock.run_for(31_000)
    expect(page.get_by_role("link", name="Tin vừa về")).to_be_attached()
    after = anchor.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2


def test_the_language_is_switched_and_stays(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/sources")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sources")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_keyboard_alone_is_enough(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#quick-q")).to_be_focused()
    page.keyboard.type("lũ / lụt")
    expect(page.locator("#quick-q")).to_have_value("lũ / lụt")


@pytest.mark.parametrize("width", [PHONE, 768, 1024, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways(open_page: OpenPage, index: Index, width: int, scheme: str) -> None:
    long = factory.outlet(
        "dai", "Cơ quan ngôn luận của một hội có tên rất dài ở tỉnh Lam Giang", kind="foreign"
    )
    row = factory.article(
        "X" * 90,
        of=factory.source("nguon-" + "rat-dai-" * 12, of=long),
        url=f"https://dai.example/{'a' * 300}",
    )
    factory.reading(row)
    factory.capture(row)
    index([row, *factory.many(3)])
    page = open_page(width=width, scheme=scheme)
    for address in ("/", "/search?q=cau", "/search?q=zzz", f"/articles/{row.id}", "/sources"):
        page.goto(address)
        assert (address, overflow(page)) == (address, 0)


def test_everything_works_without_script(open_page: OpenPage, index: Index) -> None:
    index(factory.many(25))
    page = open_page(script=False)
    page.goto("/")
    page.locator("#quick-q").fill("cau")
    page.keyboard.press("Enter")
    expect(page.locator(".line")).to_have_count(20)
    page.get_by_role("link", name="Xem thêm").click()
    expect(page.locator(".line")).to_have_count(5)
    page.get_by_role("link", name="Về trang đầu").click()
    expect(page.locator(".line")).to_have_count(20)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Show more")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_pages_are_set_in_the_one_typeface(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    page.evaluate("document.fonts.ready")
    assert (
        page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family).at(0)")
        == "Roboto"
    )
