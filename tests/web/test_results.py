from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

from search.model import Order
from search.query import parse
from search.tree import Everything
from tests import factory
from tests.web.conftest import Index, SignIn
from tests.web.reading import links, one, page, words
from web import results
from web.asking import Asked
from web.narrowing import between
from web.results import Found
from web.spreading import Spread

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TODAY = date(2026, 10, 1)


def page_of(asked: Asked, *, count: int, lines: int) -> Found:
    """A page of so many lines."""
    row = factory.read_article()
    line = results.lines(Everything(), [row.id])[0]
    return Found(
        asked=asked,
        count=count,
        lines=(line,) * lines,
        facets=(),
        spread=Spread((), (), ()),
        chips=(),
        lag=None,
        following="",
        first_page="",
        by_time=asked.ordered(Order.TIME).address(),
        by_relevance="",
        cleared="",
    )


def test_a_query_without_accents_finds_and_lights_the_words(desk: Client, index: Index) -> None:
    index([factory.read_article("Cầu Bến Lội thông xe"), factory.read_article("Giá lúa tăng")])
    shown = page(desk.get("/search", {"q": "cau ben"}))
    assert words(shown, ".line-title") == ["Cầu Bến Lội thông xe"]
    assert words(shown, ".line-title mark") == ["Cầu", "Bến"]
    assert words(shown, ".found-count") == ["1 bài"]


def test_the_snippet_shows_where_the_words_stand(desk: Client, index: Index) -> None:
    index([factory.article(body="Mở đầu dài. " * 60 + "Ở cuối có chữ sứa biển. " + "Rồi hết. " * 60)])
    shown = page(desk.get("/search", {"q": "sứa"}))
    assert words(shown, ".line-note mark") == ["sứa"]
    assert len(words(shown, ".line-note")[0]) < 300


def test_nothing_asked_shows_the_newest_of_all(desk: Client, index: Index) -> None:
    index(factory.many(3))
    assert words(page(desk.get("/search")), ".line-title") == [f"Tin số {n} về cầu Bến Lội" for n in range(3)]


def test_pages_follow_each_other_without_loss_or_repetition(desk: Client, index: Index) -> None:
    index(factory.many(45))
    seen: list[str] = []
    address = "?q=cau"
    while address:
        shown = page(desk.get(f"/search{address}"))
        seen += words(shown, ".line-title")
        address = next(iter(links(shown, ".more a")), "")
    assert seen == [f"Tin số {n} về cầu Bến Lội" for n in range(45)]


def test_the_best_match_pages_as_well(desk: Client, index: Index) -> None:
    index(factory.many(25))
    first = page(desk.get("/search?q=cau&order=relevance"))
    second = page(desk.get(f"/search{links(first, '.more a')[0]}"))
    assert len({*words(first, ".line-title"), *words(second, ".line-title")}) == 25


def test_htmx_gets_results_and_then_only_more_lines(desk: Client, index: Index) -> None:
    index(factory.many(25))
    results = page(desk.get("/search?q=cau", headers=HTMX))
    assert (results.select("header.top"), len(results.select("#search .line"))) == ([], 20)
    more = page(desk.get(f"/search{links(results, '.more a')[0]}", headers=HTMX))
    assert (more.select("#search"), len(more.select(".line"))) == ([], 5)


def test_facets_narrow_and_widen_again(desk: Client, index: Index) -> None:
    index([factory.read_article("Một", tone=-1), factory.read_article("Hai", tone=1)])
    wide = page(desk.get("/search"))
    assert words(wide, ".facet:first-child .mark") == ["tiêu cực", "tích cực"]
    narrow = page(desk.get(f"/search{links(wide, '.facet:first-child a')[0]}"))
    assert words(narrow, ".line-title") == ["Một"]
    assert links(narrow, '.facet a[aria-current="true"]') == ["?"]
    assert (words(narrow, ".narrowed a"), links(narrow, ".narrowed a")) == (
        ["Sắc thái: tiêu cực bỏ bộ lọc này"],
        ["?"],
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("outlet=bao-khac", ["Khác"]),
        ("outlet=bao-khac&outlet=bao-song-trong", ["Nhà", "Khác"]),
        ("country=KR", ["Khác"]),
        ("lang=ko", ["Khác"]),
        ("kind=provincial", ["Nhà"]),
        ("source=bao-khac-tin-moi", ["Khác"]),
        ("about=1", ["Nhà"]),
        ("from=2026-10-01&to=2026-10-01", ["Nhà"]),
        ("to=2026-09-30", ["Khác"]),
        ("tone=-1", []),
        ("topic=infrastructure", ["Nhà"]),
        ("place=cua-tram", ["Nhà"]),
    ],
)
def test_every_filter_is_in_the_address(
    desk: Client, index: Index, now: datetime, asked: str, expected: list[str]
) -> None:
    home = factory.article("Nhà", published_at=now)
    factory.reading(home, places=[("cua-tram", 0, 3)])
    other = factory.outlet("bao-khac", "Báo Khác", kind="foreign", country="KR", lang="ko")
    index(
        [
            home,
            factory.article(
                "Khác", of=factory.source(of=other), lang="ko", published_at=now - timedelta(days=3)
            ),
        ]
    )
    assert words(page(desk.get(f"/search?{asked}")), ".line-title") == expected


