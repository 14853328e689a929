import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.lighting import Light, Piece, Run, cut, find, light, paragraphs, runs

TITLE, STANDFIRST = "Lũ ở xã Bình Khê", "Nước rút chậm."
BODY = "Xã Bình Khê ngập sâu. Dân phải sơ tán.\n\nTỉnh đã cứu trợ."
WHOLE = f"{TITLE}\n{STANDFIRST}\n{BODY}"


def plain(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))), st.integers(0, 9))
def test_cutting_loses_and_adds_no_letter(text: str, spans: list[tuple[int, int]], offset: int) -> None:
    lights = [Light(a + offset, b + offset, "x") for a, b in spans if a < b]
    assert plain(cut(text, offset, lights)) == text


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=80), st.text(max_size=20))
def test_lighting_keeps_every_word(title: str, standfirst: str, body: str, why: str) -> None:
    lit = light(title, standfirst, body, why, [("x", 0, 3), ("y", 2, 50)])
    assert (plain(lit.title), plain(lit.standfirst)) == (title, standfirst)
    assert [plain(p) for p in lit.paragraphs] == [p for p in body.split("\n") if p.strip()]


def test_places_are_lit_in_title_and_body() -> None:
    at = WHOLE.index("Bình Khê ngập")
    lit = light(TITLE, STANDFIRST, BODY, "", [("binh-khe", 8, 16), ("binh-khe", at, at + 8)])
    assert lit.title == (Piece("Lũ ở xã "), Piece("Bình Khê", place="binh-khe"))
    assert lit.paragraphs[0][:2] == (Piece("Xã "), Piece("Bình Khê", place="binh-khe"))


def test_a_place_inside_the_sentence_that_shows_the_tone_is_lit_as_both() -> None:
    at = WHOLE.index("Bình Khê ngập")
    lit = light(TITLE, STANDFIRST, BODY, "Xã Bình Khê ngập sâu.", [("binh-khe", at, at + 8)])
    assert lit.paragraphs[0] == (
        Piece("Xã ", is_why=True),
        Piece("Bình Khê", is_why=True, place="binh-khe"),
        Piece(" ngập sâu.", is_why=True),
        Piece(" Dân phải sơ tán."),
    )


@pytest.mark.parametrize("span", [("x", -4, 3), ("x", 5, 5), ("x", 0, 9999)])
def test_a_span_that_fits_no_text_lights_nothing(span: tuple[str, int, int]) -> None:
    assert light(TITLE, "", "", "", [span]).title == (Piece(TITLE),)


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ("", []),
        ("   ", []),
        ("không có câu này", []),
        ("Nước rút chậm.", [Light(17, 31)]),
        ("Nước rút…", [Light(17, 25)]),
    ],
)
def test_the_sentence_is_found_even_if_it_was_shortened(why: str, expected: list[Light]) -> None:
    assert find(WHOLE, why) == expected


def test_paragraphs_know_where_they_stand() -> None:
    assert [BODY[at : at + len(text)] == text for at, text in paragraphs(BODY)] == [True, True]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("", [], ()),
        ("bão lũ", [], (Run("bão lũ"),)),
        ("bão lũ", [(0, 3)], (Run("bão", is_found=True), Run(" lũ"))),
        ("bão lũ", [(0, 3), (4, 6)], (Run("bão", is_found=True), Run(" "), Run("lũ", is_found=True))),
        ("bão", [(0, 2), (2, 3)], (Run("bã", is_found=True), Run("o", is_found=True))),
    ],
)
def test_a_line_is_cut_at_what_was_found(
    text: str, spans: list[tuple[int, int]], expected: tuple[Run, ...]
) -> None:
    assert runs(text, spans) == expected
