"""Who took it from whom: the stronger kind of mark decides, the others only make it more or less sure."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.origins import Basis, Candidate, direction, settle
from tests.classifier.originals import CUT, MINUTE, NINE, SENTENCES, WHOLE, article, way, ways

LINK = "https://nva.example/1"


def test_a_credit_outranks_the_times() -> None:
    early = article(2, "dn", f"{WHOLE} (NVA)", later=-60)
    assert way(article(1, "nva"), early) == (1, "credit")


def test_a_link_outranks_what_lies_in_what() -> None:
    assert way(article(1, "nva", CUT), article(2, "dn", links=(LINK,))) == (1, "link")


def test_a_link_to_another_page_of_the_outlet_counts_less() -> None:
    exact = direction(article(1, "nva"), article(2, "dn", links=(LINK,)))
    site = direction(article(1, "nva"), article(2, "dn", links=("https://nva.example/trang-chu",)))
    assert (exact.origin, site.origin) == (1, 1)
    assert exact.confidence > site.confidence


def test_the_longer_text_that_holds_the_other_is_its_origin() -> None:
    assert way(article(1, "dn", CUT), article(2, "lg", later=None)) == (2, "containment")


def test_the_same_text_came_from_who_had_it_first() -> None:
    assert way(article(1, "dn", later=45), article(2, "lg")) == (2, "time")


def test_stamps_within_ten_minutes_tell_nothing() -> None:
    assert way(article(1, "dn", later=9), article(2, "lg")) == (None, "unclear")
    assert way(article(1, "dn", later=10), article(2, "lg")) == (2, "time")


def test_an_undated_text_that_was_seen_before_the_other_came_out_was_there_first() -> None:
    undated = article(1, "dn", later=None, seen_at=NINE)
    assert way(undated, article(2, "lg", later=60)) == (1, "time")
    assert way(undated, article(2, "lg", later=-60)) == (None, "unclear")


def test_without_times_agencies_come_before_papers_and_papers_before_gatherers() -> None:
    agency, paper, gatherer = (article(n, key, later=None) for n, key in enumerate(("nva", "dn", "th")))
    assert [way(*pair) for pair in ((paper, agency), (gatherer, paper))] == [(0, "kind"), (1, "kind")]


def test_what_was_loaded_from_files_is_of_no_kind() -> None:
    assert way(article(1, "nva", later=None), article(2, "dn", later=None, kind="import")) == (
        None,
        "unclear",
    )


def test_two_that_credit_each_other_are_told_apart_by_nothing_of_it() -> None:
    pair = article(1, "nva", f"{WHOLE} (DN)"), article(2, "dn", f"{WHOLE} (NVA)", later=60)
    assert way(*pair) == (1, "time")


def test_what_contradicts_lowers_the_confidence() -> None:
    plain = direction(article(1, "lg"), article(2, "dn", CUT, later=None))
    against = direction(article(1, "lg", later=60), article(2, "dn", CUT))
    assert plain.origin == 1
    assert (against.origin or 1, against.confidence < plain.confidence) == (1, True)
    assert [mark.is_for for mark in against.evidence] == [True, False]


def test_marks_that_outweigh_the_one_that_would_decide_leave_it_open() -> None:
    gatherer, paper = article(1, "th", later=60), article(2, "dn", CUT)
    weak = replace(paper, body=f"{CUT}\n{SENTENCES[4]}")
    assert way(gatherer, weak) == (None, "unclear")


@given(st.permutations(("nva", "dn", "lg", "th")), st.integers(-90, 90), st.booleans())
def test_a_direction_is_the_same_whoever_is_named_first(keys: list[str], later: int, is_cut: bool) -> None:
    a = article(1, keys[0])
    b = article(2, keys[1], CUT if is_cut else WHOLE, later=later)
    one, other = direction(a, b), direction(b, a)
    assert (one.origin, one.basis, one.confidence) == (other.origin, other.basis, other.confidence)


def chain() -> tuple[Candidate, ...]:
    """Agency, national, provincial, gatherer: all but the third credit the one before them."""
    return (
        article(1, "nva"),
        article(2, "dn", f"{CUT} (NVA)", later=60),
        article(3, "lg", CUT, later=120),
        article(4, "th", CUT, later=180, credited=("Báo Lam Giang",)),
    )


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_a_chain_is_read_whoever_came_in_first(order: tuple[int, ...]) -> None:
    family = chain()
    told = ways(*(family[at] for at in order))
    assert (told[1], told[2], told[4]) == ((None, "first"), (1, "credit"), (3, "credit"))
    assert told[3][0] in {1, 2}


def test_a_credit_that_was_copied_along_is_not_the_nearest() -> None:
    middle = article(2, "dn", f"{CUT} (NVA)", later=30)
    last = article(3, "th", f"{CUT} (NVA)", later=60, credited=("Nhật báo Đất Nước",))
    assert ways(article(1, "nva"), middle, last)[3] == (2, "credit")


def test_who_credits_nobody_took_it_from_where_most_of_it_stands() -> None:
    added = (
        f"{WHOLE}\nBáo Lam Giang còn ghi nhận cảnh kẹt xe kéo dài ở hai đầu cầu suốt buổi chiều cùng ngày."
    )
    told = ways(
        article(1, "nva"),
        article(2, "lg", added, later=30, credited=("NVA",)),
        article(3, "th", added, later=99),
    )
    assert told[3] == (2, "time")


def test_among_equals_the_first_is_likelier_than_another_taker() -> None:
    family = (
        article(1, "nva"),
        article(2, "dn", CUT, later=30),
        article(3, "th", CUT, later=99),
    )
    assert ways(*family)[3] == (1, "containment")


def test_what_was_edited_after_it_was_taken_is_still_the_origin() -> None:
    edited = WHOLE.replace("bốn trăm hai mươi mét", "bốn trăm ba mươi mét")
    family = article(1, "nva", edited, earlier=(WHOLE,)), article(2, "dn", WHOLE, later=30)
    (edge,) = [one for one in settle(family) if one.taker == 2]
    assert (edge.origin, edge.share) == (1, 1.0)


def test_a_credit_to_a_stranger_is_an_origin_outside() -> None:
    family = article(1, "lg"), article(2, "dn", f"{WHOLE} (TTXVN)", later=30)
    assert ways(*family) == {1: (None, "first"), 2: (None, "outside")}


def test_only_known_press_is_an_origin_outside() -> None:
    family = article(1, "lg"), article(2, "dn", later=30, credited=("Báo Sông Bé",))
    assert ways(*family)[2] == (1, "time")
    assert ways(*family, press=["Báo Sông Bé"])[2] == (None, "outside")


def test_an_agency_that_the_page_was_read_to_credit_needs_no_list() -> None:
    assert ways(article(1, "lg"), article(2, "dn", later=30, agency="Hãng tin Lạ"))[2] == (None, "outside")


def test_two_first_ones_that_cannot_be_told_apart_say_so() -> None:
    told = ways(article(1, "dn"), article(2, "lg", later=5), article(3, "th", later=90))
    assert (told[1], told[2], told[3]) == ((None, "unclear"), (None, "unclear"), (1, "time"))


def test_a_circle_is_broken_where_it_is_weakest() -> None:
    family = (
        article(1, "dn", CUT, credited=("Báo Lam Giang",)),
        article(2, "lg", later=60, credited=("Tổng Hợp 360",)),
        article(3, "th", later=30, links=("https://dn.example/1",)),
    )
    told = {edge.taker: edge for edge in settle(family)}
    assert (told[1].origin, told[2].origin) == (2, 3)
    assert (told[3].origin, told[3].basis) == (None, Basis.UNCLEAR)


def test_a_family_of_one_was_first() -> None:
    assert ways(article(1, "lg")) == {1: (None, "first")}


@given(
    st.lists(
        st.tuples(st.sampled_from(("nva", "dn", "lg", "th")), st.integers(0, 99), st.booleans()), max_size=5
    )
)
def test_no_family_has_a_circle(told: list[tuple[str, int, bool]]) -> None:
    family = [article(n, key, CUT if cut else WHOLE, later=later) for n, (key, later, cut) in enumerate(told)]
    origins = {edge.taker: edge.origin for edge in settle(family)}
    for origin in origins.values():
        way = [origin]
        while way[-1] is not None:
            way.append(origins[way[-1]])
            assert len(way) <= len(origins) + 1


def test_the_evidence_tells_what_it_is_about() -> None:
    taken = article(2, "dn", f"{CUT} (NVA)", later=135, links=(LINK,))
    found = direction(article(1, "nva"), taken)
    told = {mark.basis.value: mark.data for mark in found.evidence}
    assert told["credit"] == {"text": "NVA", "where": "tail"}
    assert (told["link"], told["time"]) == ({"url": LINK}, {"minutes": 135})
    assert told["kind"] == {"origin": "agency", "taker": "national"}
    assert told["containment"] == {
        "share": pytest.approx(0.95, abs=0.05),
        "other": pytest.approx(0.65, abs=0.1),
    }
    assert taken.published_at == NINE + 135 * MINUTE
