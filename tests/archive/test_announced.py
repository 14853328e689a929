from datetime import datetime

import pytest

from archive import announced, jobs, outlets
from archive.models import Address, AddressState, Job, Source
from crawler.addresses import HostRule
from crawler.model import DateOrigin, Entry, Moment, Shape

BASE = "https://bao.example/rss"


def entry(link: str, title: str = "Tin") -> Entry:
    return Entry(link, link, title, Moment(None, "", DateOrigin.NONE))


@pytest.mark.django_db
def test_a_new_address_is_fetched_once(source: Source, now: datetime) -> None:
    assert announced.announce(source.id, [entry("/1"), entry("/2")], BASE, now) == 2
    assert announced.announce(source.id, [entry("/2"), entry("/3")], BASE, now) == 1
    assert Job.objects.filter(stage="fetch").count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        "https://bao.example/1",
        "http://bao.example/1",
        "https://BAO.example:443/a/../1?utm_source=z#x",
        "/1?fbclid=1",
    ],
)
def test_another_spelling_is_the_same_address(source: Source, now: datetime, other: str) -> None:
    announced.announce(source.id, [entry("https://bao.example/1")], BASE, now)
    assert announced.announce(source.id, [entry(other)], BASE, now) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad", ["", "javascript:alert(1)", "mailto:a@b", "http://", "ftp://x/y", "http://u:p@x/"]
)
def test_what_is_no_address_is_left_out(source: Source, now: datetime, bad: str) -> None:
    base = "" if bad == "" else BASE
    assert announced.announce(source.id, [entry(bad)], base, now) == 0


@pytest.mark.django_db
def test_the_question_for_a_page_comes_from_its_source(source: Source, now: datetime) -> None:
    announced.announce(source.id, [entry("/1", "Tin một")], BASE, now)
    (claim,) = jobs.claim(["fetch"], "crawl:1", now, 5)
    fetch = announced.fetch_of(int(claim.key))
    row = announced.row(int(claim.key))
    assert fetch is not None
    assert row is not None
    assert (fetch.url, fetch.shape) == ("https://bao.example/1", Shape.PAGE)
    assert (row.title, row.lang, row.state) == ("Tin một", "vi", AddressState.WAITING)


@pytest.mark.django_db
def test_an_address_that_is_no_more_asks_nothing(source: Source) -> None:
    assert announced.fetch_of(12345) is None
    assert announced.row(12345) is None


@pytest.mark.django_db
def test_states_are_counted(source: Source, now: datetime) -> None:
    announced.announce(source.id, [entry("/1"), entry("/2")], BASE, now)
    (claim, _) = jobs.claim(["fetch"], "crawl:1", now, 5)
    announced.mark(int(claim.key), AddressState.GONE)
    assert announced.count_by_state() == {"waiting": 1, "gone": 1}


@pytest.mark.django_db
def test_many_entries_at_once(source: Source, now: datetime) -> None:
    assert announced.announce(source.id, [entry(f"/{n}") for n in range(450)], BASE, now) == 450
    assert Job.objects.count() == 450


@pytest.mark.django_db
def test_a_fetch_waits_in_the_lane_of_its_own_host(source: Source, now: datetime) -> None:
    announced.announce(source.id, [entry("/1"), entry("https://m.bao.example/2")], BASE, now)
    assert sorted(Job.objects.values_list("lane", flat=True)) == ["bao.example", "m.bao.example"]


@pytest.mark.django_db
def test_what_a_page_said_of_itself_is_kept_until_it_holds_no_article(source: Source, now: datetime) -> None:
    announced.announce(source.id, [entry("/1")], BASE, now)
    row = Address.objects.get()
    announced.remember(row.id, etag='"' + "e" * 600, last_modified="Thu", body_sha256="0" * 64)
    row.refresh_from_db()
    assert (len(row.etag), row.last_modified, row.body_sha256) == (500, "Thu", "0" * 64)
    announced.forget(row.id)
    row.refresh_from_db()
    assert (row.etag, row.last_modified, row.body_sha256) == ("", "", "")


@pytest.mark.django_db
def test_what_an_outlets_addresses_mean_makes_two_spellings_one(source: Source, now: datetime) -> None:
    rule = HostRule(host="m.bao.example", main_host="bao.example", article_fields=("id",))
    outlets.take_rules(source.outlet, None, (rule,), now)
    entries = [
        entry("https://m.bao.example/doc?id=7&v=2", "Một"),
        entry("https://bao.example/doc?id=7", "Một"),
    ]
    assert announced.announce(source.id, entries, BASE, now) == 1
    assert [row.url for row in Address.objects.all()] == ["https://bao.example/doc?id=7"]