def test_facets_have_names_in_the_readers_language(sign_in: SignIn, index: Index) -> None:
    other = factory.outlet("bao-khac", "Báo Khác", kind="foreign", country="KR", lang="ko")
    row = factory.article(of=factory.source(of=other), lang="ko")
    index([factory.read_article(), row])
    facets = page(sign_in(language="en").get("/search")).select(".facet")
    told = {words(facet, "h2")[0]: words(facet, ".facet-name") for facet in facets}
    assert told["Country"] == ["South Korea", "Vietnam"]
    assert told["Language"] == ["Korean", "Vietnamese"]
    assert told["Kind of press"] == ["Foreign press", "Provincial press"]


def test_a_long_facet_is_folded(desk: Client, index: Index) -> None:
    rows = [factory.article(of=factory.source(of=factory.outlet(f"bao-{n}", f"Báo {n}"))) for n in range(9)]
    index(rows)
    facet = next(
        f for f in page(desk.get("/search")).select(".facet") if words(f, "h2") == ["Cơ quan báo chí"]
    )
    assert (len(facet.select("section > ul li")), words(facet, "summary")) == (7, ["thêm 2"])


def test_a_hit_found_by_its_second_title_shows_that_title_lit(desk: Client, index: Index) -> None:
    both, other = factory.read_article("Sông Trầm đổi màu"), factory.read_article("Cá chết trên sông Trầm")
    for row in (both, other):
        row.alt_title = "Bảy mẫu nước sông Trầm"
        row.save()
    index([both, other])
    second = page(desk.get("/search", {"q": '"mau nuoc"'}))
    assert words(second, ".line-alt mark") == ["mẫu nước"] * 2
    first = page(desk.get("/search", {"q": '"song tram"'}))
    assert (first.select(".line-alt"), words(first, ".line-title mark")) == ([], ["sông Trầm", "Sông Trầm"])


def test_no_phrase_crosses_from_one_title_into_the_other(desk: Client, index: Index) -> None:
    row = factory.read_article("Cá chết")
    row.alt_title = "Sông Trầm"
    row.save()
    index([row])
    assert words(page(desk.get("/search", {"q": '"chết sông"'})), ".line-title") == []


def test_the_histogram_leads_into_its_days(desk: Client, index: Index, now: datetime) -> None:
    index(
        [
            factory.article("Nay", published_at=now),
            factory.article("Qua", published_at=now - timedelta(days=2)),
        ]
    )
    shown = page(desk.get("/search"))
    assert links(shown, ".histogram svg a")[0] == "?from=2026-09-29&to=2026-09-29"
    assert words(shown, ".histogram title") == ["T3 29/9/2026: 1", "T4 30/9/2026: 0", "T5 1/10/2026: 1"]


def test_the_bars_of_the_histogram_may_be_larger(desk: Client, index: Index, now: datetime) -> None:
    dates = (now, now - timedelta(days=90))
    index([factory.article("Bão về", published_at=at) for at in dates])
    shown = page(desk.get("/search?q=bao"))
    assert words(shown, ".histogram .switch a") == ["ngày", "tuần", "tháng", "quý"]
    assert words(shown, ".histogram .switch [aria-current]") == ["tuần"]
    quarters = page(desk.get(f"/search{links(shown, '.histogram .switch a')[3]}"))
    assert words(quarters, ".histogram title") == ["Quý 3/2026: 1", "Quý 4/2026: 1"]
    assert links(quarters, ".histogram svg a")[0] == "?q=bao&from=2026-07-01&to=2026-09-30"


