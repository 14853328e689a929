"""Watches in a real browser: the catch is seen before it is kept, with script and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from desk.models import Officer, Watch
from desk.rights import Role
from tests import factory
from tests.browser import stage, watches_stage
from tests.browser.conftest import OpenPage
from tests.browser.test_sights import REFUSALS, Looking, more_sights, sights
from tests.web.conftest import Index

pytestmark = pytest.mark.browser


def look(page: Page, name: str, query: str) -> None:
    """Fill the form in and ask for the catch."""
    page.goto("/watches/new")
    page.locator("#id_name").fill(name)
    page.locator("#id_query").fill(query)
    page.locator("#look").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_watch_is_made_in_two_steps(open_page: OpenPage, index: Index, *, script: bool) -> None:
    index(factory.many(12))
    page = open_page(script=script)
    look(page, "Cầu", "cầu Bến Lội")
    expect(page.locator(".preview-count b")).to_have_text("12")
    assert Watch.objects.count() == 0
    page.locator("#keep").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cầu")
    assert Watch.objects.get().query == "cầu Bến Lội"


@pytest.mark.parametrize("script", [True, False])
def test_a_query_changed_after_the_look_is_shown_again(
    open_page: OpenPage, index: Index, *, script: bool
) -> None:
    index([*factory.many(3), factory.article("Giá lúa", body="Lúa.")])
    page = open_page(script=script)
    look(page, "Cầu", "cầu")
    expect(page.locator(".preview-count b")).to_have_text("3")
    page.locator("#id_query").fill("lúa")
    page.locator("#keep").click()
    expect(page.locator(".preview-count b")).to_have_text("1")
    assert Watch.objects.count() == 0
    page.locator("#keep").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cầu")


def test_a_wrong_query_leads_back_to_its_field(open_page: OpenPage, index: Index) -> None:
    index([])
    page = open_page(refusals=REFUSALS)
    look(page, "Cầu", "(cầu")
    expect(page.locator(".wrong-query mark")).to_have_text("(")
    expect(page.locator("#id_query")).to_be_in_viewport()
    page.locator("#id_query").fill("cầu")
    page.locator("#look").click()
    expect(page.locator(".preview-count b")).to_have_text("0")


def test_what_is_typed_while_the_catch_is_sought_stays(open_page: OpenPage, index: Index) -> None:
    index(factory.many(3))
    page = open_page()
    page.goto("/watches/new")
    page.locator("#id_name").fill("Cầu")
    page.locator("#id_query").fill("cầu")
    held: list[Route] = []
    page.route("**/watches/new", lambda route: held.append(route))  # noqa: PLW0108 - a bound method takes no mark of the driver
    page.locator("#look").click()
    page.locator("#id_name").fill("Cầu Bến Lội")
    page.locator("#id_by_mail").check()
    page.locator("#id_query").fill("cầu Bến")
    held[0].continue_()
    expect(page.locator(".preview-count b")).to_have_text("3")
    expect(page.locator("#id_name")).to_have_value("Cầu Bến Lội")
    expect(page.locator("#id_by_mail")).to_be_checked()
    expect(page.locator("#id_query")).to_have_value("cầu Bến")
    expect(page.locator("#id_query")).to_be_focused()


def test_the_keyboard_goes_through_the_form_in_its_order(open_page: OpenPage, index: Index) -> None:
    index([])
    page = open_page()
    page.goto("/watches/new")
    page.locator("#id_name").focus()
    met: dict[str, None] = {}  # a time of the day has several stops
    while page.evaluate("document.activeElement.id") != "look":
        met[page.evaluate("document.activeElement.id || document.activeElement.tagName")] = None
        page.keyboard.press("Tab")
    assert list(met) == [
        "id_name",
        "id_query",
        "SUMMARY",
        "id_team",
        "id_by_mail",
        "id_in_digest",
        "id_hook_url",
        "id_quiet_from",
        "id_quiet_until",
        "id_ceiling",
    ]


@more_sights
def test_watches_in_full_use(
    open_page: OpenPage, index: Index, tmp_path: Path, width: int, scheme: str
) -> None:
    rows = stage.fill(index, tmp_path / "mail")
    officer = factory.officer()
    told = watches_stage.fill(officer)
    looking = Looking(open_page(width=width, scheme=scheme, refusals=REFUSALS), width, scheme)
    page, path = looking.page, f"/watches/{told.busy.id}"
    busy = {
        "today-caught": "/",
        "article-caught": f"/articles/{rows.heavy.id}",
        "search-watch-this": "/search?q=song+tram&about=1",
        "watches": "/watches",
        "watch": path,
        "watch-edit": f"{path}/edit",
    }
    assert looking.walk(busy) == []
    page.goto(path)
    page.locator("#feed button").first.click()
    expect(page.locator("#feed-address")).to_be_visible()
    assert looking.troubles("watch-feed") == []
    Officer.objects.filter(id=officer.id).update(role=Role.APPROVER)
    page.goto("/watches")
    page.locator(".decide .second").first.click()
    expect(page.locator("#reason-wrong")).to_be_visible()
    assert looking.troubles("watches-waiting") == []
    Officer.objects.filter(id=officer.id).update(role=Role.AUDITOR)
    assert looking.walk({"watch-read-only": path, "watches-read-only": "/watches"}) == []
    page.get_by_role("button", name="English").click()
    assert looking.walk({"watches-en": "/watches", "watch-en": path}) == []


@sights
def test_the_form_of_a_watch(
    open_page: OpenPage, index: Index, tmp_path: Path, width: int, scheme: str
) -> None:
    stage.fill(index, tmp_path / "mail")
    looking = Looking(open_page(width=width, scheme=scheme, refusals=REFUSALS), width, scheme)
    page = looking.page
    assert looking.walk({"watch-new": "/watches/new?q=sông+Trầm"}) == []
    look(page, "Lam Giang", "Lam Giang")
    page.locator(".preview-count").wait_for()
    assert looking.troubles("watch-preview") == []
    page.locator("#id_by_mail").check()
    page.locator("#id_ceiling").fill("2")
    page.locator("#look").click()
    page.locator(".ceiling").wait_for(state="attached")
    assert looking.troubles("watch-preview-crowded") == []
    look(page, "Ông Khải", '"Đỗ Văn Khải"')
    page.locator(".watch-why").wait_for()
    assert looking.troubles("watch-preview-person") == []
    look(page, "Lũ", "(lũ AND")
    page.locator(".wrong-query").wait_for()
    assert looking.troubles("watch-wrong") == []
    page.locator(".watch-help summary").click()
    assert looking.troubles("watch-wrong-help") == []


@sights
def test_a_desk_without_watches(open_page: OpenPage, index: Index, width: int, scheme: str) -> None:
    index([])
    looking = Looking(open_page(width=width, scheme=scheme), width, scheme)
    assert looking.walk({"watches-first": "/watches", "watch-new-first": "/watches/new"}) == []
