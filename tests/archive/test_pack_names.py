"""What a pack calls the values of a query's fields."""

import pytest

from archive.pack_names import Press, of_pack
from archive.packs import Pack, known, load
from search.tree import tag

NAMES = of_pack(load("demo", fill={"press_port": "1"}))


@pytest.fixture(scope="module", params=known())
def pack(request: pytest.FixtureRequest) -> Pack:
    return load(request.param, fill={"press_port": "1"})


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("topic", "thiên tai", "environment"),
        ("topic", "disaster", "environment"),
        ("topic", "after the merger", "merger-2025"),
        ("place", "Đồng Nai", "dong-nai"),
        ("place", "tỉnh Lam Giang", "lam-giang"),
        ("place", "thanh pho ha noi", "ha-noi"),
        ("place", "phường Cửa Trầm", "cua-tram"),
        ("place", "蓝江", "lam-giang"),
        ("place", "huyện Tân Khê", "huyen-tan-khe"),
        ("outlet", "Báo Lam Giang", "bao-lam-giang"),
        ("outlet", "Nam Việt", "nam-viet"),
        ("outlet", "한아세안리포트", "hanasean"),
        ("outlet", "Tonle Post", "tonle"),
        ("source", "Kinh tế Ngày Mới", "kinh-te-home"),
        ("country", "Nhật Bản", "JP"),
        ("country", "Japan", "JP"),
        ("country", "Anh", "GB"),
        ("lang", "tiếng Anh", "en"),
        ("lang", "English", "en"),
        ("lang", "Trung", "zh"),
        ("kind", "báo ngành", "ministry"),
        ("kind", "foreign press", "foreign"),
        ("kind", "trung ương", "national"),
    ],
)
def test_the_pack_and_the_atlas_tell_what_a_value_is_called(field: str, value: str, code: str) -> None:
    assert NAMES.tags(field, value) == (tag(field, code),)


def test_every_code_of_a_pack_is_known_as_itself(pack: Pack) -> None:
    names = of_pack(pack)
    codes = [
        *(("topic", spec.code) for spec in pack.topics),
        *(("place", spec.key) for spec in (*pack.provinces, *pack.places)),
        *(("outlet", spec.key) for spec in pack.outlets),
        *(("source", source.key) for spec in pack.outlets for source in spec.sources),
        *(("kind", spec.kind.value) for spec in pack.outlets),
        *(("country", spec.country) for spec in pack.outlets),
        *(("lang", spec.lang) for spec in pack.outlets),
    ]
    assert [names.tags(field, code) for field, code in codes] == [
        (tag(field, code),) for field, code in codes
    ]


def test_every_outlet_of_a_pack_is_known_by_its_name(pack: Pack) -> None:
    names = of_pack(pack)
    assert [
        spec.key for spec in pack.outlets if tag("outlet", spec.key) not in names.tags("outlet", spec.name)
    ] == []


def test_press_beside_the_packs_own_is_known_with_all_its_codes() -> None:
    pack = load("demo", fill={"press_port": "1"})
    names = of_pack(pack, [Press("bao-la", "Báo Lạ", "blog", "XK", "tpi", ("la-tin", "la-moi"))])
    assert names.tags("outlet", "báo lạ") == (tag("outlet", "bao-la"),)
    assert names.tags("source", "báo lạ") == (tag("source", "la-tin"), tag("source", "la-moi"))
    codes = [("kind", "blog"), ("country", "XK"), ("lang", "tpi")]
    assert [names.tags(*code) for code in codes] == [(tag(*code),) for code in codes]
    assert [NAMES.tags(*code) for code in codes] == [(), (tag("country", "XK"),), ()]
