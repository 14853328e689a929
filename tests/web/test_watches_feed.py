"""The private feed: what a feed reader gets with the address, and what nobody gets without it."""

from datetime import datetime, timedelta

import feedparser
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from desk.audit import Actor
from desk.models import Officer, Watch, WatchState
from desk.rights import Role
from desk.watches import make_feed
from tests import factory
from tests.web import watching

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BODY = "Mở đầu. " * 60 + "Cảng Mỹ Lâm khởi công hôm nay <b>lớn</b> & mới. " + "Rồi hết chuyện. " * 60


@pytest.fixture
def owner(db: None) -> Officer:
    """Whose watch it is."""
    return factory.officer()


@pytest.fixture
def watch(owner: Officer) -> Watch:
    """A watch on the port."""
    return watching.watch(owner)


@pytest.fixture
def address(watch: Watch, owner: Officer, now: datetime) -> str:
    """The address of its feed."""
    return f"/watches/feed/{make_feed(Actor(owner.id, owner.role), watch.id, now)}.xml"


def test_a_feed_reader_reads_what_was_caught(
    client: Client, watch: Watch, address: str, now: datetime
) -> None:
    row = factory.article("Cảng <i>Mỹ Lâm</i> & biển", body=BODY, published_at=now - HOUR)
    watching.hit(watch, row, at=now)
    told = feedparser.parse(client.get(address).content)
    (entry,) = told.entries
    assert (told.bozo, told.version, told.feed.title) == (False, "rss20", watch.name)
    assert (entry.link, entry.author) == (row.canonical_url, "Báo Sông Trong")
    assert (entry.guidislink, entry.id) == (False, f"http://127.0.0.1:8000/articles/{row.id}")
    assert entry.published_parsed[:5] == (2026, 10, 1, 0, 0)


def test_a_quote_is_short_shows_why_and_is_no_markup(
    client: Client, watch: Watch, address: str, now: datetime
) -> None:
    watching.hit(watch, factory.article("Cảng", body=BODY), at=now)
    text = client.get(address).content.decode()
    quote = text.split("<description>")[2].split("</description>")[0]
    plain = quote.replace("&amp;lt;", "<").replace("&amp;gt;", ">").replace("&amp;amp;", "&")
    assert "Cảng Mỹ Lâm khởi công hôm nay <b>lớn</b> & mới." in plain
    assert len(plain) <= 200
    assert text.count("Mở đầu.") <= 200 // len("Mở đầu. ")


def test_what_has_no_address_on_the_web_leads_to_its_page(client: Client, watch: Watch, address: str) -> None:
    row = factory.article("", url="file:abc")
    watching.hit(watch, row)
    (entry,) = feedparser.parse(client.get(address).content).entries
    assert entry.link == f"http://127.0.0.1:8000/articles/{row.id}"


def test_an_article_without_a_day_came_when_it_was_caught(
    client: Client, watch: Watch, address: str, now: datetime
) -> None:
    watching.hit(watch, factory.article(published_at=None), at=now)
    (entry,) = feedparser.parse(client.get(address).content).entries
    assert entry.published_parsed[:5] == (2026, 10, 1, 1, 0)


def test_a_feed_is_kept_by_nobody_else(client: Client, watch: Watch, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=60"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.cookies == {}


def test_what_did_not_change_is_not_sent_again(
    client: Client, watch: Watch, address: str, now: datetime
) -> None:
    first = client.get(address)
    for header, value in (("If-None-Match", first["ETag"]), ("If-Modified-Since", first["Last-Modified"])):
        again = client.get(address, headers={header: value})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    watching.hit(watch, factory.article(), at=now)
    newer = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (newer.status_code, newer["ETag"] == first["ETag"]) == (200, False)
    assert newer["Last-Modified"] == "Thu, 01 Oct 2026 01:00:00 GMT"


def test_to_ask_again_costs_one_query(
    client: Client,
    watch: Watch,
    address: str,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        watching.hit(watch, factory.article(f"Cảng {number}"), at=now)
    tag = client.get(address)["ETag"]
    with django_assert_num_queries(1):
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_feed_that_caught_nothing_stands_still_too(client: Client, address: str) -> None:
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_an_edited_title_is_sent_again(client: Client, watch: Watch, address: str) -> None:
    row = factory.article("Trước")
    watching.hit(watch, row)
    first = client.get(address)
    row.title, row.revision = "Sau", row.revision + 1
    row.save()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "..", "feed.xml"])
def test_an_address_that_nobody_made_is_not_found(client: Client, address: str, token: str) -> None:
    assert client.get(f"/watches/feed/{token}.xml").status_code == 404


def test_a_feed_takes_nothing_in(client: Client, address: str) -> None:
    assert (client.post(address).status_code, client.head(address).status_code) == (405, 200)


def test_a_closed_watch_and_one_whose_owner_has_gone_have_no_feed(
    client: Client, owner: Officer, watch: Watch, address: str
) -> None:
    for change in ({"is_active": False}, {"is_active": True, "role": Role.CONTACT}):
        Officer.objects.update(**change)
        assert client.get(address).status_code == 404
    Officer.objects.update(role=Role.MONITOR)
    assert client.get(address).status_code == 200
    Watch.objects.update(state=WatchState.CLOSED)
    assert client.get(address).status_code == 404
