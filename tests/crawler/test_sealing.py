from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import sealing
from crawler.sealing import Leaf, climb, first_break, forge, leaf_digest, path_of, root_of

LEAF = Leaf(7, "https://bao.example/1", datetime(2026, 10, 1, tzinfo=UTC), 200, "ab" * 32)
DIGESTS = st.lists(st.text(max_size=8).map(lambda url: leaf_digest(replace(LEAF, url=url))), max_size=40)


@given(DIGESTS.filter(bool), st.data())
def test_each_leaf_climbs_to_the_root(leaves: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    assert climb(leaves[at], path_of(leaves, at)) == root_of(leaves)


@given(DIGESTS.filter(bool), st.data())
def test_another_leaf_climbs_elsewhere(leaves: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    assert climb("0" * 64, path_of(leaves, at)) != root_of(leaves)


@given(DIGESTS, DIGESTS)
def test_two_different_days_have_different_roots(one: list[str], other: list[str]) -> None:
    assert (root_of(one) == root_of(other)) == (one == other)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 8},
        {"url": "https://bao.example/2"},
        {"fetched_at": datetime(2026, 10, 1, 0, 0, 1, tzinfo=UTC)},
        {"status": 404},
        {"sha256": "cd" * 32},
    ],
)
def test_every_fact_of_a_capture_is_in_its_leaf(changed: dict[str, object]) -> None:
    assert leaf_digest(replace(LEAF, **changed)) != leaf_digest(LEAF)  # type: ignore[arg-type]


def test_facts_that_run_into_each_other_stay_apart() -> None:
    one, other = replace(LEAF, number=1, url="2x"), replace(LEAF, number=12, url="x")
    assert leaf_digest(one) != leaf_digest(other)


def chain(days: int) -> list[sealing.Link]:
    links: list[sealing.Link] = []
    for number in range(1, days + 1):
        previous = links[-1].digest if links else sealing.NOTHING
        links.append(forge(number, date(2026, 10, number), [leaf_digest(LEAF)] * number, previous))
    return links


def test_a_chain_as_it_was_forged_holds() -> None:
    assert first_break(chain(5)) is None
    assert first_break([]) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"count": 99},
        {"root": "0" * 64},
        {"day": date(2026, 11, 1)},
        {"previous": "0" * 64},
        {"digest": "0" * 64},
    ],
)
def test_a_changed_day_breaks_the_chain_there(changed: dict[str, object]) -> None:
    links = chain(5)
    links[2] = replace(links[2], **changed)  # type: ignore[arg-type]
    broken = first_break(links)
    assert broken is not None
    assert broken.number == 3


def test_a_day_forged_again_breaks_the_chain_after_it() -> None:
    links = chain(5)
    links[2] = forge(3, links[2].day, [], links[1].digest)
    broken = first_break(links)
    assert broken is not None
    assert broken.number == 4


def test_a_day_left_out_breaks_the_chain() -> None:
    links = chain(5)
    del links[2]
    broken = first_break(links)
    assert broken is not None
    assert broken.number == 4
