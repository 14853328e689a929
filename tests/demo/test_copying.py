from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.clock import instant
from demo.copying import CUTS, FEWEST, LONGEST, SHORTEST, Taken, cut, draw, interest, lag, planned, take
from demo.events import Event, Take
from demo.outlets import Outlet
from demo.standing import Text
from tests.demo.making import event, outlets

AT = instant(3, 9)
BODY = ("một", "hai", "ba", "bốn", "năm")
FOUND = Text("Tựa", "Sapo", BODY, "Vũ Tần")
AGENCY, PROVINCIAL, MAGAZINE, GAZETTE = outlets()


def taken(
    *, cut_as: str = "whole", headline: str = "", credit: str = "", has_standfirst: bool = True
) -> Taken:
    return Taken("bao-tinh", AT, cut_as, headline, credit, "PV", has_standfirst)


def all_taken(told: Event) -> list[Taken]:
    return [one for seed in range(200) for one in take(told, AT, outlets(), Random(seed))]


@pytest.mark.parametrize(
    ("manner", "left"),
    [
        ("whole", BODY),
        ("last", ("một", "hai", "ba", "bốn")),
        ("last two", ("một", "hai", "ba")),
        ("middle", ("một", "hai", "bốn", "năm")),
    ],
)
def test_a_cut_drops_the_end_or_the_middle(manner: str, left: tuple[str, ...]) -> None:
    assert cut(BODY, manner) == left


@pytest.mark.parametrize("manner", CUTS)
def test_a_short_article_stays_whole(manner: str) -> None:
    assert cut(BODY[:3], manner) == BODY[:3]


@given(st.lists(st.text(min_size=1), min_size=FEWEST).map(tuple), st.sampled_from(CUTS))
def test_what_is_kept_stands_in_its_old_order(body: tuple[str, ...], manner: str) -> None:
    left = iter(body)
    assert all(paragraph in left for paragraph in cut(body, manner))
    assert len(cut(body, manner)) >= FEWEST


@pytest.mark.parametrize(
    ("told", "reader", "wanted"),
    [
        (event(), PROVINCIAL, 5),
        (event(about=0, tone=0), PROVINCIAL, 0),
        (event(), MAGAZINE, 0),
        (event(topic="environment"), MAGAZINE, 3),
        (event(), GAZETTE, 0),
        (event(outlet="bao-tinh"), PROVINCIAL, 0),
        (event(), AGENCY, 0),
    ],
)
def test_an_outlet_takes_what_concerns_it(told: Event, reader: Outlet, wanted: float) -> None:
    assert interest(reader, told) == wanted


def test_nobody_takes_the_same_article_twice() -> None:
    told = event(topic="environment")
    drawn = draw([PROVINCIAL, MAGAZINE], 9, told, Random(1))
    assert sorted(one.slug for one in drawn) == ["bao-tinh", "tap-chi"]


def test_the_more_interested_are_drawn_more_often() -> None:
    told = event(topic="environment")
    first = [draw([PROVINCIAL, MAGAZINE], 1, told, Random(seed))[0].slug for seed in range(400)]
    assert first.count("bao-tinh") > first.count("tap-chi") > 0


@given(st.integers())
def test_a_copy_comes_a_quarter_of_an_hour_to_ten_hours_later(seed: int) -> None:
    assert SHORTEST <= lag(Random(seed)) <= LONGEST


def test_false_claims_and_foreign_texts_are_never_taken() -> None:
    assert all_taken(event(claim="nuoc", role="carries")) == []
    assert all_taken(event(lang="en", outlet="gazette")) == []


def test_who_falls_silent_takes_nothing_after_that_day() -> None:
    late = [
        one.outlet
        for seed in range(200)
        for one in take(event(topic="environment", day=71), instant(71, 9), outlets(), Random(seed))
    ]
    assert set(late) == {"bao-tinh"}


def test_copies_carry_the_agencys_credit_mostly() -> None:
    found = [one.credit for one in all_taken(event())]
    assert set(found) == {"", "(HT)", "Theo Hãng Tin"}
    assert 0.15 < found.count("") / len(found) < 0.45


def test_a_named_credit_stands_in_the_authors_place() -> None:
    named = {one.author for one in all_taken(event()) if one.credit == "Theo Hãng Tin"}
    assert named == {"Theo Hãng Tin"}
    assert {one.author for one in all_taken(event()) if one.credit != "Theo Hãng Tin"} == {"PV"}


def test_headlines_are_other_editors_or_the_old_one() -> None:
    assert {one.headline for one in all_taken(event())} == {*event().headlines, ""}


def test_a_whole_copy_keeps_the_words_under_another_name() -> None:
    text, kept = taken().text(FOUND)
    assert text == Text("Tựa", "Sapo", BODY, "PV")
    assert kept == 1.0


def test_a_cut_copy_tells_what_share_was_kept() -> None:
    text, kept = taken(cut_as="last two", headline="Tựa khác", has_standfirst=False).text(FOUND)
    assert text == Text("Tựa khác", "", BODY[:3], "PV")
    assert kept == round(8 / 14, 3)


def test_a_credit_in_brackets_closes_the_last_paragraph() -> None:
    text, kept = taken(cut_as="last", credit="(HT)").text(FOUND)
    assert text.body == ("một", "hai", "ba", "bốn (HT)")
    assert kept == round(11 / 14, 3)


TAKES = (
    Take("bao-tinh", 30, credit="(HT)", keep=(0, 2)),
    Take("tap-chi", -10, source="bao-tinh", link="hai", added=("mở", "kết")),
)


def test_planned_copies_follow_their_source_in_time() -> None:
    by_slug = {one.slug: one for one in outlets()}
    first, second = planned(event(taken=TAKES), AT, by_slug)
    assert (first.source, first.published_at - AT) == ("hang-tin", timedelta(minutes=30))
    assert (second.source, second.published_at - AT) == ("bao-tinh", timedelta(minutes=20))
    assert (first.author, second.author) == ("PV", "TC")


def test_nothing_planned_means_that_chance_decides() -> None:
    assert list(planned(event(), AT, {})) == []


def test_a_part_stands_between_the_takers_own_paragraphs() -> None:
    by_slug = {one.slug: one for one in outlets()}
    first, second = planned(event(taken=TAKES), AT, by_slug)
    found, kept = first.text(FOUND)
    assert (found.body, kept) == (("một", "ba (HT)"), round(5 / 14, 3))
    text, _ = second.text(found)
    assert text.body == ("mở", "một", "ba (HT)", "kết")
    assert text.standfirst == ""
