from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest

from demo.answers import Answer, Asked, conditional, is_current
from demo.clock import day_of, instant
from demo.dates import http_date
from demo.plan import Instance, Plan
from tests.demo.conftest import PORT, Desk
from tests.demo.reading import NotXml, given, nodes, xml

NOW = instant(92, 6)
LATER = NOW + timedelta(hours=3)
LISTS = [
    ("nam-viet", "/rss/tin-moi.rss"),
    ("bao-lam-giang", "/rss/home.rss"),
    ("bao-lam-giang", "/sitemap-news.xml"),
    ("dat-nuoc", "/rss/trang-nhat.rss"),
    ("tin-sang", "/atom.xml"),
    ("do-thi", "/feed.json"),
    ("kinh-te", "/rss/home.rss"),
    ("phap-luat", "/tin-moi"),
    ("tong-hop", "/feed"),
    ("nong-nghiep", "/rss/home.rss"),
    ("the-thao", "/rss/home.rss"),
    ("bien-xanh", "/rss"),
    ("coast-times", "/rss/news.rss"),
    ("mekong-ledger", "/feeds/asean.atom"),
    ("dongmeng", "/sitemap.xml"),
    ("hanasean", "/rss/all.xml"),
    ("tonle", "/feed/"),
    ("bien-gioi", "/tin.asp"),
    ("van-nghe", "/rss.xml"),
    ("cong-thuong", "/rss/tin-moi"),
    ("cao-nguyen", "/atom"),
    ("suc-khoe", "/moi-nhat"),
    ("giao-duc", "/sitemap.xml"),
    ("tai-nguyen", "/rss.ashx"),
    ("phu-nu", "/index.rdf"),
    ("du-lich", "/rss/moi.rss"),
    ("an-ninh", "/rss/home.rss"),
    ("m.an-ninh", "/rss/home.rss"),
    ("thanh-tra", "/index.php/feed"),
    ("doi-moi", "/feed"),
    ("tay-linh", "/rss/may-1.xml"),
    ("kinh-doanh", "/rss/trang-chu.rss"),
    ("tonan", "/index.rdf"),
    ("gangdao", "/news-sitemap.xml"),
]


@pytest.mark.parametrize(("slug", "path"), LISTS)
def test_every_list_answers_with_validators(desk: Desk, slug: str, path: str) -> None:
    reply = desk.ask(slug, path, NOW)
    assert reply.status == 200
    assert reply.text
    assert reply.headers.keys() == {"ETag", "Last-Modified"}
    assert reply.body


@pytest.mark.parametrize(("slug", "path"), LISTS)
def test_a_reader_who_has_it_is_told_so_by_tag_and_by_date(desk: Desk, slug: str, path: str) -> None:
    headers = desk.ask(slug, path, NOW).headers
    by_tag = desk.ask(slug, path, NOW, etag=headers["ETag"])
    by_date = desk.ask(slug, path, NOW, since=headers["Last-Modified"])
    assert (by_tag.status, by_tag.text, by_tag.headers) == (304, "", headers)
    assert (by_date.status, by_date.text, by_date.headers) == (304, "", headers)


@pytest.mark.parametrize(("slug", "path"), LISTS)
def test_a_list_that_changed_is_sent_again(desk: Desk, plan: Plan, slug: str, path: str) -> None:
    told = plan.by_outlet[slug.removeprefix("m.")]
    # On every seventh day one of them is behind a wall.
    last = next(one.published_at for one in reversed(told) if day_of(one.published_at) % 7 != 2)
    before = desk.ask(slug, path, last - timedelta(seconds=1), nth=1).headers
    after = desk.ask(slug, path, last, etag=before["ETag"], since=before["Last-Modified"])
    assert after.status == 200
    assert after.headers["ETag"] != before["ETag"]
    assert after.headers["Last-Modified"] == http_date(last)
    assert desk.ask(slug, path, last, since=before["Last-Modified"]).status == 200


@pytest.mark.parametrize(
    ("etag", "since", "known"),
    [
        ("", "", False),
        ('"abc"', "", True),
        ('W/"abc"', "", True),
        ('"x", W/"abc"', "", True),
        ("*", "", True),
        ('"x"', http_date(LATER), False),
        ("", http_date(NOW), True),
        ("", http_date(LATER), True),
        ("", http_date(NOW - timedelta(seconds=1)), False),
        ("", "yesterday", False),
        ("", "2026-10-01", False),
    ],
)
def test_the_tag_decides_where_one_was_sent(etag: str, since: str, known: bool) -> None:
    asked = Asked("x", "/", "", PORT, NOW, etag, since)
    assert is_current('"abc"', NOW, asked) == known


