"""What single outlets do that no other does: answers of the pure press."""

import gzip
from datetime import datetime, timedelta
from html import unescape
from unicodedata import normalize

import pytest

from demo.clock import ZONE, instant
from demo.plan import Instance, Plan
from tests.demo.conftest import PORT, Desk
from tests.demo.reading import given, xml

NOW = instant(92, 6)


def first(plan: Plan, slug: str) -> Instance:
    return plan.by_outlet[slug][0]


@pytest.mark.parametrize(("hour", "number"), [(6, 1), (7, 2), (8, 1)])
def test_a_list_may_be_sent_to_another_machine_every_hour(desk: Desk, hour: int, number: int) -> None:
    reply = desk.ask("tay-linh", "/rss", instant(92, hour))
    location = f"http://tay-linh.localhost:{PORT}/rss/may-{number}.xml"
    assert (reply.status, reply.headers) == (302, {"Location": location})


def test_a_list_whose_ids_flip_is_never_called_unchanged(desk: Desk) -> None:
    even, odd = (desk.ask("xay-dung", "/rss/home.rss", instant(92, hour)) for hour in (6, 7))
    assert "<guid>http://" in even.text
    assert "<guid>https://" in odd.text
    assert (even.headers, odd.headers) == ({}, {})


def test_the_list_for_telephones_leads_to_their_host(desk: Desk) -> None:
    usual, mobile = (desk.ask(host, "/rss/home.rss", NOW).text for host in ("an-ninh", "m.an-ninh"))
    home, phone = (f"http://{host}.localhost:{PORT}/" for host in ("an-ninh", "m.an-ninh"))
    moved = usual.replace(f"<link>{home}", f"<link>{phone}").replace(f'a href="{home}', f'a href="{phone}')
    assert mobile == moved.replace(f"<link>{phone}</link>", f"<link>{home}</link>")


def test_only_who_has_one_answers_on_the_host_for_telephones(desk: Desk) -> None:
    assert desk.ask("m.nam-viet", "/", NOW).status == 404


def test_a_months_sitemap_is_packed_and_holds_the_months_articles(desk: Desk, plan: Plan) -> None:
    reply = desk.ask("giao-duc", "/sitemap-2026-07.xml.gz", NOW)
    tree = xml(gzip.decompress(reply.body).decode())
    told = [one for one in plan.by_outlet["giao-duc"] if one.published_at.astimezone(ZONE).month == 7]
    assert reply.type == "application/gzip"
    assert [one.text for one in tree.iter() if one.tag.endswith("}loc")] == [
        f"http://giao-duc.localhost:{PORT}{one.path}" for one in reversed(told)
    ]


@pytest.mark.parametrize("month", ["2026-12", "2025-01"])
def test_a_month_without_articles_has_no_sitemap(desk: Desk, month: str) -> None:
    assert desk.ask("giao-duc", f"/sitemap-{month}.xml.gz", NOW).status == 404


def acts(plan: Plan, removal: str, *kinds: str) -> tuple[Instance, datetime]:
    """An article of an outlet that removes in that manner, and when it did the last of these acts."""
    for one in plan.instances:
        if plan.by_slug[one.outlet].removal == removal and {edit.edit.kind for edit in one.edits} >= set(
            kinds
        ):
            return one, next(edit.at for edit in one.edits if edit.edit.kind == kinds[-1])
    raise AssertionError(removal)


@pytest.mark.parametrize(
    ("removal", "status"), [("gone", 410), ("missing", 404), ("soft", 200), ("front", 302)]
)
def test_outlets_remove_in_different_ways(desk: Desk, plan: Plan, removal: str, status: int) -> None:
    one, at = acts(plan, removal, "remove")
    reply = desk.ask(one.outlet, one.path, at)
    front = {"Location": f"http://{one.outlet}.localhost:{PORT}/"}
    assert (reply.status, reply.headers) == (status, front if removal == "front" else {})
    assert one.text.title not in reply.text


