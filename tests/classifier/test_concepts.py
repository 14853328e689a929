"""Groups of phrases: what is told, how loudly, and that the lists are what they should be."""

import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from classifier import concepts, seeds
from classifier.linear import FACT_WEIGHT
from classifier.training_rows import invented

TOPICS = {row["topic"] for row in invented()}


def groups(title: str, lead: str = "") -> dict[str, float]:
    """The groups told, as loudly as a model hears them."""
    told = concepts.told(title, lead)
    return {name: FACT_WEIGHT * value for name, value in told.items() if not name.startswith("#s")}


def topics(title: str, lead: str = "") -> dict[str, float]:
    told = concepts.told(title, lead)
    return {name: FACT_WEIGHT * value for name, value in told.items() if name.startswith("#s")}


def test_a_group_is_told_where_it_stands_and_anywhere() -> None:
    assert sorted(groups("Phun trào dung nham", "Tàu hộ vệ bị đuối nước")) == ["#a drowning", "#b drowning"]


def test_all_groups_together_are_one_long_whatever_the_text() -> None:
    for text in ("Cháy chợ", "Cháy chợ, cháy nhà, bắt kẻ trộm, lũ quét, khen thưởng học sinh giỏi"):
        told = groups(text, text)
        assert math.sqrt(sum(value * value for value in told.values())) == pytest.approx(0.7)


def test_what_is_told_again_counts_less_than_twice() -> None:
    told = groups("", "đuối nước, đuối nước")
    assert told["#b drowning"] / told["#a drowning"] == pytest.approx(1 + math.log(2))


def test_seeds_count_by_topic_in_headline_lead_and_both() -> None:
    found = topics("Viêm não", "Viêm não và bạch hầu")
    wanted = {"#s#t health": 1, "#s#b health": 2, "#s#a health": 3}
    assert found == pytest.approx({name: 0.15 * math.log1p(count) for name, count in wanted.items()})


def test_a_text_without_any_phrase_tells_nothing() -> None:
    assert concepts.told("", "xyz") == {}


@given(st.text(max_size=40), st.text(max_size=80))
def test_whatever_is_told_is_finite_and_no_word(title: str, lead: str) -> None:
    told = concepts.told(title, lead)
    assert all(name.startswith("#") and 0 < value < math.inf for name, value in told.items())


def test_no_phrase_stands_twice_in_a_group() -> None:
    with concepts.FILE.open(encoding="utf-8") as lines:
        lists = yaml.safe_load(lines)
    assert {name: len(set(some)) for name, some in lists.items()} == {
        name: len(some) for name, some in lists.items()
    }
    assert {type(phrase) for some in lists.values() for phrase in some} == {str}


def test_every_topic_has_seeds_the_rare_ones_many() -> None:
    with (seeds.FOLDER / "vi.yaml").open(encoding="utf-8") as lines:
        lists = yaml.safe_load(lines)
    assert (set(lists), min(map(len, lists.values())) >= 40) == (TOPICS, True)
