"""What a mistake is answered with: where it stands, a sentence and a hint, in both languages, and at once."""

from time import process_time
from timeit import repeat

import pytest

from search.errors import QueryError
from search.query import parse

MOST_MILLISECONDS = 50
NGUON = (
    "có phải / did you mean nguồn: ? "
    '("nguồ:…" trong ngoặc kép để tìm nguyên văn / in quotes to find it as text)'
)


def refused(query: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(query)
    return caught.value


@pytest.mark.parametrize(
    ("query", "under", "vi", "en", "hint"),
    [
        (
            "lũ *cầu",
            "*",
            "dấu * không đứng đầu từ",
            "the * does not stand at the beginning of a word",
            "chỉ tìm được phần đầu của từ / only beginnings can be looked for: cầu*",
        ),
        (
            "lũ c*",
            "c*",
            "trước dấu * cần ít nhất 2 chữ",
            "at least 2 letters must stand before the *",
            "thêm chữ, thí dụ / add letters, as in: quan*",
        ),
        (
            "tiêu đề:l*ũ",
            "*",
            "dấu * chỉ đứng cuối từ",
            "the * only stands at the end of a word",
            "thử / try: lũ*",
        ),
        (
            "nguồ:abc",
            "nguồ",
            "không có trường “nguồ”",
            "there is no field “nguồ”",
            NGUON,
        ),
        (
            "lũ nguồn:",
            "nguồn:",
            "thiếu giá trị sau source:",
            "nothing stands after source:",
            "source:… hoặc / or source:(… OR …)",
        ),
        (
            "lũ HOẶC",
            "HOẶC",
            "toán tử này thiếu một vế",
            "this operator lacks a side",
            "muốn tìm chính từ này thì đặt trong ngoặc kép / in quotes it is a word",
        ),
        (
            'lũ "sạt lở',
            '"',
            "thiếu dấu ngoặc kép đóng",
            "the quotation mark is never closed",
            'thêm " ở cuối cụm từ / add " where the phrase ends',
        ),
        (
            "lũ (cầu",
            "(",
            "thiếu “)” cho dấu “(” này",
            "this “(” is never closed",
            "thêm “)” ở cuối nhóm / add “)” where the group ends",
        ),
        (
            "lũ) cầu",
            ")",
            "thừa dấu “)”",
            "this “)” closes nothing",
            "bỏ nó, hoặc thêm “(” ở trước / take it out, or add “(” before it",
        ),
        (
            "lũ ()",
            "()",
            "trong ngoặc không có gì",
            "these brackets hold nothing",
            "bỏ ngoặc, hoặc viết từ vào giữa / take them out, or write words between them",
        ),
        (
            '"nước thải"~',
            "~",
            "sau ~ thiếu một số: từ 0 đến 50",
            "the ~ lacks a number: 0 to 50",
            'thí dụ / as in: "nước thải"~5',
        ),
        (
            '"nước thải"~999',
            "~999",
            "số sau ~ quá lớn: từ 0 đến 50",
            "the number after ~ is too large: 0 to 50",
            'thí dụ / as in: "nước thải"~5',
        ),
        (
            '"nhà máy nước thải"~9',
            "~9",
            "với 4 từ thì ~ nhiều nhất là 5",
            "with 4 words the ~ is at most 5",
            '"…"~5, hoặc chia hai phần / or in two parts: "…" NEAR/9 "…"',
        ),
        (
            '"nhà máy nướ*"~2',
            '"nhà máy nướ*"~2',
            "cụm từ từ ba từ trở lên có ~ thì không nhận dấu * hay một chữ Hán đứng riêng",
            "a phrase of three words or more with ~ takes no * and no lone character of a spaceless script",
            'dùng NEAR giữa hai phần / use NEAR between two parts: "nước máy" NEAR/5 phước*',
        ),
        (
            "báo:“x”~2",
            "~2",
            "trường outlet không nhận ~",
            "the field outlet takes no ~",
            '~ chỉ dùng với cụm từ / the ~ is for phrases: tiêu đề:"lũ quét"~3',
        ),
        (
            "lũ GẦN cầu",
            "GẦN",
            "GẦN cần một khoảng cách",
            "GẦN needs a distance",
            "thí dụ / as in: lũ GẦN/5 cầu, lũ NEAR/5 cầu, NEAR(lũ, cầu, 5)",
        ),
        (
            "lũ NEAR/99 cầu",
            "NEAR/99",
            "khoảng cách từ 1 đến 50",
            "the distance lies between 1 and 50",
            'sát nhau thì dùng ngoặc kép; xa hơn thì dùng AND / side by side: "a b"; farther apart: a AND b',
        ),
        (
            "ngày:15/7/2026..1/7/2026",
            "15/7/2026..1/7/2026",
            "khoảng ngày bị ngược: ngày đầu sau ngày cuối",
            "the range of dates is reversed: it ends before it begins",
            "ngày:1/7/2026..15/7/2026 / date:1/7/2026..15/7/2026",
        ),
        (
            "sắc thái:buồn",
            "buồn",
            "trường tone không có giá trị “buồn”",
            "the field tone has no value “buồn”",
            "-1, 0, 1 / tiêu cực, trung tính, tích cực",
        ),
    ],
)
def test_a_mistake_is_shown_said_and_mended(query: str, under: str, vi: str, en: str, hint: str) -> None:
    error = refused(query)
    assert query[error.position : error.position + error.length] == under
    assert (error.message_vi, error.message_en, error.hint) == (vi, en, hint)


DATES = (
    "ngày:1/7/2026, ngày:7/2026, ngày:1/7/2026..15/7/2026, ngày:>=2026-07, ngày:quý 3/2026, ngày:7 ngày qua"
)


@pytest.mark.parametrize(
    ("query", "under", "vi", "en"),
    [
        ("ngày:31/2/2026", "31/2/2026", "tháng 2/2026 không có ngày 31", "2026-02 has no day 31"),
        ("lũ date:2026-13", "2026-13", "không có tháng 13", "there is no month 13"),
        ("ngày:quý 5/2026", "quý 5/2026", "không có quý 5", "there is no quarter 5"),
        ("ngày:năm 1066", "năm 1066", "năm 1066 ở ngoài 1900–2199", "the year 1066 lies outside 1900–2199"),
        ("ngày:lũ", "lũ", "không đọc được ngày “lũ”", "“lũ” is not a date"),
        (
            "lũ ngày:tuần này",
            "tuần này",
            "ở đây không biết hôm nay là ngày nào",
            "what day it is today is not known here",
        ),
    ],
)
def test_a_wrong_date_is_answered_with_right_ones(query: str, under: str, vi: str, en: str) -> None:
    error = refused(query)
    assert query[error.position : error.position + error.length] == under
    assert (error.message_vi, error.message_en) == (vi, en)
    assert error.hint == f"{DATES} / date:2026-07-01, date:2026-Q3, date:last 7 days"


@pytest.mark.parametrize(
    ("query", "en", "hint"),
    [
        (
            " OR ".join(f"t{n}" for n in range(10_000)),
            "the query is longer than 4,000 characters",
            "chia thành nhiều câu / make several queries of it",
        ),
        (
            " ".join(f"t{n}" for n in range(600)),
            "the query has more than 500 terms",
            "chia thành nhiều câu, hoặc dùng dấu * / make several queries of it, or use *",
        ),
        (
            "(" * 1_000 + "lũ" + ")" * 1_000,
            "nested more than 40 levels deep",
            "bớt ngoặc: a OR (b OR c) là a OR b OR c / fewer brackets: a OR (b OR c) is a OR b OR c",
        ),
        (
            "-(" * 1_000,
            "nested more than 40 levels deep",
            "bớt ngoặc: a OR (b OR c) là a OR b OR c / fewer brackets: a OR (b OR c) is a OR b OR c",
        ),
        (
            f"({' OR '.join('abcdefghi')}) NEAR/5 ({' OR '.join('abcdefghi')})",
            "the two sides make more than 64 pairs",
            "bớt từ trong ngoặc, hoặc chia thành nhiều câu / fewer words in brackets, or several queries",
        ),
        (
            "NEAR(" * 700,
            "NEAR(…) needs two sides and a distance",
            'thí dụ / as in: NEAR(cá chết, "nước thải", 10)',
        ),
        (
            f'ngày:"a{" " * 3_900}"',
            f"“a{' ' * 3_900}” is not a date",
            f"{DATES} / date:2026-07-01, date:2026-Q3, date:last 7 days",
        ),
        (
            f'"{"a " * 1_500}"~2',
            "with 1500 words the ~ is at most 0",
            '"…"~0, hoặc chia hai phần / or in two parts: "…" NEAR/2 "…"',
        ),
    ],
)
def test_what_is_too_much_is_refused_at_once(query: str, en: str, hint: str) -> None:
    # The quickest of three: in one of them Python may clean up after all that ran before.
    seconds = min(repeat(lambda: refused(query), timer=process_time, number=1, repeat=3))
    assert seconds * 1000 < MOST_MILLISECONDS
    error = refused(query)
    assert (error.message_en, error.hint) == (en, hint)


@pytest.mark.parametrize("query", ["(a+)+$", "a{1,9999}", "[a-z]", ".+x", "%' OR '1'='1", "a\\b", "^a$ {"])
def test_what_other_languages_read_as_orders_is_text(query: str) -> None:
    parse(query)
