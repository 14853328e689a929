from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import delegations
from archive.delegations import Visit
from archive.models import Article, Delegation
from tests import factory

pytestmark = pytest.mark.django_db
VISIT = Visit(
    name="Đoàn báo chí Biển Đông",
    outlets="The Coast Times",
    country="SG",
    host="Sở Ngoại vụ",
    paper="12/GP-NG",
    purpose="Viết về cảng Mỹ Lâm",
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 3, 6),
)


def test_a_visit_is_what_is_told_of_it() -> None:
    id = delegations.record(VISIT)
    found = delegations.row(id)
    assert found is not None
    assert (found.id, found.visit, found.works) == (id, VISIT, ())


def test_a_visit_is_told_anew() -> None:
    id = delegations.record(VISIT)
    assert delegations.change(id, replace(VISIT, country="MY"))
    assert Delegation.objects.get().country == "MY"
    assert not delegations.change(id + 1, VISIT)


def test_a_visit_that_is_not_there_is_none() -> None:
    assert delegations.row(99) is None


def test_works_are_tied_once_and_taken_off_once() -> None:
    visit, row = factory.visit(), factory.article()
    assert [delegations.tie(visit.id, row.id) for _ in range(2)] == [True, False]
    found = delegations.row(visit.id)
    assert found is not None
    assert [work.id for work in found.works] == [row.id]
    assert [delegations.untie(visit.id, row.id) for _ in range(2)] == [True, False]
    assert Article.objects.get().delegation is None


def test_a_work_is_moved_to_another_visit() -> None:
    one, other, row = factory.visit(), factory.visit("Đoàn khác"), factory.article()
    delegations.tie(one.id, row.id)
    assert delegations.tie(other.id, row.id)
    assert not delegations.untie(one.id, row.id)
    assert Article.objects.get().delegation == other


def test_visits_are_listed_newest_first_with_their_works() -> None:
    old, new = factory.visit("Cũ", year=2024), factory.visit("Mới")
    row = factory.article()
    delegations.tie(old.id, row.id)
    assert [(found.id, len(found.works)) for found in delegations.rows()] == [(new.id, 0), (old.id, 1)]
    assert delegations.named() == [(new.id, "Mới"), (old.id, "Cũ")]


def test_a_visit_belongs_to_every_year_it_touches() -> None:
    row = factory.visit(year=2025)
    Delegation.objects.filter(id=row.id).update(starts_on=date(2025, 12, 30), ends_on=date(2026, 1, 3))
    assert [len(delegations.rows(year)) for year in (2024, 2025, 2026, 2027)] == [0, 1, 1, 0]
    assert delegations.years() == [2025]


def test_the_list_costs_the_same_however_long() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            delegations.rows()
        return len(asked)

    delegations.tie(factory.visit().id, factory.article().id)
    before = cost()
    for number in range(5):
        delegations.tie(factory.visit(f"Đoàn {number}").id, factory.article().id)
    assert cost() == before
