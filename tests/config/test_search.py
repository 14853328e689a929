import json
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from tests import factory
from tests.config.conftest import Diembao, Index

pytestmark = pytest.mark.django_db


@pytest.fixture
def stocked(desk: Path, index: Index) -> Path:
    """A desk with two articles, one of them read."""
    bridge = factory.article("Cầu Bến Lội thông xe sớm ba tháng")
    factory.reading(bridge, tone=1)
    school = factory.article(
        "Trường Bến Lội xây thêm phòng học",
        url="https://bao.example/truong",
        published_at=None,
        seen_at=factory.MORNING - timedelta(days=1),
    )
    bridge.refresh_from_db()
    index(bridge, school)
    return desk


@pytest.mark.usefixtures("stocked")
def test_hits_are_two_lines_each_the_newest_first(diembao: Diembao) -> None:
    told = diembao("search", "ben loi")
    at = factory.MORNING.isoformat()
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == f"{at:25} Báo Sông Trong: Cầu Bến Lội thông xe sớm ba tháng"
    assert told.out.splitlines()[-1] == "2 bài / articles"
    assert len(told.out.splitlines()) == 5


@pytest.mark.usefixtures("stocked")
def test_an_undated_article_shows_a_dash(diembao: Diembao) -> None:
    first, second, last = diembao("search", "phong hoc").out.splitlines()
    assert (first[:26].strip(), second.strip(), last) == (
        "—",
        "https://bao.example/truong",
        "1 bài / articles",
    )


@pytest.mark.usefixtures("stocked")
def test_programs_get_hits_and_facets(diembao: Diembao) -> None:
    told = json.loads(diembao("search", "thong xe", "--json").out)
    (hit,) = told["hits"]
    assert told["count"] == 1
    assert told["facets"]["outlet"] == {"bao-song-trong": 1}
    assert {name: hit[name] for name in ("title", "outlet", "lang", "topics", "tone", "published_at")} == {
        "title": "Cầu Bến Lội thông xe sớm ba tháng",
        "outlet": "Báo Sông Trong",
        "lang": "vi",
        "topics": ["infrastructure"],
        "tone": 1,
        "published_at": factory.MORNING.isoformat(),
    }


@pytest.mark.usefixtures("stocked")
def test_the_page_is_as_long_as_asked_and_the_count_is_whole(diembao: Diembao) -> None:
    told = json.loads(diembao("search", "", "--json", "--limit", "1", "--order", "relevance").out)
    assert (told["count"], len(told["hits"])) == (2, 1)
    assert len(json.loads(diembao("search", "", "--json", "--limit", "-3").out)["hits"]) == 1


@pytest.mark.usefixtures("stocked")
def test_nothing_found_is_no_fault(diembao: Diembao) -> None:
    told = diembao("search", "xyzxyz")
    assert (told.code, told.out, told.err) == (0, "0 bài / articles\n", "")


@pytest.mark.usefixtures("stocked")
def test_what_the_index_does_not_know_yet_is_said(diembao: Diembao) -> None:
    factory.index_change(factory.article("Tin chưa vào chỉ mục"))
    last = diembao("search", "chua vao").out.splitlines()[-1]
    assert last == "0 bài / articles; 1 bài đang chờ vào chỉ mục / waiting for the index"


@pytest.mark.parametrize("query", ["(cau OR", "cau AND", "tone:gian", '"cau', "ngay:2026-13-01"])
def test_a_wrong_query_is_a_caret_and_a_sentence(query: str, desk: Path, diembao: Diembao) -> None:
    told = diembao("search", query)
    line, caret, sentence = told.err.rstrip("\n").split("\n")
    assert (told.code, told.out, line) == (2, "", query)
    assert set(caret) <= {" ", "^"}
    assert "^" in caret
    assert " / " in sentence


def test_a_wrong_query_is_wrong_for_programs_too(desk: Path, diembao: Diembao) -> None:
    told = diembao("search", "(cau", "--json")
    assert (told.code, told.out) == (2, "")


def test_no_index_yet_is_one_sentence(desk: Path, diembao: Diembao) -> None:
    told = diembao("search", "cau")
    assert (told.code, told.out) == (2, "")
    assert told.sentences == [
        (
            f"Chưa có chỉ mục ở {desk}/index: hãy lập chỉ mục trước."
            f" / There is no index at {desk}/index yet: build it first."
        )
    ]


def test_an_index_of_another_version_is_one_sentence(stocked: Path, diembao: Diembao) -> None:
    (stocked / "index" / "diembao.json").write_text('{"schema": 0, "analysis": 0}', "utf-8")
    told = diembao("search", "cau")
    assert (told.code, len(told.sentences)) == (2, 1)
    assert told.err.startswith(f"Chỉ mục ở {stocked}/index do phiên bản khác lập hoặc bị hỏng")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://127.0.0.1:9/thu", "Không nối được tới Elasticsearch ở http://127.0.0.1:9"),
        ("ftp://may/thu", "Không hiểu địa chỉ tìm kiếm ftp://…/thu"),
        ("tantivy://thu", "Không hiểu địa chỉ tìm kiếm tantivy://…"),
    ],
)
def test_an_engine_that_is_away_is_a_sentence(
    url: str, sentence: str, desk: Path, settings: Settings, diembao: Diembao
) -> None:
    settings.SEARCH_URL = url
    told = diembao("search", "cau")
    assert (told.code, told.out) == (2, "")
    assert told.sentences[-1].startswith(sentence)
    assert " / " in told.sentences[-1]
