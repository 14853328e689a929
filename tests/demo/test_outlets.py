from collections.abc import Mapping
from datetime import timedelta

import pytest

from demo.charsets import CHARSETS
from demo.events import LANGUAGES
from demo.exchange import PACKINGS
from demo.markup import TEMPLATES
from demo.outlets import (
    DATES,
    FEATURES,
    FORMS,
    REMOVALS,
    ROBOTS,
    TOLD,
    TROUBLES,
    Outlet,
    OutletFault,
    read_outlets,
)
from tests.demo.making import OUTLETS

VIETNAMESE = [
    *("nam-viet", "bao-lam-giang", "dat-nuoc", "tin-sang", "do-thi", "kinh-te", "phap-luat", "tong-hop"),
    *("nong-nghiep", "the-thao", "bien-xanh", "bien-gioi", "van-nghe", "cong-thuong", "cao-nguyen"),
    *("suc-khoe", "giao-duc", "tai-nguyen", "phu-nu", "du-lich", "an-ninh", "thanh-tra", "xay-dung"),
    *("doi-moi", "tay-linh", "kinh-doanh"),
]
FOREIGN = {
    "en": ["coast-times", "mekong-ledger"],
    "zh": ["dongmeng", "nanfeng", "gangdao"],
    "ko": ["hanasean", "busan"],
    "km": ["tonle"],
    "ja": ["tonan", "mekong-jiho"],
    "lo": ["vientiane", "pakse"],
    "fr": ["courrier", "reunion"],
}


def test_there_are_forty_outlets_in_eight_languages(outlets: Mapping[str, Outlet]) -> None:
    found: dict[str, list[str]] = {}
    for slug, one in outlets.items():
        found.setdefault(one.lang, []).append(slug)
    assert found == {"vi": VIETNAMESE, **FOREIGN}
    assert len(outlets) == 40
    assert set(found) == set(LANGUAGES)


def test_every_encoding_packing_removal_and_robots_file_is_met(outlets: Mapping[str, Outlet]) -> None:
    told = outlets.values()
    encodings = {one.charset for one in told} | {row.charset or "utf-8" for one in told for row in one.lists}
    assert encodings == CHARSETS
    assert {one.told for one in told} == TOLD
    assert {one.packing for one in told} == {"", *PACKINGS}
    assert {one.removal for one in told} == REMOVALS
    assert {one.robots for one in told} == ROBOTS
    assert {feature for one in told for feature in one.features} == FEATURES
    assert {one.crawl_delay for one in told} == {0, 1, 3}


def test_pages_are_built_by_sixteen_systems(outlets: Mapping[str, Outlet]) -> None:
    families = {one.family for one in outlets.values()}
    assert len(families) == 16
    assert all((TEMPLATES / f"{family}.page").is_file() for family in families)


def test_addresses_are_made_in_thirty_ways(outlets: Mapping[str, Outlet]) -> None:
    assert len({one.path for one in outlets.values()}) >= 30


def test_dates_are_written_in_eleven_ways(outlets: Mapping[str, Outlet]) -> None:
    found = {one.dates for outlet in outlets.values() for one in outlet.lists} - {""}
    assert found == DATES - {""}


def test_every_form_of_list_is_kept(outlets: Mapping[str, Outlet]) -> None:
    found = {one.form for outlet in outlets.values() for one in outlet.lists}
    assert found == FORMS


def test_every_trouble_of_a_list_is_met(outlets: Mapping[str, Outlet]) -> None:
    assert {one.trouble for outlet in outlets.values() for one in outlet.lists} == TROUBLES


def test_the_pages_for_telephones_have_a_host_of_their_own(outlets: Mapping[str, Outlet]) -> None:
    assert outlets["an-ninh"].host(8001, is_mobile=True) == "http://m.an-ninh.localhost:8001"


@pytest.mark.parametrize(
    ("slug", "header", "label"),
    [
        ("nam-viet", "text/html; charset=utf-8", "utf-8"),
        ("van-nghe", "text/html; charset=windows-1258", ""),
        ("cong-thuong", "text/html", "windows-1258"),
        ("kinh-doanh", "text/html; charset=iso-8859-1", "utf-8"),
        ("suc-khoe", "text/html", ""),
        ("bien-gioi", "text/html", "iso-8859-1"),
        ("courrier", "text/html; charset=iso-8859-1", "iso-8859-1"),
    ],
)
def test_an_encoding_is_told_by_header_and_page_by_one_of_them_wrongly_or_nowhere(
    outlets: Mapping[str, Outlet], slug: str, header: str, label: str
) -> None:
    assert (outlets[slug].page_type, outlets[slug].label) == (header, label)


def test_an_outlet_of_two_scripts_takes_its_words_from_its_own(outlets: Mapping[str, Outlet]) -> None:
    assert [outlets[slug].wording for slug in ("gangdao", "nanfeng")] == ["zh-hant", "zh"]


def test_a_host_is_the_slug_under_localhost(outlets: Mapping[str, Outlet]) -> None:
    assert outlets["tin-sang"].host(8001) == "http://tin-sang.localhost:8001"


@pytest.mark.parametrize(
    ("slug", "hours"),
    [("nam-viet", 7), ("mekong-ledger", 8), ("gangdao", 8), ("tonan", 9), ("reunion", 4)],
)
def test_an_outlet_keeps_its_own_countrys_time(outlets: Mapping[str, Outlet], slug: str, hours: int) -> None:
    assert outlets[slug].timezone.utcoffset(None) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("form: atom", "form: gopher", "gazette: /atom: no such form, trouble or form of dates"),
        ("dates: gmt7", "dates: julian", "bao-tinh: /rss: no such form"),
        ("dates: gmt7", "dates: gmt7, trouble: flood", "bao-tinh: /rss: no such form"),
        ("takes: 9", "charset: koi8-r", "gazette: no such charset"),
        ("dates: gmt7", "dates: gmt7, charset: viscii", "bao-tinh: no such charset"),
        ("takes: 9", "told: twice", "gazette: no such told"),
        ("takes: 9", "packing: zip", "gazette: no such packing"),
        ("takes: 9", "removal: burnt", "gazette: no such removal"),
        ("takes: 9", "robots: shy", "gazette: no such robots"),
        ("takes: 9", "features: [sauna]", "gazette: no such features"),
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