def test_what_never_changed_has_no_date_to_compare() -> None:
    asked = Asked("x", "/", "", PORT, NOW, since=http_date(NOW))
    assert not is_current('"abc"', None, asked)
    assert conditional(Answer(200, "a"), asked).headers.keys() == {"ETag"}


def test_foreign_outlets_send_weak_tags(desk: Desk) -> None:
    assert desk.ask("tonle", "/feed/", NOW).headers["ETag"].startswith('W/"')
    assert desk.ask("nam-viet", "/rss/tin-moi.rss", NOW).headers["ETag"].startswith('"')


def test_a_moved_list_says_where_it_went(desk: Desk) -> None:
    reply = desk.ask("dat-nuoc", "/rss/thoi-su.rss", NOW)
    assert reply.status == 301
    assert reply.headers == {"Location": f"http://dat-nuoc.localhost:{PORT}/rss/trang-nhat.rss"}


def test_a_dropped_list_is_gone(desk: Desk) -> None:
    assert desk.ask("bien-xanh", "/rss/thu-vien", NOW).status == 410


@pytest.mark.parametrize(("nth", "status"), [(1, 200), (4, 200), (5, 429), (6, 200), (10, 429)])
def test_a_busy_list_refuses_every_fifth_request(desk: Desk, nth: int, status: int) -> None:
    assert desk.ask("kinh-te", "/rss/home.rss", NOW, nth=nth).status == status


def test_a_busy_list_refuses_even_who_has_it_and_says_for_how_long(desk: Desk) -> None:
    tag = desk.ask("kinh-te", "/rss/home.rss", NOW).headers["ETag"]
    reply = desk.ask("kinh-te", "/rss/home.rss", NOW, etag=tag, nth=5)
    assert (reply.status, reply.headers) == (429, {"Retry-After": "3"})


def test_a_slow_list_keeps_its_reader_waiting(desk: Desk) -> None:
    assert desk.ask("nong-nghiep", "/rss/home.rss", NOW).delay == 1.5
    assert desk.ask("nong-nghiep", "/", NOW).delay == 0


@pytest.mark.parametrize(
    ("day", "hour", "status", "is_sound"),
    [(93, 9, 200, True), (94, 0, 500, False), (94, 11, 500, False), (94, 12, 200, False), (95, 0, 200, True)],
)
def test_an_ill_list_fails_on_every_sixth_day(
    desk: Desk, day: int, hour: int, status: int, is_sound: bool
) -> None:
    reply = desk.ask("the-thao", "/rss/home.rss", instant(day, hour))
    assert reply.status == status
    if is_sound:
        assert xml(reply.text).tag == "rss"
    else:
        with pytest.raises(NotXml):
            xml(reply.text)


def test_an_ill_list_is_never_called_unchanged(desk: Desk) -> None:
    tag = desk.ask("the-thao", "/rss/home.rss", instant(93, 9)).headers["ETag"]
    for hour in (9, 15):
        reply = desk.ask("the-thao", "/rss/home.rss", instant(94, hour), etag=tag)
        assert (reply.status in {200, 500}, reply.headers) == (True, {})


def test_the_silent_magazine_has_nothing_new(desk: Desk) -> None:
    tag = desk.ask("bien-xanh", "/rss", instant(71)).headers["ETag"]
    assert desk.ask("bien-xanh", "/rss", instant(122), etag=tag).status == 304


def first(plan: Plan, slug: str) -> Instance:
    return plan.by_outlet[slug][0]


@pytest.mark.parametrize("slug", ["nam-viet", "phap-luat", "hanasean", "bao-lam-giang", "tonle"])
def test_an_article_is_missing_until_it_is_published(desk: Desk, plan: Plan, slug: str) -> None:
    one = first(plan, slug)
    assert desk.ask(slug, one.path, one.published_at - timedelta(seconds=1)).status == 404
    assert desk.ask(slug, one.path, one.published_at).status == 200


@pytest.mark.parametrize("more", ["?utm_source=rss&utm_medium=feed", "?utm_campaign=x"])
def test_trackers_lead_to_the_same_article(desk: Desk, plan: Plan, more: str) -> None:
    one = first(plan, "tong-hop")
    assert desk.ask("tong-hop", one.path + more, NOW).text == desk.ask("tong-hop", one.path, NOW).text


