"""What watches caught, on the day's page."""

import pytest
from django.test import Client

from desk.rights import Role
from tests import factory
from tests.web import watching
from tests.web.conftest import SignIn
from tests.web.reading import links, one, page, words

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_what_ones_watches_caught_last_stands_on_the_days_page(desk: Client) -> None:
    watch = watching.watch(watching.officer_of(desk))
    row = factory.read_article("Cảng mở rộng")
    watching.hit(watch, row)
    shown = page(desk.get("/"))
    assert links(shown, ".caught li a") == [f"/articles/{row.id}", f"/watches/{watch.id}"]
    assert words(shown, ".caught li") == [f"Cảng mở rộng 08:00 {watch.name}"]


def test_an_article_without_a_title_is_told_by_its_address(desk: Client) -> None:
    row = factory.article("", url="https://a.example/1")
    watching.hit(watching.watch(watching.officer_of(desk)), row)
    assert words(page(desk.get("/")), ".caught li > a") == ["https://a.example/1"]


def test_no_more_than_six_are_told(desk: Client) -> None:
    watch = watching.watch(watching.officer_of(desk))
    for row in factory.many(8):
        watching.hit(watch, row)
    assert len(page(desk.get("/")).select(".caught li")) == 6


def test_a_catch_is_news_to_a_page_that_looks_again(desk: Client) -> None:
    row = factory.read_article()
    again = str(one(page(desk.get("/")), "#today")["hx-get"])
    assert desk.get(again, headers=HTMX).status_code == 204
    watching.hit(watching.watch(watching.officer_of(desk)), row)
    assert len(page(desk.get(again, headers=HTMX)).select(".caught li")) == 1


def test_who_has_no_watches_and_who_may_have_none_are_told_nothing(sign_in: SignIn) -> None:
    watch = watching.watch(watching.officer_of(sign_in()))
    watching.hit(watch, factory.read_article())
    for role in (Role.CLAIMS, Role.READER):
        assert page(sign_in(role).get("/")).select(".caught") == []
