"""Ties: suggested whichever way round, settled by people, and handed on when a story is merged."""

from datetime import UTC, datetime

import pytest

from archive import ties
from archive.models import Story
from archive.ties import TieKind, TieRow, TieState

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
BY = 7


def story(lang: str = "vi") -> int:
    return Story.objects.create(lang=lang, first_at=NOW, last_at=NOW, articles=1).id


def suggest(a: int, b: int, score: float = 0.6, kind: TieKind = TieKind.ACROSS) -> bool:
    return ties.suggest(a, b, kind, score, now=NOW)


def only(story_id: int) -> TieRow:
    (row,) = ties.of(story_id)
    return row


def decided(a: int, b: int, state: TieState) -> None:
    suggest(a, b)
    row = next(row for row in ties.of(a) if row.other_id == b)
    ties.decide(row.id, state, by=BY, now=NOW)


def test_a_pair_is_one_tie_whichever_way_round() -> None:
    a, b = story(), story("en")
    assert (suggest(b, a), suggest(a, b), len(ties.of(a))) == (True, False, 1)


def test_each_end_sees_the_other() -> None:
    a, b = story(), story("en")
    suggest(a, b)
    assert (only(a).other_id, only(a).other.lang) == (b, "en")
    assert (only(b).other_id, only(b).other.lang) == (a, "vi")


def test_a_story_is_not_tied_to_itself() -> None:
    a = story()
    with pytest.raises(ValueError, match="cannot be tied to itself"):
        suggest(a, a)


def test_two_kinds_of_tie_stand_beside_each_other() -> None:
    a, b = story(), story()
    suggest(a, b)
    assert suggest(a, b, kind=TieKind.SERIES)


def test_a_suggestion_is_brought_up_to_date() -> None:
    a, b = story(), story("en")
    suggest(a, b, 0.6)
    seen = [{"kind": "number", "key": "214", "text": ""}]
    ties.suggest(a, b, TieKind.ACROSS, 0.8, encoder="own@1", evidence=seen, now=NOW)
    assert (only(a).score, only(a).encoder, only(a).evidence) == (0.8, "own@1", tuple(seen))


@pytest.mark.parametrize("state", [TieState.CONFIRMED, TieState.REFUSED])
def test_what_an_officer_said_is_not_suggested_anew(state: TieState) -> None:
    a, b = story(), story("en")
    decided(a, b, state)
    assert (suggest(a, b, 0.9), only(a).state, only(a).score) == (False, state, 0.6)


def test_a_word_is_kept_with_who_said_it_and_may_be_taken_back() -> None:
    a, b = story(), story("en")
    decided(a, b, TieState.CONFIRMED)
    row = only(a)
    assert (row.decided_by, row.decided_at) == (BY, NOW)
    assert ties.decide(row.id, TieState.SUGGESTED, by=BY, now=NOW)
    assert (only(a).state, only(a).decided_by, only(a).decided_at) == (TieState.SUGGESTED, None, None)


def test_the_same_word_twice_changes_nothing() -> None:
    a, b = story(), story("en")
    decided(a, b, TieState.REFUSED)
    assert not ties.decide(only(a).id, TieState.REFUSED, by=BY, now=NOW)


def test_ties_are_ordered_confirmed_likely_refused() -> None:
    a, likely, less, confirmed, refused = (story() for _ in range(5))
    suggest(a, less, 0.5)
    suggest(a, likely, 0.7)
    decided(a, confirmed, TieState.CONFIRMED)
    decided(a, refused, TieState.REFUSED)
    assert [row.other_id for row in ties.of(a)] == [confirmed, likely, less, refused]


def test_suggestions_that_nothing_speaks_for_are_withdrawn() -> None:
    a, kept, gone, said = (story() for _ in range(4))
    suggest(a, kept)
    suggest(a, gone)
    decided(a, said, TieState.CONFIRMED)
    suggest(a, gone, kind=TieKind.SERIES)
    assert ties.withdraw(a, TieKind.ACROSS, but=[kept]) == 1
    assert {(row.other_id, row.kind) for row in ties.of(a)} == {
        (kept, TieKind.ACROSS),
        (said, TieKind.ACROSS),
        (gone, TieKind.SERIES),
    }


def test_one_tie_is_told_as_its_earlier_story_sees_it() -> None:
    a, b = story(), story("en")
    suggest(b, a)
    found = ties.get(only(a).id)
    assert found is not None
    assert (found.story_id, found.other_id, ties.get(0)) == (a, b, None)


def test_the_ties_of_a_merged_story_move_with_it() -> None:
    source, target, other = story(), story(), story("en")
    decided(source, other, TieState.CONFIRMED)
    ties.move(source, target)
    assert (ties.of(source), only(target).other_id, only(target).state) == ([], other, TieState.CONFIRMED)


def test_a_tie_between_the_two_that_are_merged_is_gone() -> None:
    source, target = story(), story()
    suggest(source, target, kind=TieKind.SERIES)
    ties.move(source, target)
    assert ties.of(target) == []


@pytest.mark.parametrize("from_source", [True, False])
def test_of_two_ties_to_one_story_the_officers_word_stays(from_source: bool) -> None:
    source, target, other = story(), story(), story("en")
    decided(source if from_source else target, other, TieState.REFUSED)
    suggest(target if from_source else source, other, 0.9)
    ties.move(source, target)
    assert only(target).state == TieState.REFUSED


def test_of_two_suggestions_the_likelier_stays() -> None:
    source, target, other = story(), story(), story("en")
    suggest(source, other, 0.5)
    suggest(target, other, 0.7)
    ties.move(source, target)
    assert only(target).score == 0.7


def test_the_step_that_compares_a_story_bears_its_revision() -> None:
    job = ties.to_compare(4, 9, NOW)
    assert (job.stage, job.key, job.payload) == ("across", "4:9", {"story": 4})
