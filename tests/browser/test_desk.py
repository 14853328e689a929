import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import factory
from tests.browser.conftest import DESK, PHONE, OpenPage, needed
from tests.web.conftest import Index

pytestmark = pytest.mark.browser


def overflow(page: Page) -> int:
    """How far a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def sign_in(page: Page, password: str) -> None:
    page.get_by_label("Địa chỉ thư điện tử").fill("monitor@songtrong.example")
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_wrong_password_is_told_and_the_right_one_leads_to_the_day(open_page: OpenPage) -> None:
    factory.read_article("Cầu Bến Lội thông xe", tone=1)
    factory.officer()
    page = open_page(signed_in=False)
    page.goto("/")
    sign_in(page, "mật khẩu khác")
    expect(page.get_by_role("alert")).to_contain_text("Địa chỉ và mật khẩu không khớp.")
    expect(page.get_by_label("Mật khẩu")).to_be_focused()
    sign_in(page, factory.PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tin mới về")
    expect(page.get_by_role("link", name="Cầu Bến Lội thông xe")).to_be_visible()


def test_a_query_without_accents_finds_and_opens_an_article(open_page: OpenPage, index: Index) -> None:
    index([factory.read_article("Cầu Bến Lội thông xe"), factory.read_article("Giá lúa tăng")])
    page = open_page()
    page.goto("/search")
    page.get_by_role("combobox", name="Tìm trong kho").fill("cau ben loi")
    page.keyboard.press("Enter")
    expect(page.locator(".line-title")).to_have_text(["Cầu Bến Lội thông xe"])
    expect(page.locator(".line-title mark").first).to_have_text("Cầu")
    expect(page).to_have_url(re.compile(r"/search\?q=cau\+ben\+loi$"))
    page.get_by_role("link", name="Cầu Bến Lội thông xe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cầu Bến Lội thông xe")


def test_more_lines_are_added_below_and_going_back_works(open_page: OpenPage, index: Index) -> None:
    index(factory.many(25))
    page = open_page()
    page.goto("/search?q=cau")
    page.get_by_role("link", name="Xem thêm").click()
    expect(page.locator(".line")).to_have_count(25)
    expect(page.get_by_role("status")).to_have_text("thêm 5")
    page.get_by_role("link", name="Khớp nhất trước").click()
    expect(page).to_have_url(re.compile("order=relevance"))
    page.go_back()
    expect(page.get_by_role("link", name="Mới nhất trước")).to_have_attribute("aria-current", "true")


def test_a_facet_narrows_and_widens_without_a_new_page(open_page: OpenPage, index: Index) -> None:
    index([factory.read_article("Một", tone=-1), factory.read_article("Hai", tone=1)])
    page = open_page()
    page.goto("/search")
    page.evaluate("window.isSame = true")
    page.locator(".facet a", has_text="tiêu cực").click()
    expect(page.locator(".line-title")).to_have_text(["Một"])
    expect(page.get_by_role("status")).to_have_text("Tìm thấy 1 bài")
    page.get_by_role("link", name="Sắc thái: tiêu cực bỏ bộ lọc này").click()
    expect(page.locator(".line-title")).to_have_count(2)
    assert page.evaluate("window.isSame") is True


def test_a_wrong_query_is_mended_in_its_place(open_page: OpenPage, index: Index) -> None:
    index([factory.read_article("Lũ về")])
    page = open_page(refusals=(422,))
    page.goto("/search")
    page.locator("#q").fill("(lũ AND")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("toán tử này thiếu một vế")
    expect(page.locator(".wrong-query mark")).to_have_text("AND")
    page.locator("#q").fill("lũ")
    page.keyboard.press("Enter")
    expect(page.locator(".line-title")).to_have_text(["Lũ về"])
    expect(page).to_have_url(re.compile(r"/search\?q=l%C5%A9$"))


def test_days_narrow_and_stand_in_words_beside_the_results(open_page: OpenPage, index: Index) -> None:
    index([factory.read_article("Nay")])
    page = open_page()
    page.goto("/search")
    page.get_by_label("Từ ngày").fill("2026-10-01")
    page.get_by_label("Chỉ bài về tỉnh").check()
    page.get_by_role("button", name="Tìm kiếm").click()
    expect(page.locator(".narrowed li")).to_have_count(3)
    expect(page.locator(".narrowed")).to_contain_text("từ 1/10/2026")


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
    expect(page.locator("#told")).to_have_text("Danh sách vừa thay đổi.")
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


def test_the_keyboard_alone_is_enough(open_page: OpenPage, index: Index) -> None:
    index([factory.read_article("Cầu Bến Lội thông xe")])
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    expect(page.locator("#quick-q")).to_be_focused()
    page.keyboard.type("cau / loi")
    expect(page.locator("#quick-q")).to_have_value("cau / loi")
    page.locator("#quick-q").fill("cau")
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("cau")
    tab_to(page, "Cầu Bến Lội thông xe")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cầu Bến Lội thông xe")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a link has the focus, and a ring that shows it."""
    link = page.get_by_role("link", name=name)
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    assert link.evaluate("link => getComputedStyle(link).outlineWidth") == "3px"


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


def test_a_machine_without_a_browser_fails_with_the_package_to_install() -> None:
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        needed(None)
    assert needed("/usr/bin/chromium") == "/usr/bin/chromium"
