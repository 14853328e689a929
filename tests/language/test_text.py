import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.text import clean, fold, is_accented, squeeze

# Every character there is, lone surrogates too: pages hold them.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("Lam\x00 Giang", "Lam Giang"),
        ("lu\u0303", "lũ"),
        ("a\x00\u0301", "á"),
        ("một\r\nhai\rba\u2028bốn\u0085năm", "một\nhai\nba\nbốn\nnăm"),
        ("cột\tmột\nhai", "cột\tmột\nhai"),
        ("đầu\ud800cuối", "đầucuối"),
        ("gp\u202eexe.fdp\u202c \u2066x\u2069", "gpexe.fdp x"),
        ("\x1b[31mđỏ\x7f\x9b", "[31mđỏ"),
        ("", ""),
    ],
)
def test_cleaning_keeps_what_is_read(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@given(ANYTHING)
def test_a_clean_text_is_in_nfc_and_can_be_stored(text: str) -> None:
    tidy = clean(text)
    assert unicodedata.is_normalized("NFC", tidy)
    assert tidy.encode().decode() == tidy


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đà Nẵng", "da nang"),
        ("ĐẮK RUÊ", "dak rue"),
        ("Quảng Nam", "quang nam"),
        (unicodedata.normalize("NFD", "Ưu đãi thuế"), "uu dai thue"),
        ("plain ASCII 2026", "plain ascii 2026"),
        ("Müller résumé", "muller resume"),
        ("Ærø, Łódź, Straße, œuvre, Þór, ısı", "aero, lodz, strasse, oeuvre, thor, isi"),
        ("Ñandú façade", "nandu facade"),
        ("Ёлка, йод", "елка, иод"),
        ("Αθήνα", "αθηνα"),
        ("មេគង្គ", "មេគង្គ"),
        ("น้ำท่วม", "น้ำท่วม"),
        ("한국은", "한국은"),
        ("がく", "がく"),
    ],
)
def test_folding_is_what_a_plain_keyboard_types(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANYTHING)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_care_how_accents_are_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_squeezing_leaves_single_spaces() -> None:
    assert squeeze(" một\u00a0 hai\n\tba\u3000bốn ") == "một hai ba bốn"


@pytest.mark.parametrize(
    ("text", "accented"),
    [
        *(("lũ", True), ("Đăk", True), ("Jørgensen", True), ("Da Nang", False)),
        *(("南京", False), ("한국", False), ("ខ្មែរ", False), ("が", False)),
        # Beside signs without spaces accents do not insist.
        *(("Thủ tướng 李强", False), ("Tập đoàn 삼성", False), ("tỉnh เชียงใหม่", False)),
    ],
)
def test_only_what_folding_takes_off_counts_as_an_accent(text: str, accented: bool) -> None:
    assert is_accented(text) is accented
