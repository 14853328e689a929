from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from search.query import parse
from search.rows import FACETS
from search.tree import tag
from tests import factory
from tests.web.conftest import Index, SignIn
from tests.web.reading import one, page, words
from web import province

pytestmark = pytest.mark.django_db


def offered(client: Client, typed: str) -> list[str]:
    """What the query becomes with each thing offered."""
    told = page(client.get("/search/suggest", {"q": typed}))
    return [str(option["data-query"]) for option in told.select("[role=option]")]


@pytest.fixture
def stocked(index: Index) -> None:
    coast = factory.outlet("coast-times", "The Coast Times", kind="foreign", country="SG", lang="en")
    bridge = factory.article("Thông xe cầu Bến Lội")
    factory.reading(bridge, places=[("cua-tram", 0, 3)])
    index(
        [
            bridge,
            factory.article("Cầu Bến Lội đón khách"),
            factory.article(of=factory.source(of=coast), lang="en"),
        ]
    )


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cau b", ["Cầu Bến Lội"]),
        ("lũ OR cau ben", ["lũ OR Cầu Bến Lội"]),
        ("xyz ben", ["xyz Bến Lội"]),
        ("báo:coast", ['báo:"The Coast Times" ']),
        ("outlet:song trong", []),
        ("báo:bao", ['báo:"Báo Sông Trong" ']),
        ('place:"cua t', ['place:"Cửa Trầm" ']),
        ("chủ đề:ha", ['chủ đề:"Hạ tầng – đô thị" ']),
        ("ngôn ngữ:", ['ngôn ngữ:"Tiếng Việt" ', 'ngôn ngữ:"Tiếng Anh" ']),
        ("quốc gia:sing", ["quốc gia:Singapore "]),
        ("loại báo:nuoc ngoai", []),
        ("kind:bao", ['kind:"Báo địa phương" ', 'kind:"Báo nước ngoài" ']),
        ("tone:trung", ['tone:"trung tính" ']),
        ("about:", ["about:có ", "about:không "]),
        ("date:2026", []),
        ("sorce:x", []),
        ("chu d", ["chủ đề:"]),
        ("qzx", []),
        ("", []),
        ("b", []),
    ],
)
def test_the_end_of_what_is_typed_is_completed(desk: Client, typed: str, expected: list[str]) -> None:
    assert offered(desk, typed) == expected


@pytest.mark.usefixtures("stocked")
def test_a_value_shows_its_name_and_its_code(desk: Client) -> None:
    told = page(desk.get("/search/suggest", {"q": "báo:coast"}))
    assert words(told, "[role=option] span") == ["The Coast Times", "coast-times"]
    assert (one(told, "li")["id"], one(told, "li")["aria-selected"]) == ("suggestion-1", "false")


@pytest.mark.usefixtures("stocked")
def test_names_are_in_the_readers_language(sign_in: SignIn) -> None:
    assert offered(sign_in(language="en"), "tone:neu") == ["tone:neutral "]


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("field", FACETS)
def test_what_is_offered_finds_what_it_stands_for(sign_in: SignIn, field: str, language: str) -> None:
    told = page(sign_in(language=language).get("/search/suggest", {"q": f"{field}:"}))
    options = told.select("[role=option]")
    read = [parse(str(option["data-query"]), names=province.names()) for option in options]
    assert read == [tag(field, option.select("span")[-1].get_text()) for option in options] != []


def test_who_types_is_not_stopped_by_an_engine_that_is_away(
    desk: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'nowhere'}"
    answer = desk.get("/search/suggest", {"q": "cau ben"})
    assert (answer.status_code, offered(desk, "báo:coast")) == (200, [])


def test_the_box_asks_for_its_list_while_one_types(desk: Client, index: Index) -> None:
    index([])
    box = one(page(desk.get("/search")), "#q")
    told = {name: box[name] for name in ("role", "aria-controls", "aria-expanded", "hx-get", "hx-target")}
    assert told == {
        "role": "combobox",
        "aria-controls": "suggestions",
        "aria-expanded": "false",
        "hx-get": "/search/suggest",
        "hx-target": "#suggestions",
    }


def test_what_is_written_in_a_title_is_shown_as_text(desk: Client, index: Index) -> None:
    index([factory.article("<b>Lũ</b> & bão <script>")])
    assert offered(desk, "lu") == ["Lũ"]
