from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import QueryError
from search.query import parse
from search.tree import And, Days, Everything, Near, Node, Not, Or, Phrase, Slot, Stream, Tag, phrase, tag

A, B, C, D = (phrase(letter * 3) for letter in "abcd")


def word(text: str, *, title: bool = False) -> Phrase:
    return phrase(text, title=title)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        (" \t\n", Everything()),
        ("aaa", A),
        ("aaa bbb", And((A, B))),
        ("aaa AND bbb", And((A, B))),
        ("aaa VÀ bbb", And((A, B))),
        ("aaa OR bbb", Or((A, B))),
        ("aaa HOẶC bbb", Or((A, B))),
        ("NOT aaa", Not(A)),
        ("KHÔNG aaa", Not(A)),
        ("-aaa", Not(A)),
        ("aaa -bbb", And((A, Not(B)))),
        ("aaa NOT bbb", And((A, Not(B)))),
        ("NOT NOT aaa", Not(Not(A))),
        ("aaa bbb OR ccc ddd", Or((And((A, B)), And((C, D))))),
        ("aaa (bbb OR ccc)", And((A, Or((B, C))))),
        ("(aaa bbb) ccc", And((A, B, C))),
        ("aaa OR (bbb OR ccc)", Or((A, B, C))),
        ("((((aaa))))", A),
        ("aaa OR -bbb", Or((A, Not(B)))),
        ("(aaa）", A),
        ("aaa & bbb", And((A, B))),
        ("aaa - bbb", And((A, B))),
        ("aaa OR &", A),
        ("NOT & aaa", A),
        ("aaa và bbb", And((A, word("và"), B))),
        ("aaa not bbb", And((A, word("not"), B))),
    ],
)
def test_operators_and_brackets(query: str, tree: Node) -> None:
    assert parse(query) == tree


def test_an_operator_may_be_typed_in_decomposed_letters() -> None:
    assert parse("aaa VA\u0300 bbb") == And((A, B))


@pytest.mark.parametrize(
    "query",
    ['"sạt lở"', "“sạt lở”", "„sạt lở“", "«sạt lở»", '"sạt lở”', "＂sạt lở＂", "「sạt lở」", "『sạt lở』"],
)
def test_any_quotation_marks_make_a_phrase(query: str) -> None:
    assert parse(query) == phrase("sạt lở")


@pytest.mark.parametrize(
    ("query", "stream", "keys"),
    [
        ("ma", Stream.LOOSE, ["ma"]),
        ("má", Stream.STRICT, ["ma2"]),
        ("=ma", Stream.STRICT, ["ma"]),
        ('="lam giang"', Stream.STRICT, ["lam", "giang"]),
        ("=“lam giang”", Stream.STRICT, ["lam", "giang"]),
        ('"lam Giáng"', Stream.STRICT, ["lam", "giang2"]),
        ("đ", Stream.STRICT, ["đ"]),
        ("covid-19", Stream.LOOSE, ["covid", "19"]),
        ("南京市", Stream.LOOSE, ["南京", "京市"]),
        ("한국은", Stream.LOOSE, ["한국", "국은"]),
        ("=한국은", Stream.STRICT, ["한국은"]),
    ],
)
def test_an_accent_asks_strictly_a_plain_word_loosely(query: str, stream: Stream, keys: list[str]) -> None:
    found = parse(query)
    assert isinstance(found, Phrase)
    assert (found.stream, [slot.key for slot in found.slots]) == (stream, keys)


