from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from archive.models import Article
from tests import factory
from tests.web.conftest import Index
from tests.web.reading import links, one, page, words

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
FISH = "Cá chết trắng sông Trầm, dân Bình Khê lo nguồn nước sinh hoạt"
BODY = "Nước sông Trầm đổi màu, dân Bình Khê vớt cá chết; nguồn nước sinh hoạt bị nghi ô nhiễm."


def fish(title: str = FISH, *, copy_of: Article | None = None) -> Article:
    return factory.article(title, body=BODY, copy_of=copy_of)


def test_the_article_page_asks_for_its_like_once_it_stands(desk: Client, index: Index) -> None:
    row = fish()
    block = one(page(desk.get(f"/articles/{row.id}")), "#alike")
    assert (block["hx-get"], block["hx-trigger"]) == (f"/articles/{row.id}/alike", "load")
    assert block.find_parent(attrs={"hx-disable": True}) is None


def test_the_block_shows_what_speaks_of_the_same(desk: Client, index: Index) -> None:
    row, other = fish(), fish("Dân Bình Khê vớt cá chết trên sông Trầm")
    index([row, other, *(factory.article(f"Giá lúa tăng {n}") for n in range(3))])
    told = page(desk.get(f"/articles/{row.id}/alike", headers=HTMX))
    assert (words(told, "h2"), words(told, ".line-title")) == (
        ["Bài tương tự"],
        ["Dân Bình Khê vớt cá chết trên sông Trầm"],
    )
    assert told.select("header") == []


def test_without_script_it_is_a_page_of_its_own(desk: Client, index: Index) -> None:
    row, other = fish(), fish("Cá sông Trầm chết ở Bình Khê")
    index([row, other])
    told = page(desk.get(f"/articles/{row.id}/alike"))
    assert (words(told, "main h1"), links(told, ".page-head a")) == (
        ["Bài tương tự"],
        [f"/articles/{row.id}"],
    )
    assert words(told, ".page-head a") == [FISH]
    assert words(told, ".line-title") == ["Cá sông Trầm chết ở Bình Khê"]


def test_its_own_copies_are_left_out_and_those_of_others_are_told_once(desk: Client, index: Index) -> None:
    row, other = fish(), fish("Cá sông Trầm chết ở Bình Khê")
    rows = [row, other, fish(copy_of=row), fish(copy_of=other), fish(copy_of=other)]
    index(rows)
    assert len(page(desk.get(f"/articles/{row.id}/alike")).select(".line-title")) == 1


def test_no_more_than_five_are_shown(desk: Client, index: Index) -> None:
    rows = [fish(f"{FISH} ngày {n}") for n in range(9)]
    index(rows)
    assert len(page(desk.get(f"/articles/{rows[0].id}/alike")).select(".line-title")) == 5


def test_nothing_alike_is_said(desk: Client, index: Index) -> None:
    row = fish()
    index([row, factory.article("Giá lúa tăng")])
    told = page(desk.get(f"/articles/{row.id}/alike", headers=HTMX))
    assert words(told, ".alike p") == ["Không có bài nào khác nói cùng chuyện."]


def test_an_engine_that_is_away_is_a_sentence(desk: Client, settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'nowhere'}"
    answer = desk.get(f"/articles/{fish().id}/alike", headers=HTMX)
    assert answer.status_code == 503
    assert words(page(answer), ".alike p")[0].startswith("Chưa có chỉ mục")


def test_an_article_that_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get("/articles/999999/alike").status_code == 404
