"""Every page, narrow and wide, by day and by night, looked at as an eye and a finger would."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, expect
from pytest_django import Settings

from archive.models import Article
from desk.models import Officer
from desk.rights import Role
from tests import factory
from tests.browser import stage
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.web.conftest import Index

# The same on both databases.
pytestmark = [pytest.mark.browser, pytest.mark.once]
AUDIT = (Path(__file__).resolve().parent / "audit.js").read_text("utf-8")
TALLEST = {PHONE: 1600, 768: 1200, 1024: 1200, DESK: 1100}  # pixels of a picture
REFUSALS = (403, 404, 422, 500, 503)
ENDS = [(width, scheme) for width in (PHONE, DESK) for scheme in ("light", "dark")]
sights = pytest.mark.parametrize(("width", "scheme"), ENDS)
more_sights = pytest.mark.parametrize(("width", "scheme"), [*ENDS, (768, "light"), (1024, "dark")])


@pytest.fixture
def mail(settings: Settings, tmp_path: Path) -> Path:
    settings.PRESS_PORT = 8091
    settings.DEMO_MAIL_FOLDER = tmp_path / "mail"
    return tmp_path / "mail"


class Looking:
    """Looks at one page after the other, and keeps pictures where DIEMBAO_SCREENSHOTS names a folder."""

    def __init__(self, page: Page, width: int, scheme: str) -> None:
        self.page, self.width = page, width
        self.suffix = f"{width}{'-dark' if scheme == 'dark' else ''}"

    def troubles(self, name: str) -> list[str]:
        """What is wrong with the page as it stands."""
        # What was waited for may stand there before its style sheets do.
        self.page.wait_for_load_state("load")
        # A part that comes after its page makes it longer.
        expect(self.page.locator("[hx-trigger=load]")).to_have_count(0)
        self.page.evaluate("document.fonts.ready.then(() => null)")
        height = int(self.page.evaluate("document.documentElement.scrollHeight"))
        self.picture(name, min(height, TALLEST[self.width]))
        self.page.set_viewport_size({"width": self.width, "height": max(900, height)})
        found = self.page.evaluate(f"({AUDIT})({str(self.width == PHONE).lower()})")
        self.page.set_viewport_size({"width": self.width, "height": 900})
        return [f"{name}: {trouble}" for trouble in found]

    def walk(self, addresses: dict[str, str]) -> list[str]:
        """What is wrong with pages, by name and address."""
        found = []
        for name, address in addresses.items():
            self.page.goto(address)
            found += self.troubles(name)
        return found

    def picture(self, name: str, height: int) -> None:
        """Keep a picture of the page's upper part where a person asked for one."""
        folder = os.environ.get("DIEMBAO_SCREENSHOTS")
        if folder:
            part: FloatRect = {"x": 0, "y": 0, "width": self.width, "height": height}
            path = Path(folder) / f"{name}-{self.suffix}.png"
            # Hiding the caret would leave a style on the field that htmx may not carry over.
            self.page.screenshot(path=path, full_page=True, clip=part, caret="initial")


def addresses(told: stage.Staged) -> dict[str, str]:
    """Every page there is, by a name for its picture."""
    heavy = f"/articles/{told.heavy.id}"
    return {
        "today": "/",
        "today-all": "/?scope=all",
        "search": "/search",
        "search-narrow": "/search?q=song+tram&tone=-1&about=1&outlet=dat-nuoc&from=2026-10-01&to=2026-10-01",
        "search-wrong": "/search?q=(lũ AND",
        "search-month": "/search?step=month",
        "search-none": "/search?q=zzzz&tone=-1",
        "article": heavy,
        "article-alike": f"{heavy}/alike",
        "article-version": f"{heavy}?version=3",
        "article-two-versions": f"{heavy}?version=3&against=1",
        "article-gone": f"/articles/{told.gone.id}",
        "article-gone-version": f"/articles/{told.gone.id}?version=2",
        "article-bare": f"/articles/{told.bare.id}",
        **{f"article-{row.lang}": f"/articles/{row.id}" for row in told.foreign},
        "sources": "/sources",
        "sources-failing": "/sources?state=failing",
        "add": "/add",
        "add-followed": f"/add?followed={told.link_id}",
        "add-coverage": "/add/coverage",
        "add-newsletter": "/add/newsletter",
        "visits": "/visits",
        "visit-record": "/visits/record",
        "mail": "/demo/mail",
        "mail-letter": f"/demo/mail/{stage.LETTER}",
        "404": "/khong-co",
    }


@more_sights
def test_a_desk_in_full_use(open_page: OpenPage, index: Index, mail: Path, width: int, scheme: str) -> None:
    told = stage.fill(index, mail)
    officer = factory.officer(name="Nguyễn Hoàng Phương Thảo")
    officer.looked_at = factory.MORNING - 3 * stage.HOUR
    officer.save()
    looking = Looking(open_page(width=width, scheme=scheme, refusals=REFUSALS), width, scheme)
    assert looking.walk(addresses(told)) == []
    looking.page.goto("/search?q=(lũ AND")
    looking.page.locator(".help summary").click()
    assert looking.troubles("search-help") == []
    looking.page.goto("/search")
    looking.page.locator("#q").press_sequentially("song tr")
    looking.page.get_by_role("option").first.wait_for()
    looking.page.keyboard.press("ArrowDown")
    assert looking.troubles("search-suggestions") == []
    looking.page.get_by_role("button", name="English").click()
    english = {
        "today-en": "/",
        "article-en": f"/articles/{told.heavy.id}",
        "sources-en": "/sources",
        "visits-en": "/visits",
        "add-coverage-en": "/add/coverage",
    }
    assert looking.walk(english) == []


@sights
def test_a_desk_on_its_first_day(
    open_page: OpenPage, index: Index, mail: Path, width: int, scheme: str
) -> None:
    index([])
    looking = Looking(open_page(width=width, scheme=scheme), width, scheme)
    first = {
        "search-first": "/search",
        "mail-first": "/demo/mail",
        "sources-first": "/sources",
        "add-first": "/add",
        "visits-first": "/visits",
        "today-first": "/",
    }
    assert looking.walk(first) == []
    factory.reading(factory.article("Tin tỉnh khác"), about=0.1)
    assert Article.objects.count() == 1
    assert looking.walk({"today-quiet": "/"}) == []


@sights
def test_a_desk_in_trouble(open_page: OpenPage, settings: Settings, width: int, scheme: str) -> None:
    looking = Looking(open_page(width=width, scheme=scheme, refusals=REFUSALS), width, scheme)
    settings.SEARCH_URL = "tantivy:///nowhere/index"
    assert looking.walk({"search-down": "/search?q=lu"}) == []
    Officer.objects.update(role=Role.CONTACT)
    assert looking.walk({"403": "/"}) == []
    settings.ROOT_URLCONF = "tests.web.test_errors"
    assert looking.walk({"500": "/broken"}) == []


@sights
def test_the_door(open_page: OpenPage, width: int, scheme: str) -> None:
    factory.officer()
    looking = Looking(open_page(width=width, scheme=scheme, signed_in=False), width, scheme)
    assert looking.walk({"sign-in": "/sign-in"}) == []
    looking.page.get_by_label("Địa chỉ thư điện tử").fill("monitor@songtrong.example")
    looking.page.get_by_label("Mật khẩu").fill("sai rồi")
    looking.page.get_by_role("button", name="Đăng nhập").click()
    looking.page.get_by_role("alert").wait_for()
    assert looking.troubles("sign-in-wrong") == []
