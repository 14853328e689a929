"""Names in a text: by syllables or by signs, the longest first, with or without accents."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.names import NameIndex, phrases
from classifier.place_words import Words

INDEX = NameIndex(
    [
        ("Bến Sáo", "ben-sao"),
        ("Bến Sáo Hạ", "ben-sao-ha"),
        ("Bến", "ben"),
        ("Vũng Đá", "vung-da"),
        ("Vũng Da", "vung-da-2"),
        ("TP.HBS", "hbs"),
        ("Đồi Mỹ", "doi-my"),
        ("Cồn Cát (cũ)", "con-cat-cu"),
        ("cao tốc Sáo – Đá", "cao-toc"),
        ("Lake Town", "lake"),
        ("沙港省", "sa"),
        ("沙港", "sa"),
        ("沙港新区", "sa-moi"),
        ("ソン", "son"),
        ("ソン・トゥ", "son-tu"),
        ("사오", "sao"),
        ("사오 꽝", "sao-quang"),
        ("សាវ", "sao-km"),
        ("", "nothing"),
        ("  ", "blank"),
        ("–", "dash"),
    ]
)


def named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[start:end], keys) for start, end, keys in INDEX.find(Words(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Về Bến Sáo Hạ mùa lũ", [("Bến Sáo Hạ", ("ben-sao-ha",))]),
        ("Về Bến Sáo mùa lũ", [("Bến Sáo", ("ben-sao",))]),
        ("Về Bến mùa lũ", [("Bến", ("ben",))]),
        ("Bến Bến Sáo Bến", [("Bến", ("ben",)), ("Bến Sáo", ("ben-sao",)), ("Bến", ("ben",))]),
        ("沙港新区和沙港省", [("沙港新区", ("sa-moi",)), ("沙港省", ("sa",))]),
        ("ソン・トゥとソン", [("ソン・トゥ", ("son-tu",)), ("ソン", ("son",))]),
        ("사오 꽝에서 사오까지", [("사오 꽝", ("sao-quang",)), ("사오", ("sao",))]),
    ],
)
def test_the_longest_name_stands(text: str, names: list[tuple[str, tuple[str, ...]]]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ở Bến\nSáo nước lên", "Bến\nSáo"),
        ("Ở Bến-Sáo nước lên", "Bến-Sáo"),
        ("Ở Bến  Sáo nước lên", "Bến  Sáo"),
        ("Về TP.HBS", "TP.HBS"),
        ("Về TP HBS", "TP HBS"),
        ("Về TP. HBS", "TP. HBS"),
        ("Về Tp. HBS", "Tp. HBS"),
        ("Thuộc Cồn Cát (cũ), nay khác", "Cồn Cát (cũ)"),
        ("Thuộc Cồn Cát cũ, nay khác", "Cồn Cát cũ"),
        ("Thông xe cao tốc Sáo - Đá", "cao tốc Sáo - Đá"),
        ("Lối về Đồi Mĩ", "Đồi Mĩ"),
    ],
)
def test_what_may_stand_between_the_words_of_a_name(text: str, name: str) -> None:
    assert [words for words, _ in named(text)] == [name]


@pytest.mark.parametrize(
    "text", ["Gặp Vũng. Đá lở", "Vũng, Đá", "Vũng    Đá", "Vũng và Đá", "Vũng\n\n\n\nĐá"]
)
def test_what_may_not(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ở Vũng Đá hôm nay trời đẹp", ["vung-da"]),
        ("Ở Vũng Da hôm nay trời đẹp", ["vung-da-2"]),
        ("O Ben Sao hom nay troi dep", ["ben-sao"]),
        ("Ở Ben Sao hôm nay trời đẹp lắm", []),
        ("O ben sao hom nay troi dep", ["ben-sao"]),
        ("ben hom nay troi dep", []),
        ("O ben sao, nha Tu", []),
        ("O Lake Town today", ["lake"]),
        ("Ở Lake Town hôm nay đẹp lắm", ["lake"]),
        ("BẾN SÁO HẠ ĐÓN KHÁCH", ["ben-sao-ha"]),
        ("BEN SAO HA DON KHACH", ["ben-sao-ha"]),
    ],
)
def test_accents_may_be_left_off_in_a_plain_text_and_capitals_in_one_without_any(
    text: str, keys: list[str]
) -> None:
    assert [key for _, those in named(text) for key in those] == keys


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("サイソンとソン", ["ソン"]),
        ("ソング", []),
        ("សាវា", []),
        ("សាវ។", ["សាវ"]),
        ("在沙港市", ["沙港"]),
    ],
)
def test_a_sign_is_not_cut_out_of_a_longer_word(text: str, names: list[str]) -> None:
    assert [words for words, _ in named(text)] == names


def test_one_name_of_several_places_gives_all_of_them_once() -> None:
    index = NameIndex([("Tân An", "a"), ("Tân An", "b"), ("Tân An", "a")])
    assert index.find(Words("xã Tân An")) == [(3, 9, ("a", "b"))]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Bến Sáo", ("ben-sao",)),
        ("Ben Sao", ("ben-sao",)),
        ("沙港", ("sa",)),
        ("Bến Sáo ", ()),
        ("ở Bến Sáo", ()),
        ("", ()),
    ],
)
def test_an_exact_name_is_the_whole_of_it(name: str, keys: tuple[str, ...]) -> None:
    assert INDEX.exact(name) == keys


def test_an_index_of_nothing_finds_nothing() -> None:
    assert NameIndex([]).find(Words("Bến Sáo 沙港")) == []


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("đường Bến Sáo dài", [(0, 13)]),
        ("Đường Bến Sáo dài", []),
        ("đường Bến Sáoo", []),
        ("xđường Bến Sáo", []),
        ("đường Bến Sáo Hạ", [(0, 16)]),
        ("(đường Bến Sáo)", [(1, 14)]),
        ("a+b rồi a+b", [(0, 3), (8, 11)]),
    ],
)
def test_phrases_stand_whole_the_longest_first(text: str, stretches: list[tuple[int, int]]) -> None:
    pattern = phrases(["đường Bến Sáo", "đường Bến Sáo Hạ", "a+b", ""])
    assert [match.span() for match in pattern.finditer(text)] == stretches


@pytest.mark.parametrize("text", ["", "đường Bến Sáo", " "])
def test_of_no_phrases_none_is_found(text: str) -> None:
    assert phrases([]).search(text) is None


WORDS = st.sampled_from(
    ["Bến", "Sáo", "Hạ", "Vũng", "Đá", "沙港", "新区", "ソン", "TP", ".", " ", "\n", "an", "사오"]
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_found_names_are_in_order_and_apart(text: str) -> None:
    found = INDEX.find(Words(text))
    assert found == sorted(found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(["Bến Sáo", "沙港"]),
)
def test_a_name_between_full_stops_is_always_found(around: str, name: str) -> None:
    accented = "Đó là điều đã được kể rất nhiều lần. "
    text = f"{accented * 8}{around}\n;{name}; {around}"
    assert any(text[start:end] == name for start, end, _ in INDEX.find(Words(text)))


def test_a_word_without_end_is_no_name_and_takes_no_time() -> None:
    assert INDEX.find(Words("B" * 300_000 + " Bến Sáo")) == [(300_001, 300_008, ("ben-sao",))]


WORLD = NameIndex(
    [
        *[("海防", "hai-phong"), ("河内", "ha-noi"), ("平阳", "binh-duong"), ("岘港", "da-nang")],
        *[("후에", "hue"), ("เว้", "hue"), ("Дананг", "da-nang"), ("Ханой", "ha-noi")],
        *[("Биньзыонг", "binh-duong"), ("Hòa Bình", "hoa-binh"), ("Thái Bình", "thai-binh")],
    ]
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("海防部队演习", []),
        ("越南海防港", ["hai-phong"]),
        ("岘港至海防", ["da-nang", "hai-phong"]),
        ("越南平阳省", ["binh-duong"]),
        ("越南商人访问平阳县", []),
        ("平阳与海防", []),
        ("河内市", ["ha-noi"]),
        ("大阪の河内音頭", []),
    ],
)
def test_a_name_that_china_or_japan_has_too_needs_a_text_about_viet_nam(text: str, keys: list[str]) -> None:
    assert [key for _, _, those in WORLD.find(Words(text)) for key in those] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("비가 온 후에 걷다", []),
        ("후에성 주민", ["hue"]),
        ("น้ำท่วมเมืองเว้", ["hue"]),
        ("เขาเว้นวรรค", []),
        ("Делегации из Ханоя и Дананга", ["ha-noi", "da-nang"]),
        ("Завод в Биньзыонге", ["binh-duong"]),
        ("О Ханойской башне", []),
    ],
)
def test_words_that_begin_like_a_name_are_none_and_russian_names_have_cases(
    text: str, keys: list[str]
) -> None:
    assert [key for _, _, those in WORLD.find(Words(text)) for key in those] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [("mong hoa binh cho moi nha", []), ("Hoa binh, thai binh", []), ("Ve Hoa Binh choi", ["hoa-binh"])],
)
def test_peace_typed_in_small_letters_is_no_province(text: str, keys: list[str]) -> None:
    assert [key for _, _, those in WORLD.find(Words(text)) for key in those] == keys
