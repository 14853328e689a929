"""A real Chromium on the real pages: what goes wrong in it fails the test."""

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import factory, parts, system
from tests.web.conftest import _desk, index

__all__ = ["_desk", "index"]
# Playwright's loop runs in this thread, and Django would take that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SHOTS = Path(__file__).resolve().parent / "shots"
REPORT = pytest.StashKey[pytest.TestReport]()
PHONE, DESK = 360, 1440
MISSING = (
    "Thiếu Chromium: cài gói Debian 'chromium' (apt-get install chromium) hoặc đặt CHROMIUM=đường-dẫn. /"
    " Chromium is missing: install Debian's package 'chromium' (apt-get install chromium)"
    " or set CHROMIUM=path."
)

OpenPage = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember how a test ended, for its fixtures."""
    report = yield
    if report.when == "call":
        item.stash[REPORT] = report
    return report


def needed(program: str | None) -> str:
    """The browser's path; a machine without one fails, for the pages would go unlooked at."""
    if program is None:
        pytest.fail(MISSING, pytrace=False)
    return program


# Not for the whole session: while Playwright's event loop lives no other test can run one of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a module's tests."""
    program = needed(system.chromium())
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        parts.ran("Chromium", started.version)
        yield started
        started.close()


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, transactional_db: None, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Open pages, signed in or not; their troubles are the test's."""
    troubles: list[str] = []
    opened: list[Page] = []

    def open_one(
        *,
        width: int = DESK,
        script: bool = True,
        scheme: str = "light",
        signed_in: bool = True,
        refusals: tuple[int, ...] = (),
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        if signed_in:
            context.add_cookies([{"name": "sessionid", "value": session(), "url": live_server.url}])
        context.route(re.compile(".*"), lambda route: stay(route, live_server.url, troubles))
        page = context.new_page()
        page.on("console", lambda message: listen(message, refusals, troubles))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        opened.append(page)
        return page

    yield open_one
    report = request.node.stash.get(REPORT, None)
    for number, page in enumerate(opened):
        if troubles or (report and report.failed):
            page.screenshot(path=SHOTS / f"{request.node.name}-{number}.png", full_page=True)
        page.context.close()
    assert troubles == []


def session() -> str:
    """The session of a monitoring officer."""
    client = Client()
    client.force_login(factory.officer())
    return str(client.cookies["sessionid"].value)


def stay(route: Route, home: str, troubles: list[str]) -> None:
    """Let nothing leave for another host."""
    if urlsplit(route.request.url).netloc == urlsplit(home).netloc:
        route.continue_()
    else:
        troubles.append(f"left for {route.request.url}")
        route.abort()


def listen(message: ConsoleMessage, refusals: tuple[int, ...], troubles: list[str]) -> None:
    """What the browser complains of is a trouble, but for the refusals a test is about."""
    awaited = any(f"responded with a status of {code} " in message.text for code in refusals)
    if message.type in {"error", "warning"} and not awaited:
        troubles.append(message.text)