@pytest.mark.parametrize("removal", ["gone", "missing", "soft", "front"])
def test_some_removed_articles_come_back(desk: Desk, plan: Plan, removal: str) -> None:
    one, at = acts(plan, removal, "remove", "restore")
    before, after = (desk.ask(one.outlet, one.path, when) for when in (at - timedelta(seconds=1), at))
    assert [
        normalize("NFC", unescape(reply.text)).count(one.text.title) > 0 for reply in (before, after)
    ] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("host", "start", "mark"), [("an-ninh", "/amp", "amp-body"), ("m.an-ninh", "", "m-content")]
)
def test_pages_for_telephones_are_the_article_too(
    desk: Desk, plan: Plan, host: str, start: str, mark: str
) -> None:
    one = first(plan, "an-ninh")
    reply = desk.ask(host, start + one.path, NOW)
    assert (reply.status, one.text.title in unescape(reply.text), mark in reply.text) == (200, True, True)


def test_only_who_has_amp_pages_serves_them(desk: Desk, plan: Plan) -> None:
    assert desk.ask("nam-viet", f"/amp{first(plan, 'nam-viet').path}", NOW).status == 404


def test_the_second_page_of_an_article_is_asked_by_number(desk: Desk, plan: Plan) -> None:
    one = next(one for one in plan.by_outlet["du-lich"] if len(one.text.body) >= 4 and not one.edits)
    texts = [unescape(desk.ask("du-lich", one.path + more, NOW).text) for more in ("", "?page=1", "?page=2")]
    assert texts[0] == texts[1]
    assert [one.text.body[-1] in text for text in texts] == [False, False, True]


def test_who_has_no_second_pages_knows_no_such_address(desk: Desk, plan: Plan) -> None:
    assert desk.ask("nam-viet", f"{first(plan, 'nam-viet').path}?page=2", NOW).status == 404


@pytest.mark.parametrize(
    ("month", "status"), [("2026-10", 200), ("2199-12-03", 200), ("2026-13", 404), ("x", 404)]
)
def test_the_calendar_goes_on_without_end(desk: Desk, month: str, status: int) -> None:
    assert desk.ask("doi-moi", f"/lich/{month}", NOW).status == status


def test_each_month_of_the_calendar_leads_to_the_months_beside_it(desk: Desk) -> None:
    found = given(desk.ask("doi-moi", "/lich/2026-12", NOW).text, "main li a", "href")
    assert [one.rpartition("/")[2] for one in found[:3]] == ["2026-11", "2027-01", "2026-12-01"]


def test_who_has_no_calendar_has_no_such_page(desk: Desk) -> None:
    assert desk.ask("nam-viet", "/lich/2026-10", NOW).status == 404


@pytest.mark.parametrize(("of_host", "status"), [(1, 200), (8, 200), (9, 503), (10, 200), (18, 503)])
def test_a_crowded_server_turns_every_ninth_reader_away(desk: Desk, of_host: int, status: int) -> None:
    reply = desk.ask("xay-dung", "/", NOW, of_host=of_host)
    assert (reply.status, reply.headers.get("Retry-After")) == (status, "2" if status == 503 else None)
    assert desk.ask("xay-dung", "/robots.txt", NOW, of_host=of_host).status == 200


def test_an_article_under_a_forbidden_path_would_answer_who_disobeys(desk: Desk, plan: Plan) -> None:
    hidden = [one for one in plan.by_outlet["kinh-doanh"] if one.path.startswith("/quang-ba/")]
    assert [desk.ask("kinh-doanh", one.path, instant(120)).status for one in hidden] == [200, 200]


@pytest.mark.parametrize(
    ("slug", "charset"),
    [("van-nghe", "cp1258"), ("tonan", "cp932"), ("nanfeng", "gbk"), ("gangdao", "big5"), ("busan", "cp949")],
)
def test_pages_go_out_in_the_outlets_own_encoding(desk: Desk, plan: Plan, slug: str, charset: str) -> None:
    one = first(plan, slug)
    reply = desk.ask(slug, one.path, one.published_at)
    assert normalize("NFC", reply.body.decode(charset)) == normalize("NFC", reply.text)


def test_the_old_outlets_pages_are_letters_of_its_font(desk: Desk, plan: Plan) -> None:
    one = first(plan, "bien-gioi")
    body = desk.ask("bien-gioi", one.path, one.published_at).body
    assert "Tạp chí".encode() not in body
    assert b"T\xb9p ch\xdd" in body


@pytest.mark.parametrize(
    ("slug", "packing"),
    [("giao-duc", "gzip"), ("tai-nguyen", "deflate"), ("kinh-doanh", "br"), ("do-thi", "")],
)
def test_some_outlets_pack_what_they_send(desk: Desk, slug: str, packing: str) -> None:
    assert desk.ask(slug, "/", NOW).packed("gzip, deflate, br")[1] == packing
