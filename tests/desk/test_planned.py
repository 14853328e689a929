from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from archive.packs import Pack
from desk import planned
from desk.models import Act, PlannedEvent
from desk.planned import Plan, PlannedRow, PlanProblem
from desk.rights import Role
from tests.desk.making import actor
from tests.factory import MORNING

pytestmark = pytest.mark.django_db
FAIR = Plan("Hội chợ vải thiều Tân Khê", "agriculture", date(2026, 10, 12), date(2026, 10, 14))


def rows(pack: Pack, first: date = date(2026, 10, 1), last: date = date(2026, 10, 31)) -> list[PlannedRow]:
    return planned.between(first, last, pack, "vi")


def test_an_event_is_entered_shown_and_written_down(pack: Pack) -> None:
    number = planned.plan(actor(), replace(FAIR, name="  Hội chợ   vải thiều Tân Khê "), pack, MORNING)
    own = [row for row in rows(pack) if row.id is not None]
    assert own == [PlannedRow(number, FAIR.name, "agriculture", FAIR.starts_on, FAIR.ends_on, "Trần Thị Lài")]
    act = Act.objects.get()
    assert (act.code, act.data["event"], act.data["starts_on"]) == ("event_planned", number, "2026-10-12")


def test_an_event_struck_out_is_gone_and_stays_in_the_books(pack: Pack) -> None:
    number = planned.plan(actor(), FAIR, pack, MORNING)
    assert planned.cancel(actor(), number, MORNING)
    assert not planned.cancel(actor(), number, MORNING)
    assert [row for row in rows(pack) if row.id] == []
    assert [act.code for act in Act.objects.order_by("id")] == ["event_planned", "event_cancelled"]
    assert PlannedEvent.objects.get().cancelled_at == MORNING


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [("2026-10-14", "2026-10-20", 1), ("2026-10-15", "2026-10-20", 0), ("2026-10-01", "2026-10-11", 0)],
)
def test_events_are_shown_that_touch_the_days(pack: Pack, first: str, last: str, count: int) -> None:
    planned.plan(actor(), FAIR, pack, MORNING)
    found = rows(pack, date.fromisoformat(first), date.fromisoformat(last))
    assert len([row for row in found if row.id]) == count


def test_the_years_plan_gives_its_events_but_not_its_duties(pack: Pack) -> None:
    assert [(row.id, row.starts_on.isoformat()) for row in rows(pack)] == [(None, "2026-10-05")]
    english = planned.between(date(2026, 10, 1), date(2026, 10, 31), pack, "en")
    assert english[0].name == "Exhibition of sovereignty documents on Hon Nghe"


@pytest.mark.parametrize(
    ("told", "word"),
    [
        (replace(FAIR, name="  "), "no name"),
        (replace(FAIR, name="a" * 201), "longer than 200"),
        (replace(FAIR, ends_on=date(2026, 10, 11)), "before the first"),
        (replace(FAIR, ends_on=date(2027, 10, 13)), "more than a year"),
        (replace(FAIR, topic="khong-co"), "no such topic"),
    ],
)
def test_what_is_no_event_is_refused_in_both_languages(pack: Pack, told: Plan, word: str) -> None:
    with pytest.raises(PlanProblem, match=word) as refused:
        planned.plan(actor(), told, pack, MORNING)
    assert refused.value.vi.endswith(".")
    assert not PlannedEvent.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.CONTACT, Role.AUDITOR])
def test_only_officers_who_plan_may_plan(pack: Pack, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        planned.plan(actor(role), FAIR, pack, MORNING)
    with pytest.raises(PermissionDenied):
        planned.cancel(actor(role), 1, MORNING)