def test_one_bar_is_shown_where_its_step_was_chosen(desk: Client, index: Index) -> None:
    index([factory.read_article()])
    bars = [len(page(desk.get(f"/search{asked}")).select(".step")) for asked in ("", "?step=month")]
    assert bars == [0, 1]


def test_what_waits_for_the_index_is_told(desk: Client, index: Index, now: datetime) -> None:
    rows = [factory.article(), factory.article(), factory.article()]
    index(rows)
    factory.index_change(rows[0], queued_at=now - timedelta(minutes=3))
    factory.index_change(rows[1], queued_at=now - timedelta(seconds=1))
    assert words(page(desk.get("/search")), ".lag") == ["Còn 2 bài chưa vào chỉ mục, cũ nhất 3 phút"]


def test_what_waits_is_told_where_the_engine_is_away_as_well(
    desk: Client, settings: Settings, tmp_path: Path, now: datetime
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'nowhere'}"
    factory.index_change(factory.article(), queued_at=now - timedelta(hours=2))
    assert words(page(desk.get("/search")), ".lag") == ["Còn 1 bài chưa vào chỉ mục, cũ nhất 2 giờ"]


def test_by_relevance_one_comes_so_far_and_no_farther() -> None:
    line = page_of(asked=Asked(order=Order.RELEVANCE, after=9_990), count=12_000, lines=10)
    assert [line.is_deepest, replace(line, count=10_000).is_deepest] == [True, False]
    assert not page_of(asked=Asked(after=9_990), count=12_000, lines=10).is_deepest


def test_beyond_the_deepest_page_there_is_a_way_on(desk: Client, index: Index) -> None:
    found = page_of(asked=Asked("lũ", order=Order.RELEVANCE, after=10_000), count=12_000, lines=0)
    told = page(HttpResponse(render_to_string("web/_hits.html", {"found": found, "asked": found.asked})))
    assert words(told, ".more p") == [
        "Xếp theo độ khớp thì chỉ xem được 10.000 bài đầu. Xem tất cả, mới nhất trước"
    ]
    assert links(told, ".more a") == ["?q=l%C5%A9"]


def test_all_that_is_found_can_be_exported(desk: Client, index: Index) -> None:
    index(factory.many(25))
    shown = page(desk.get("/search?q=cau&order=relevance&after=20"))
    assert links(shown, "a[href^='/search/export']") == ["/search/export?q=cau&order=relevance"]
    assert links(page(desk.get("/search?q=zzz")), "a[href^='/search/export']") == []


def test_everything_that_narrows_can_be_taken_away(desk: Client, index: Index) -> None:
    index([factory.read_article()])
    told = page(desk.get("/search?q=cau&about=1&outlet=bao-song-trong&from=2026-10-01&to=2026-10-02"))
    assert links(told, ".narrowed a") == [
        "?q=cau&about=1&from=2026-10-01&to=2026-10-02",
        "?q=cau&from=2026-10-01&to=2026-10-02&outlet=bao-song-trong",
        "?q=cau&about=1&outlet=bao-song-trong",
        "?q=cau",
    ]
    assert words(told, ".narrowed a")[2] == "từ 1/10/2026 đến 2/10/2026 bỏ bộ lọc này"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 10, 1), date(2026, 10, 1), "Thứ Năm, 1/10/2026"),
        (date(2026, 10, 1), None, "từ 1/10/2026"),
        (None, date(2026, 10, 1), "đến 1/10/2026"),
    ],
)
def test_days_are_told_in_words(first: date | None, last: date | None, told: str) -> None:
    assert between(first, last) == told


def test_a_single_source_is_shown_as_a_facet_only_when_chosen(desk: Client, index: Index) -> None:
    index([factory.read_article()])
    told = page(desk.get("/search?source=bao-song-trong-tin-moi"))
    assert words(told, ".facet h2") == ["Nguồn tin"]


def test_a_copy_leads_to_its_first_and_repeats_no_text(desk: Client, index: Index) -> None:
    first = factory.read_article("Cầu thông xe")
    copy = factory.article("Cầu thông xe", copy_of=first)
    index([copy])
    told = page(desk.get("/search?q=cau"))
    assert (words(told, ".line-meta a"), links(told, ".line-meta a")) == (
        ["bản chép bài khác"],
        [f"/articles/{first.id}"],
    )
    assert told.select(".line-note") == []


