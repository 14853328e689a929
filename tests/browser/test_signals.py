"""The page of spikes, silences and the outlook in a real browser."""

import pytest
from playwright.sync_api import expect

from desk.models import PlannedEvent
from tests import factory
from tests.browser.conftest import OpenPage
from tests.browser.signals_stage import fill_signals
from tests.browser.test_sights import Looking, sights

# The same on both databases.
pytestmark = [pytest.mark.browser, pytest.mark.once]


@sights
def test_what_stands_out_is_seen(open_page: OpenPage, width: int, scheme: str) -> None:
    looking = Looking(open_page(width=width, scheme=scheme), width, scheme)
    assert looking.walk({"signals-first": "/bien-dong/"}) == []
    fill_signals(factory.officer())
    assert looking.walk({"signals": "/bien-dong/"}) == []
    looking.page.locator(".plan summary").click()
    assert looking.troubles("signals-plan") == []


@pytest.mark.parametrize("script", [True, False])
def test_an_event_is_planned_and_struck_out(open_page: OpenPage, *, script: bool) -> None:
    page = open_page(script=script)
    page.goto("/bien-dong/")
    page.locator(".plan summary").click()
    page.locator("#id_name").fill("Lễ hội sông Trầm")
    page.locator("#id_starts_on").fill("2026-10-20")
    page.locator(".plan-form button").click()
    expect(page.locator(".planned-name").first).to_be_visible()
    assert PlannedEvent.objects.get().ends_on.isoformat() == "2026-10-20"
    page.locator(".planned button").click()
    expect(page.locator(".planned button")).to_have_count(0)
