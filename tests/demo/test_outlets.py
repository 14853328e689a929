from collections.abc import Mapping
from datetime import timedelta

import pytest

from demo.markup import TEMPLATES
from demo.outlets import Outlet, OutletFault, read_outlets
from tests.demo.making import OUTLETS

KINDS = {
    "nam-viet": "agency",
    "bao-lam-giang": "provincial",
    "dat-nuoc": "national",
    "tin-sang": "national",
    "do-thi": "national",
    "kinh-te": "business",
    "phap-luat": "law",
    "tong-hop": "aggregator",
    "nong-nghiep": "farm",
    "the-thao": "sport",
    "bien-xanh": "magazine",
    "coast-times": "national-en",
    "mekong-ledger": "foreign",
    "dongmeng": "foreign",
    "hanasean": "foreign",
    "tonle": "foreign",
}


def test_the_sixteen_outlets_are_there(outlets: Mapping[str, Outlet]) -> None:
    assert {slug: one.kind for slug, one in outlets.items()} == KINDS


def test_pages_are_built_by_six_systems_and_more(outlets: Mapping[str, Outlet]) -> None:
    families = {one.family for one in outlets.values()}
    assert len(families) >= 6
    assert all((TEMPLATES / f"{family}.page").is_file() for family in families)


def test_addresses_are_made_in_ten_ways_and_more(outlets: Mapping[str, Outlet]) -> None:
    assert len({one.path for one in outlets.values()}) >= 10


def test_dates_are_written_in_six_ways(outlets: Mapping[str, Outlet]) -> None:
    found = {one.dates for outlet in outlets.values() for one in outlet.lists} - {""}
    assert found == {"rfc822", "gmt7", "gmt", "bare", "spaced", "iso"}


def test_every_form_of_list_is_kept(outlets: Mapping[str, Outlet]) -> None:
    found = {one.form for outlet in outlets.values() for one in outlet.lists}
    assert found == {"rss", "atom", "json", "sitemap", "news-sitemap", "section", "moved", "gone"}


def test_a_host_is_the_slug_under_localhost(outlets: Mapping[str, Outlet]) -> None:
    assert outlets["tin-sang"].host(8001) == "http://tin-sang.localhost:8001"


@pytest.mark.parametrize(
    ("slug", "hours"), [("nam-viet", 7), ("mekong-ledger", 8), ("dongmeng", 8), ("hanasean", 9), ("tonle", 7)]
)
def test_an_outlet_keeps_its_own_countrys_time(outlets: Mapping[str, Outlet], slug: str, hours: int) -> None:
    assert outlets[slug].timezone.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("form: atom", "form: gopher", "gazette: /atom: no such form, trouble or form of dates"),
        ("dates: gmt7", "dates: julian", "bao-tinh: /rss: no such form"),
        ("dates: gmt7", "dates: gmt7, trouble: flood", "bao-tinh: /rss: no such form"),
        ("slug: gazette", "slug: tap-chi", "an outlet stands twice"),
        ("motto: Chậm", "moto: Chậm", "tap-chi: no such field: moto"),
        ("motto: Chậm, ", "", "tap-chi: .*motto"),
        ("lists: [{path: /atom, form: atom, dates: iso}]", "country: Laos", "gazette: 'lists'"),
        ("path: /atom, ", "", "gazette: .*path"),
    ],
)
def test_a_fault_names_the_outlet(was: str, now: str, why: str) -> None:
    assert was in OUTLETS
    with pytest.raises(OutletFault, match=why):
        read_outlets(OUTLETS.replace(was, now))