def test_what_was_found_is_said_to_who_cannot_see_it(desk: Client, index: Index) -> None:
    index(factory.many(25))
    assert words(page(desk.get("/search?q=cau")), "#told[role=status]") == [""]
    results = page(desk.get("/search?q=cau", headers=HTMX))
    assert words(results, "[hx-swap-oob='innerHTML:#told']") == ["Tìm thấy 25 bài"]
    more = page(desk.get(f"/search{links(results, '.more a')[0]}", headers=HTMX))
    assert words(more, "[hx-swap-oob='innerHTML:#told']") == ["thêm 5"]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [("?q=cau&from=&to=", "/search?q=cau"), ("?q=&from=x", "/search"), ("?q=cau&after=9", None)],
)
def test_the_address_kept_has_no_empty_fields(
    desk: Client, index: Index, asked: str, kept: str | None
) -> None:
    index([factory.read_article()])
    assert desk.get(f"/search{asked}", headers=HTMX).headers.get("HX-Push-Url") == kept


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_example_of_how_to_search_can_be_searched(sign_in: SignIn, index: Index, language: str) -> None:
    index([])
    examples = words(page(sign_in(language=language).get("/search")), ".help-list code")
    assert len(examples) == 11
    assert [parse(example, today=TODAY) for example in examples].count(Everything()) == 0


def test_a_wrong_query_is_shown_with_the_place_and_the_cure(desk: Client) -> None:
    answer = desk.get("/search", {"q": "sorce:abc lũ"})
    shown = page(answer)
    assert answer.status_code == 422
    assert words(shown, ".wrong-query mark") == ["sorce"]
    assert words(shown, ".wrong-why b") == ["không có trường “sorce”"]
    assert words(shown, ".wrong-why span") == ["there is no field “sorce”"]
    assert "source" in words(shown, ".wrong-hint")[0]
    assert one(shown, "#q")["aria-describedby"] == "wrong"


def test_an_engine_that_is_down_is_a_sentence_not_a_trace(
    desk: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'nowhere'}"
    answer = desk.get("/search", {"q": "cầu"})
    shown = page(answer)
    assert answer.status_code == 503
    assert words(shown, ".empty b") == ["Hiện không tìm kiếm được."]
    assert words(shown, ".empty p")[1].startswith(f"Chưa có chỉ mục ở {tmp_path / 'nowhere'}")
    assert words(shown, ".empty p")[3].startswith("Việc thu thập vẫn tiếp tục;")
    assert links(shown, ".empty a") == ["?q=c%E1%BA%A7u", "/"]


def test_the_engine_is_asked_again_once_it_is_back(
    desk: Client, settings: Settings, tmp_path: Path, index: Index
) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'soon'}"
    assert desk.get("/search").status_code == 503
    index([factory.article("Về rồi")])
    assert words(page(desk.get("/search")), ".line-title") == ["Về rồi"]


def test_nothing_found_says_how_to_find_more(desk: Client, index: Index) -> None:
    index([factory.article()])
    shown = page(desk.get("/search", {"q": "không có chữ này", "tone": "-1"}))
    assert words(shown, ".empty b") == ["Không có bài nào khớp."]
    assert links(shown, ".empty a") == ["?q=kh%C3%B4ng+c%C3%B3+ch%E1%BB%AF+n%C3%A0y"]


def test_an_empty_index_says_so(desk: Client, index: Index) -> None:
    index([])
    assert words(page(desk.get("/search")), ".empty b") == ["Chưa có gì để tìm."]


def test_what_is_gone_from_the_archive_is_left_out(desk: Client, index: Index) -> None:
    rows = [factory.article("Còn"), factory.article("Mất")]
    index(rows)
    rows[1].addresses.all().delete()
    rows[1].versions.all().delete()
    rows[1].delete()
    assert words(page(desk.get("/search")), ".line-title") == ["Còn"]


def test_the_box_keeps_words_and_filters_without_script(desk: Client, index: Index) -> None:
    index([factory.read_article()])
    form = one(page(desk.get("/search?q=cầu&topic=infrastructure&about=1&order=relevance")), "form.ask")
    told = {(str(i["name"]), str(i.get("value", ""))) for i in form.select("input")}
    assert told == {
        ("q", "cầu"),
        ("topic", "infrastructure"),
        ("order", "relevance"),
        ("about", "1"),
        ("from", ""),
        ("to", ""),
    }
    assert one(form, "[name=about]").has_attr("checked")
