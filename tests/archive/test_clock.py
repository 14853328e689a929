from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.clock import Clock, desk_day, parse_speed, read_clock, system_clock, write_clock

START = datetime(2026, 10, 1, tzinfo=UTC)


def test_shown_time_runs_at_its_speed() -> None:
    clock = Clock(100.0, START, 1440.0, read_real=lambda: 160.0)
    assert clock.now() == START + timedelta(days=1)


def test_a_span_of_shown_time_takes_less_by_the_wall() -> None:
    assert Clock(0.0, START, 60.0).real_seconds(timedelta(hours=1)) == 60.0


def test_the_clock_rests_between_two_runs(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    write_clock(path, Clock(0.0, START, 60.0, read_real=lambda: 10.0))
    kept = read_clock(path)
    assert (kept.real, kept.shown_at, kept.speed) == (10.0, START + timedelta(minutes=10), 60.0)


def test_without_a_file_time_is_real(tmp_path: Path) -> None:
    before = system_clock().now()
    assert before <= read_clock(tmp_path / "none.json").now() <= before + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("text", "speed"),
    [
        ("1d/min", 1440.0),
        ("6h/min", 360.0),
        ("90s/s", 90.0),
        ("1h/min", 60.0),
        ("2", 2.0),
        ("0.5", 0.5),
        ("1/1", None),
    ],
)
def test_speeds_are_read(text: str, speed: float | None) -> None:
    if speed is None:
        with pytest.raises(ValueError, match=text):
            parse_speed(text)
    else:
        assert parse_speed(text) == speed


@pytest.mark.parametrize("text", ["", "fast", "1d/", "/min", "-1", "0", "1y/min", "9999999999", "1d/h/min"])
def test_a_speed_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any wording
        parse_speed(text)


@given(st.text(max_size=12))
def test_a_speed_is_positive_or_refused(text: str) -> None:
    try:
        speed = parse_speed(text)
    except ValueError:
        return
    assert speed > 0


def test_the_desks_day_begins_at_its_own_midnight() -> None:
    assert desk_day(datetime(2026, 9, 30, 17, 0, tzinfo=UTC)) == "2026-10-01"
    assert desk_day(datetime(2026, 9, 30, 16, 59, tzinfo=UTC)) == "2026-09-30"
