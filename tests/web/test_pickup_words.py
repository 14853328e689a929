"""Who took from whom in words: "may have", how sure, why, and what speaks against it."""

from datetime import timedelta

import pytest
from django.utils import translation

from classifier.origins import Basis, Edge, Mark
from web import pickup_words
from web.pickup_words import OriginTold

CREDIT = Mark(Basis.CREDIT, is_for=True, weight=3.4, data={"text": "NVA", "where": "tail"})


def told(edge: Edge, outlet: str = "", *, is_partial: bool = False) -> OriginTold:
    with translation.override("en"):
        return pickup_words.told(edge, outlet, is_partial=is_partial)


def said(mark: Mark) -> str:
    """The one reason an edge with one mark gives."""
    found = told(Edge(1, 2, mark.basis, 0.8, (mark,)), "A")
    return (found.reasons or found.against)[0]


@pytest.mark.parametrize(
    ("basis", "is_for", "data", "words"),
    [
        ("credit", True, {"text": "NVA", "where": "tail"}, "it credits “NVA” at its end"),
        ("credit", True, {"text": "NVA", "where": "head"}, "it credits “NVA” at its head"),
        ("credit", False, {"text": "NVA", "where": "tail"}, "that article credits “NVA” itself"),
        ("link", True, {"url": "https://a.example/1"}, "it links to that article"),
        ("link", True, {"url": "https://a.example/", "site": 1.0}, "it links to that outlet"),
        ("link", False, {"url": "https://a.example/1"}, "that article links here"),
        (
            "containment",
            True,
            {"share": 0.97, "other": 0.6},
            "97% of it lies in that article, of which it has 60%",
        ),
        (
            "containment",
            False,
            {"share": 0.97, "other": 0.6},
            "97% of that article lies in it, of which that one has 60%",
        ),
        ("time", True, {"minutes": 135}, "it was published 2 h 15 min later"),
        ("time", False, {"minutes": 45}, "it was published 45 min earlier"),
        (
            "kind",
            True,
            {"origin": "agency", "taker": "aggregator"},
            "that one is of the kind “News agency”, this one “Aggregator”",
        ),
        (
            "kind",
            False,
            {"origin": "aggregator", "taker": "national"},
            "that one is of the kind “Aggregator”, this one “National press”",
        ),
    ],
)
def test_every_mark_has_its_words(basis: str, is_for: bool, data: dict[str, str | float], words: str) -> None:
    assert said(Mark(Basis(basis), is_for, 1.0, data)) == words


def test_an_origin_is_a_possibility_with_its_reasons_and_what_speaks_against_it() -> None:
    against = Mark(Basis.TIME, is_for=False, weight=1.4, data={"minutes": 20})
    assert told(Edge(2, 1, Basis.CREDIT, 0.97, (CREDIT, against)), "Báo A") == OriginTold(
        "May have been taken from",
        "Báo A",
        "almost certain, 97%",
        ("it credits “NVA” at its end",),
        ("it was published 20 min earlier",),
        1,
    )


def test_a_part_is_told_as_a_part() -> None:
    edge = Edge(2, 1, Basis.TIME, 0.7, (), 0.4)
    assert told(edge, "Báo A", is_partial=True).lead == "A part may have been taken from"
    unclear = told(Edge(2, None, Basis.UNCLEAR, 0.0), is_partial=True)
    assert (unclear.lead.partition(";")[0], unclear.reasons) == ("It shares a part of its words", ())


def test_a_source_outside_the_archive_is_named() -> None:
    found = told(Edge(2, None, Basis.OUTSIDE, 0.9, (CREDIT,)))
    assert (found.outlet, found.origin) == ("NVA", None)
    assert told(Edge(2, None, Basis.OUTSIDE, 0.9)).outlet == ""


def test_the_first_of_those_known_is_no_more_than_that() -> None:
    assert told(Edge(1, None, Basis.FIRST, 0.8)).lead == "May be the first of those known"


def test_what_cannot_be_told_says_why() -> None:
    assert told(Edge(1, None, Basis.UNCLEAR, 0.0, (CREDIT,))).reasons == ("the marks contradict each other",)
    assert told(Edge(1, None, Basis.UNCLEAR, 0.0)).reasons[0].startswith("no credit, no link")


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "almost certain, 99%"),
        (0.93, "almost certain, 93%"),
        (0.8, "likely, 80%"),
        (0.6, "possible, 60%"),
        (0.5, "doubtful, 50%"),
    ],
)
def test_how_sure_is_a_word_and_a_number(confidence: float, words: str) -> None:
    with translation.override("en"):
        assert pickup_words.surety(confidence) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "+0 phút"),
        (45, "+45 phút"),
        (120, "+2 giờ"),
        (135, "+2 giờ 15 phút"),
        (-20, "−20 phút"),
        (1510, "+1 ngày 1 giờ"),
    ],
)
def test_a_delay_is_short(minutes: int, words: str) -> None:
    with translation.override("vi"):
        assert pickup_words.delay(timedelta(minutes=minutes)) == words


def test_every_basis_has_a_short_word() -> None:
    assert set(pickup_words.SHORT) == set(Basis)