@pytest.mark.parametrize(
    ("query", "last"),
    [
        ("qua*", Slot("qua", "qua.*")),
        ("quả*", Slot("qua", "qua.*4")),
        ("đăk*", Slot("đăk", "đăk.*")),
        ("my*", Slot("my", "my.*|mi")),
        ("=my*", Slot("my", "my.*|mi[1-5]*")),
        ("mỹ*", Slot("my", "my.*3|mi3")),
        ("covid1*", Slot("covid1", "covid1.*")),
        ("=covid1*", Slot("covid1", "covid1.*")),
        ('"lam gia*"', Slot("gia", "gia.*")),
        ("南*", Slot("南", "南.?|.南")),
        ("南京*", Slot("南京")),
        ("=한국*", Slot("한국", "한국.*")),
        ("南", Slot("南", "南.?|.南")),
        ("물", Slot("물", "물.?|.물")),
        ("=물", Slot("물")),
    ],
)
def test_patterns_of_a_last_word(query: str, last: Slot) -> None:
    found = parse(query)
    assert isinstance(found, Phrase)
    assert found.slots[-1] == last


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("title:lũ", word("lũ", title=True)),
        ("tiêu đề:lũ", word("lũ", title=True)),
        ("tieu-de:lũ", word("lũ", title=True)),
        ("tieude: lũ", word("lũ", title=True)),
        ("TIÊU ĐỀ:lũ", word("lũ", title=True)),
        ("tiêu đề：lũ", word("lũ", title=True)),
        ('title:"sạt lở"', word("sạt lở", title=True)),
        ("title:=lu", phrase("lu", strict=True, title=True)),
        ("title:(lũ OR sạt)", Or((word("lũ", title=True), word("sạt", title=True)))),
        ("source:VnExpress.net", Tag("source", "vnexpress.net")),
        ("nguồn:abc", Tag("source", "abc")),
        ("báo:nam-viet", Tag("outlet", "nam-viet")),
        ('outlet:"Báo  Lam Giang"', Tag("outlet", "bao lam giang")),
        ("ngôn ngữ:vi", Tag("lang", "vi")),
        ("lang:(vi OR en)", Or((Tag("lang", "vi"), Tag("lang", "en")))),
        ("chủ đề:economy", Tag("topic", "economy")),
        ("địa bàn:lam-thanh", Tag("place", "lam-thanh")),
        ("quốc gia:VN", Tag("country", "vn")),
        ("loại báo:foreign", Tag("kind", "foreign")),
        ("sắc thái:-1", Tag("tone", "-1")),
        ('tone:"tiêu cực"', Tag("tone", "-1")),
        ("tone:tieu-cuc", Tag("tone", "-1")),
        ("tone:(-1 OR 0)", Or((Tag("tone", "-1"), Tag("tone", "0")))),
        ("tone:(-1)", Tag("tone", "-1")),
        ("tone:(-0)", Not(Tag("tone", "0"))),
        ("tone:positive", Tag("tone", "1")),
        ("about:có", Tag("about", "1")),
        ("liên quan:no", Tag("about", "0")),
        ("uy tín:có", Tag("harms", "1")),
        ("-lang:zh", Not(Tag("lang", "zh"))),
        ("lũ lang:vi", And((word("lũ"), Tag("lang", "vi")))),
        ("lang:(title:lũ vi)", And((word("lũ", title=True), Tag("lang", "vi")))),
        ("date:2026-07-01", Days(date(2026, 7, 1), date(2026, 7, 1))),
        ("ngày: >= 7/2026", Days(date(2026, 7, 1), None)),
        ("10:30", word("10:30")),
        ("Giá: tăng", And((word("Giá:"), word("tăng")))),
    ],
)
def test_fields_in_both_languages(query: str, tree: Node) -> None:
    assert parse(query) == tree


