"""Adding coverage in a real browser, with script and without."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from archive import announced
from archive.models import Address, AddressState, Article
from tests import factory
from tests.browser.conftest import OpenPage
from tests.handed import document
from tests.web.conftest import Index
from web import handling

pytestmark = pytest.mark.browser
URL = "https://coast.example/port"


def test_a_typed_link_is_followed_until_it_is_stored(open_page: OpenPage, index: Index) -> None:
    index([])
    page = open_page()
    page.goto("/add")
    page.get_by_label("Địa chỉ của bài").fill(URL)
    page.get_by_role("button", name="Tải bài này").click()
    expect(page.locator(".followed-state")).to_have_text("đang chờ")
    Address.objects.update(article=factory.article(), state=AddressState.STORED)
    expect(page.locator(".followed-state")).to_have_text("đã lưu")
    page.get_by_role("link", name="Đọc bài").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(Article.objects.get().title)


def test_without_script_a_link_looks_again(open_page: OpenPage, index: Index) -> None:
    index([])
    page = open_page(script=False)
    page.goto("/add")
    page.get_by_label("Địa chỉ của bài").fill(URL)
    page.get_by_role("button", name="Tải bài này").click()
    announced.mark(Address.objects.get().id, AddressState.GONE)
    page.get_by_role("link", name="Xem lại").click()
    expect(page.locator(".followed-state")).to_have_text("không có trang")


@pytest.mark.parametrize("script", [True, False])
def test_a_document_shows_its_first_page(
    open_page: OpenPage, index: Index, settings: Settings, tmp_path: Path, *, script: bool
) -> None:
    index([])
    settings.WARC_FOLDER = tmp_path / "warc"
    (tmp_path / "bao.pdf").write_bytes(document())
    page = open_page(script=script)
    page.goto("/add/coverage")
    page.get_by_label("Tệp").set_input_files(tmp_path / "bao.pdf")
    page.get_by_label("Tiêu đề").fill("Port of Mỹ Lâm opens")
    page.get_by_label("Cơ quan báo chí").fill("The Coast Times")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("img", name="Trang đầu")).to_be_visible()
    assert page.locator(".preview").evaluate("image => image.naturalHeight") == 640
    handling.room().close()
