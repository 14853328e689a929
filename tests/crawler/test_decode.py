import gzip
import unicodedata
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.decode import TooLarge, Truncated, decode, unpack, written
from crawler.vietnamese_charsets import TCVN3, VISCII, VNI

VIETNAMESE = "Tỉnh họp báo thường kỳ về tình hình kinh tế - xã hội quý IV, người dân đồng thuận. "
TONES = "\u0300\u0301\u0303\u0309\u0323"


def cp1258(text: str) -> bytes:
    """Windows-1258 as old content systems write it: a letter, then its tone."""
    out = b""
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        tone = "".join(part for part in parts if part in TONES)
        out += letter.encode("cp1258") + tone.encode("cp1258")
    return out


def page(text: str, charset: str = "") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{meta}<title>t</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_needs_no_declaration(encoding: str) -> None:
    assert decode(page(VIETNAMESE).encode(encoding)) == page(VIETNAMESE)


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("gb2312", "gb18030", "省政府召开新闻发布会"),
        ("GBK", "gb18030", "省政府召开新闻发布会"),
        ("big5", "big5hkscs", "省政府召開新聞發布會"),
        ("euc-kr", "cp949", "기자회견을 열었다"),
        ("Shift_JIS", "cp932", "記者会見を開いた"),
        ("euc-jp", "euc_jp", "記者会見を開いた"),
        ("tis-620", "cp874", "แถลงข่าวเศรษฐกิจ"),
        ("iso-8859-1", "cp1252", "économie – été €"),
        ("windows-1251", "cp1251", "пресс-конференция"),
        ("iso-2022-jp", "iso2022_jp", "記者会見を開いた"),
    ],
)
def test_a_declared_encoding_is_read_as_browsers_read_it(charset: str, codec: str, text: str) -> None:
    body = page(text, charset).encode(codec)
    assert decode(body) == page(text, charset)
    assert decode(page(text).encode(codec), f"text/html; charset={charset}") == page(text)


@pytest.mark.parametrize("label", ["windows-1258", ""])
def test_windows_1258_comes_out_composed(label: str) -> None:
    body = cp1258(page(VIETNAMESE * 3))
    assert decode(body, f"text/html; charset={label}") == page(VIETNAMESE * 3)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("gb18030", "省政府今天召开新闻发布会，介绍经济社会发展情况。"),
        ("big5", "省政府今天召開新聞發布會，介紹經濟社會發展情況。"),
        ("cp949", "정부는 오늘 기자회견을 열고 경제 상황을 설명했다. "),
        ("shift_jis", "政府は今日記者会見を開き、経済状況を説明した。"),
        ("cp1251", "Правительство провело пресс-конференцию об экономике. "),
        ("cp1252", "Le gouvernement a présenté son économie à l'été. "),
    ],
)
def test_an_undeclared_encoding_is_guessed(codec: str, text: str) -> None:
    assert decode(page(text * 4).encode(codec)) == page(text * 4)


@pytest.mark.parametrize(
    "content_type", ["text/xml; charset=iso-8859-1", "text/xml; charset=gb2312", "text/html"]
)
def test_bytes_that_prove_to_be_utf8_outrank_what_is_declared(content_type: str) -> None:
    body = f'<?xml version="1.0" encoding="ISO-8859-1"?><t>{VIETNAMESE}</t>'.encode()
    assert VIETNAMESE.strip() in decode(body, content_type)


def test_a_few_broken_bytes_do_not_make_another_encoding() -> None:
    body = (VIETNAMESE * 20).encode() + "đ".encode()[:1]
    assert decode(body) == VIETNAMESE * 20 + "\ufffd"


@pytest.mark.parametrize(
    "charset", ["utf-7", "unicode_escape", "raw_unicode_escape", "hex", "rot13", "nonsense", "punycode"]
)
def test_encodings_that_hide_markup_are_refused(charset: str) -> None:
    body = page(r"+ADw-script+AD4- \x3cscript\x3e", charset)
    assert decode(body.encode()) == body


def test_a_codec_that_is_not_of_text_is_left_for_a_guess() -> None:
    text = "省政府今天召开新闻发布会，介绍经济社会发展情况。" * 4
    assert text in decode(page(text, "hex").encode("gb18030"))


def test_a_declared_encoding_that_does_not_hold_is_left_for_a_guess() -> None:
    body = page("省政府今天召开新闻发布会，介绍经济社会发展情况。" * 4, "utf-8").encode("gb18030")
    assert "省政府今天召开新闻发布会" in decode(body)


