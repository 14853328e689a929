from itertools import pairwise

import icu4py
import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.tokens import ANALYSIS_VERSION
from language.words import cut, even, spread

# Every sign that is typed in several ways, what it becomes, and what shows nothing.
UNEVEN = st.text("เแนำํ้่าທເແໜຫນມໝຳໍ້່າខ្តដេីាើោｶﾞﾟﾊア\u200b\u200c\u00ad", max_size=30)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("a𠀀b 南京市长江", ["a", "𠀀", "b", " ", "南京市", "长江"]),
        ("ไทย\nแลนด์", ["ไทย", "\n", "แลนด์"]),
        ("\u0e31\n\u0e31", ["\u0e31", "\n", "\u0e31"]),
    ],
)
def test_pieces_are_words_and_what_stands_between(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@given(st.text())
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        cut("南\ud800京")


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("เเต่", "แต่"),
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ເເລະ", "ແລະ"),
        ("ນ\u0ecd\u0ec9າ", "ນ້ຳ"),
        ("ນ\u0ec9\u0ecdາ", "ນ້ຳ"),
        ("ຫນັງສື", "ໜັງສື"),
        ("ຫມາກ", "ໝາກ"),
        ("ដ\u17c1\u17b8ម្បី", "ដើម្បី"),
        ("ក\u17c1\u17b6ះ", "កោះ"),
        ("ម្ដង", "ម្តង"),
        ("ｶﾞｿﾘﾝ", "ガソリン"),
        ("ភាសា\u200bខ្មែរ", "ភាសាខ្មែរ"),
        ("한\u200d국", "한국"),
    ],
)
def test_what_looks_alike_is_made_even(typed: str, usual: str) -> None:
    assert even(typed) == usual


@given(UNEVEN)
def test_what_is_spread_is_the_even_text(text: str) -> None:
    assert spread(text, 0)[0] == even(text)


@given(UNEVEN, st.integers(0, 5))
def test_each_sign_has_a_place_of_its_own(text: str, start: int) -> None:
    signs, starts, ends = spread(text, start)
    places = list(zip(starts, ends, strict=True))
    assert len(places) == len(signs)
    assert all(start <= begin < end <= start + len(text) for begin, end in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_signs_in_one_carry_the_place_of_both() -> None:
    assert spread("xｶﾞ\u200bຫນນ\u0ecd\u0ec9າ", 3) == ("xガໜນ້ຳ", [3, 4, 7, 9, 10, 11], [4, 6, 9, 10, 11, 13])


def test_other_dictionaries_need_another_number() -> None:
    # A new ICU cuts some words otherwise: raise ANALYSIS_VERSION with it, so that every index is built again.
    assert (icu4py.icu_version, ANALYSIS_VERSION) == ("78.3", 2)
