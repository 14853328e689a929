from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from archive.models import Article, Delegation
from desk import visits
from desk.audit import Actor
from desk.models import Act
from desk.rights import Role
from tests import factory
from tests.archive.test_delegations import VISIT

pytestmark = pytest.mark.django_db
NOW = factory.MORNING


@pytest.fixture
def actor() -> Actor:
    return Actor(factory.officer().id, Role.MONITOR)


def acts() -> list[str]:
    return list(Act.objects.order_by("id").values_list("code", flat=True))


def test_a_visit_is_recorded_and_changed_and_both_are_written_down(actor: Actor) -> None:
    id = visits.record(actor, VISIT, NOW)
    assert visits.change(actor, id, replace(VISIT, paper="13/GP-NG"), NOW)
    assert (Delegation.objects.get().paper, acts()) == ("13/GP-NG", [visits.RECORDED, visits.CHANGED])
    told = Act.objects.order_by("id")[0].data
    assert (told["visit"], told["paper"], told["starts_on"]) == (id, "12/GP-NG", "2026-03-02")


def test_works_are_tied_and_taken_off_and_both_are_written_down(actor: Actor) -> None:
    visit, row = factory.visit(), factory.article()
    assert visits.tie(actor, visit.id, row.id, NOW)
    assert visits.untie(actor, visit.id, row.id, NOW)
    assert (Article.objects.get().delegation, acts()) == (None, [visits.TIED, visits.UNTIED])


def test_what_changes_nothing_is_not_written_down(actor: Actor) -> None:
    visit = factory.visit()
    assert not visits.change(actor, visit.id + 1, VISIT, NOW)
    assert not visits.untie(actor, visit.id, 99, NOW)
    assert acts() == []


@pytest.mark.parametrize(
    "act",
    [
        lambda actor: visits.record(actor, VISIT, NOW),
        lambda actor: visits.change(actor, 1, VISIT, NOW),
        lambda actor: visits.tie(actor, 1, 1, NOW),
        lambda actor: visits.untie(actor, 1, 1, NOW),
    ],
    ids=["record", "change", "tie", "untie"],
)
def test_who_may_only_read_changes_no_visit(act: Callable[[Actor], object]) -> None:
    with pytest.raises(PermissionDenied):
        act(Actor(factory.officer(Role.READER).id, Role.READER))
