"""The search box offers what may be meant, and the histogram and the article's like lead on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import factory
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.web.conftest import Index

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_page: OpenPage, index: Index) -> Page:
    """The search page of a desk with three bridges."""
    titles = ("Cầu Bến Lội thông xe", "Cầu Bến Lội đón khách", "Cầu Bãi Vàng lên kế hoạch")
    index([factory.read_article(title) for title in titles])
    opened = open_page()
    opened.goto("/search")
    return opened


def type_in(page: Page, words: str) -> None:
    page.locator("#q").press_sequentially(words)
    expect(page.get_by_role("listbox")).to_be_visible()


def test_what_is_typed_without_accents_is_offered_with_them(page: Page) -> None:
    type_in(page, "cau b")
    expect(page.get_by_role("option")).to_have_text(["Cầu Bến Lội", "Cầu Bãi"])
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")


def test_the_arrows_walk_the_list_and_enter_takes_from_it(page: Page) -> None:
    type_in(page, "cau b")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text("Cầu Bãi")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "suggestion-2")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("Cầu Bến Lội")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=C%E1%BA%A7u\+B%E1%BA%BFn\+L%E1%BB%99i$"))
    expect(page.locator(".line")).to_have_count(2)


def test_beyond_either_end_of_the_list_lies_the_box(page: Page) -> None:
    type_in(page, "cau b")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_have_text("Cầu Bãi")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    expect(page.locator("#q")).not_to_have_attribute("aria-activedescendant", re.compile(".*"))


def test_escape_closes_the_list_and_keeps_the_words(page: Page) -> None:
    type_in(page, "cau b")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("cau b")


def test_enter_without_a_choice_searches_for_what_is_typed(page: Page) -> None:
    type_in(page, "cau bai")
    page.keyboard.press("Enter")
    expect(page.locator(".line")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/search\?q=cau\+bai$"))


def test_a_field_offers_its_values_at_once_and_a_press_takes_one(page: Page) -> None:
    type_in(page, "lũ chu d")
    page.get_by_role("option", name="chủ đề:").click()
    page.get_by_role("option", name="infrastructure").click()
    expect(page.locator("#q")).to_have_value('lũ chủ đề:"Hạ tầng – đô thị" ')
    expect(page.locator("#q")).to_be_focused()


def test_leaving_the_box_closes_the_list(page: Page) -> None:
    type_in(page, "cau b")
    page.get_by_label("Chỉ bài về tỉnh").focus()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_bars_are_made_larger_without_a_new_page(page: Page) -> None:
    page.evaluate("window.isSame = true")
    page.goto("/search?step=day")
    page.evaluate("window.isSame = true")
    page.get_by_role("group", name="Cột của biểu đồ").get_by_role("link", name="quý").click()
    expect(page.locator(".histogram title")).to_have_text(["Quý 4/2026: 3"])
    assert page.evaluate("window.isSame") is True


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_is_like_an_article_comes_after_its_page(open_page: OpenPage, index: Index, width: int) -> None:
    body = "Nước sông Trầm đổi màu, dân Bình Khê vớt cá chết."
    row = factory.article("Cá chết trắng sông Trầm ở Bình Khê", body=body)
    index([row, factory.article("Dân Bình Khê vớt cá chết trên sông Trầm", body=body)])
    page = open_page(width=width)
    page.goto(f"/articles/{row.id}")
    expect(page.locator("#alike .line-title")).to_have_text(["Dân Bình Khê vớt cá chết trên sông Trầm"])
    page.locator("#alike .line-title").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dân Bình Khê vớt cá chết trên sông Trầm")


def test_all_that_is_found_is_saved_as_a_file(page: Page) -> None:
    with page.expect_download() as saving:
        page.get_by_role("link", name="Xuất CSV").click()
    assert saving.value.suggested_filename == "diembao-2026-10-01.csv"
