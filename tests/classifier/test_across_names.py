"""Names: pairs of neighbours, telling words, Han signs as Vietnamese reads them, places of the atlas."""

import pytest

from classifier.across_names import han_names, latin_names
from classifier.across_world import world_places
from classifier.place_words import Words


def places(text: str, lang: str) -> set[str]:
    return set(world_places(Words(text), lang).values())


def test_a_person_is_told_by_pairs_whatever_the_accents() -> None:
    assert {"truong cong", "cong man"} <= set(latin_names("Bị cáo Trương Công Mẫn khai", "vi"))
    assert {"truong cong", "cong man"} <= set(latin_names("said Truong Cong Man, 52", "en"))


def test_a_word_that_is_no_syllable_tells_alone() -> None:
    assert latin_names("chở container sang Rotterdam", "vi") == {
        "container": "container",
        "rotterdam": "Rotterdam",
    }


def test_short_words_and_syllables_tell_nothing_alone() -> None:
    assert latin_names("ông Tú, bà Lan và Bob", "vi") == {}


def test_among_other_scripts_every_latin_word_counts() -> None:
    assert set(latin_names("荷兰Meridian Photonics公司", "zh")) == {
        "meridian",
        "meridian photonics",
        "photonics",
    }


def test_what_is_a_place_already_is_no_name() -> None:
    assert latin_names("tại Quảng Đà", "vi", [(4, 12)]) == {}


def test_capitals_of_three_letters_are_a_name() -> None:
    assert set(latin_names("hàng SYM và TP", "vi")) == {"sym"}


def test_han_signs_are_read_as_vietnamese_reads_them() -> None:
    assert {"truong cong", "cong minh"} <= set(han_names("被告张公明", "zh"))
    assert (han_names("张公明", "ja"), han_names("张公明", "zh", [(0, 3)])) == ({}, {})


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("vi", "đối tác Hàn Quốc và Mỹ", {"KR", "US"}),
        ("en", "South Korean and French partners", {"KR", "FR"}),
        ("zh", "韩国和东京", {"KR", "Asia/Tokyo"}),
        ("en", "in Tokyo", {"Asia/Tokyo"}),
        ("lo", "ປະເທດໄທ", {"TH"}),
        ("other", "in Japan", {"JP"}),
    ],
)
def test_countries_and_cities_have_one_code(lang: str, text: str, codes: set[str]) -> None:
    assert places(text, lang) == codes


@pytest.mark.parametrize("text", ["xã Mỹ Lâm", "ông Nguyễn Nga", "anh Đức"])
def test_a_syllable_of_a_longer_name_is_no_country(text: str) -> None:
    assert places(text, "vi") == set()


def test_what_is_taken_is_no_country() -> None:
    assert world_places(Words("đi Lào"), "vi", [(3, 6)]) == {}
