from collections.abc import Iterator
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.charsets import CHARSETS, TCVN3, encode, label_of
from demo.events import load_events

LETTERS = "".join(TCVN3)
VIETNAMESE = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"


def test_the_old_encoding_has_every_small_letter_and_the_capitals_without_tones() -> None:
    assert set(LETTERS) == set(VIETNAMESE) | set("ĂÂÊÔƠƯĐ")
    assert len(set(TCVN3.values())) == len(TCVN3)
    assert all(0xA0 < code < 0xFF for code in TCVN3.values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Việt Nam", b"Vi\xd6t Nam"),
        ("đường", b"\xae\xad\xeang"),
        ("“Sở”", b"\x93S\xeb\x94"),
        ("3–4…", b"3\x964\x85"),
        ("Ủy ban", b"&#7910;y ban"),
        ("m³", b"m&#179;"),
        ("东", b"&#19996;"),
    ],
)
def test_a_text_in_the_old_encoding(text: str, found: bytes) -> None:
    assert encode(text, "tcvn3") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ế", b"\xea\xec"),
        ("ậ", b"\xe2\xf2"),
        ("ự", b"\xfd\xf2"),
        ("Đ", b"\xd0"),
        ("à", b"\xe0"),
        ("“a”", b"\x93a\x94"),
        ("东", b"&#19996;"),
        ("ạ̄", b"a\xf2&#772;"),
    ],
)
def test_a_text_in_the_windows_encoding_has_its_tones_apart(text: str, found: bytes) -> None:
    assert encode(text, "cp1258") == found


@pytest.mark.parametrize("letters", [VIETNAMESE, VIETNAMESE.upper()])
def test_every_vietnamese_letter_has_a_place_in_the_windows_encoding(letters: str) -> None:
    assert normalize("NFC", encode(letters, "cp1258").decode("cp1258")) == letters


def test_decomposed_text_is_the_same_text_apart() -> None:
    assert encode("Tiếng Việt", "nfd").decode() == normalize("NFD", "Tiếng Việt")


@pytest.mark.parametrize(
    ("charset", "start"),
    [("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-8", b"a"), ("big5", b"a")],
)
def test_two_encodings_begin_with_a_mark(charset: str, start: bytes) -> None:
    assert encode("a", charset).startswith(start)


@pytest.mark.parametrize(
    ("charset", "label"),
    [("tcvn3", "iso-8859-1"), ("gbk", "gb2312"), ("cp949", "euc-kr"), ("nfd", "utf-8"), ("big5", "big5")],
)
def test_an_encoding_is_told_by_the_name_that_outlets_use(charset: str, label: str) -> None:
    assert label_of(charset) == label


@pytest.mark.parametrize("charset", sorted(CHARSETS))
def test_plain_letters_survive_in_every_encoding(charset: str) -> None:
    codec = {"nfd": "utf-8", "tcvn3": "ascii"}.get(charset, charset)
    assert encode("<a href='/x'>1</a>", charset).decode(codec) == "<a href='/x'>1</a>"


@given(st.text(), st.sampled_from(sorted(CHARSETS - {"nfd"})))
def test_nothing_is_lost_silently(text: str, charset: str) -> None:
    assert b"?" not in encode(text.replace("?", ""), charset) or charset == "utf-16"


def written(lang: str, outlet: str) -> Iterator[str]:
    for one in load_events():
        if (one.lang, one.outlet) == (lang, outlet):
            yield "".join((one.title, one.standfirst, one.section, one.author, *one.body))


@pytest.mark.parametrize(
    ("lang", "outlet", "charset"),
    [
        ("ja", "tonan", "cp932"),
        ("ja", "mekong-jiho", "euc_jp"),
        ("zh", "nanfeng", "gbk"),
        ("zh", "gangdao", "big5"),
        ("ko", "busan", "cp949"),
        ("fr", "courrier", "cp1252"),
        ("vi", "van-nghe", "cp1258"),
    ],
)
def test_the_texts_of_an_outlet_are_written_in_its_encodings_signs(
    lang: str, outlet: str, charset: str
) -> None:
    assert [one for one in written(lang, outlet) if b"&#" in encode(one, charset)] == []
