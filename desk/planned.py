"""What the desk knows will happen: officers' own entries and those of the pack's plan; beside the outlook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from archive.packs import Pack
from desk import audit
from desk.audit import Actor
from desk.models import PlannedEvent
from desk.rights import Right

PLANNED, CANCELLED = "event_planned", "event_cancelled"
LONGEST_NAME, LONGEST_DAYS = 200, 366
# A line of the plan that lasts longer is a duty, no event to look out for.
LONGEST_EVENT = 60


class PlanProblem(Exception):
    """Why an event cannot be planned so, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi} / {en}")
        self.vi, self.en = vi, en


@dataclass(frozen=True, slots=True)
class Plan:
    """An event as it is told."""

    name: str
    topic: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """An event ahead; one of the pack's plan has no number and cannot be cancelled here."""

    id: int | None
    name: str
    topic: str
    starts_on: date
    ends_on: date
    made_by: str = ""


def plan(actor: Actor, told: Plan, pack: Pack, now: datetime) -> int:
    """Enter an event; its number."""
    audit.demand(actor, Right.PLAN)
    found = _checked(told, pack)
    with transaction.atomic():
        row = PlannedEvent.objects.create(
            name=found.name,
            topic=found.topic,
            starts_on=found.starts_on,
            ends_on=found.ends_on,
            made_by_id=actor.id,
            made_at=now,
        )
        audit.note(actor, PLANNED, {"event": row.id, **_told(found)}, now)
    return row.id


def cancel(actor: Actor, event_id: int, now: datetime) -> bool:
    """Strike an event out; tells whether it stood."""
    audit.demand(actor, Right.PLAN)
    with transaction.atomic():
        standing = PlannedEvent.objects.filter(id=event_id, cancelled_at=None)
        is_done = bool(standing.update(cancelled_at=now))
        if is_done:
            audit.note(actor, CANCELLED, {"event": event_id}, now)
    return is_done


def between(first: date, last: date, pack: Pack, language: str) -> list[PlannedRow]:
    """The events of some days, the desk's own and the pack's, in the order of their days."""
    own = PlannedEvent.objects.filter(cancelled_at=None, starts_on__lte=last, ends_on__gte=first)
    rows = [
        PlannedRow(row.id, row.name, row.topic, row.starts_on, row.ends_on, str(row.made_by))
        for row in own.select_related("made_by")
    ]
    rows += _of_pack(first, last, pack, language)
    return sorted(rows, key=lambda row: (row.starts_on, row.name))


def _of_pack(first: date, last: date, pack: Pack, language: str) -> Iterator[PlannedRow]:
    """The lines of the pack's plan that are events: with days of their own, not duties all year round."""
    for item in pack.plan:
        ends_on = item.ends_on or item.starts_on
        is_event = item.every is None and (ends_on - item.starts_on).days < LONGEST_EVENT
        if is_event and item.starts_on <= last and ends_on >= first:
            name = item.title.en if language == "en" else item.title.vi
            yield PlannedRow(None, name, "", item.starts_on, ends_on)


def _checked(told: Plan, pack: Pack) -> Plan:
    name = " ".join(told.name.split())
    if not name:
        raise PlanProblem("Sự kiện chưa có tên; viết tên sự kiện.", "The event has no name; write one.")
    if len(name) > LONGEST_NAME:
        raise PlanProblem(
            f"Tên sự kiện dài quá {LONGEST_NAME} ký tự; viết ngắn lại.",
            f"The event's name is longer than {LONGEST_NAME} characters; shorten it.",
        )
    if told.ends_on < told.starts_on:
        raise PlanProblem(
            "Ngày kết thúc ở trước ngày bắt đầu; sửa một trong hai ngày.",
            "The last day lies before the first; mend one of them.",
        )
    if (told.ends_on - told.starts_on).days >= LONGEST_DAYS:
        raise PlanProblem(
            "Sự kiện dài hơn một năm; chia thành nhiều sự kiện.",
            "The event lasts more than a year; enter several.",
        )
    if told.topic and told.topic not in _topics(pack):
        raise PlanProblem(
            "Không có chủ đề này; chọn một chủ đề trong danh sách.",
            "There is no such topic; choose one of the list.",
        )
    return Plan(name, told.topic, told.starts_on, told.ends_on)


def _topics(pack: Pack) -> Sequence[str]:
    return [spec.code for spec in pack.topics]


def _told(of: Plan) -> dict[str, str]:
    return {
        "name": of.name,
        "topic": of.topic,
        "starts_on": of.starts_on.isoformat(),
        "ends_on": of.ends_on.isoformat(),
    }
