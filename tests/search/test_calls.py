import unicodedata

import pytest

from search.errors import QueryError
from search.query import parse


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        ("NEAR(lũ, cầu, 10)", "lũ NEAR/10 cầu"),
        ("GẦN(lũ,cầu,5)", "lũ NEAR/5 cầu"),
        ("NEAR (lũ, cầu, 5)", "lũ NEAR/5 cầu"),
        ("NEAR( lũ , cầu , 5 )", "lũ NEAR/5 cầu"),
        ("NEAR（lũ，cầu、5）", "lũ NEAR/5 cầu"),
        ("NEAR(cá chết, nước thải, 3)", '"cá chết" NEAR/3 "nước thải"'),
        ('NEAR("cá chết", nước*, 3)', '"cá chết" NEAR/3 nước*'),
        ("NEAR(cá OR tôm, chết, 3)", "(cá OR tôm) NEAR/3 chết"),
        ("NEAR((cá OR tôm), chết, 3)", "(cá OR tôm) NEAR/3 chết"),
        ('NEAR("a, b", c, 3)', '"a, b" NEAR/3 c'),
        ("NEAR(lũ, cầu, 5) -hạn", "(lũ NEAR/5 cầu) -hạn"),
        ("-NEAR(lũ, cầu, 5)", "-(lũ NEAR/5 cầu)"),
        ("title:(NEAR(lũ, cầu, 5))", "title:(lũ NEAR/5 cầu)"),
    ],
)
def test_a_call_is_nearness_in_another_spelling(call: str, meant: str) -> None:
    assert parse(call) == parse(meant)


def test_a_call_may_be_typed_in_decomposed_letters() -> None:
    assert parse(f"{unicodedata.normalize('NFD', 'GẦN')}(lũ, cầu, 5)") == parse("lũ NEAR/5 cầu")


@pytest.mark.parametrize(
    ("query", "position", "length"),
    [
        ("NEAR(", 0, 5),
        ("NEAR()", 0, 5),
        ("a NEAR(lũ, cầu", 2, 5),
        ("NEAR(lũ, 5)", 0, 5),
        ("NEAR(lũ, cầu, đê, 5)", 0, 5),
        ("NEAR(lũ, , 5)", 0, 5),
        ("NEAR(lũ, cầu, gần)", 14, 3),
        ("NEAR(lũ, cầu, 1234)", 14, 4),
        ("NEAR(NEAR(a, b, 1), c, 2)", 0, 5),
        ('NEAR("lũ, cầu, 5)', 0, 5),
    ],
)
def test_a_call_without_its_parts_is_shown_one_that_has_them(query: str, position: int, length: int) -> None:
    with pytest.raises(QueryError, match=r"NEAR\(…\) needs two sides and a distance") as caught:
        parse(query)
    assert (caught.value.position, caught.value.length) == (position, length)
    assert 'NEAR(cá chết, "nước thải", 10)' in caught.value.hint


@pytest.mark.parametrize("query", ["near(lũ, cầu, 5)", "NEARBY (lũ)", "gần (lũ)"])
def test_in_lower_case_it_is_a_word(query: str) -> None:
    assert parse(query) is not None
