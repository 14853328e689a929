"""Whose territory a place is: then and now, for every old province and the places of the shipped packs."""

from datetime import date
from functools import cache

import pytest

from archive import packs
from classifier.gazetteer import Finder
from classifier.model import Place
from classifier.place_history import History, Territories
from tests.classifier.places import GAZETTEER, LAST_DAY, MERGED, former, named, small

BEFORE, AFTER = date(2024, 5, 1), date(2026, 5, 1)
TODAY = {
    "tuyen-quang": ["ha-giang", "tuyen-quang"],
    "lao-cai": ["lao-cai", "yen-bai"],
    "thai-nguyen": ["bac-kan", "thai-nguyen"],
    "phu-tho": ["hoa-binh", "phu-tho", "vinh-phuc"],
    "bac-ninh": ["bac-giang", "bac-ninh"],
    "hung-yen": ["hung-yen", "thai-binh"],
    "hai-phong": ["hai-duong", "hai-phong"],
    "ninh-binh": ["ha-nam", "nam-dinh", "ninh-binh"],
    "quang-tri": ["quang-binh", "quang-tri"],
    "da-nang": ["da-nang", "quang-nam"],
    "quang-ngai": ["kon-tum", "quang-ngai"],
    "gia-lai": ["binh-dinh", "gia-lai"],
    "dak-lak": ["dak-lak", "phu-yen"],
    "khanh-hoa": ["khanh-hoa", "ninh-thuan"],
    "lam-dong": ["binh-thuan", "dak-nong", "lam-dong"],
    "dong-nai": ["binh-phuoc", "dong-nai"],
    "ho-chi-minh": ["ba-ria-vung-tau", "binh-duong", "ho-chi-minh"],
    "tay-ninh": ["long-an", "tay-ninh"],
    "dong-thap": ["dong-thap", "tien-giang"],
    "vinh-long": ["ben-tre", "tra-vinh", "vinh-long"],
    "an-giang": ["an-giang", "kien-giang"],
    "can-tho": ["can-tho", "hau-giang", "soc-trang"],
    "ca-mau": ["bac-lieu", "ca-mau"],
} | {
    key: [key]
    for key in (
        *["ha-noi", "hue", "cao-bang", "dien-bien", "lai-chau", "son-la", "lang-son", "quang-ninh"],
        *["thanh-hoa", "nghe-an", "ha-tinh"],
    )
}
NOW_OF = {old: new for new, olds in TODAY.items() for old in olds}


@cache
def finder(pack: str) -> Finder:
    return Finder(packs.load(pack, fill={}).gazetteer())


def told(pack: str, text: str, day: date | None) -> list[tuple[list[str], list[str]]]:
    """The provinces of then and of now of each place a text means."""
    found = finder(pack)
    each = [found.history.territories(one.place, day) for one in found.mentions(text) if one.real]
    return [(sorted(one.then), sorted(one.now)) for one in each]


def test_63_provinces_became_34() -> None:
    assert (len(NOW_OF), len(TODAY)) == (63, 34)


@pytest.mark.parametrize(("old", "new"), NOW_OF.items())
def test_each_of_the_63_leads_to_its_one_of_the_34(old: str, new: str) -> None:
    assert finder("dong-nai").history.territories(old).now == {new}


@pytest.mark.parametrize(("old", "new"), [(old, new) for old, new in NOW_OF.items() if old != "dong-nai"])
def test_an_old_name_means_its_old_territory_whenever_it_is_written(old: str, new: str) -> None:
    for day in (BEFORE, AFTER, None):
        assert finder("dong-nai").history.territories(old, day).then == {old}
        assert set(finder("dong-nai").history.chain([old], day)) == {old, new}


