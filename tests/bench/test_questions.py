from datetime import timedelta
from random import Random

import pytest

from bench.questions import LAST_DAY, Kind, Question, of_kind, questions
from search.query import parse
from search.tree import And, Days, Everything, Near, Phrase

ASKED = questions(3)


def first(kind: Kind) -> Question:
    return next(one for one in ASKED if one.kind is kind)


def test_as_many_of_each_kind_are_asked_and_always_the_same() -> None:
    assert [one.kind for one in ASKED] == [kind for kind in Kind for _ in range(3)]
    assert questions(3) == ASKED


@pytest.mark.parametrize(
    ("kind", "tree"),
    [
        (Kind.TERM, Phrase),
        (Kind.TERM_SCORE, Phrase),
        (Kind.THREE, And),
        (Kind.PHRASE, Phrase),
        (Kind.NEAR, Near),
        (Kind.BOOLEAN, And),
        (Kind.FACETS, Everything),
        (Kind.PREFIX, Phrase),
        (Kind.LATEST, Everything),
    ],
)
def test_each_kind_is_understood_as_what_it_is_called(kind: Kind, tree: type) -> None:
    assert isinstance(parse(first(kind).query), tree)


def test_a_boolean_question_is_about_ninety_days() -> None:
    asked = first(Kind.BOOLEAN)
    tree = parse(asked.query)
    assert isinstance(tree, And)
    assert asked.days is not None
    assert Days(*asked.days) in tree.parts
    assert asked.days[1] - asked.days[0] == timedelta(days=89)
    assert asked.days[1] <= LAST_DAY


def test_only_two_kinds_count_by_facet_and_one_by_day() -> None:
    assert {one.kind for one in ASKED if one.has_facets} == {Kind.BOOLEAN, Kind.FACETS}
    assert {one.kind for one in ASKED if one.has_histogram} == {Kind.BOOLEAN}
    assert {one.kind for one in ASKED if one.by_score} == {Kind.TERM_SCORE}


def test_words_come_from_the_texts() -> None:
    texts = [["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"]]
    asked = next(of_kind(Kind.PHRASE, texts, Random(1)))
    assert asked.query.strip('"').split()[0] in texts[0]
