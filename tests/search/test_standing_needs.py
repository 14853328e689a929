import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import parse
from search.standing_needs import Fact, Leaf, Needs, cheapest, facts_of, holds, needs
from search.tree import And, Days, Everything, Near, Not, Or, Phrase, Slot, Stream, phrase

QUANG = "s: quang4 nam "
LU = "s: lu3 "


def asked(query: str) -> Needs:
    return needs(parse(query))


def group(*facts: Fact) -> frozenset[Fact]:
    return frozenset(facts)


def never(leaf: Leaf) -> bool:
    raise AssertionError(leaf)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"Quảng Nam"', Needs((group(QUANG),))),
        ("quang", Needs((group("f: quang "),))),
        ("title:lũ", Needs((group("s¶ lu3 "),))),
        ("topic:environment", Needs((group("topic=environment", "topic~environment"),))),
        ('lũ OR "Quảng Nam"', Needs((group(LU, QUANG),))),
        ('lũ "Quảng Nam"', Needs((group(LU), group(QUANG)))),
        ('-lũ -"Quảng Nam"', Needs(barred=group(LU, QUANG))),
        ("-(lũ OR tone:-1)", Needs(barred=group(LU, "tone=-1", "tone~-1"))),
        ("--lũ", Needs((group(LU),))),
        ("", Needs()),
        ("qua*", Needs((group("f: qua"),))),
        ('"song qua*"', Needs((group("f: song qua"),))),
    ],
)
def test_what_facts_alone_can_tell(query: str, expected: Needs) -> None:
    assert asked(query) == expected


@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ("quả*", [group("s: qua")]),
        ("my*", [group("f: my", "f: mi")]),
        ('"lam giang quả*"', [group("s: lam giang qua")]),
        ("南", [group("f:南")]),
        ("lũ NEAR/3 (sông OR hồ)", [group(LU), group("s: sông ", "s: hô1 ")]),
        ("lu NEAR/3 qua*", [group("f: lu "), group("f: qua")]),
    ],
)
def test_what_needs_a_closer_look_and_when(query: str, groups: list[frozenset[Fact]]) -> None:
    tree = parse(query)
    assert isinstance(tree, Phrase | Near)
    assert needs(tree) == Needs(tuple(groups), exact=(tree,))


def test_words_that_may_stand_apart_are_needed_one_by_one() -> None:
    tree = phrase("sông lũ", slop=2)
    assert needs(tree) == Needs((group("s: sông "), group(LU)), exact=(tree,))


def test_days_are_no_fact() -> None:
    days = Days(date(2026, 7, 1), None)
    assert needs(And((days, parse("lũ")))) == Needs((group(LU),), exact=(days,))


def test_ways_that_are_more_than_one_group_stay_apart() -> None:
    cattle = Needs((group("s: ca2 "), group("s: chêt2 ")))
    assert asked("(cá chết) OR lũ") == Needs(either=((Needs((group(LU),)), cattle),))
    assert asked("-(cá chết)") == Needs(neither=(cattle,))


@pytest.mark.parametrize("empty", [Or(()), Not(And(())), Not(Everything())])
def test_what_nothing_can_fulfil_never_holds(empty: Or | Not) -> None:
    assert holds(needs(empty), {LU}, never) is False


@pytest.mark.parametrize(
    ("query", "rare"),
    [
        ('lũ "Quảng Nam"', group(QUANG)),
        ('("Quảng Nam" OR lũ) (xả OR hạn)', group(LU, QUANG)),
        ("topic:environment lũ", group(LU)),
        ("topic:environment -lũ", group("topic=environment", "topic~environment")),
        (
            "(cá chết) OR (topic:environment -lũ)",
            group("s: chêt2 ", "topic=environment", "topic~environment"),
        ),
        ("(cá chết) OR -lũ", group()),
        ("-lũ", group()),
        ("date:2026", group()),
        ("", group()),
    ],
)
def test_the_rarest_facts_without_which_a_query_cannot_hold(query: str, rare: frozenset[Fact]) -> None:
    assert cheapest(asked(query)) == rare


def test_every_fact_asked_about_is_known() -> None:
    query = 'lũ -"Quảng Nam" ((cá chết) OR tone:1) -(hồ -sông)'
    facts = {LU, QUANG, "s: ca2 ", "s: chêt2 ", "tone=1", "tone~1", "s: hô1 ", "s: sông "}
    assert facts_of(asked(query)) == facts


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({LU, "s: ca2 "}, True),
        ({LU, "s: hô1 ", "s: sông "}, True),
        ({LU, "s: hô1 "}, False),
        ({"s: ca2 "}, False),
        ({LU, QUANG, "s: ca2 "}, False),
        ({LU, "s: ca2 ", "s: xa4 ", "s: dem "}, False),
    ],
)
def test_a_query_holds_when_every_part_does(facts: set[Fact], expected: bool) -> None:
    query = 'lũ -"Quảng Nam" (cá OR (hồ sông)) -(xả =dem)'
    assert holds(asked(query), facts, never) is expected


@pytest.mark.parametrize("said", [True, False])
def test_what_is_no_fact_is_asked_of_the_text(said: bool) -> None:
    assert holds(asked("qua* date:2026"), {"f: qua"}, lambda _leaf: said) is said


def test_the_text_is_not_asked_where_the_facts_say_no() -> None:
    assert holds(asked("lũ NEAR/3 hồ"), {LU}, never) is False


PATTERNS = st.sampled_from(["", "ab.*", "ab.*2", "ab.*2|aib[1-5]*", "a.?|.a", "abc.*|ab.*", "ab?c", ".*"])
KEYS = st.text("abc2", min_size=1, max_size=3)


@given(st.lists(st.tuples(PATTERNS, KEYS), min_size=1, max_size=3), st.lists(KEYS, min_size=3, max_size=6))
def test_no_pattern_fits_where_its_facts_are_missing(slots: list[tuple[str, str]], keys: list[str]) -> None:
    made = tuple(Slot("a" if pattern else key, pattern) for pattern, key in slots)
    text = f" {' '.join(keys)} "
    found = needs(Phrase("", made, Stream.STRICT, prefix=True))
    facts = {fact for fact in facts_of(found) if fact.removeprefix("s:") in text}
    spelt = [slot.pattern or slot.key for slot in made]
    fits = any(
        all(re.fullmatch(one, key) for one, key in zip(spelt, keys[start:], strict=False))
        for start in range(len(keys) - len(spelt) + 1)
    )
    assert holds(found, facts, lambda _leaf: fits) is fits
