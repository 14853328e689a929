from datetime import date, timedelta

import pytest

from archive import jobs, signals
from archive.models import Job
from archive.packs import PACKS, load
from pipeline.context import Context
from pipeline.signals import EVERY, KEY, STAGE, day_off
from pipeline.worker import Worker
from tests.counted import fill
from tests.pipeline.making import Hands


@pytest.mark.django_db
def test_the_worker_looks_each_hour(worker: Worker, context: Context, hands: Hands) -> None:
    jobs.plan(STAGE, KEY, context.now())
    fill({"environment": [*[3, 4, 2, 3, 4, 1, 2] * 6, 15]}, until=hands.at)
    hands.at += timedelta(minutes=1)
    worker.step()
    assert {row.count for row in signals.spikes_since(date(2026, 9, 1))} == {15}
    assert Job.objects.get(stage=STAGE).run_at == hands.at + EVERY


@pytest.mark.parametrize(
    ("day", "is_it"),
    [
        ("2026-09-01", True),  # by the pack's calendar alone
        ("2031-01-23", True),  # Tết by the moon, in a year of which no pack tells
        ("2026-10-01", False),
    ],
)
def test_days_off_are_the_packs_and_those_by_rule(day: str, *, is_it: bool) -> None:
    is_off = day_off(load("demo", folder=PACKS, fill={"press_port": "1"}))
    assert is_off(date.fromisoformat(day)) is is_it
