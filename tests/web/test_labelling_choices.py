from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from archive.pack_basis import Words
from archive.packs import TopicSpec
from desk.labels import Label
from web.labelling_choices import changed, chosen, families, ordered

DAY = date(2026, 10, 1)
NOTHING = Words("", "")


def topic(code: str, parent: str = "", valid_to: date | None = None) -> TopicSpec:
    return TopicSpec(code=code, name=NOTHING, description=NOTHING, parent=parent, valid_to=valid_to)


PACK = (topic("order"), topic("economy"), topic("zone", "economy"), topic("dock", "zone"))


def codes(*chosen: str, pack: tuple[TopicSpec, ...] = PACK) -> list[list[str]]:
    return [[one.code for one in family.topics] for family in families(pack, chosen, DAY)]


def test_a_topic_stands_before_what_the_pack_put_under_it() -> None:
    assert codes() == [["order"], ["economy", "zone", "dock"]]
    assert codes(pack=PACK[::-1]) == [["economy", "dock", "zone"], ["order"]]


def test_the_family_of_what_is_chosen_comes_first() -> None:
    assert codes("dock", "order") == [["economy", "zone", "dock"], ["order"]]


def test_a_topic_that_is_no_more_is_not_offered_and_its_parts_stand_alone() -> None:
    past = topic("economy", valid_to=date(2025, 6, 30))
    assert codes("economy", pack=(past, topic("zone", "economy"))) == [["zone"]]


def test_the_first_nine_have_a_key() -> None:
    many = tuple(topic(f"t{number}") for number in range(12))
    keys = [family.topics[0].key for family in families(many, ("t11",), DAY)]
    assert keys == [*"123456789", "", "", ""]


def test_the_first_that_is_chosen_is_the_main_one() -> None:
    found = {one.code: one for family in families(PACK, ("zone", "order"), DAY) for one in family.topics}
    assert [code for code, one in found.items() if one.is_main] == ["zone"]
    assert [code for code, one in found.items() if one.is_also] == ["order"]


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("", Label()),
        ("about=1&topic=order&tone=-1", Label(about=True, topics=("order",), tone=-1)),
        ("about=0&tone=-1&topic=order", Label(about=False, topics=("order",))),
        ("topic=order&also=zone&also=order&also=dock", Label(topics=("order", "zone", "dock"))),
        ("also=zone", Label(topics=("zone",))),
        ("harms=1", Label(harms=True)),
        ("harms=0&about=1", Label(about=True, harms=False)),
        ("harms=&about=yes&tone=2", Label()),
    ],
)
def test_a_form_says_a_label(told: str, label: Label) -> None:
    assert chosen(QueryDict(told)) == label


def test_only_what_is_otherwise_than_it_stood_is_judged() -> None:
    stood = Label(about=True, topics=("order", "zone"), tone=0)
    assert changed(stood, stood) == Label()
    told = Label(about=True, topics=("zone", "order"), tone=-1, harms=True)
    assert changed(told, stood) == Label(topics=("zone", "order"), tone=-1, harms=True)


labels = st.builds(
    Label,
    about=st.none() | st.booleans(),
    topics=st.sampled_from([(), ("order",), ("zone", "order")]),
    tone=st.sampled_from([None, -1, 0, 1]),
    harms=st.none() | st.booleans(),
)


@given(labels, labels)
def test_what_changed_over_what_stood_is_what_was_said(told: Label, stood: Label) -> None:
    assert changed(told, stood).over(stood) == told.over(stood)


@given(st.text(max_size=2), st.lists(st.text(max_size=2), max_size=5))
def test_no_topic_is_named_twice(main: str, also: list[str]) -> None:
    found = ordered(main, also)
    assert len(set(found)) == len(found)
    assert set(found) == {main, *also} - {""}
