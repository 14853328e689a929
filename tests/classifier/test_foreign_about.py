"""Where a province's names stand, in any language."""

import pytest

from classifier.features import Text, prepare
from classifier.foreign_about import about_facts
from tests.classifier.places import finder


def text(title: str, body: str = "") -> Text:
    return prepare(title, body, finder(), finder().home_places)


def fact(name: str, title: str, body: str = "") -> float:
    return about_facts(text(title, body), {})[name]


@pytest.mark.parametrize(
    ("title", "body", "names"),
    [
        ("Lam Giang opens a port", "Trucks came.", {"#title", "#opens", "#early", "#lead"}),
        ("A port opens in Lam Giang", "Trucks came.", {"#title", "#early", "#lead"}),
        ("A port opens", "Trucks came to Lam Giang.", {"#early", "#lead"}),
        ("A port opens", f"{'Trucks came. ' * 12}It is in Lam Giang.", set()),
        ("A port opens", "Trucks came.", set()),
    ],
)
def test_a_name_may_stand_in_the_headline_early_or_far_below(title: str, body: str, names: set[str]) -> None:
    found = about_facts(text(title, body), {})
    assert {name for name in ("#title", "#opens", "#early", "#lead") if found[name]} == names


@pytest.mark.parametrize(
    ("body", "listed"),
    [
        ("Ships call at Da Nang, Lam Giang and Hue.", 1.0),
        ("Des escales à Singapour, Lam Giang et Ningbo.", 1.0),
        ("香港、ラムザン、レムチャバンに寄る。", 1.0),
        ("Ships call at Lam Giang.", 0.0),
        ("In Lam Giang, ships call.", 0.0),
    ],
)
def test_a_name_in_a_list_of_places_is_told(body: str, listed: float) -> None:
    assert fact("#listed", "Ports", body) == fact("#only listed", "Ports", body) == listed


@pytest.mark.parametrize(
    ("body", "origin"),
    [
        ("A nurse from Lam Giang works in Taipei.", 1.0),
        ("Sa mère, arrivée de Lam Giang, tenait une boutique.", 1.0),
        ("ラムザンから来た実習生が働く。", 1.0),
        ("람장에서 온 응우옌 씨가 일한다.", 1.0),
        ("工人来自蓝江省。", 1.0),
        ("A nurse works in Lam Giang.", 0.0),
    ],
)
def test_somebody_from_there_is_told(body: str, origin: float) -> None:
    assert fact("#origin", "People", body) == fact("#only origin", "People", body) == origin


def test_other_places_and_their_share_are_counted() -> None:
    found = about_facts(text("Hanoi calls", "Hue and Lam Giang answer."), {})
    assert (found["#other title"], found["#other first"]) == (1.0, 1.0)
    assert found["#share"] == pytest.approx(1 / 3)


def test_a_name_that_means_something_else_is_false_and_told_by_its_sense() -> None:
    found = about_facts(text("Kẹt xe trên đường Lam Giang"), {})
    assert (found["#false"], found["#none"]) == (1.0, 1.0)
    assert len([name for name in found if name.startswith("#sense ")]) == 1


def test_topics_are_facts_too() -> None:
    assert about_facts(text("Goal"), {"sport": 0.75})["#topic sport"] == 0.75


def test_a_text_without_any_place_has_facts_of_nothing() -> None:
    found = about_facts(text("Nothing here"), {})
    assert {name for name, value in found.items() if value} == {"#none"}
