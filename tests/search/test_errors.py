import pytest

from search.errors import QueryError, SearchError, SearchUnavailable
from search.query import parse


def refused(query: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(query)
    return caught.value


def test_a_caret_stands_under_what_is_wrong() -> None:
    query = "lũ sorce:vnexpress"
    lines = refused(query).caret(query).split("\n")
    assert lines[:2] == ["lũ sorce:vnexpress", "   ^^^^^"]
    assert lines[2].startswith("không có trường “sorce” / there is no field “sorce”; có phải")


@pytest.mark.parametrize(
    ("query", "shown", "under"),
    [
        ("南京 a*", "南京 a*", "     ^^"),
        ("lu\u0303 a*", "lu\u0303 a*", "   ^^"),
        ("lũ\n\ta*", "lũ  a*", "    ^^"),
        ("a*", "a*", "^^"),
        ("x" * 4_001, "x" * 4_001, " " * 4_000 + "^"),
    ],
)
def test_a_caret_counts_columns_and_keeps_to_one_line(query: str, shown: str, under: str) -> None:
    assert refused(query).caret(query).split("\n")[:2] == [shown, under]


def test_an_error_without_a_hint_is_its_two_sentences() -> None:
    assert QueryError("sai", "wrong", 0, 1).sentence == "sai / wrong"


def test_every_error_speaks_both_languages() -> None:
    error = SearchUnavailable("Không nối được.", "Cannot be reached.")
    assert str(error) == "Không nối được. / Cannot be reached."
    assert isinstance(error, SearchError)