@pytest.mark.parametrize(
    ("pack", "text", "day", "territories"),
    [
        ("dong-nai", "Xuân Lộc được mùa", BEFORE, [(["dong-nai-cu"], ["dong-nai"])]),
        ("dong-nai", "Xuân Lộc được mùa", AFTER, [(["dong-nai-cu"], ["dong-nai"])]),
        ("dong-nai", "Huyện Xuân Lộc được mùa", BEFORE, [(["dong-nai-cu"], ["dong-nai"])]),
        ("dong-nai", "Đồng Nai được mùa", BEFORE, [(["dong-nai-cu"], ["dong-nai"])]),
        ("dong-nai", "Đồng Nai được mùa", LAST_DAY, [(["dong-nai-cu"], ["dong-nai"])]),
        ("dong-nai", "Đồng Nai được mùa", MERGED, [(["dong-nai"], ["dong-nai"])]),
        ("dong-nai", "Bom Bo được mùa", AFTER, [(["binh-phuoc"], ["dong-nai"])]),
        ("dong-nai", "Bình Phước được mùa", AFTER, [(["binh-phuoc"], ["dong-nai"])]),
        (
            "tp-hcm",
            "phường Bình Dương (TP.HCM)",
            AFTER,
            [(["binh-duong"], ["ho-chi-minh"]), (["ho-chi-minh"], ["ho-chi-minh"])],
        ),
        ("tp-hcm", "Côn Đảo, Vũng Tàu", AFTER, [(["ba-ria-vung-tau"], ["ho-chi-minh"])] * 2),
        ("tp-hcm", "TP Thủ Đức", BEFORE, [(["ho-chi-minh-cu"], ["ho-chi-minh"])]),
        ("tp-hcm", "huyện Xuân Lộc, tỉnh Đồng Nai", BEFORE, [(["dong-nai"], ["dong-nai"])]),
        ("can-tho", "Xã Kế Sách", AFTER, [(["soc-trang"], ["can-tho"])]),
        ("can-tho", "Ninh Kiều", AFTER, [(["can-tho-cu"], ["can-tho"])]),
        ("da-nang", "Hội An", BEFORE, [(["quang-nam"], ["da-nang"])]),
        ("da-nang", "Đà Nẵng", BEFORE, [(["da-nang-cu"], ["da-nang"])]),
    ],
)
def test_a_place_finds_its_province_of_then_and_of_now(
    pack: str, text: str, day: date, territories: list[tuple[list[str], list[str]]]
) -> None:
    assert told(pack, text, day) == territories


@pytest.mark.parametrize(
    ("key", "day", "chain"),
    [
        ("gia-ray", BEFORE, {"gia-ray", "huyen-xuan-loc", "dong-nai-cu", "dong-nai"}),
        ("xuan-loc", AFTER, {"xuan-loc", "dong-nai-cu", "dong-nai"}),
        ("dong-nai", BEFORE, {"dong-nai", "dong-nai-cu"}),
        ("dong-nai", AFTER, {"dong-nai"}),
        ("ha-nam", AFTER, {"ha-nam", "ninh-binh"}),
        ("nobody", AFTER, {"nobody"}),
    ],
)
def test_a_chain_is_all_that_a_place_lies_in(key: str, day: date, chain: set[str]) -> None:
    assert set(finder("dong-nai").history.chain([key], day)) == chain


def test_a_chain_of_several_places_names_each_once() -> None:
    chain = finder("dong-nai").history.chain(["xuan-loc", "bom-bo", "xuan-loc"], AFTER)
    assert chain == ("binh-phuoc", "bom-bo", "dong-nai", "dong-nai-cu", "xuan-loc")


def test_dong_nai_is_a_city_since_its_day() -> None:
    days = [date(2026, 4, 29), date(2026, 4, 30)]
    kinds = [
        {place.key: place.kind for place in packs.load("dong-nai", fill={}).gazetteer(day).places}
        for day in days
    ]
    assert [kind["dong-nai"] for kind in kinds] == ["province", "city"]


def test_a_commune_nobody_told_the_former_province_of_takes_it_from_what_became_it() -> None:
    history = History(GAZETTEER.places)
    assert history.territories("tan-khe", AFTER).then == {"lam-giang-cu"}


def test_a_commune_of_unknown_descent_lies_in_its_province_then_and_now() -> None:
    history = History(GAZETTEER.places)
    nothing: frozenset[str] = frozenset()
    assert history.territories("hon-nghe", AFTER) == Territories(
        frozenset(["lam-giang"]), frozenset(["lam-giang"])
    )
    assert history.territories("hon-nghe", BEFORE).then == {"lam-giang-cu"}
    assert history.territories("lost") == Territories(nothing, nothing)


def test_a_place_that_lies_in_itself_by_mistake_ends() -> None:
    history = History(GAZETTEER.places)
    assert set(history.chain(["ring-a"])) == {"ring-a", "ring-b"}


def test_what_a_place_was_formerly_of_belongs_to_that_territory() -> None:
    ward = Place("ward", "ward", named(vi="Bến Sáo"), "new", formerly=("old",))
    history = History((Place("new", "city", named(vi="Mới")), former("old", "new", vi="Xưa"), ward))
    assert history.territory("old") == {"old", "ward"}
    assert history.territories("ward").then == {"old"}


def test_a_former_province_of_another_name_is_no_former_self() -> None:
    history = History((Place("new", "city", named(vi="Mới")), former("old", "new", vi="Xưa")))
    assert history.territories("new", BEFORE).then == {"new"}


def test_a_small_place_is_no_province() -> None:
    history = History((small("a", "ward", vi="A"), former("b", "c", vi="B")))
    assert [history.is_province(key) for key in ("a", "b", "nobody")] == [False, True, False]
