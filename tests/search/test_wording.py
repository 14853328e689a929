import pytest

from search.suggest import read
from search.tree import Slot
from search.wording import completions, query_of, wanted

TITLES = [
    "Quảng Nam đón khách",
    "QUẢNG NAM: lũ rút",
    "Lũ ở Quảng Nam",
    "Quảng Ninh mưa lớn",
    "Cầu Bến Lội thông xe",
    "Cầu Bến Lội thông xe sớm",
    "KHÔNG KHÍ LẠNH tràn về",
    "람장성 끄어쩜 경제구역",
]


def offered(query: str) -> list[list[str]]:
    """What each attempt, of the most words first, would offer."""
    typed = read(query)
    assert typed is not None
    return [[one.query for one in completions(typed, asked, TITLES)] for asked in wanted(typed)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("quang n", [["Quảng Nam", "Quảng Ninh"]]),
        ("qu", [["Quảng", "Quảng Nam"]]),
        ("quang nam", [["Quảng Nam"], []]),
        ("cau b", [["Cầu Bến Lội thông xe"]]),
        ("lũ cau b", [[], ["lũ Cầu Bến Lội thông xe"]]),
        ('"quang n', [['"Quảng Nam"', '"Quảng Ninh"']]),
        ("lũ AND quang ni", [["lũ AND Quảng Ninh"], ["lũ AND quang Ninh"]]),
        ("람장", [["람장성"]]),
        ("n", []),
        ("!!", []),
    ],
)
def test_words_are_completed_as_titles_write_them(query: str, expected: list[list[str]]) -> None:
    assert offered(query) == expected


@pytest.mark.parametrize(("query", "expected"), [("khong k", '"KHÔNG KHÍ"'), ('"khong k', '"KHÔNG KHÍ"')])
def test_what_would_be_an_operator_stands_in_quotes(query: str, expected: str) -> None:
    assert offered(query)[0] == [expected]


def test_what_is_written_already_is_not_offered() -> None:
    assert offered("quảng nam")[0] == []


def test_the_most_frequent_way_of_writing_is_offered() -> None:
    typed = read("ben")
    assert typed is not None
    (asked,) = wanted(typed)
    told = completions(typed, asked, ["BẾN LỘI", "Bến Lội", "Bến Lội"])
    assert [one.shown for one in told] == ["Bến Lội"]


def test_a_title_that_says_it_twice_says_it_once() -> None:
    typed = read("lu")
    assert typed is not None
    (asked,) = wanted(typed)
    told = completions(typed, asked, ["Lũ chồng lũ", "Lụt to", "Lụt nhỏ"])
    assert [one.shown for one in told] == ["Lụt", "Lũ"]


@pytest.mark.parametrize(
    ("query", "slots"),
    [("quang n", ("quang",)), ("quang na", ("quang", "na")), ("na", ("na",))],
)
def test_an_engine_is_not_asked_for_all_that_begins_with_one_letter(
    query: str, slots: tuple[str, ...]
) -> None:
    typed = read(query)
    assert typed is not None
    asked = query_of(next(iter(wanted(typed))))
    assert tuple(slot.key for slot in asked.slots) == slots
    assert asked.title


def test_pairs_of_characters_are_asked_whole() -> None:
    typed = read("美林 港")
    assert typed is not None
    asked = query_of(next(iter(wanted(typed))))
    assert asked.slots[0] == Slot("美林")
    assert len(asked.slots) == 2
