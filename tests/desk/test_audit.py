import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from desk import audit
from desk.audit import Actor, ActRow
from desk.models import Act
from desk.rights import Right, Role
from tests import factory

NOW = factory.MORNING


@pytest.mark.django_db
def test_an_act_is_written_with_who_what_and_when() -> None:
    officer = factory.officer()
    with transaction.atomic():
        audit.note(Actor(officer.id, officer.role), "link_typed", {"url": "https://a.example/1"}, NOW)
    assert audit.newest({"link_typed"}, 5) == [
        ActRow("link_typed", "Trần Thị Lài", {"url": "https://a.example/1"}, NOW)
    ]
    assert str(Act.objects.get()) == "2026-10-01 01:00 link_typed"


@pytest.mark.django_db
def test_the_newest_acts_of_some_kinds_come_first() -> None:
    actor = Actor(factory.officer().id, "monitor")
    with transaction.atomic():
        for code in ("a", "b", "a"):
            audit.note(actor, code, {}, NOW)
    assert [row.code for row in audit.newest({"a"}, 1)] == ["a"]
    assert len(audit.newest({"a", "b"}, 9)) == 3


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="in the transaction that does it"):
        audit.note(Actor(1, "monitor"), "a", {}, NOW)


def test_who_has_not_the_right_is_refused() -> None:
    audit.demand(Actor(1, Role.MONITOR), Right.ADD)
    with pytest.raises(PermissionDenied):
        audit.demand(Actor(1, Role.READER), Right.ADD)
