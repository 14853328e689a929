import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from demo.clock import DAY_ZERO, instant
from demo.copying import LONGEST, SHORTEST
from demo.edition import SEED, edition
from demo.entries import NEWEST
from demo.events import Edit, Take, load_events
from demo.fronts import NEWEST_PAGE
from demo.outlets import load_outlets
from demo.plan import Instance, Plan, PlanFault, make_plan
from tests.demo.making import event, outlets


@pytest.fixture(scope="module")
def copies(plan: Plan) -> list[Instance]:
    """The copies that chance made."""
    return [one for one in plan.instances if one.role == "copy" and one.event.taken is None]


@pytest.fixture(scope="module")
def planned(plan: Plan) -> list[Instance]:
    """Those that a writer wanted."""
    return [one for one in plan.instances if one.copy_of and one.event.taken is not None]


@pytest.fixture(scope="module")
def originals(plan: Plan) -> dict[str, Instance]:
    return {one.event.id: one for one in plan.instances if one.role == "original"}


def test_the_press_publishes_what_was_planned(plan: Plan) -> None:
    assert 1200 <= len(plan.instances) <= 1500


def test_a_thousand_articles_have_been_published_when_the_demo_opens(plan: Plan) -> None:
    published = sum(one.published_at <= instant(92, 6) for one in plan.instances)
    assert 950 <= published <= 1200


def test_every_event_has_one_original(originals: dict[str, Instance], plan: Plan) -> None:
    events = load_events()
    assert originals.keys() == {one.id for one in events}
    assert sum(one.role == "original" for one in plan.instances) == len(events)


def test_one_seed_gives_one_plan(plan: Plan) -> None:
    assert make_plan(load_events(), load_outlets(), SEED).instances == plan.instances


def test_another_seed_gives_other_copies_of_the_same_originals(plan: Plan) -> None:
    other = edition(SEED + 1)
    mine = {one.address for one in plan.instances if one.role == "original"}
    assert mine == {one.address for one in other.instances if one.role == "original"}
    assert other.instances != plan.instances


def test_a_new_event_moves_no_other() -> None:
    first = make_plan([event()], outlets(), 7).instances
    second = make_plan([event(), event(id="cau-khac", day=0)], outlets(), 7).instances
    assert set(first) <= set(second)


def test_instances_stand_in_the_order_of_publication(plan: Plan) -> None:
    assert all(one.published_at <= other.published_at for one, other in pairwise(plan.instances))


def test_nothing_is_published_outside_the_demos_days(plan: Plan) -> None:
    assert plan.instances[0].published_at >= DAY_ZERO
    assert plan.instances[-1].published_at < instant(123)


def test_an_original_is_published_in_the_hour_its_writer_chose(originals: dict[str, Instance]) -> None:
    odd = [
        one.event.id
        for one in originals.values()
        if not timedelta(0)
        <= one.published_at - instant(one.event.day, one.event.hour)
        < timedelta(minutes=30)
    ]
    assert odd == []


def test_an_address_names_one_instance(plan: Plan) -> None:
    assert len(plan.by_address) == len(plan.instances)
    assert sum(len(one) for one in plan.by_outlet.values()) == len(plan.instances)


def test_the_agencys_articles_are_taken_by_two_to_seven(plan: Plan, copies: list[Instance]) -> None:
    taken = Counter(one.event.id for one in copies)
    mine = [one.event for one in plan.by_outlet["nam-viet"]]
    agency = [one for one in mine if not one.claim and one.taken is None]
    found = Counter(taken[one.id] for one in agency if one.day < 122)
    assert set(found) == {2, 3, 4, 5, 6, 7}


@pytest.mark.parametrize(
    ("outlet", "most"), [("bao-lam-giang", 3), ("tin-sang", 1), ("do-thi", 2), ("coast-times", 0)]
)
def test_others_are_taken_less(plan: Plan, copies: list[Instance], outlet: str, most: int) -> None:
    taken = Counter(one.event.id for one in copies if one.event.outlet == outlet)
    assert max(taken.values(), default=0) == most


def test_the_aggregator_copies_most(copies: list[Instance]) -> None:
    ((outlet, count), *others) = Counter(one.outlet for one in copies).most_common()
    assert outlet == "tong-hop"
    assert all(count > fewer for _, fewer in others)


def test_the_claim_is_never_copied_by_rule(copies: list[Instance]) -> None:
    assert [one.address for one in copies if one.event.claim] == []


def test_a_copy_points_back_to_an_earlier_original(plan: Plan, copies: list[Instance]) -> None:
    for one in copies:
        assert one.copy_of
        source = plan.by_address[one.copy_of]
        assert (source.role, source.event, source.outlet != one.outlet) == ("original", one.event, True)
        between = (one.published_at - source.published_at) / timedelta(minutes=1)
        assert SHORTEST <= between <= LONGEST


def test_a_planned_copy_may_point_back_to_another_copy(plan: Plan, planned: list[Instance]) -> None:
    sources = [plan.by_address[one.copy_of] for one in planned if one.copy_of]
    assert Counter(one.role for one in sources) == {"original": 19, "copy": 12}
    assert all(one.event == source.event for one, source in zip(planned, sources, strict=True))


def test_some_go_from_the_agency_to_a_national_a_provincial_and_an_aggregator(
    plan: Plan, planned: list[Instance]
) -> None:
    ways = [tuple(plan.by_slug[slug].kind for slug in way(plan, one)) for one in planned]
    assert ways.count(("agency", "national", "provincial", "aggregator")) == 2


