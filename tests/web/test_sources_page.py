from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from archive import notices
from archive.models import Source, SourceState
from tests import factory
from tests.web.reading import links, page, words
from web import names

pytestmark = pytest.mark.django_db


def test_sources_stand_under_their_outlets(desk: Client) -> None:
    other = factory.outlet("bao-khac", "Báo Khác", kind="foreign", country="KR", lang="ko")
    factory.source("khac-1", of=other)
    factory.source("khac-2", of=other)
    factory.source("song-trong")
    told = page(desk.get("/sources"))
    assert [[*words(body, ".group"), *words(body, "th[scope=row] a")] for body in told.select("tbody")] == [
        ["Báo Khác Báo nước ngoài · Hàn Quốc", "khac-1", "khac-2"],
        ["Báo Sông Trong Báo địa phương", "song-trong"],
    ]


def test_a_source_in_trouble_says_why_and_what_it_means(desk: Client) -> None:
    factory.source(state=SourceState.BLOCKED, reason="200 + HTML", failures=3)
    told = page(desk.get("/sources"))
    assert words(told, ".state .mark") == ["bị chặn"]
    assert words(told, ".reason") == [
        "Trả về trang web thay vì danh sách bài: hãy mở địa chỉ để xem vì sao.",
        "200 + HTML · 3 lần liên tiếp",
    ]


def test_times_and_articles_of_a_source(desk: Client, now: datetime) -> None:
    row = factory.source()
    Source.objects.filter(id=row.id).update(
        polled_at=now, answered_at=now - timedelta(days=1), next_poll_at=now + timedelta(hours=1)
    )
    factory.article(of=row)
    told = page(desk.get("/sources"))
    assert words(told, "tbody td:not(.state)") == ["08:00", "08:00 30/9", "—", "09:00", "1"]
    assert links(told, "td.num a") == ["/search?source=bao-song-trong-tin-moi"]


def test_unverified_is_explained_only_where_it_is_shown(desk: Client) -> None:
    factory.source("a", is_verified=False, state=SourceState.WAITING)
    factory.source("b")
    assert words(page(desk.get("/sources?state=alive")), "main > p.faint") == []
    (told,) = words(page(desk.get("/sources?state=waiting")), "main > p.faint")
    assert told.startswith("“chưa kiểm chứng”:")


def test_an_outlet_is_named_in_its_language(desk: Client) -> None:
    factory.source(of=factory.outlet("tonle", "ទន្លេថ្មី", kind="foreign", country="KH", lang="km"))
    assert [str(e["lang"]) for e in page(desk.get("/sources")).select(".group [lang]")] == ["km"]


def test_a_source_nobody_saw_answer_is_unverified(desk: Client) -> None:
    factory.source("a", is_verified=False)
    factory.source("b")
    told = page(desk.get("/sources"))
    assert words(told, "tbody .tag") == ["chưa kiểm chứng"]
    assert words(told, "main > p.faint")[0].startswith("“chưa kiểm chứng”")


def test_states_are_counted_and_narrow_the_table(desk: Client) -> None:
    factory.source("a")
    factory.source("b")
    factory.source("c", state=SourceState.GONE)
    told = page(desk.get("/sources?state=gone"))
    assert words(told, ".switch a") == ["tất cả 3", "hoạt động 2", "đã đóng 1"]
    assert words(told, '.switch a[aria-current="true"]') == ["đã đóng 1"]
    assert words(told, "th[scope=row] a") == ["c"]


def test_a_state_nobody_knows_shows_all(desk: Client) -> None:
    factory.source("a")
    assert words(page(desk.get("/sources?state=asleep")), "th[scope=row] a") == ["a"]


def test_a_state_that_is_empty_can_still_be_left(desk: Client) -> None:
    factory.source("a")
    told = page(desk.get("/sources?state=gone"))
    assert (words(told, ".empty p"), words(told, ".switch a")[-1]) == (["Không có nguồn nào."], "đã đóng 0")


@pytest.mark.parametrize("state", list(SourceState))
def test_every_state_has_its_own_shape_and_word(state: SourceState) -> None:
    marks = [(mark.shape, str(mark.word)) for mark in names.STATES.values()]
    assert marks.count((names.state(state.value).shape, str(names.state(state.value).word))) == 1


def test_a_state_without_a_word_stands_for_itself() -> None:
    assert names.state("asleep").word == "asleep"


@pytest.mark.parametrize(
    ("code", "word"), [("vi", "Tiếng Việt"), ("km", "Tiếng Khmer"), ("other", "ngôn ngữ khác"), ("xx", "Xx")]
)
def test_languages_have_names(code: str, word: str) -> None:
    assert names.language(code) == word


NOTICES: list[tuple[str, dict[str, Any], str]] = [
    (
        "canary",
        {"outlet": "Báo Gió", "what": "author", "before": 0.95, "now": 0.1},
        "Bài có tác giả: từ 95% xuống 10%.",
    ),
    (
        "canary",
        {"outlet": "Báo Gió", "what": "length", "before": 2100.4, "now": 800},
        "Bài đổi từ 2.100 thành 800 ký tự.",
    ),
    (
        "canary",
        {"outlet": "Báo Gió", "what": "silence", "before": 3.25, "now": 9.04},
        "Không có bài mới trong 9 ngày; thường có 3,2 bài một ngày.",
    ),
    (
        "rules-suspended",
        {"outlet": "Báo Gió", "fault": "too short"},
        "Luật riêng của báo bị tạm ngưng sau ba lỗi: thân bài tìm được quá ngắn.",
    ),
    (
        "source-gone",
        {"outlet": "Báo Gió", "url": "https://bao-gio.example/rss"},
        "Báo đã đóng hẳn nguồn này (410): https://bao-gio.example/rss",
    ),
    (
        "state-secret-mark",
        {"url": "https://bao-gio.example/1", "rule": "stamp"},
        "Đã gặp một trang mang dấu mật (stamp).",
    ),
]


@pytest.mark.parametrize(
    ("kind", "params", "says"), NOTICES, ids=[f"{k}-{p.get('what', '')}" for k, p, _ in NOTICES]
)
def test_what_was_noticed_stands_above_the_sources(
    desk: Client, now: datetime, kind: str, params: dict[str, Any], says: str
) -> None:
    notices.raise_once(kind, "bao-gio", params, now)
    told = page(desk.get("/sources"))
    assert words(told, ".notices li > b") == [params.get("outlet", params.get("url"))]
    assert words(told, ".notices li > span:not(.mark):not(.faint)") == [says]
    assert len(words(told, ".notices .reason")) == 1


def test_a_notice_of_a_kind_without_words_is_not_shown(desk: Client, now: datetime) -> None:
    notices.raise_once("la", "bao-gio", {}, now)
    assert page(desk.get("/sources")).select(".notices") == []


def test_nothing_noticed_nothing_said(desk: Client) -> None:
    assert page(desk.get("/sources")).select(".notices") == []
