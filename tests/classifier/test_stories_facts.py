"""Names and numbers of a text, as far as capitals and digits show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.stories_facts import LEAD, facts, names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("chợ đêm Cửa Trầm cháy", {"cua tram"}, id="in the middle"),
        pytest.param("Lửa lan nhanh", set(), id="one word that begins a sentence"),
        pytest.param("Cửa Trầm mất điện", {"cua tram"}, id="two words that begin a sentence"),
        pytest.param("Ông Lò Văn Sính nói", {"lo van sinh"}, id="a title before a name"),
        pytest.param("gặp Lò Văn Sính, Trần Thị Vịnh hôm qua", {"lo van sinh", "tran thi vinh"}, id="a list"),
        pytest.param("sở (Sở Y tế) nói", {"so y"}, id="in brackets"),
        pytest.param("ở Hòn Nghê. Lửa lan sang Bến Đông", {"hon nghe", "ben dong"}, id="sentences"),
        pytest.param("CHÁY LỚN Ở CHỢ ĐÊM", set(), id="capitals everywhere"),
        pytest.param("đi Hòn Nghê", {"hon nghe"}, id="at the end"),
        pytest.param("火灾烧毁三十八个摊位", set(), id="a script without capitals"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_names(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thiệt hại 7.400 triệu", {"7400"}),
        ("thiệt hại 7,4 tỷ", {"74"}),
        ("sáng 5/10, 38 sạp", {"5/10", "38"}),
        ("xe 51F-123.45", {"51", "123.45".replace(".", "")}),
    ],
)
def test_numbers_lose_their_grouping(text: str, found: set[str]) -> None:
    assert facts("", text) == found


def test_what_stands_far_behind_the_lead_is_no_fact() -> None:
    assert facts("Tin", "a " * LEAD + "Hòn Nghê 12") == set()


def test_the_headline_counts() -> None:
    assert facts("Cháy ở Hòn Nghê", "") == {"hon nghe"}


@given(st.text(max_size=200))
def test_every_fact_is_folded_and_none_is_empty(text: str) -> None:
    found = facts("", text)
    assert all(fact and fact == fact.lower() for fact in found)