def way(plan: Plan, one: Instance) -> list[str]:
    """The outlets through which a copy came, the first of them first."""
    return [*(way(plan, plan.by_address[one.copy_of]) if one.copy_of else []), one.outlet]


def test_two_planned_copies_are_stamped_before_their_source(plan: Plan, planned: list[Instance]) -> None:
    early = [
        one for one in planned if one.copy_of and one.published_at < plan.by_address[one.copy_of].published_at
    ]
    assert {(one.outlet, one.basis) for one in early} == {("cong-thuong", "credit"), ("tong-hop", "link")}


def test_planned_copies_are_told_by_credit_link_containment_or_only_time(planned: list[Instance]) -> None:
    told = Counter((one.role, one.basis) for one in planned)
    assert told == {
        ("copy", "credit"): 23,
        ("copy", "link"): 3,
        ("copy", "containment"): 1,
        ("part", "time"): 4,
    }


def shingles(paragraphs: Sequence[str]) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(paragraphs).lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def test_a_part_shares_three_to_five_tenths_of_its_words(plan: Plan, planned: list[Instance]) -> None:
    parts = [one for one in planned if one.role == "part"]
    for one in parts:
        mine, other = shingles(one.text.body), shingles(plan.by_address[one.copy_of or ("", "")].text.body)
        assert 0.3 <= len(mine & other) / min(len(mine), len(other)) < 0.5


def test_the_others_share_more_than_half(plan: Plan, planned: list[Instance]) -> None:
    for one in (one for one in planned if one.role == "copy"):
        mine, other = shingles(one.text.body), shingles(plan.by_address[one.copy_of or ("", "")].text.body)
        assert len(mine & other) / min(len(mine), len(other)) >= 0.9


def test_nobody_takes_what_its_writer_keeps(plan: Plan) -> None:
    kept = {one.event.id for one in plan.instances if one.event.taken == ()}
    assert [one.address for one in plan.instances if one.copy_of and one.event.id in kept] == []


def test_copies_keep_all_or_most_of_the_words(copies: list[Instance]) -> None:
    kept = [one.kept for one in copies]
    assert min(kept) > 0.4
    assert 0.15 < kept.count(1.0) / len(kept) < 0.5


def test_some_copies_give_no_credit(copies: list[Instance]) -> None:
    bare = sum(not one.credit for one in copies)
    assert 0.15 < bare / len(copies) < 0.45


def test_most_copies_have_a_headline_of_their_own(
    copies: list[Instance], originals: dict[str, Instance]
) -> None:
    renamed = sum(one.text.title != originals[one.event.id].text.title for one in copies)
    assert renamed / len(copies) > 0.5


def test_copies_are_not_edited(copies: list[Instance]) -> None:
    assert [one.address for one in copies if one.edits] == []


def test_a_copy_made_after_a_silent_edit_carries_the_new_figure() -> None:
    told = event(edits=(Edit(0.2, "silent", find="84 m", put="86 m"),))
    taken = [one for seed in range(9) for one in make_plan([told], outlets(), seed).instances if one.copy_of]
    assert taken
    assert all("86 m" in one.text.body[0] for one in taken)


def test_lists_are_long_enough_for_everything(plan: Plan) -> None:
    counts = {slug: len(told) for slug, told in plan.by_outlet.items()}
    assert max(counts.values()) <= NEWEST
    pages = [outlet.slug for outlet in plan.outlets if outlet.lists[0].form == "section"]
    assert len(pages) == 3
    assert max(counts[slug] for slug in pages) <= NEWEST_PAGE


def test_every_outlet_writes(plan: Plan) -> None:
    assert min(len(told) for told in plan.by_outlet.values()) >= 5


def test_the_magazine_falls_silent(plan: Plan) -> None:
    assert max(one.published_at for one in plan.by_outlet["bien-xanh"]) < instant(71)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"outlet": "nowhere"}, "cau-moi: no outlet nowhere"),
        ({"taken": (Take("nobody", 5),)}, "cau-moi: no outlet nobody"),
        ({"outlet": "tap-chi", "day": 71}, "cau-moi: tap-chi is silent after day 70"),
    ],
)
def test_an_event_that_fits_no_outlet_is_a_fault(changes: dict[str, object], why: str) -> None:
    with pytest.raises(PlanFault, match=why):
        make_plan([event(**changes)], outlets(), 7)


def test_two_articles_of_one_address_are_a_fault() -> None:
    with pytest.raises(PlanFault, match="share one address"):
        make_plan([event(), event()], outlets(), 7)


def test_a_copy_that_would_come_after_the_last_day_never_comes() -> None:
    late = [make_plan([event(day=122, hour=22)], outlets(), seed).instances for seed in range(40)]
    assert all(one.published_at < instant(123) for told in late for one in told)
    assert {len(told) for told in late} == {1, 2}


@pytest.mark.parametrize("role", ["carries", "background", "clarifies"])
def test_the_claim_has_its_roles(claim: dict[str, Instance], role: str) -> None:
    assert any(name.endswith(f":{role}") for name in claim)


def test_a_chain_ends_where_its_source_never_came() -> None:
    taken = (Take("bao-tinh", 130), Take("tap-chi", -120, source="bao-tinh"))
    late = make_plan([event(day=122, hour=22, taken=taken)], outlets(), 7).instances
    assert [one.outlet for one in late] == ["hang-tin"]
