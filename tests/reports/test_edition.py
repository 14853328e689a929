"""Which day's digest is due, by the desk's own clock, seven hours east of Greenwich."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.clock import DESK_ZONE
from reports.digest import CATCH_UP, day_of, edition_key, edition_of, editions_due, window

DAY = timedelta(days=1)
HOURS = st.integers(0, 23)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
DAYS = st.dates(date(2020, 1, 5), date(2100, 1, 1))


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    """An instant of October by the desk's clock."""
    return datetime(2026, 10, day, hour, minute, tzinfo=DESK_ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "hour", "day"),
    [
        (at(6, 59, 2), 7, 1),
        (at(7, 0, 2), 7, 2),
        (at(23, 59, 2), 7, 2),
        (at(0, 0, 3), 7, 2),
        (at(23, 59, 2), 0, 2),
        (at(0, 0, 3), 0, 3),
        (at(22, 59, 2), 23, 1),
        (at(23, 0, 2), 23, 2),
        (datetime(2026, 10, 1, 23, 59, tzinfo=UTC), 7, 1),
        (datetime(2026, 10, 2, 0, 0, tzinfo=UTC), 7, 2),
    ],
)
def test_the_edition_turns_at_its_hour_of_the_desks_day(now: datetime, hour: int, day: int) -> None:
    assert edition_of(now, hour) == date(2026, 10, day)


@given(INSTANTS, st.timedeltas(timedelta(), DAY), HOURS)
def test_an_edition_never_jumps(now: datetime, later: timedelta, hour: int) -> None:
    step = edition_of(now + later, hour) - edition_of(now, hour)
    assert step in {timedelta(), DAY}


@given(INSTANTS, HOURS)
def test_a_due_editions_window_has_just_ended(now: datetime, hour: int) -> None:
    since, until = window(edition_of(now, hour), hour)
    assert until <= now < until + DAY
    assert until - since == DAY


@given(DAYS, HOURS)
def test_windows_follow_each_other_without_a_gap(day: date, hour: int) -> None:
    assert window(day, hour)[1] == window(day + DAY, hour)[0]


@given(DAYS)
def test_an_edition_is_named_by_its_day(day: date) -> None:
    assert edition_key(day) == f"daily:{day.isoformat()}"
    assert day_of(edition_key(day)) == day


@pytest.mark.parametrize(
    ("last", "days"),
    [
        ("", [9]),
        ("daily:2026-10-07", [8, 9]),
        ("daily:2026-10-08", [9]),
        ("daily:2026-10-09", []),
        ("daily:2026-10-20", []),
        ("daily:2026-09-01", [7, 8, 9]),
    ],
)
def test_a_reader_gets_what_they_lack_and_never_many(last: str, days: list[int]) -> None:
    assert editions_due(date(2026, 10, 9), last) == [date(2026, 10, day) for day in days]


@given(DAYS, st.lists(st.timedeltas(-2 * DAY, CATCH_UP * DAY), max_size=20))
def test_no_edition_is_due_twice_or_left_out_whatever_the_clock_does(
    day: date, jumps: list[timedelta]
) -> None:
    written, newest = [day], day
    for jump in jumps:
        newest += timedelta(days=jump.days)
        written += editions_due(newest, edition_key(max(written)))
    assert written == [day + DAY * n for n in range(len(written))]
