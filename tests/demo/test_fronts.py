from collections.abc import Mapping

import pytest

from demo.clock import instant
from demo.entries import newest
from demo.fronts import front_page, newest_page, plain_page, portal_page, section_page
from demo.outlets import Outlet
from demo.plan import Plan
from demo.robots import robots
from tests.demo.reading import given, text_of

PORT = 8001
NOW = instant(92, 6)


def hrefs(page: str, selector: str) -> list[str]:
    return given(page, selector, "href")


def test_a_front_shows_the_thirty_newest(plan: Plan) -> None:
    outlet = plan.by_slug["nam-viet"]
    found = hrefs(front_page(plan, outlet, NOW, PORT), "article.tin h3 a")
    assert found == [one.url for one in newest(plan, outlet, NOW, PORT)][:30]


def test_the_section_page_of_the_law_site_lists_the_newest_with_their_times(plan: Plan) -> None:
    outlet = plan.by_slug["phap-luat"]
    page = newest_page(plan, outlet, NOW, PORT)
    entries = newest(plan, outlet, NOW, PORT)
    times = set(given(page, "article.tin time", "datetime"))
    assert [url for url in hrefs(page, "article.tin h3 a") if "noi-bo" not in url] == [
        one.url for one in entries
    ]
    assert times == {one.published_at.isoformat() for one in entries}


def test_a_forbidden_link_stands_among_the_articles(plan: Plan) -> None:
    outlet = plan.by_slug["phap-luat"]
    assert hrefs(newest_page(plan, outlet, NOW, PORT), "article.tin h3 a")[2] == (
        "http://phap-luat.localhost:8001/noi-bo/lich-truc"
    )
    assert "Disallow: /noi-bo/\n" in robots(outlet, PORT)


def test_before_the_first_article_nothing_is_planted(plan: Plan) -> None:
    assert hrefs(newest_page(plan, plan.by_slug["phap-luat"], instant(0), PORT), "article.tin a") == []


def test_every_menu_leads_to_a_page(plan: Plan) -> None:
    for outlet in plan.outlets:
        for href in hrefs(front_page(plan, outlet, NOW, PORT), "nav a"):
            assert section_page(plan, outlet, href.rpartition("/")[2], NOW, PORT)


def test_an_unknown_section_has_no_page(plan: Plan) -> None:
    assert section_page(plan, plan.by_slug["tonle"], "thoi-tiet", NOW, PORT) == ""


def test_a_plain_page_says_one_sentence(outlets: Mapping[str, Outlet]) -> None:
    assert text_of(plain_page(outlets["do-thi"], "Gỡ & xóa", PORT), "h1") == "Gỡ & xóa"


def test_the_portal_leads_to_every_outlet_and_tells_the_time(plan: Plan) -> None:
    page = portal_page(plan, NOW, PORT)
    assert {f"{one.host(PORT)}/" for one in plan.outlets} <= set(hrefs(page, "td a"))
    assert "06:00:00, 01/10/2026" in page
    assert "Day 92" in page


def test_the_portal_leads_to_every_list(plan: Plan) -> None:
    lists = {one.host(PORT) + listing.path for one in plan.outlets for listing in one.lists}
    assert lists <= set(hrefs(portal_page(plan, NOW, PORT), "td a"))


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("do-thi", "User-agent: *\nDisallow: \n"),
        ("mekong-ledger", "User-agent: *\nDisallow: \nCrawl-delay: 1\n"),
        ("phap-luat", "User-agent: *\nDisallow: /noi-bo/\n"),
        ("dongmeng", "User-agent: *\nDisallow: \nSitemap: http://dongmeng.localhost:8001/sitemap.xml\n"),
    ],
)
def test_each_outlet_asks_robots_for_its_own_things(
    outlets: Mapping[str, Outlet], slug: str, text: str
) -> None:
    assert robots(outlets[slug], PORT) == text