def near(left: tuple[Phrase, ...], right: tuple[Phrase, ...], distance: int) -> Near:
    return Near(left, right, distance)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("aaa NEAR/5 bbb", near((A,), (B,), 5)),
        ("aaa GẦN/5 bbb", near((A,), (B,), 5)),
        ("(aaa OR bbb) NEAR/2 ccc", near((A, B), (C,), 2)),
        ("aaa NEAR/2 bbb NEAR/3 ccc", And((near((A,), (B,), 2), near((B,), (C,), 3)))),
        ("aaa NEAR/2 bbb ccc", And((near((A,), (B,), 2), C))),
        ("-aaa NEAR/2 bbb", Not(near((A,), (B,), 2))),
        ("lũ NEAR/2 lam", near((word("lũ"),), (phrase("lam", strict=True),), 2)),
        ("title:aaa NEAR/2 bbb", near((word("aaa", title=True),), (word("bbb", title=True),), 2)),
        ("aaa NEAR/1 bbb*", near((A,), (phrase("bbb", prefix=True),), 1)),
    ],
)
def test_nearness(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "position", "length", "said"),
    [
        ("aaa AND", 4, 3, "this operator lacks a side"),
        ("OR bbb", 0, 2, "this operator lacks a side"),
        ("aaa OR OR bbb", 4, 2, "this operator lacks a side"),
        ("aaa AND AND bbb", 4, 3, "this operator lacks a side"),
        ("NOT", 0, 3, "this operator lacks a side"),
        ("aaa NEAR/5", 4, 6, "this operator lacks a side"),
        ("NEAR/5 aaa", 0, 6, "this operator lacks a side"),
        ("aaa NEAR/5 NOT bbb", 11, 3, "this operator lacks a side"),
        ("aaa (AND bbb)", 5, 3, "this operator lacks a side"),
        ("aaa NEAR bbb", 4, 4, "NEAR needs a distance"),
        ("aaa GẦN/x bbb", 4, 5, "GẦN/x needs a distance"),
        ("aaa NEAR/0 bbb", 4, 6, "the distance lies between 1 and 50"),
        ("aaa NEAR/51 bbb", 4, 7, "the distance lies between 1 and 50"),
        ("(aaa bbb) NEAR/2 ccc", 0, 1, "NEAR joins words, phrases without ~, or (a OR b) only"),
        ("aaa NEAR/2 lang:vi", 11, 5, "NEAR joins words, phrases without ~, or (a OR b) only"),
        ("aaa NEAR/2 &", 11, 1, "NEAR joins words, phrases without ~, or (a OR b) only"),
        ("(aaa OR bbb", 0, 1, "this “(” is never closed"),
        ("aaa (", 4, 1, "this “(” is never closed"),
        ("aaa)", 3, 1, "this “)” closes nothing"),
        (") aaa", 0, 1, "this “)” closes nothing"),
        ("()", 0, 2, "these brackets hold nothing"),
        ('aaa "bbb', 4, 1, "the quotation mark is never closed"),
        ('"aaa bbb"~', 9, 1, "the ~ lacks a number: 0 to 50"),
        ('"aaa bbb"~x', 9, 1, "the ~ lacks a number: 0 to 50"),
        ('="aaa bbb"~51', 10, 3, "the number after ~ is too large: 0 to 50"),
        ('"aaa bbb ccc"~11', 13, 3, "with 3 words the ~ is at most 10"),
        ('"aaa bbb ccc ddd"~6', 17, 2, "with 4 words the ~ is at most 5"),
        ('lang:"vi"~1', 9, 2, "the field lang takes no ~"),
        ('date:"2026"~1', 11, 2, "the field date takes no ~"),
        ('"aaa bbb"~2 NEAR/3 ccc', 0, 11, "NEAR joins words, phrases without ~, or (a OR b) only"),
        ('"aaa bb*"', 0, 9, "at least 3 letters must stand before the *"),
        ("aaa NEAR/2 bb*", 11, 3, "at least 3 letters must stand before the *"),
        ('""', 0, 2, "there is no word to look for"),
        ("&", 0, 1, "there is no word to look for"),
        ("title:&", 6, 1, "there is no word to look for"),
        ("title:=", 6, 1, "there is no word to look for"),
        ("=&", 0, 2, "there is no word to look for"),
        ("title:", 0, 6, "nothing stands after title:"),
        ("title:)", 0, 6, "nothing stands after title:"),
        ("sorce:abc", 0, 5, "there is no field “sorce”"),
        ("aaa https://x", 4, 5, "there is no field “https”"),
        ("a*", 0, 2, "at least 2 letters must stand before the *"),
        ("a*b", 1, 1, "the * only stands at the end of a word"),
        ("=*ab", 1, 1, "the * does not stand at the beginning of a word"),
        ("*ab", 0, 1, "the * does not stand at the beginning of a word"),
        ("*ab*", 0, 1, "the * does not stand at the beginning of a word"),
        ("*", 0, 1, "there is no word to look for"),
        ("aaa *", 4, 1, "there is no word to look for"),
        ("title:*", 6, 1, "there is no word to look for"),
        ("date:=", 5, 1, "there is no word to look for"),
        ('lang:""', 5, 2, "there is no word to look for"),
        ('date:" "', 5, 3, "there is no word to look for"),
        ('"a* bc"', 2, 1, "the * only stands at the end of a word"),
        ("lang:v*", 5, 2, "the field lang takes no *"),
        ("tone:5", 5, 1, "the field tone has no value “5”"),
        ("date:2026-02-31", 5, 10, "2026-02 has no day 31"),
        ("ngày:(2026-13)", 6, 7, "there is no month 13"),
        ('date:"x"', 6, 1, "“x” is not a date"),
        ("date:today", 5, 5, "what day it is today is not known here"),
        ("ngày:2026-08..2026-07", 5, 16, "the range of dates is reversed: it ends before it begins"),
        ("ngày:7 ngày lũ", 5, 1, "“7” is not a date"),
        ("(  )", 0, 4, "these brackets hold nothing"),
    ],
)
def test_a_wrong_query_says_what_and_where(query: str, position: int, length: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert (caught.value.message_en, caught.value.position, caught.value.length) == (said, position, length)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("a" * 4_000, "a" * 4_001, "the query is longer than 4,000 characters"),
        ("aaa " * 500, "aaa " * 501, "the query has more than 500 terms"),
        ("aaa* " * 50, "aaa* " * 51, "the query has more than 50 words with *"),
        ("(" * 40 + "aaa" + ")" * 40, "(" * 41 + "aaa" + ")" * 41, "nested more than 40 levels deep"),
        ("NOT " * 40 + "aaa", "NOT " * 41 + "aaa", "nested more than 40 levels deep"),
    ],
)
def test_limits(right: str, wrong: str, said: str) -> None:
    parse(right)
    with pytest.raises(QueryError) as caught:
        parse(wrong)
    assert caught.value.message_en == said


