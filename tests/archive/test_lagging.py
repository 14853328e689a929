from datetime import datetime, timedelta

import pytest

from archive.clock import Clock
from archive.lagging import Behind, Unit, age_of, behind
from tests import factory

pytestmark = pytest.mark.django_db


def clock(now: datetime, speed: float = 1.0) -> Clock:
    return Clock(0.0, now, speed, read_real=lambda: 0.0)


def test_an_index_that_knows_all_is_not_behind(now: datetime) -> None:
    assert behind(clock(now)) is None


@pytest.mark.parametrize(("seconds", "is_told"), [(10, False), (11, True)])
def test_what_waits_is_told_after_ten_seconds(now: datetime, seconds: int, *, is_told: bool) -> None:
    since = now - timedelta(seconds=seconds)
    factory.index_change(factory.article(), queued_at=since)
    factory.index_change(factory.article(), queued_at=now)
    assert behind(clock(now)) == (Behind(2, since, float(seconds)) if is_told else None)


def test_seconds_are_those_of_the_wall_where_time_runs_faster(now: datetime) -> None:
    since = now - timedelta(hours=1)
    factory.index_change(factory.article(), queued_at=since)
    assert behind(clock(now, 100.0)) == Behind(1, since, 36.0)
    assert behind(clock(now, 1440.0)) is None


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (10.9, (10, Unit.SECOND)),
        (60, (1, Unit.MINUTE)),
        (3_599, (59, Unit.MINUTE)),
        (7_300, (2, Unit.HOUR)),
        (200_000, (2, Unit.DAY)),
    ],
)
def test_an_age_is_told_in_the_largest_unit_it_fills(seconds: float, age: tuple[int, Unit]) -> None:
    assert age_of(seconds) == age
    assert Behind(1, factory.MORNING, seconds).age == age
