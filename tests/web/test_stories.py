"""The list of stories: the events of late with who tells them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import SourceState
from desk.rights import Role
from tests import factory
from tests.web import storied
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_story_is_a_line_with_who_tells_it_since_when_and_how(sign_in: SignIn) -> None:
    first = storied.article("Cá chết", "bao-a", hours=9, tone=-1)
    rows = [
        first,
        storied.article("Lấy mẫu nước", "bao-b", hours=2, kind="provincial"),
        storied.article("Fish kill", "coast", hours=1, kind="foreign", country="SG", tone=-1),
    ]
    storied.article("Chép", "bao-c", hours=8, copy_of=first)
    number = storied.story(*rows)
    shown = page(sign_in(language="en").get("/vu-viec/"))
    assert links(shown, ".story .line-title") == [f"/vu-viec/{number}"]
    assert words(shown, ".story .line-title, .story .line-meta") == [
        "Cá chết",
        "3 articles 1 copy 4 outlets National press 2 Foreign press 1 Provincial press 1 Singapore",
        "first Tờ bao-a 23:00 30/9 newest 07:00",
    ]
    assert words(shown, ".story-tones .key") == ["2 negative", "1 neutral"]
    assert len(shown.select(".story-days .step")) == 7


def test_a_first_report_that_is_not_sure_is_told_so(sign_in: SignIn) -> None:
    storied.story(storied.article(outlet="bao-a"), storied.article(outlet="bao-b", hours=0.1))
    told = words(page(sign_in(language="en").get("/vu-viec/")), ".story .line-meta")
    assert told[1] == "first Tờ bao-b 07:54 (not sure) newest 08:00"


def test_a_story_of_one_article_is_shown_where_it_is_asked_for(desk: Client) -> None:
    storied.story(storied.article())
    assert page(desk.get("/vu-viec/")).select(".story") == []
    assert len(page(desk.get("/vu-viec/?least=1")).select(".story")) == 1


def test_filters_narrow_and_are_shown_as_chosen(desk: Client) -> None:
    storied.pair()
    assert len(page(desk.get("/vu-viec/?topic=environment&tone=0&days=1")).select(".story")) == 1
    for none in ("topic=health", "tone=-1", "least=5"):
        shown = page(desk.get(f"/vu-viec/?{none}"))
        assert len(shown.select(".empty")) == 1
        name, _, value = none.partition("=")
        assert str(one(shown, f"[name={name}] [selected]")["value"]) == value


def test_a_desk_without_stories_learns_when_one_appears(desk: Client) -> None:
    assert words(page(desk.get("/vu-viec/")), ".empty b") == ["Không có vụ việc nào khớp."]


def test_the_list_says_how_many_sources_live_of_those_expected(desk: Client) -> None:
    storied.pair()
    factory.source("chet", state=SourceState.GONE)
    shown = page(desk.get("/vu-viec/"))
    assert words(shown, ".alive.is-short") == ["Nguồn sống: 2 / 3 dự kiến"]
    assert links(shown, ".alive a") == ["/sources"]


def test_the_next_rows_come_as_a_part_or_as_a_page(desk: Client) -> None:
    for number in range(22):
        storied.pair(f"Vụ {number}", hours=number)
    shown = page(desk.get("/vu-viec/"))
    assert len(shown.select(".story")) == 20
    (more,) = links(shown, ".more a")
    assert more == "?days=7&least=2&start=20"
    part = desk.get(f"/vu-viec/{more}", headers=HTMX)
    assert (len(page(part).select(".story")), b"<html" in part.content) == (2, False)
    assert part.headers["Vary"].count("HX-Request") == 1
    whole = desk.get(f"/vu-viec/{more}")
    assert (len(page(whole).select(".story")), b"<html" in whole.content) == (2, True)
    assert page(whole).select(".more") == []


def test_the_list_costs_the_same_however_long(desk: Client) -> None:
    def cost(count: int) -> int:
        for number in range(count):
            storied.pair(f"Vụ {count} {number}")
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/vu-viec/").status_code == 200
        return len(asked)

    assert cost(1) == cost(8) <= 8


def test_who_answers_questions_of_others_only_sees_no_stories(sign_in: SignIn) -> None:
    assert sign_in(Role.CONTACT).get("/vu-viec/").status_code == 403


def test_a_story_whose_article_has_no_title_is_called_by_its_address(desk: Client) -> None:
    row = storied.article("", "bao-a", hours=2)
    storied.story(row, storied.article("", "bao-b"))
    assert words(page(desk.get("/vu-viec/")), ".story .line-title") == [row.canonical_url]
