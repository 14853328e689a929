import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.vietnamese_charsets import TCVN3, VISCII, VNI, guessed, labelled, unmasked

TABLES = {"tcvn3": TCVN3, "viscii": VISCII, "vni": VNI}
PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
LETTERS = sorted(TCVN3)
TEXT = "Ủy ban nhân dân tỉnh họp báo thường kỳ về tình hình kinh tế; người dân đồng thuận. ĐỒNG THÁP MƯỜI"
# Texts of other languages in which many letters are accented.
FOREIGN = [
    "Le gouvernement a présenté son économie à l'été dernier, très tôt déjà, où les élèves étaient là",
    "El gobierno presentó más información según él en España, sí señor, qué día será mañana, también",
    "Die Bürger hören von größeren Änderungen, schöne Grüße aus München für alle Städte",
    "São Paulo não é informação às eleições já está três avó coração também órgão",
]


def encoded(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(sign, sign) for sign in text)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_each_letter_once_and_composed(name: str) -> None:
    table = TABLES[name]
    assert (len(table), len(set(table.values())), table.keys()) == (134, 134, TCVN3.keys())
    assert all(len(letter) == 1 and unicodedata.is_normalized("NFC", letter) for letter in table)
    assert all(letter.upper() in table and letter.lower() in table for letter in table)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_written_in_bytes(name: str) -> None:
    assert all(1 <= len(written.encode("latin-1")) <= 2 for written in TABLES[name].values())
    assert not PLAIN & set(TABLES[name].values())


def test_each_letter_of_viscii_is_one_byte() -> None:
    assert {len(written) for written in VISCII.values()} == {1}


@pytest.mark.parametrize(
    ("name", "written", "text"),
    [
        ("tcvn3", "Tr¨ng r»m, ®ång lóa", "Trăng rằm, đồng lúa"),
        ("tcvn3", "§µ N½ng", "Đà Nẵng"),
        ("vni", "Vieät Nam ñaát nöôùc", "Việt Nam đất nước"),
        ("viscii", "Vi\xaet Nam \xf0\xa4t n\xdf\xbec", "Việt Nam đất nước"),
    ],
)
def test_words_as_old_pages_hold_them(name: str, written: str, text: str) -> None:
    assert labelled(written.encode("latin-1"), name) == text


@pytest.mark.parametrize("name", TABLES)
def test_a_text_is_proved_by_its_words(name: str) -> None:
    assert guessed(encoded(TEXT, TABLES[name]).encode("latin-1")) == TEXT


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_prove_nothing(text: str) -> None:
    assert guessed(text.encode("latin-1")) == ""
    assert unmasked(text) == text


def test_a_few_words_prove_nothing() -> None:
    assert guessed("Tr¨ng r»m".encode("latin-1")) == ""


def test_a_page_that_names_its_font_needs_less_proof() -> None:
    words = encoded("Trăng rằm đồng lúa", TCVN3) + " été écrit très"
    assert guessed(words.encode("latin-1")) == ""
    assert "Trăng rằm đồng lúa" in guessed(f"<p style='font-family: .VnTime'>{words}".encode("latin-1"))


@pytest.mark.parametrize(
    ("label", "is_known"),
    [("VISCII", True), ("x-viet-tcvn5712", True), ("x-viet-vni", True), ("utf-8", False), ("", False)],
)
def test_labels_of_these_encodings_are_known(label: str, *, is_known: bool) -> None:
    assert bool(labelled(b"Nam", label)) is is_known


def test_quotation_marks_of_windows_stay_beside_the_letters() -> None:
    assert labelled("\x93Tr¨ng\x94 \x96".encode("latin-1"), "tcvn3") == "“Trăng” –"


def test_a_font_s_text_that_became_unicode_is_unmasked() -> None:
    assert unmasked(encoded(TEXT, TCVN3)) == TEXT
    assert unmasked(f"<font face='VNI-Times'>{encoded(TEXT, VNI)}") == f"<font face='VNI-Times'>{TEXT}"


@pytest.mark.parametrize("text", ["plain", TEXT, TEXT + " ® ¸", "Nhãn hiệu® mới", "10 µm ± 2 µm, 8 µm, 5 ¹"])
def test_proper_text_is_never_unmasked(text: str) -> None:
    assert unmasked(text) is text


@given(st.sampled_from(sorted(TABLES)), st.lists(st.sampled_from(LETTERS), max_size=30))
def test_what_is_encoded_comes_back(name: str, letters: list[str]) -> None:
    text = " ".join(letters)
    assert labelled(encoded(text, TABLES[name]).encode("latin-1") or b" ", name).strip() == text


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(body: bytes) -> None:
    assert isinstance(guessed(body), str)
    assert isinstance(labelled(body, "tcvn3"), str)
