import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import QueryError
from search.lexer import Kind, Lexeme, cut


def kinds(query: str) -> list[Kind]:
    return [piece.kind for piece in cut(query)[:-1]]


def texts(query: str) -> list[str]:
    return [piece.text for piece in cut(query)[:-1]]


def test_a_query_ends_with_its_end() -> None:
    assert cut("  ") == [Lexeme(Kind.END, "", 2, 2)]


def test_a_piece_knows_where_it_stands() -> None:
    assert cut('lũ "sạt lở"') == [
        Lexeme(Kind.WORD, "lũ", 0, 2),
        Lexeme(Kind.QUOTED, "sạt lở", 3, 11),
        Lexeme(Kind.END, "", 11, 11),
    ]


def test_a_piece_knows_its_length() -> None:
    assert [piece.length for piece in cut('lũ ="sạt lở"')] == [2, 9, 0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("AND", Kind.AND),
        ("VÀ", Kind.AND),
        ("OR", Kind.OR),
        ("HOẶC", Kind.OR),
        ("NOT", Kind.NOT),
        ("KHÔNG", Kind.NOT),
        ("NEAR/5", Kind.NEAR),
        ("GẦN/5", Kind.NEAR),
        ("and", Kind.WORD),
        ("Và", Kind.WORD),
        ("không", Kind.WORD),
        ("near/5", Kind.WORD),
        ("ANDY", Kind.WORD),
        ("VA", Kind.WORD),
        ("-", Kind.WORD),
        ("--", Kind.WORD),
        ("–", Kind.WORD),
        ("=", Kind.WORD),
        ("a-b", Kind.WORD),
        ("a=b", Kind.WORD),
        ("(", Kind.OPEN),
        ("（", Kind.OPEN),
        (")", Kind.CLOSE),
        ("）", Kind.CLOSE),
    ],
)
def test_one_piece_alone(query: str, found: Kind) -> None:
    assert kinds(query) == [found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("-lũ", [Kind.NOT, Kind.WORD]),
        ('-"lũ"', [Kind.NOT, Kind.QUOTED]),
        ("-(a", [Kind.NOT, Kind.OPEN, Kind.WORD]),
        ("(a)b", [Kind.OPEN, Kind.WORD, Kind.CLOSE, Kind.WORD]),
        ('a"b"c', [Kind.WORD, Kind.QUOTED, Kind.WORD]),
        ("a\x00b", [Kind.WORD, Kind.WORD]),
        ("(-)", [Kind.OPEN, Kind.WORD, Kind.CLOSE]),
        ("title:lũ", [Kind.FIELD, Kind.WORD]),
        ("title:(", [Kind.FIELD, Kind.OPEN]),
        ("title:-lũ", [Kind.FIELD, Kind.WORD]),
        ("title:AND", [Kind.FIELD, Kind.WORD]),
        ("title: “lũ”", [Kind.FIELD, Kind.QUOTED]),
        ("title：lũ", [Kind.FIELD, Kind.WORD]),
        ("lũ tiêu đề:x", [Kind.WORD, Kind.FIELD, Kind.WORD]),
        ("nguồn tiêu đề:x", [Kind.WORD, Kind.FIELD, Kind.WORD]),
    ],
)
def test_pieces_side_by_side(query: str, found: list[Kind]) -> None:
    assert kinds(query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tone:-1", ["tone", "-1"]),
        ("ngày:>= 2026-07", ["date", ">= 2026-07"]),
        ("date:2026-07..2026-08 lũ", ["date", "2026-07..2026-08", "lũ"]),
        ("NEAR/12", ["12"]),
        ("10:30", ["10:30"]),
        ("Giá: tăng", ["Giá:", "tăng"]),
        ("Giá:", ["Giá:"]),
    ],
)
def test_what_a_piece_says(query: str, found: list[str]) -> None:
    assert texts(query) == found


@pytest.mark.parametrize(
    ("query", "strict"), [("=ma", True), ('="ma"', True), ("title:=ma", True), ("ma", False)]
)
def test_an_equals_sign_asks_strictly(query: str, strict: bool) -> None:
    assert cut(query)[-2].strict is strict


@given(st.text("ab ()-=:/\u0301ũ“”" + '"', max_size=30))
def test_pieces_go_forward_and_never_overlap(query: str) -> None:
    try:
        pieces = cut(query)
    except QueryError:
        return
    places = [place for piece in pieces for place in (piece.start, piece.end)]
    assert places == sorted(places)
    assert pieces[-1].end == len(query)
