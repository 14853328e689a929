"""Stories in a real browser: looked at, and acted on with script and without."""

import pytest
from playwright.sync_api import expect

from tests import factory
from tests.browser import stories_stage
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.test_sights import REFUSALS, Looking

# The same on both databases.
pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_stories_of_a_desk_in_full_use(open_page: OpenPage, width: int, scheme: str) -> None:
    told = stories_stage.fill(factory.officer(name="Nguyễn Hoàng Phương Thảo"))
    looking = Looking(open_page(width=width, scheme=scheme, refusals=REFUSALS), width, scheme)
    pages = {
        "stories": "/vu-viec/",
        "stories-none": "/vu-viec/?least=10",
        "story": f"/vu-viec/{told.large}",
        "story-abroad": f"/vu-viec/{told.abroad}",
        "story-empty": f"/vu-viec/{told.empty}",
        "today-stories": "/",
    }
    assert looking.walk(pages) == []
    looking.page.goto(f"/vu-viec/{told.large}")
    looking.page.locator("#act summary").click()
    assert looking.troubles("story-acts") == []
    looking.page.locator("#move-to").fill("nơi khác")
    looking.page.get_by_role("button", name="Chuyển", exact=True).click()
    looking.page.get_by_role("alert").wait_for()
    assert looking.troubles("story-wrong") == []
    looking.page.get_by_role("button", name="English").click()
    assert looking.walk({"stories-en": "/vu-viec/", "story-en": f"/vu-viec/{told.large}"}) == []


def test_an_article_is_parted_out_and_brought_back_without_script(open_page: OpenPage) -> None:
    told = stories_stage.fill(factory.officer())
    page = open_page(script=False)
    page.goto(f"/vu-viec/{told.large}")
    before = page.locator(".lines > li").count()
    page.locator("#act summary").click()
    page.locator("#act [type=checkbox]").first.check()
    page.get_by_role("button", name="Tách các bài").click()
    expect(page.locator(".lines > li")).to_have_count(1)
    page.get_by_role("button", name="Hoàn tác").first.click()
    expect(page.locator(".lines > li")).to_have_count(before)


def test_more_of_the_list_comes_below_what_is_there(open_page: OpenPage) -> None:
    outlets = {"nam-viet": factory.outlet("nam-viet", "Hãng tin Nam Việt")}
    for number in range(23):
        event = tuple(("nam-viet", hours, 0, False, f"Vụ số {number}") for hours in (number, number + 1))
        stories_stage.story(event, outlets, "health")
    page = open_page()
    page.goto("/vu-viec/")
    expect(page.locator(".story")).to_have_count(20)
    page.get_by_role("link", name="Xem thêm").click()
    expect(page.locator(".story")).to_have_count(23)
