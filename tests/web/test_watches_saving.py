"""Making and changing watches: the catch of the last thirty days is seen before a query is kept."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from desk.models import Act, Watch, WatchState
from desk.rights import Role
from desk.watches import WatchProblem
from tests import factory
from tests.web import watching
from tests.web.conftest import Index, SignIn
from tests.web.reading import links, one, page, words
from web.watches_form import WatchForm
from web.watches_saving import Filled, blamed

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TOLD = {"name": "Cảng", "query": "cảng", "team": "", "ceiling": "10", "hook_url": ""}
LOOK, STORE = {**TOLD, "step": "look"}, {**TOLD, "step": "store", "previewed": "cảng"}
PERSON = {**TOLD, "query": "nguyễn văn bưởi"}


@pytest.fixture
def press(index: Index, now: datetime) -> None:
    """Twelve articles on the port in the last days, an old one, and another."""
    rows = [factory.article(f"Cảng Mỹ Lâm {n}", published_at=now - timedelta(days=n // 4)) for n in range(12)]
    rows.append(factory.article("Cảng cũ", published_at=now - timedelta(days=40)))
    rows.append(factory.article("Giá lúa tăng", body="Lúa.", published_at=now))
    index(rows)


def test_the_form_begins_with_what_was_searched(desk: Client) -> None:
    shown = page(desk.get("/watches/new?q=lũ OR ngập&tone=-1&about=1"))
    assert one(shown, "#id_query").get_text().strip() == "(lũ OR ngập) sắc thái:-1 liên quan:1"
    assert str(one(shown, "#id_name")["value"]) == "lũ OR ngập"
    assert str(one(shown, "#id_ceiling")["value"]) == "10"


def test_a_form_without_a_query_waits_for_one(desk: Client) -> None:
    shown = page(desk.get("/watches/new"))
    assert (len(shown.select("#preview.is-waiting")), shown.select("#keep")) == (1, [])


@pytest.mark.parametrize("asked", ["q=cảng", "kind=provincial&tone=-1"])
def test_what_a_search_would_have_caught_is_seen_at_once(desk: Client, press: None, asked: str) -> None:
    shown = page(desk.get(f"/watches/new?{asked}"))
    assert words(shown, ".preview-count b") == ["12" if asked == "q=cảng" else "0"]
    assert str(one(shown, "[name=previewed]")["value"]) == one(shown, "#id_query").get_text().strip()


@pytest.mark.parametrize(
    ("query", "count"), [('báo:"Báo Sông Trong" cảng', "12"), ('quốc gia:"Nhật Bản" cảng', "0")]
)
def test_a_query_may_say_what_values_are_called(desk: Client, press: None, query: str, count: str) -> None:
    shown = page(desk.post("/watches/new", {**LOOK, "query": query}))
    assert words(shown, ".preview-count b") == [count]
    desk.post("/watches/new", {**STORE, "query": query, "previewed": query})
    assert Watch.objects.get().query == query


def test_a_search_for_a_name_asks_for_office_and_purpose_at_once(desk: Client, press: None) -> None:
    shown = page(desk.get("/watches/new?q=nguyễn văn bưởi"))
    assert [str(field["name"]) for field in shown.select(".watch-why input")] == ["office", "purpose"]


@pytest.mark.parametrize("query", ["(cảng", "NOT lũ"])
def test_a_fault_of_a_search_waits_until_it_is_handed_in(desk: Client, press: None, query: str) -> None:
    answer = desk.get("/watches/new", {"q": query})
    assert (answer.status_code, page(answer).select(".wrong, .field-wrong, #keep")) == (200, [])


def test_a_search_too_long_for_a_name_leaves_it_open(desk: Client, press: None) -> None:
    shown = page(desk.get("/watches/new", {"q": "cảng " * 40}))
    assert (one(shown, "#id_name").get("value"), words(shown, ".preview-count b")) == (None, ["12"])


def test_the_form_comes_while_the_search_is_down(desk: Client, settings: Settings) -> None:
    settings.SEARCH_URL = "tantivy:///nowhere/index"
    answer = desk.get("/watches/new?q=cảng")
    assert (answer.status_code, len(page(answer).select("#preview.is-waiting"))) == (200, 1)


def test_the_catch_is_shown_before_anything_is_stored(desk: Client, press: None) -> None:
    answer = desk.post("/watches/new", LOOK)
    shown = page(answer)
    assert (answer.status_code, Watch.objects.count()) == (200, 0)
    assert words(shown, ".preview-count b") == ["12"]
    assert words(shown, ".watch-chart tbody td")[-3:] == ["4", "4", "4"]
    assert words(shown, ".watch-preview .line-title mark")[:2] == ["Cảng", "Cảng"]
    assert len(shown.select(".watch-preview .line")) == 10
    assert str(one(shown, "#keep")["form"]) == "watch-form"
    assert str(one(shown, "[name=previewed]")["value"]) == "cảng"
    assert links(shown, ".watch-preview .line-title")[0].startswith("/articles/")


def test_what_was_seen_is_stored(desk: Client, press: None) -> None:
    more = {"by_mail": "on", "team": "claims", "quiet_from": "22:00", "quiet_until": "06:30", "ceiling": "3"}
    answer = desk.post("/watches/new", {**STORE, **more})
    row = Watch.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/watches/{row.id}")
    assert (row.name, row.query, row.state, row.by_mail) == ("Cảng", "cảng", WatchState.ACTIVE, True)
    assert (row.team, row.quiet_from, row.quiet_until, row.ceiling) == ("claims", time(22), time(6, 30), 3)
    assert Act.objects.get().code == "watch_saved"


@pytest.mark.parametrize("previewed", ["", "cảng Mỹ Lâm"])
def test_what_was_not_seen_is_shown_first(previewed: str, desk: Client, press: None) -> None:
    shown = page(desk.post("/watches/new", {**STORE, "previewed": previewed}))
    assert Watch.objects.count() == 0
    assert len(words(shown, ".watch-preview .notice")) == 1
    assert str(one(shown, "[name=previewed]")["value"]) == "cảng"


def test_a_rate_over_the_ceiling_is_told_and_drawn(desk: Client, press: None) -> None:
    shown = page(desk.post("/watches/new", {**LOOK, "by_mail": "on", "ceiling": "2"}))
    assert len(words(shown, ".preview-rate.is-crowded")) == 1
    assert str(one(shown, ".ceiling")["y1"]) == "30.00"


def test_a_query_that_catches_nothing_can_be_kept(desk: Client, press: None) -> None:
    shown = page(desk.post("/watches/new", {**LOOK, "query": "sứa"}))
    assert (words(shown, ".preview-count b"), shown.select(".watch-chart")) == (["0"], [])
    assert desk.post("/watches/new", {**STORE, "query": "sứa", "previewed": "sứa"}).status_code == 302


@pytest.mark.parametrize("step", [LOOK, STORE])
def test_a_wrong_query_is_underlined_at_its_field(
    step: dict[str, str], sign_in: SignIn, index: Index
) -> None:
    index([])
    client, _ = watching.english(sign_in)
    answer = client.post("/watches/new", {**step, "query": "(cảng", "previewed": "(cảng"})
    shown = page(answer)
    assert (answer.status_code, Watch.objects.count()) == (422, 0)
    assert words(shown, ".wrong-query mark") == ["("]
    assert words(shown, ".wrong-why b") == ["this “(” is never closed"]
    assert words(shown, ".wrong-why [lang=vi]") == ["thiếu “)” cho dấu “(” này"]
    assert one(shown, "#id_query")["aria-describedby"] == "query-wrong id_query_helptext"
    assert [str(told["id"]) for told in shown.select("[role=alert]")] == ["query-wrong"]
    assert shown.select("#keep") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("query", "NOT lũ"),
        ("ceiling", "0"),
        ("ceiling", "999"),
        ("team", "emperors"),
        ("hook_url", "http://a.example/"),
        ("hook_url", "https://127.0.0.1/"),
        ("quiet_from", "22:00"),
        ("quiet_until", "quarter to nine"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(field: str, value: str, desk: Client, press: None) -> None:
    for step in (LOOK, STORE):
        told = {**step, field: value}
        answer = desk.post("/watches/new", {**told, "previewed": told["query"]})
        assert (answer.status_code, Watch.objects.count()) == (422, 0)
        wrong = page(answer).select(".field-wrong")
        named = [
            one(field_box, "input, textarea, select")["name"]
            for field_box in page(answer).select(".field.is-wrong")
        ]
        assert (len(wrong), named) == (1, ["quiet_until" if value == "22:00" else field])


def test_a_name_that_is_taken_is_told_when_it_is_stored(desk: Client, press: None) -> None:
    watching.watch(watching.officer_of(desk), "Cảng")
    answer = desk.post("/watches/new", STORE)
    assert answer.status_code == 422
    assert words(page(answer), ".field-wrong") == ["Đã có theo dõi tên “Cảng”; đặt tên khác."]
    assert len(page(answer).select("#keep")) == 1


def test_a_watch_on_a_name_asks_for_office_and_purpose(desk: Client, press: None) -> None:
    shown = page(desk.post("/watches/new", {**PERSON, "step": "look"}))
    assert [str(field["name"]) for field in shown.select(".watch-why input")] == ["office", "purpose"]
    assert words(shown, ".field-wrong") == []
    told = {**PERSON, "step": "store", "previewed": PERSON["query"], "office": "Chủ tịch xã"}
    lacking = desk.post("/watches/new", {**told, "purpose": ""})
    assert (lacking.status_code, Watch.objects.count()) == (422, 0)
    assert len(words(page(lacking), ".watch-why .field-wrong")) == 1
    desk.post("/watches/new", {**told, "purpose": "Trả lời báo chí"})
    row = Watch.objects.get()
    assert (row.state, row.office, row.purpose) == (WatchState.WAITING, "Chủ tịch xã", "Trả lời báo chí")


def test_a_watch_on_a_matter_is_not_asked_for_them(desk: Client, press: None) -> None:
    assert page(desk.post("/watches/new", LOOK)).select(".watch-why") == []


def test_htmx_gets_the_form_and_the_catch_alone(desk: Client, press: None) -> None:
    answer = desk.post("/watches/new", LOOK, headers=HTMX)
    shown = page(answer)
    assert (shown.select("header.top"), len(shown.select("#watching #preview"))) == ([], 1)
    assert answer.headers["HX-Reswap"] == "outerHTML show:#preview:top"
    assert len(words(shown, "[hx-swap-oob]")) == 1
    wrong = desk.post("/watches/new", {**LOOK, "name": ""}, headers=HTMX)
    assert wrong.headers["HX-Reswap"] == "outerHTML show:#watching:top"


def test_htmx_is_led_to_what_was_stored(desk: Client, press: None) -> None:
    answer = desk.post("/watches/new", STORE, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, f"/watches/{Watch.objects.get().id}")


def test_a_search_that_is_down_keeps_what_was_written(desk: Client, settings: Settings) -> None:
    settings.SEARCH_URL = "tantivy:///nowhere/index"
    answer = desk.post("/watches/new", LOOK)
    shown = page(answer)
    assert (answer.status_code, Watch.objects.count()) == (503, 0)
    assert (str(one(shown, "#id_name")["value"]), len(shown.select(".wrong-list li"))) == ("Cảng", 1)
    assert shown.select("#keep") == []


def test_a_watch_is_changed_without_a_look_where_its_query_stays(desk: Client, press: None) -> None:
    row = watching.watch(watching.officer_of(desk), "Cảng", "cảng", quiet=(time(22), time(6)))
    shown = page(desk.get(f"/watches/{row.id}/edit"))
    assert words(shown, ".preview-count b") == ["12"]
    assert (str(one(shown, "#id_name")["value"]), str(one(shown, "#id_quiet_from")["value"])) == (
        "Cảng",
        "22:00",
    )
    told = {**TOLD, "name": "Cảng biển", "step": "store", "in_digest": "on"}
    assert desk.post(f"/watches/{row.id}/edit", told).headers["Location"] == f"/watches/{row.id}"
    row.refresh_from_db()
    assert (row.name, row.in_digest, row.quiet_from) == ("Cảng biển", True, None)


def test_another_query_is_looked_at_before_it_takes_the_place_of_the_old(desk: Client, press: None) -> None:
    row = watching.watch(watching.officer_of(desk), "Cảng", "cảng")
    told = {**TOLD, "query": "lúa", "step": "store"}
    shown = page(desk.post(f"/watches/{row.id}/edit", told))
    assert (words(shown, ".preview-count b"), Watch.objects.get().query) == (["1"], "cảng")
    desk.post(f"/watches/{row.id}/edit", {**told, "previewed": "lúa"})
    assert Watch.objects.get().query == "lúa"


def test_a_watch_on_a_name_shows_its_grounds_when_it_is_changed(desk: Client) -> None:
    grounds = ("Chủ tịch xã", "Trả lời báo chí")
    row = watching.watch(watching.officer_of(desk), query="nguyễn văn bưởi", grounds=grounds)
    shown = page(desk.get(f"/watches/{row.id}/edit"))
    assert [str(field["value"]) for field in shown.select(".watch-why input")] == [*grounds]


def test_only_the_owner_changes_an_open_watch(desk: Client, sign_in: SignIn) -> None:
    owner = watching.officer_of(desk)
    shared = watching.watch(owner, team=Role.CLAIMS)
    closed = watching.watch(owner, "Đóng", state=WatchState.CLOSED)
    assert sign_in(Role.CLAIMS).get(f"/watches/{shared.id}/edit").status_code == 404
    assert sign_in(Role.APPROVER).post(f"/watches/{shared.id}/edit", STORE).status_code == 404
    assert desk.get(f"/watches/{closed.id}/edit").status_code == 404
    assert desk.get("/watches/999/edit").status_code == 404


def test_the_search_page_leads_here_with_what_it_asks(desk: Client, sign_in: SignIn, index: Index) -> None:
    index([factory.read_article()])
    ways = links(page(desk.get("/search?q=cầu&about=1")), ".watch-this")
    assert ways == ["/watches/new?q=c%E1%BA%A7u&about=1"]
    assert page(sign_in(Role.READER).get("/search?q=cầu")).select(".watch-this") == []


def test_a_name_with_a_matter_beside_it_is_asked_no_more(desk: Client, press: None) -> None:
    told = {**PERSON, "query": '"nguyễn văn bưởi" "cảng biển"', "office": "", "purpose": ""}
    assert page(desk.post("/watches/new", {**told, "step": "look"})).select(".watch-why") == []


def test_what_is_wrong_with_no_field_is_told_of_the_whole() -> None:
    form = WatchForm(TOLD)
    assert form.is_valid()
    problem = WatchProblem("state", "theo dõi này đã đóng", "this watch is closed")
    told = blamed(Filled(form, None), form.wish(), problem)
    assert (told.status, [*form.non_field_errors()]) == (422, ["Theo dõi này đã đóng."])
