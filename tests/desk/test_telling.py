"""When a watch may tell: never in quiet hours, never above its ceiling, and in the end everything."""

from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.clock import DESK_ZONE
from desk.telling import DAY, GATHERING, Held, Rule, end_of_quiet, held, held_until, is_quiet

SEVEN = time(7)
OPEN = Rule(3, SEVEN)
NIGHT = Rule(3, SEVEN, time(22), time(6, 30))
NOON = Rule(3, SEVEN, time(12), time(13))
LATE_SLEEPER = Rule(3, SEVEN, time(22), time(9))


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=DESK_ZONE)


LONG_AGO = (at(0), at(0, 20), at(0, 40))


@pytest.mark.parametrize(
    ("rule", "told", "now", "until"),
    [
        (OPEN, 0, at(3), None),
        (OPEN, 2, at(3), None),
        (OPEN, 3, at(15), at(7, day=2)),
        (OPEN, 3, at(3), at(7, day=2)),
        (NIGHT, 0, at(21, 59), None),
        (NIGHT, 0, at(22), at(6, 30, day=2)),
        (NIGHT, 0, at(0), at(6, 30)),
        (NIGHT, 0, at(6, 29), at(6, 30)),
        (NIGHT, 0, at(6, 30), None),
        (NOON, 0, at(12), at(13)),
        (NOON, 0, at(13), None),
        (NOON, 0, at(23), None),
        # The morning after a full day is still quiet.
        (LATE_SLEEPER, 3, at(15), at(9, day=2)),
    ],
)
def test_a_watch_tells_now_or_keeps_it_until_then(
    rule: Rule, told: int, now: datetime, until: datetime | None
) -> None:
    assert held_until(rule, LONG_AGO[:told], now) == until


@pytest.mark.parametrize(("minutes", "until"), [(0, at(9, 10)), (9, at(9, 10)), (10, None)])
def test_what_comes_right_after_a_telling_is_gathered(minutes: int, until: datetime | None) -> None:
    assert held_until(OPEN, [at(8), at(9)], at(9, minutes)) == until


def test_what_waited_is_counted_by_what_it_waited_for() -> None:
    found = [at(15), at(22), at(23), at(0, day=2), at(6, 30, day=2)]
    first, second = at(15).date(), at(15, day=2).date()
    assert held(NIGHT, found, {first}) == Held(quiet=3, ceiling=1)
    assert held(OPEN, found, {first}) == Held(quiet=0, ceiling=3)
    assert held(OPEN, found, {second}) == Held(quiet=0, ceiling=2)
    assert held(OPEN, found, set()) == Held()


TIMES = st.times().map(lambda found: found.replace(microsecond=0, second=0))
RULES = st.one_of(
    st.builds(Rule, st.integers(1, 4), TIMES),
    st.builds(Rule, st.integers(1, 4), TIMES, TIMES, TIMES).filter(lambda r: r.quiet_from != r.quiet_until),
)
FOUND = st.lists(st.integers(0, 5 * 24 * 60), max_size=25).map(sorted)


@given(RULES, FOUND)
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_nothing_comes_in_quiet_hours_or_above_the_ceiling(
    rule: Rule, minutes: list[int]
) -> None:
    start = datetime(2026, 10, 1, tzinfo=DESK_ZONE)
    coming = [start + timedelta(minutes=n) for n in minutes]
    pending: list[datetime] = []
    letters: list[tuple[datetime, list[datetime]]] = []
    free_at = start
    for now in (start + timedelta(minutes=n) for n in range(0, 8 * 24 * 60, 7)):
        pending += [found for found in coming if found <= now]
        coming = [found for found in coming if found > now]
        if not pending or now < free_at:
            continue
        today = [sent for sent, _ in letters if sent.date() == now.date()]
        until = held_until(rule, today, now)
        if until is None:
            letters.append((now, pending))
            pending = []
        else:
            free_at = until
    assert sorted(found for _, told in letters for found in told) == [
        start + timedelta(minutes=n) for n in minutes
    ]
    assert not any(is_quiet(rule, sent) for sent, _ in letters)
    days = [sent.date() for sent, _ in letters]
    assert all(days.count(day) <= rule.ceiling for day in days)
    nearest = min((b[0] - a[0] for a, b in pairwise(letters) if a[0].date() == b[0].date()), default=DAY)
    assert nearest >= GATHERING


@given(RULES, st.integers(0, 3000), st.integers(0, 5))
def test_what_is_held_is_held_for_less_than_two_days_and_ends_in_a_loud_hour(
    rule: Rule, minute: int, told: int
) -> None:
    now = datetime(2026, 10, 1, tzinfo=DESK_ZONE) + timedelta(minutes=minute)
    until = held_until(rule, [now - DAY] * told, now)
    assert until is None or now < until < now + 2 * DAY + DAY
    assert until is None or not is_quiet(rule, until)


def test_the_end_of_quiet_hours_is_the_next_one() -> None:
    assert end_of_quiet(NIGHT, at(23)) == at(6, 30, day=2)
    assert end_of_quiet(NIGHT, at(1)) == at(6, 30)
