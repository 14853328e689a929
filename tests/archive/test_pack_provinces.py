"""The provinces of all packs: 63 names, 34 units of today, each with its days."""

import re
import unicodedata
from collections import Counter
from datetime import date

import pytest

from archive import packs
from archive.pack_places import PlaceKind, PlaceSpec
from archive.pack_schema import successors
from classifier.gazetteer import Finder

PROVINCES = packs.load("dong-nai", fill={}).provinces
BY_KEY = {place.key: place for place in PROVINCES}
LAST_OF_63 = date(2025, 6, 30)
FIRST_OF_34 = date(2025, 7, 1)
UNCHANGED = [
    "cao-bang",
    "dien-bien",
    "ha-noi",
    "ha-tinh",
    "hue",
    "lai-chau",
    "lang-son",
    "nghe-an",
    "quang-ninh",
    "son-la",
    "thanh-hoa",
]
MERGED = {
    "tuyen-quang": ["ha-giang"],
    "lao-cai": ["yen-bai"],
    "thai-nguyen": ["bac-kan"],
    "phu-tho": ["hoa-binh", "vinh-phuc"],
    "bac-ninh": ["bac-giang"],
    "hung-yen": ["thai-binh"],
    "hai-phong": ["hai-duong"],
    "ninh-binh": ["ha-nam", "nam-dinh"],
    "quang-tri": ["quang-binh"],
    "da-nang": ["quang-nam"],
    "quang-ngai": ["kon-tum"],
    "gia-lai": ["binh-dinh"],
    "dak-lak": ["phu-yen"],
    "khanh-hoa": ["ninh-thuan"],
    "lam-dong": ["binh-thuan", "dak-nong"],
    "dong-nai": ["binh-phuoc"],
    "ho-chi-minh": ["ba-ria-vung-tau", "binh-duong"],
    "tay-ninh": ["long-an"],
    "dong-thap": ["tien-giang"],
    "vinh-long": ["ben-tre", "tra-vinh"],
    "an-giang": ["kien-giang"],
    "can-tho": ["hau-giang", "soc-trang"],
    "ca-mau": ["bac-lieu"],
}
SCRIPTS = {
    "zh": "CJK",
    "ja": "KATAKANA",
    "ko": "HANGUL",
    "km": "KHMER",
    "lo": "LAO",
    "th": "THAI",
    "ru": "CYRILLIC",
}


def test_there_are_63_names_each_once() -> None:
    assert len(PROVINCES) == len(BY_KEY) == 63


def test_each_of_the_63_is_in_one_of_34_and_all_34_are_reached() -> None:
    today = successors(PROVINCES)
    assert {len(units) for units in today.values()} == {1}
    reached = {unit for units in today.values() for unit in units}
    assert reached == {place.key for place in PROVINCES if place.valid_to is None}
    assert len(reached) == 34


@pytest.mark.parametrize(("unit", "joined"), MERGED.items())
def test_a_unit_took_in_the_right_provinces(unit: str, joined: list[str]) -> None:
    assert sorted(place.key for place in PROVINCES if place.became == (unit,)) == sorted(joined)


def test_eleven_units_took_in_nobody() -> None:
    joined = {key for keys in MERGED.values() for key in keys}
    assert sorted(BY_KEY.keys() - MERGED.keys() - joined) == UNCHANGED


def test_tien_giang_is_in_dong_thap_only() -> None:
    assert BY_KEY["tien-giang"].became == ("dong-thap",)


@pytest.mark.parametrize("place", [place for place in PROVINCES if place.became], ids=lambda place: place.key)
def test_a_name_that_went_away_ended_on_the_last_day_of_63(place: PlaceSpec) -> None:
    assert place.valid_to == LAST_OF_63


@pytest.mark.parametrize("unit", MERGED)
def test_a_unit_that_took_others_in_says_so_by_its_days(unit: str) -> None:
    assert LAST_OF_63 in {former.valid_to for former in BY_KEY[unit].was}


@pytest.mark.parametrize(
    ("key", "day", "kind"),
    [
        ("dong-nai", date(2025, 6, 30), PlaceKind.PROVINCE),
        ("dong-nai", date(2026, 4, 29), PlaceKind.PROVINCE),
        ("dong-nai", date(2026, 4, 30), PlaceKind.CITY),
        ("hue", date(2024, 12, 31), PlaceKind.PROVINCE),
        ("hue", date(2025, 1, 1), PlaceKind.CITY),
        ("quang-ninh", date(2026, 8, 31), PlaceKind.PROVINCE),
        ("quang-ninh", date(2026, 9, 1), PlaceKind.CITY),
        ("bac-ninh", date(2026, 9, 19), PlaceKind.PROVINCE),
        ("bac-ninh", date(2026, 9, 20), PlaceKind.CITY),
        ("can-tho", date(2020, 1, 1), PlaceKind.CITY),
        ("son-la", date(2026, 12, 31), PlaceKind.PROVINCE),
    ],
)
def test_what_a_place_is_depends_on_the_day(key: str, day: date, kind: PlaceKind) -> None:
    assert BY_KEY[key].kind_on(day) == kind


@pytest.mark.parametrize(
    ("key", "since"), [("dong-nai", date(2026, 4, 30)), ("ca-mau", FIRST_OF_34), ("son-la", None)]
)
def test_the_present_form_has_a_first_day(key: str, since: date | None) -> None:
    assert BY_KEY[key].since == since