def test_nearness_of_many_alternatives_is_limited() -> None:
    side = f"({' OR '.join(f'aa{n}' for n in range(9))})"
    with pytest.raises(QueryError, match="more than 64 pairs"):
        parse(f"{side} NEAR/2 {side}")


def test_nearness_of_many_phrases_is_limited_by_its_distance() -> None:
    side = f"({' OR '.join(f'{chr(34)}aa{n} bb{chr(34)}' for n in range(3))})"
    assert isinstance(parse(f"{side} NEAR/35 {side}"), Near)
    with pytest.raises(QueryError, match="with so many phrases the distance is at most 35"):
        parse(f"{side} NEAR/36 {side}")


TODAY = date(2026, 8, 20)
WEEK = Days(date(2026, 8, 14), TODAY)
JULY = Days(date(2026, 7, 1), date(2026, 7, 15))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ('ngày:"7 ngày qua"', WEEK),
        ("ngày:7-ngày-qua", WEEK),
        ("ngày:7 ngày qua", WEEK),
        ("ngay: 7 ngay qua", WEEK),
        ("date:last 7 days", WEEK),
        ("ngày:7 ngày qua aaa", And((WEEK, A))),
        ("ngày:(7 ngày qua) aaa", And((WEEK, A))),
        ("aaa -ngày:7 ngày qua", And((A, Not(WEEK)))),
        ("ngày:hôm nay OR ngày:7 ngày qua", Or((Days(TODAY, TODAY), WEEK))),
        ("ngày:(hôm nay OR 7 ngày qua)", Or((Days(TODAY, TODAY), WEEK))),
        ("ngày:từ 1/7/2026 đến 15/7/2026 aaa", And((JULY, A))),
        ("ngày:từ ngày 1 tháng 7 năm 2026 đến ngày 15 tháng 7 năm 2026 aaa", And((JULY, A))),
        ("date:from 2026-07-01 to 2026-07-15", JULY),
        ("ngày:1/7/2026 - 15/7/2026", JULY),
        ("ngày:1/7/2026 aaa", And((Days(date(2026, 7, 1), date(2026, 7, 1)), A))),
        ("ngày:>= hôm nay aaa", And((Days(TODAY, None), A))),
    ],
)
def test_days_counted_from_today(query: str, tree: Node) -> None:
    assert parse(query, today=TODAY) == tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ('"aaa bbb"~3', phrase("aaa bbb", slop=3)),
        ('"aaa bbb"~0', phrase("aaa bbb")),
        ('"aaa"~3', A),
        ('="aaa bbb"~3', phrase("aaa bbb", strict=True, slop=3)),
        ("title:“aaa bbb”~50", phrase("aaa bbb", title=True, slop=50)),
        ('"aaa bbb*"~3', phrase("aaa bbb", prefix=True, slop=3)),
        ("aaa~3", phrase("aaa~3")),
        ('exact:"aaa bbb"', phrase("aaa bbb", strict=True)),
        ("nguyên văn:aaa", phrase("aaa", strict=True)),
    ],
)
def test_words_that_may_stand_apart_and_words_as_they_are_written(query: str, tree: Node) -> None:
    assert parse(query) == tree


def test_the_nearest_field_is_suggested() -> None:
    with pytest.raises(QueryError) as caught:
        parse("sorce:abc")
    assert "có phải / did you mean source: ?" in caught.value.hint


def test_where_no_field_is_near_all_are_listed() -> None:
    with pytest.raises(QueryError) as caught:
        parse("xyzzy:abc")
    assert (
        "title, source, outlet, lang, topic, tone, place, country, kind, date, about, harms, exact"
        in caught.value.hint
    )


def test_a_tag_compares_without_case_accents_and_spare_spaces() -> None:
    assert tag("outlet", " Báo  ĐẮK ") == Tag("outlet", "bao dak")


PIECES = st.sampled_from(
    [
        *'()"-=*&:~,',
        "NEAR(",
        '"~3',
        " đến ",
        "hôm nay",
        " AND ",
        " OR ",
        " NOT ",
        " NEAR/3 ",
        "title:",
        "date:",
        ">",
        "tone:",
        "lũ",
        "lu ",
        "2026-07",
        "南",
    ],
)


def refusal(query: str) -> QueryError | None:
    try:
        parse(query)
    except QueryError as error:
        return error
    return None


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place_in_it(query: str) -> None:
    if error := refusal(query):
        assert 0 <= error.position < len(query)
        assert error.position + error.length <= len(query)
        assert len(error.caret(query).split("\n")) == 3
        assert " / " in error.hint