def test_trackers_leave_the_articles_number_alone(desk: Desk, plan: Plan) -> None:
    one = first(plan, "phap-luat")
    assert desk.ask("phap-luat", f"{one.path}&utm_source=zalo", NOW).status == 200
    assert desk.ask("phap-luat", "/doc-bai?id=1", NOW).status == 404


def test_another_outlets_path_is_missing(desk: Desk, plan: Plan) -> None:
    assert desk.ask("do-thi", first(plan, "nam-viet").path, NOW).status == 404


def test_an_article_is_unchanged_until_midnight(desk: Desk, plan: Plan) -> None:
    one = first(plan, "nam-viet")
    headers = desk.ask("nam-viet", one.path, NOW).headers
    same_day = desk.ask("nam-viet", one.path, instant(92, 23), etag=headers["ETag"])
    same_date = desk.ask("nam-viet", one.path, instant(92, 23), since=headers["Last-Modified"])
    next_day = desk.ask("nam-viet", one.path, instant(93, 1), since=headers["Last-Modified"])
    assert (same_day.status, same_date.status, next_day.status) == (304, 304, 200)


@pytest.mark.parametrize("kind", ["update", "silent", "correct"])
def test_an_edited_article_is_sent_again(desk: Desk, edited: Mapping[str, Instance], kind: str) -> None:
    one = edited[kind]
    at = one.edits[0].at
    before = desk.ask(one.outlet, one.path, at - timedelta(seconds=1)).headers
    after = desk.ask(one.outlet, one.path, at, etag=before["ETag"])
    by_date = desk.ask(one.outlet, one.path, at, since=before["Last-Modified"])
    assert (after.status, by_date.status) == (200, 200)


def test_a_removed_article_is_gone(desk: Desk, edited: Mapping[str, Instance]) -> None:
    one = edited["remove"]
    at = one.edits[0].at
    assert desk.ask(one.outlet, one.path, at - timedelta(seconds=1)).status == 200
    assert desk.ask(one.outlet, one.path, at).status == 410
    assert one.text.title not in desk.ask(one.outlet, one.path, at).text


@pytest.mark.parametrize("slug", ["nam-viet", "phap-luat", "dongmeng", "tonle"])
def test_an_outlet_has_a_front_a_section_and_robots(desk: Desk, slug: str) -> None:
    front = desk.ask(slug, "/", NOW)
    menu = given(front.text, "nav a", "href")
    section = menu[0].partition(f":{PORT}")[2]
    assert [desk.ask(slug, path, NOW).status for path in ("/", section, "/robots.txt")] == [200, 200, 200]
    assert desk.ask(slug, "/robots.txt", NOW).type.startswith("text/plain")


@pytest.mark.parametrize(
    "path", ["/nothing", "/muc/nothing", "/anh/sun.svg", "/anh/", "/noi-bo/lich-truc", "/truth.json"]
)
def test_what_is_not_there_is_missing(desk: Desk, path: str) -> None:
    assert desk.ask("tin-sang", path, NOW).status == 404


def test_the_forbidden_page_would_answer_who_disobeys(desk: Desk) -> None:
    assert desk.ask("phap-luat", "/noi-bo/lich-truc", NOW).status == 200


def test_a_picture_is_drawn(desk: Desk) -> None:
    reply = desk.ask("tin-sang", "/anh/7.svg", NOW)
    assert reply.type == "image/svg+xml"
    assert xml(reply.text).tag.endswith("svg")
    assert desk.ask("tin-sang", "/anh/7.svg", NOW, etag=reply.headers["ETag"]).status == 304


@pytest.mark.parametrize("host", ["press", "PRESS", "nam-viet"])
def test_hosts_are_told_apart_by_their_first_name(desk: Desk, host: str) -> None:
    page = desk.ask(host, "/", NOW).text
    assert ("truth.json" in page) == (host.lower() == "press")


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost:8001", "localhost"])
def test_the_bare_address_shows_the_portal(host: str) -> None:
    assert Asked(host, "/", "", PORT, NOW).slug in {"127.0.0.1", "localhost"}


def test_an_unknown_host_is_missing(desk: Desk) -> None:
    assert desk.ask("nobody", "/", NOW).status == 404
    assert desk.ask("press", "/nothing", NOW).status == 404


@pytest.mark.parametrize("at", [instant(-3), instant(0)])
def test_before_the_first_day_fronts_are_empty_and_everything_answers(desk: Desk, at: datetime) -> None:
    reply = desk.ask("nam-viet", "/", at)
    assert reply.status == 200
    assert nodes(reply.text, "article.tin") == []
