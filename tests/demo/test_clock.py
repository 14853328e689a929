import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.clock import (
    DAY_ZERO,
    ZONE,
    ClockFault,
    Setting,
    day_of,
    day_start,
    instant,
    opening,
    parse,
    read,
    real_time,
)

STARTED = 1_000_000.0


def test_day_zero_is_the_first_of_july_in_the_provinces_time() -> None:
    assert DAY_ZERO.isoformat() == "2026-07-01T00:00:00+07:00"


def test_without_a_file_the_demo_opens_on_the_claims_second_morning(tmp_path: Path) -> None:
    setting = read(tmp_path / "clock.json", STARTED)
    assert setting == opening(STARTED)
    assert setting.shown(STARTED).astimezone(ZONE).isoformat() == "2026-10-01T06:00:00+07:00"
    assert setting.shown(STARTED + 60) - setting.shown(STARTED) == timedelta(minutes=1)


def test_a_file_says_what_is_shown_and_how_fast(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    told = {"real": STARTED, "shown_at": "2026-09-30T23:00:00+00:00", "speed": 1440}
    path.write_text(json.dumps(told), "utf-8")
    assert read(path, 0).shown(STARTED + 60) == datetime(2026, 10, 1, 23, tzinfo=UTC)


def test_a_clock_without_a_speed_runs_in_real_time() -> None:
    assert parse('{"real": 5, "shown_at": "2026-07-01T00:00:00+07:00"}') == Setting(5.0, DAY_ZERO, 1.0)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "JSONDecodeError"),
        ("{", "JSONDecodeError"),
        ("[]", "TypeError"),
        ("{}", "KeyError: 'real'"),
        ('{"real": "x", "shown_at": "2026-07-01T00:00:00+07:00"}', "ValueError"),
        ('{"real": 1, "shown_at": "tomorrow"}', "ValueError"),
        ('{"real": 1, "shown_at": 5}', "TypeError"),
        ('{"real": 1, "shown_at": "2026-07-01T00:00:00"}', "shown_at has no zone"),
    ],
)
def test_a_spoilt_file_is_told_in_both_languages(text: str, why: str) -> None:
    with pytest.raises(ClockFault) as caught:
        parse(text)
    vietnamese, english = str(caught.value).split(" / ")
    assert why in vietnamese
    assert why in english
    assert english.startswith("The clock file cannot be read")


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (DAY_ZERO - timedelta(seconds=1), -1),
        (DAY_ZERO, 0),
        (instant(92, 23, 59), 92),
        (datetime(2026, 9, 30, 17, tzinfo=UTC), 92),
    ],
)
def test_a_day_begins_at_the_provinces_midnight(at: datetime, day: int) -> None:
    assert day_of(at) == day
    assert day_start(at) == instant(day)


def test_the_machines_clock_is_read_anew() -> None:
    assert real_time() <= real_time()


@given(
    st.floats(0, 1e9),
    st.floats(0, 1e6),
    st.floats(0, 1e4),
)
def test_a_clock_advances_by_speed_times_the_real_span(real: float, span: float, speed: float) -> None:
    setting = Setting(0, DAY_ZERO, speed)
    if speed * (real + span) > 1e10:
        return
    moved = setting.shown(real + span) - setting.shown(real)
    assert moved.total_seconds() == pytest.approx(span * speed, rel=1e-3, abs=0.01)
