"""Acts on ties: by who may, written down, and taken back."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from archive import ties
from archive.models import Story
from archive.ties import TieKind, TieRow, TieState
from desk import audit, tie_acts
from desk.audit import Actor
from desk.rights import Role
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> Actor:
    officer = factory.officer(Role.MONITOR, email="theo.doi@desk.example")
    return Actor(officer.id, officer.role)


@pytest.fixture
def tie(now: datetime) -> TieRow:
    a, b = (Story.objects.create(lang=lang, first_at=now, last_at=now).id for lang in ("vi", "en"))
    ties.suggest(a, b, TieKind.ACROSS, 0.6, now=now)
    return ties.of(a)[0]


def state(tie: TieRow) -> TieState:
    found = ties.get(tie.id)
    assert found is not None
    return found.state


def test_a_tie_is_confirmed_and_the_act_written_down(actor: Actor, tie: TieRow, now: datetime) -> None:
    assert tie_acts.confirm(actor, tie.id, now)
    (act,) = audit.newest(tie_acts.CODES, 5)
    assert (state(tie), act.code) == (TieState.CONFIRMED, "tie_confirmed")
    assert act.data == {"tie": tie.id, "stories": [tie.story_id, tie.other_id], "kind": "across"}


def test_a_tie_is_refused_and_the_word_taken_back(actor: Actor, tie: TieRow, now: datetime) -> None:
    tie_acts.refuse(actor, tie.id, now)
    refused = state(tie)
    tie_acts.undo(actor, tie.id, now)
    assert (refused, state(tie)) == (TieState.REFUSED, TieState.SUGGESTED)
    assert [act.code for act in audit.newest(tie_acts.CODES, 5)] == ["tie_taken_back", "tie_refused"]


def test_the_same_word_twice_is_one_act(actor: Actor, tie: TieRow, now: datetime) -> None:
    assert [tie_acts.confirm(actor, tie.id, now) for _ in range(2)] == [True, False]
    assert len(audit.newest(tie_acts.CODES, 5)) == 1


def test_a_tie_that_is_gone_is_no_act(actor: Actor, now: datetime) -> None:
    assert not tie_acts.confirm(actor, 0, now)


def test_a_reader_may_not_settle_ties(tie: TieRow, now: datetime) -> None:
    reader = factory.officer(Role.READER, email="doc@desk.example")
    with pytest.raises(PermissionDenied):
        tie_acts.confirm(Actor(reader.id, reader.role), tie.id, now)
    assert state(tie) == TieState.SUGGESTED


def test_who_settled_a_tie_has_a_name(actor: Actor, tie: TieRow, now: datetime) -> None:
    tie_acts.confirm(actor, tie.id, now)
    found = tie_acts.deciders(ties.of(tie.story_id))
    assert list(found) == [actor.id]
    assert tie_acts.deciders([tie]) == {}