@pytest.mark.parametrize(
    ("day", "cities"), [(date(2024, 6, 1), 5), (date(2025, 7, 1), 6), (date(2026, 5, 1), 7)]
)
def test_the_cities_of_today_were_so_many(day: date, cities: int) -> None:
    kinds = [place.kind_on(day) for place in PROVINCES if place.valid_on(day)]
    assert kinds.count(PlaceKind.CITY) == cities


@pytest.mark.parametrize("place", PROVINCES, ids=lambda place: place.key)
def test_a_name_is_in_the_script_of_its_language(place: PlaceSpec) -> None:
    for lang, script in SCRIPTS.items():
        for name in place.names.get(lang, ()):
            used = {re.split("[ -]", unicodedata.name(letter))[0] for letter in name if letter.isalpha()}
            assert used == {script}


@pytest.mark.parametrize("place", PROVINCES, ids=lambda place: place.key)
def test_every_place_has_its_vietnamese_and_english_name(place: PlaceSpec) -> None:
    assert place.names["vi"][0]
    assert place.names["en"][0].isascii()


def test_xuan_loc_became_six_communes_and_one_more_took_a_part() -> None:
    places = {place.key: place for place in packs.load("dong-nai", fill={}).places}
    district = places["huyen-xuan-loc"]
    assert district.valid_to == LAST_OF_63
    assert district.became == (
        "xuan-loc",
        "xuan-dinh",
        "xuan-phu",
        "xuan-hoa",
        "xuan-thanh",
        "xuan-bac",
        "xuan-dong",
    )
    assert {places[key].valid_from for key in district.became} == {FIRST_OF_34}
    assert places["xuan-loc"].kind_on(date(2026, 4, 29)) == PlaceKind.COMMUNE
    assert places["xuan-loc"].kind_on(date(2026, 4, 30)) == PlaceKind.WARD


def test_dong_nai_has_95_communes_and_wards() -> None:
    places = packs.load("dong-nai", fill={}).places
    now = [place for place in places if place.parent == "dong-nai" and place.kind in {"commune", "ward"}]
    assert len(now) == 95
    assert [place.kind for place in now].count(PlaceKind.WARD) == 33


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("tp-hcm", {PlaceKind.WARD: 113, PlaceKind.COMMUNE: 54, PlaceKind.ZONE: 1}),
        ("can-tho", {PlaceKind.WARD: 31, PlaceKind.COMMUNE: 72}),
        ("da-nang", {PlaceKind.WARD: 23, PlaceKind.COMMUNE: 70, PlaceKind.ZONE: 1}),
        ("dong-nai", {PlaceKind.WARD: 33, PlaceKind.COMMUNE: 62}),
    ],
)
def test_a_city_has_its_wards_communes_and_zones(name: str, units: dict[PlaceKind, int]) -> None:
    pack = packs.load(name, fill={})
    kinds = Counter(place.kind for place in pack.places if place.parent == pack.home and place.formerly)
    assert kinds == units


@pytest.mark.parametrize(
    ("name", "former"),
    [
        ("tp-hcm", {"ho-chi-minh-cu": 102, "binh-duong": 36, "ba-ria-vung-tau": 30}),
        ("can-tho", {"can-tho-cu": 32, "hau-giang": 28, "soc-trang": 43}),
        ("da-nang", {"da-nang-cu": 16, "quang-nam": 78}),
        ("dong-nai", {"dong-nai-cu": 55, "binh-phuoc": 40}),
    ],
)
def test_each_of_them_was_part_of_one_former_province(name: str, former: dict[str, int]) -> None:
    places = packs.load(name, fill={}).places
    assert Counter(key for place in places for key in place.formerly) == former


@pytest.mark.parametrize("name", ["tp-hcm", "can-tho", "da-nang", "dong-nai"])
def test_districts_ended_with_the_merger_or_before(name: str) -> None:
    ends = [place.valid_to for place in packs.load(name, fill={}).places if place.kind == "district"]
    assert max(end or date.max for end in ends) == LAST_OF_63


@pytest.mark.parametrize("name", ["tp-hcm", "can-tho", "da-nang", "dong-nai"])
def test_the_home_of_a_pack_is_found_as_a_city(name: str) -> None:
    gazetteer = packs.load(name, fill={}).gazetteer()
    (told,) = [place.names[0].text for place in gazetteer.places if place.key == gazetteer.home]
    for text in (f"Ở {told} có mưa", f"Thành phố {told.removeprefix('Thành phố ')} họp báo"):
        assert [one.place for one in Finder(gazetteer).find(text)] == [gazetteer.home]


@pytest.mark.parametrize("place", PROVINCES, ids=lambda place: place.key)
def test_a_foreign_name_tells_where_it_is_from(place: PlaceSpec) -> None:
    foreign = {name for lang, names in place.names.items() if lang not in {"vi", "en"} for name in names}
    sourced = {name for names in place.sources.values() for name in names}
    assert set(place.sources) <= {"iso", "csc", "city", "hand"}
    assert foreign - sourced == set()


@pytest.mark.parametrize("lang", ["zh", "ja", "ko", "th", "ru"])
def test_every_province_has_a_name_in_the_languages_that_write_of_them(lang: str) -> None:
    assert [place.key for place in PROVINCES if lang not in place.names] == []
