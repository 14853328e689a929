from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import QueryError
from search.histogram import Step
from search.model import Order
from search.tree import And, Days, Everything, Or, Tag
from web.asking import FACETS, Asked, read, tree

values = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
days = st.none() | st.dates()
states = st.builds(
    Asked,
    text=st.text(st.characters(codec="utf-8"), max_size=40).map(lambda text: " ".join(text.split())),
    chosen=st.dictionaries(
        st.sampled_from(FACETS), st.lists(values, min_size=1, max_size=3, unique=True).map(tuple), max_size=3
    ),
    about=st.booleans(),
    first=days,
    last=days,
    order=st.sampled_from(Order),
    after=st.none() | st.integers(0, 10**18),
    step=st.none() | st.sampled_from(Step),
)
TODAY = date(2026, 7, 20)


def again(asked: Asked) -> Asked:
    return read(parse_qs(asked.address().removeprefix("?")))


@given(states)
def test_an_address_tells_the_whole_state(asked: Asked) -> None:
    assert again(asked) == asked


@given(states, st.sampled_from(FACETS), values)
def test_a_value_put_in_and_taken_out_leaves_the_first_page_of_what_was(
    asked: Asked, facet: str, value: str
) -> None:
    there_and_back = asked.toggled(facet, value).toggled(facet, value)
    assert {f: set(v) for f, v in there_and_back.chosen.items()} == {
        f: set(v) for f, v in asked.chosen.items()
    }
    assert there_and_back.after is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, Asked()),
        ({"q": ["  lũ \t lụt "]}, Asked("lũ lụt")),
        ({"q": ["một", "hai"]}, Asked("hai")),
        ({"from": ["2026-13-01"], "to": ["hôm qua"]}, Asked()),
        ({"after": ["-1"]}, Asked()),
        ({"after": ["٣"]}, Asked()),
        ({"after": ["9" * 30]}, Asked()),
        ({"order": ["backwards"], "about": ["yes"]}, Asked()),
        ({"topic": ["", "  ", "x" * 201, "health", "health"]}, Asked(chosen={"topic": ("health",)})),
        ({"colour": ["red"]}, Asked()),
        ({"step": ["year"]}, Asked()),
    ],
)
def test_what_an_address_says_wrongly_is_as_if_not_said(told: dict[str, list[str]], expected: Asked) -> None:
    assert read(told) == expected


def test_no_more_than_twenty_values_of_a_facet_are_asked() -> None:
    assert len(read({"place": [f"xa-{n}" for n in range(99)]}).chosen["place"]) == 20


def test_nothing_asked_is_everything() -> None:
    assert tree(Asked(), TODAY) == Everything()


def test_one_filter_stands_alone() -> None:
    assert tree(Asked(about=True), TODAY) == Tag("about", "1")


def test_values_of_one_facet_are_alternatives_and_facets_add_up() -> None:
    asked = Asked(
        chosen={"outlet": ("bao-a", "bao-b"), "tone": ("-1",)}, first=date(2026, 7, 1), last=date(2026, 7, 3)
    )
    expected = And(
        (
            Or((Tag("outlet", "bao-a"), Tag("outlet", "bao-b"))),
            Tag("tone", "-1"),
            Days(date(2026, 7, 1), date(2026, 7, 3)),
        )
    )
    assert tree(asked, TODAY) == expected


def test_words_that_cannot_be_read_are_told() -> None:
    with pytest.raises(QueryError):
        tree(Asked("(lũ", about=True), TODAY)


def test_days_are_counted_back_from_today() -> None:
    assert tree(Asked("ngày:hôm qua"), TODAY) == Days(date(2026, 7, 19), date(2026, 7, 19))


def test_a_form_carries_filters_and_order_but_not_its_own_fields() -> None:
    asked = Asked(
        "lũ",
        {"topic": ("health",)},
        about=True,
        first=date(2026, 7, 1),
        order=Order.RELEVANCE,
        after=7,
        step=Step.WEEK,
    )
    assert asked.hidden == [("topic", "health"), ("order", "relevance"), ("step", "week")]


def test_another_step_begins_at_the_first_page() -> None:
    assert Asked("lũ", after=7).stepped(Step.MONTH) == Asked("lũ", step=Step.MONTH)


def test_clearing_keeps_words_and_order() -> None:
    asked = Asked("lũ", {"topic": ("health",)}, about=True, order=Order.RELEVANCE, after=7)
    assert asked.cleared() == Asked("lũ", order=Order.RELEVANCE)


def test_only_words_are_no_narrowing() -> None:
    assert [Asked("lũ").is_narrowed, Asked(last=date(2026, 7, 1)).is_narrowed] == [False, True]