def test_a_long_page_is_guessed_from_all_of_its_words() -> None:
    head = "<script>var a = 1;</script>" * 9000
    body = page(head + "省政府今天召开新闻发布会，介绍经济社会发展情况。").encode("gb18030")
    assert "省政府今天召开新闻发布会" in decode(body)


def test_a_guess_cuts_no_sign_in_two() -> None:
    text = "정부는 오늘 기자회견을 열고 경제 상황을 설명했다. " * 4000
    assert decode(page(text).encode("cp949")) == page(text)


@pytest.mark.parametrize("charset", ["", "iso-8859-1", "windows-1252", "utf-8", "x-viet-tcvn5712"])
def test_fonts_of_old_pages_are_read_whatever_they_call_themselves(charset: str) -> None:
    body = page("".join(TCVN3.get(sign, sign) for sign in VIETNAMESE), charset).encode("latin-1")
    assert decode(body) == page(VIETNAMESE, charset)


def test_viscii_and_vni_are_read_without_a_label() -> None:
    for table in (VISCII, VNI):
        body = page("".join(table.get(sign, sign) for sign in VIETNAMESE)).encode("latin-1")
        assert decode(body) == page(VIETNAMESE)


def test_utf8_written_twice_is_read_once() -> None:
    assert decode(page(VIETNAMESE.encode().decode("latin-1")).encode()) == page(VIETNAMESE)


@pytest.mark.parametrize(
    ("body", "is_plain"),
    [
        (page(VIETNAMESE).encode(), True),
        (page(VIETNAMESE).encode("utf-8-sig"), True),
        (b"plain", True),
        (page(VIETNAMESE).encode("utf-16"), False),
        (cp1258(page(VIETNAMESE)), False),
        (page(VIETNAMESE).encode().decode("latin-1").encode(), False),
        ((VIETNAMESE * 20).encode() + b"\xff", False),
        ("記者会見".encode("iso2022_jp"), False),
    ],
)
def test_it_is_told_whether_a_text_is_nothing_but_its_bytes(body: bytes, *, is_plain: bool) -> None:
    assert written(body).is_plain is is_plain


def test_text_comes_out_composed_and_without_controls() -> None:
    assert decode(unicodedata.normalize("NFD", "Tỉnh\x00 mới\r\n").encode()) == "Tỉnh mới\n"


def test_no_bytes_are_no_text() -> None:
    assert decode(b"") == ""


@given(st.binary(max_size=200))
def test_every_body_has_some_text(body: bytes) -> None:
    assert unicodedata.is_normalized("NFC", decode(body))


def test_plain_bytes_need_no_unpacking() -> None:
    assert unpack(b"<rss/>") == b"<rss/>"


def test_gzip_without_its_header_in_http_is_unpacked() -> None:
    assert unpack(gzip.compress(b"<rss/>" * 50)) == b"<rss/>" * 50


def test_a_cut_archive_says_so() -> None:
    whole = gzip.compress(bytes(range(256)) * 40)
    with pytest.raises(Truncated):
        unpack(whole[: len(whole) // 2])


def test_a_broken_archive_counts_as_cut() -> None:
    with pytest.raises(Truncated):
        unpack(b"\x1f\x8b\x08\x00nonsense and more of it")


def test_a_bomb_is_stopped_by_its_ratio() -> None:
    with pytest.raises(TooLarge):
        unpack(gzip.compress(b"\0" * 5_000_000))


@pytest.mark.parametrize("body", [b"x" * 101, gzip.compress(b"x" * 101)])
def test_more_than_the_limit_is_too_large(body: bytes) -> None:
    with pytest.raises(TooLarge):
        unpack(body, limit=100 if body[:1] == b"x" else 60)


@given(st.binary(max_size=2000))
def test_unpacking_undoes_packing(body: bytes) -> None:
    assert unpack(gzip.compress(b"x" + body)) == b"x" + body
    assert unpack(zlib.compress(b"<" + body)) == b"<" + body
    assert unpack(deflated(b"\n<rss>" * 9 + body)) == b"\n<rss>" * 9 + body


def deflated(body: bytes) -> bytes:
    return zlib.compress(body, wbits=-15)


@pytest.mark.parametrize(
    "body",
    [zlib.compress(b"no list"), b"x\x9c no stream", b"x", "đồng".encode(), b"\x80\x81", b"\xff\xfe<\x00"],
)
def test_what_is_no_packed_list_is_left_alone(body: bytes) -> None:
    assert unpack(body) == body


def test_a_bomb_of_zlib_is_stopped_too() -> None:
    with pytest.raises(TooLarge):
        unpack(zlib.compress(b"<" + b"\0" * 5_000_000))
