"""Labelling and correcting in a real browser: by keys, by hand, and without script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from archive.models import Article, Correction
from desk.models import Officer
from desk.rights import Role
from tests import factory
from tests.browser import labelling_stage
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.test_sights import REFUSALS, Looking, sights
from tests.web import labelling
from tests.web.conftest import Index

pytestmark = pytest.mark.browser
QUEUE = "/gan-nhan/"


def chosen(page: Page, name: str) -> list[str]:
    """What is pressed of a field."""
    return [str(box.get_attribute("value")) for box in page.locator(f"[name={name}]:checked").all()]


def stored(page: Page) -> Correction:
    """What was stored last, once the page says so."""
    page.locator("#undo").wait_for()
    return Correction.objects.order_by("-id")[0]


def test_an_article_is_judged_by_keys_alone(open_page: OpenPage, transactional_db: None) -> None:
    row = labelling_stage.rich()
    factory.read_article("Tin sau")
    page = open_page()
    page.goto(QUEUE)
    if page.locator(".label-title").inner_text() != row.title:
        page.keyboard.press("b")
    expect(page.locator(".label-title")).to_have_text(row.title)
    page.keyboard.press("s")
    page.keyboard.press("2")
    page.keyboard.press("Shift+3")
    page.keyboard.press("Shift+1")
    assert (chosen(page, "tone"), chosen(page, "topic")) == (["0"], ["public_order"])
    page.keyboard.press("Enter")
    expect(page.locator(".label-title")).to_have_text("Tin sau")
    made = stored(page)
    assert (made.article_id, made.about, made.tone) == (row.id, True, 0)
    assert made.topics == ["public_order", "infrastructure"]


def test_a_keyboard_set_to_vietnamese_presses_the_same(open_page: OpenPage, transactional_db: None) -> None:
    factory.read_article(tone=1)
    page = open_page()
    page.goto(QUEUE)
    for key, tone in (("a", "-1"), ("á", "0"), ("đ", "1"), ("â", "-1"), ("S", "0")):
        page.evaluate(
            "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))", key
        )
        assert chosen(page, "tone") == [tone]
    page.keyboard.press("k")
    assert chosen(page, "about") == ["0"]
    expect(page.locator(".label-none")).to_be_visible()
    page.keyboard.press("Control+c")
    assert chosen(page, "about") == ["0"]


def test_the_last_one_is_undone_by_a_key_and_asked_again(open_page: OpenPage, transactional_db: None) -> None:
    row = factory.read_article("Tin đầu")
    page = open_page()
    page.goto(QUEUE)
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    assert stored(page).tone == 1
    page.keyboard.press("h")
    expect(page.locator(".label-title")).to_have_text("Tin đầu")
    assert chosen(page, "tone") == ["1"]
    row.refresh_from_db()
    assert (row.reading.tone if row.reading else None) == 0


@pytest.mark.parametrize("script", [True, False])
def test_all_is_right_in_one_press(open_page: OpenPage, transactional_db: None, *, script: bool) -> None:
    factory.many(2)
    page = open_page(script=script)
    page.goto(QUEUE)
    first = page.locator(".label-title").inner_text()
    page.locator("#right").click()
    expect(page.locator(".label-last a")).to_have_text(first)
    expect(page.locator(".label-title")).not_to_have_text(first)
    assert Correction.objects.get().topics == ["infrastructure"]


def test_without_script_an_article_is_judged_skipped_and_undone(
    open_page: OpenPage, transactional_db: None
) -> None:
    factory.many(2)
    page = open_page(script=False)
    page.goto(QUEUE)
    first = page.locator(".label-title").inner_text()
    page.locator("#skip").click()
    expect(page.locator(".label-title")).not_to_have_text(first)
    page.get_by_label("tích cực").check()
    page.locator("#save").click()
    assert stored(page).tone == 1
    page.locator("#undo").click()
    expect(page.get_by_label("tích cực")).to_be_checked()
    assert Correction.objects.filter(taken_back_at=None).count() == 0


def test_the_tab_key_goes_through_the_form_in_its_order(open_page: OpenPage, transactional_db: None) -> None:
    factory.read_article()
    page = open_page()
    page.goto(QUEUE)
    page.locator(".label-title a").focus()
    met: dict[str, None] = {}
    while page.evaluate("document.activeElement.id") != "skip":
        page.keyboard.press("Tab")
        met[page.evaluate("document.activeElement.name || document.activeElement.id")] = None
    # Of its buttons each says what it does by the same name.
    assert list(met) == ["about", "tone", "topic", "also", "harms", "step"]


def test_who_was_signed_out_meanwhile_is_led_to_the_door(open_page: OpenPage, transactional_db: None) -> None:
    factory.read_article()
    page = open_page()
    page.goto(QUEUE)
    page.context.clear_cookies(name="sessionid")
    page.locator("#save").click()
    expect(page).to_have_url(re.compile("/sign-in"))


def test_who_lost_the_right_meanwhile_is_told(open_page: OpenPage, transactional_db: None) -> None:
    factory.read_article()
    page = open_page(refusals=REFUSALS)
    page.goto(QUEUE)
    Officer.objects.update(role=Role.AUDITOR)
    page.locator("#save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trang này không mở cho tài khoản của bạn")


@pytest.fixture
def read(transactional_db: None, index: Index) -> Article:
    """An article whose tone was read wrongly."""
    row = labelling_stage.rich()
    index([row])
    return row


@pytest.mark.parametrize("script", [True, False])
def test_a_reading_is_corrected_and_given_back(open_page: OpenPage, read: Article, *, script: bool) -> None:
    page = open_page(script=script)
    page.goto(f"/articles/{read.id}")
    page.locator("#correct").click()
    page.get_by_label("trung tính").check()
    page.get_by_role("button", name="Lưu bản sửa").click()
    expect(page.locator("#verdict")).to_have_text("trung tính")
    expect(page.locator(".corrected")).to_contain_text("Đã sửa bởi Trần Thị Lài")
    assert Correction.objects.get().tone == 0
    page.get_by_role("button", name="Trả lại máy đọc").click()
    expect(page.locator("#verdict")).to_have_text("máy không chắc")
    expect(page.locator(".corrected")).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_eye_and_the_keys_follow_into_the_form_and_back(
    open_page: OpenPage, read: Article, width: int
) -> None:
    page = open_page(width=width)
    page.goto(f"/articles/{read.id}")
    page.locator("#correct").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reading h2")).to_be_focused()
    expect(page.locator("#reading h2")).to_be_in_viewport()
    page.get_by_role("link", name="Thôi").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#correct")).to_be_focused()
    expect(page.locator("#reading fieldset")).to_have_count(0)


@sights
def test_labelling_in_full_use(
    open_page: OpenPage, index: Index, settings: Settings, tmp_path: Path, width: int, scheme: str
) -> None:
    index([])
    settings.MODEL_FOLDER = labelling.card(tmp_path / "models")
    officer = factory.officer()
    told = labelling_stage.fill(officer)
    looking = Looking(open_page(width=width, scheme=scheme, refusals=REFUSALS), width, scheme)
    page = looking.page
    assert looking.walk({"labelling": QUEUE, "accuracy": "/do-chinh-xac/"}) == []
    page.goto(QUEUE)
    page.locator("#save").click()
    page.locator("#undo").wait_for()
    assert looking.troubles("labelling-next") == []
    corrected = f"/articles/{told.corrected.id}"
    assert looking.walk({"article-corrected": corrected, "correct": f"{corrected}/correct"}) == []
    page.goto(f"/articles/{told.rich.id}")
    assert looking.troubles("article-read") == []
    page.locator("#correct").click()
    page.locator("#reading fieldset").first.wait_for()
    assert looking.troubles("article-correcting") == []
    Officer.objects.filter(id=officer.id).update(role=Role.AUDITOR)
    assert looking.walk({"accuracy-read-only": "/do-chinh-xac/"}) == []
    page.get_by_role("button", name="English").click()
    assert looking.walk({"accuracy-en": "/do-chinh-xac/", "article-corrected-en": corrected}) == []


@sights
def test_a_desk_that_never_labelled(open_page: OpenPage, index: Index, width: int, scheme: str) -> None:
    index([])
    looking = Looking(open_page(width=width, scheme=scheme), width, scheme)
    assert looking.walk({"labelling-first": QUEUE, "accuracy-first": "/do-chinh-xac/"}) == []
