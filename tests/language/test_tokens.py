import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.tokens import Token, analyse, is_hangul, is_sign, spell, streams, word_keys

VIETNAMESE = "aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵdđhklmnqtg"
SCRIPTS = (
    VIETNAMESE
    + "ABC 019.,-\n"
    + "南京市长越"
    + "한국은람장"
    + "ខេត្តភូមិ"
    + "น้ำท่วม"
    + "ນ້ຳຖ້ວມ"
    + "မြန်မာ"
    + "がガ"
)
TEXTS = st.text(SCRIPTS, max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("thuý", "thúy"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("tuỳ", "tùy"),
        ("uý", "úy"),
        ("kỹ", "kĩ"),
        ("Mỹ", "mĩ"),
        ("lý", "lí"),
        ("quý", "quí"),
        ("GIỮ", unicodedata.normalize("NFD", "giữ")),
        ("Ａ４", "a4"),
    ],
)
def test_two_spellings_of_one_syllable_share_their_keys(one: str, other: str) -> None:
    assert word_keys(one) == word_keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("thuý", "thuỷ"), ("má", "ma"), ("ma2", "má"), ("đa", "da"), ("ơn", "on")]
)
def test_what_is_written_differently_differs_strictly(one: str, other: str) -> None:
    assert word_keys(one)[0] != word_keys(other)[0]


@pytest.mark.parametrize(
    ("word", "strict", "loose"),
    [
        ("Quảng", "quang4", "quang"),
        ("Đà", "đa1", "da"),
        ("mỹ", "mi3", "mi"),
        ("covid19", "covid190", "covid19"),
        ("2026", "2026", "2026"),
        ("m²", "m20", "m2"),
        ("résumé", "resume22", "resume"),
        ("Müller", "müller", "muller"),
        ("Й", "й", "и"),
        ("១២៣", "123", "123"),
        ("x" * 300, "x" * 64, "x" * 64),
    ],
)
def test_the_keys_of_a_word(word: str, strict: str, loose: str) -> None:
    assert word_keys(word) == (strict, loose)


def test_the_tone_is_told_apart_from_the_letters() -> None:
    assert spell("Nghiễng") == ("nghiêng", "3")


def test_a_compatibility_sign_that_holds_spaces_becomes_one_key() -> None:
    assert " " not in word_keys("\ufdfa")[0]


def test_punctuation_and_signs_part_words() -> None:
    assert streams("TP.HCM, 1.200 hộ: covid-19/R'lấp_x 😀!")[1] == [
        *("tp", "hcm", "1", "200", "ho", "covid", "19", "r", "lap", "x")
    ]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("南京市", ["南京", "京市"]),
        ("越", ["越"]),
        ("5月, 中国", ["5", "月", "中国"]),
        ("カメラ", ["カメ", "メラ"]),
        ("ខេត្ត", ["ខេ", "េត", "ត្", "្ត"]),
        ("ไทย", ["ไท", "ทย"]),
        ("ລາວ", ["ລາ", "າວ"]),
        ("ភាសា\u200bខ្មែរ", ["ភា", "ាស", "សា", "ាខ", "ខ្", "្ម", "មែ", "ែរ"]),
    ],
)
def test_scripts_without_spaces_give_pairs_in_both_streams(text: str, keys: list[str]) -> None:
    assert streams(text) == (keys, keys)


def test_korean_gives_words_strictly_and_pairs_loosely() -> None:
    assert streams("한국은 물") == (["한국은", "물"], ["한국", "국은", "물"])


def test_a_korean_token_has_an_empty_key_where_it_has_no_place() -> None:
    assert analyse("한국은") == [
        Token("한국은", "", 0, 3),
        Token("", "한국", 0, 2),
        Token("", "국은", 1, 3),
    ]


def test_unseen_signs_do_not_part_a_word() -> None:
    assert streams("Lam\u00adGiang 한\u200d국")[0] == ["lamgiang", "한국"]


def test_offsets_are_those_of_the_text_given() -> None:
    text = unicodedata.normalize("NFD", "Sông Trầm, Đắk Ruê")
    pieces = [unicodedata.normalize("NFC", text[t.start : t.end]) for t in analyse(text)]
    assert pieces == ["Sông", "Trầm", "Đắk", "Ruê"]


def test_offsets_hold_in_spelt_out_korean() -> None:
    text = unicodedata.normalize("NFD", "한국은 물")
    pieces = [unicodedata.normalize("NFC", text[t.start : t.end]) for t in analyse(text) if t.strict]
    assert pieces == ["한국은", "물"]


@given(TEXTS)
def test_composition_makes_no_difference(text: str) -> None:
    composed, spelt = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert streams(composed) == streams(spelt)
    assert [(t.strict, t.loose) for t in analyse(composed)] == [(t.strict, t.loose) for t in analyse(spelt)]


@given(st.text())
def test_both_ways_to_the_keys_agree(text: str) -> None:
    tokens = analyse(text)
    assert streams(text) == ([t.strict for t in tokens if t.strict], [t.loose for t in tokens if t.loose])


@given(st.text(st.characters(exclude_categories=())))
def test_no_key_holds_what_would_part_it_in_an_engine(text: str) -> None:
    for key in [key for stream in streams(text) for key in stream]:
        assert key.split() == [key]
        assert len(key) <= 70


@given(st.text(), TEXTS)
def test_tokens_go_forward_within_the_text(one: str, other: str) -> None:
    text = one + other
    tokens = analyse(text)
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert all(a.start <= b.start for a, b in pairwise(tokens))


@given(TEXTS, TEXTS)
def test_a_text_is_found_in_a_longer_one(inside: str, after: str) -> None:
    alone, longer = streams(inside)[1], streams(f"{inside} {after}")[1]
    assert longer[: len(alone)] == alone


@pytest.mark.parametrize(
    ("sign", "paired", "korean"), [("南", True, False), ("한", True, True), ("a", False, False)]
)
def test_signs_are_told_from_letters(sign: str, paired: bool, korean: bool) -> None:
    assert (is_sign(sign), is_hangul(sign)) == (paired, korean)
